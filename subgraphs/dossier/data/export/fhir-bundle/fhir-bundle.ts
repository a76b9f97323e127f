/**
 * The dossier as a FHIR R4 Bundle. It is a `document` and not a `collection`: a Composition at its head says whose it
 * is, who asked and when, what the parts are and what is not in it, so that it can still be read years from now.
 */
import type { ExportPart } from '../../../domain/export/export-parts.js';
import type { ExportedDossier } from '../../../domain/export/exported-dossier.js';
import { moment, NOTHING_WRITTEN, ONLY_THE_NEWEST, PART_TITLES, ROLE_NAMES, WITHOUT_ADDITIONS } from '../dutch.js';
import { writtenParts } from './part-resources.js';
import { Names, narrative, some, urn, type Resource, type Written } from './resource.js';

const LOINC = 'http://loinc.org';

export async function writeFhirBundle(dossier: ExportedDossier): Promise<Buffer> {
  const names = new Names(dossier);
  const parts = writtenParts(dossier, names);
  const head = [compositionOf(names, dossier, parts), organisationOf(names, dossier)];
  const body = parts.flatMap(({ written }) => written.flatMap(({ listed, within }) => [listed, ...within]));
  const bundle = {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: urn(names.idOf('Bundle', dossier.madeAt.toISOString())) },
    type: 'document',
    timestamp: dossier.madeAt.toISOString(),
    entry: [...head, ...body].map((resource) => ({ fullUrl: urn(resource.id), resource })),
  };
  return Buffer.from(JSON.stringify(bundle));
}

function organisationOf(names: Names, { organisation: { name, help } }: ExportedDossier): Resource {
  return {
    resourceType: 'Organization',
    id: names.idOf('Organization'),
    name,
    telecom: [
      { system: 'phone', value: help.telephone },
      { system: 'email', value: help.email },
    ],
  };
}

interface WrittenPart {
  part: ExportPart;
  written: Written[];
}

function compositionOf(names: Names, dossier: ExportedDossier, parts: WrittenPart[]): Resource {
  const { organisation, requestedBy, role, requestedAt, madeAt } = dossier;
  const asked = `Opgevraagd door ${requestedBy} (${ROLE_NAMES[role]}) op ${moment(requestedAt, organisation.timeZone)}.`;
  return {
    resourceType: 'Composition',
    id: names.idOf('Bundle', `${madeAt.toISOString()} head`),
    language: 'nl-NL',
    status: 'final',
    type: { coding: [{ system: LOINC, code: '11503-0' }], text: 'Afschrift van het dossier' },
    subject: names.patient,
    date: madeAt.toISOString(),
    author: [names.refer('Organization')],
    title: `Afschrift van het dossier bij ${organisation.name}`,
    custodian: names.refer('Organization'),
    section: [
      { title: 'Over dit afschrift', text: narrative(asked, WITHOUT_ADDITIONS) },
      ...parts.map((part) => sectionOf(part, dossier)),
    ],
  };
}

function sectionOf({ part, written }: WrittenPart, { shortened }: ExportedDossier) {
  const said = [
    ...(written.length === 0 ? [NOTHING_WRITTEN] : []),
    ...(shortened.includes(part) ? [ONLY_THE_NEWEST] : []),
  ];
  return {
    title: PART_TITLES[part],
    text: said.length === 0 ? undefined : narrative(...said),
    entry: some(written.map(({ listed }) => ({ reference: urn(listed.id) }))),
  };
}
