/** FHIR R4 as it is written: what is absent is left out. */
import { createHash } from 'node:crypto';
import type { ExportedDossier } from '../../../domain/export/exported-dossier.js';

export interface Resource {
  resourceType: string;
  id: string;
  [element: string]: unknown;
}

/** One thing in the dossier, and the resources that belong to it and to nothing else. */
export interface Written {
  listed: Resource;
  within: Resource[];
}

export function alone(listed: Resource): Written {
  return { listed, within: [] };
}

/** UUIDs of names in a space of our own (RFC 9562 §5.5). */
const SPACE = Buffer.from('6f0c2f64b7d94d5c9d0a4d1d0f6f5b11', 'hex');

/** Names resources of one client: the same thing has the same name in every export. */
export class Names {
  constructor(private readonly owner: Pick<ExportedDossier, 'organisation' | 'client'>) {}

  idOf(kind: string, id = ''): string {
    const { organisation, client } = this.owner;
    const name = JSON.stringify([organisation.id, client, kind, id]);
    const hash = createHash('sha1').update(SPACE).update(name).digest().subarray(0, 16);
    hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
    hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
    return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  refer(kind: string, id?: string): { reference: string } {
    return { reference: urn(this.idOf(kind, id)) };
  }

  /** Whose dossier it is. */
  get patient(): { reference: string } {
    return this.refer('Patient');
  }
}

export function urn(id: string): string {
  return `urn:uuid:${id}`;
}

/** FHIR has no empty lists. */
export function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** FHIR has no empty texts. */
export function words(text: string | null): string | undefined {
  return text === null || text.trim() === '' ? undefined : text;
}

export function concept(text: string | null): { text: string } | undefined {
  const written = words(text);
  return written === undefined ? undefined : { text: written };
}

export function phones(telephone: string | null, email: string | null = null) {
  return some([
    ...(words(telephone) === undefined ? [] : [{ system: 'phone', value: telephone }]),
    ...(words(email) === undefined ? [] : [{ system: 'email', value: email }]),
  ]);
}

/** FHIR date. */
export function dateOf(day: Date | null): string | undefined {
  return day?.toISOString().slice(0, 10);
}

/** Narrative: plain paragraphs, whatever the text holds. */
export function narrative(...paragraphs: string[]) {
  const escaped = paragraphs.map((text) => text.replace(/[<>&"]/g, (sign) => `&#${sign.codePointAt(0)};`));
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${escaped.map((text) => `<p>${text}</p>`).join('')}</div>`;
  return { status: 'generated', div };
}
