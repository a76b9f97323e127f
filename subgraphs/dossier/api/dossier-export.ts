import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import type { Section as SectionName } from '../../../schema/caller.js';
import { EXPORTS_PATH } from '../../../schema/calls.js';
import { ERROR_CODES } from '../../../schema/error-codes.js';
import { Section } from '../../section.js';
import {
  EXPORT_FORMATS,
  EXPORT_STATUSES,
  statusAt,
  subjectOfExport,
  type DossierExport as DomainExport,
} from '../domain/export/dossier-export.js';
import { sectionsOf } from '../domain/export/export-parts.js';
import { Client } from './client.js';
import { connectionOf } from './connection-types.js';
import type { DossierContext } from './dossier-context.js';
import { enumOf } from './enum-of.js';

export const DossierExportFormat = enumOf(EXPORT_FORMATS);
registerEnumType(DossierExportFormat, {
  name: 'DossierExportFormat',
  description: 'In what form a copy of the dossier is made (nl: vorm van het afschrift).',
  valuesConfig: {
    FHIR_BUNDLE: { description: 'For other systems: a FHIR R4 Bundle in JSON (nl: voor andere systemen).' },
    PDF: { description: 'To read and print, in Dutch (nl: om te lezen).' },
  },
});

export const DossierExportStatus = enumOf(EXPORT_STATUSES);
registerEnumType(DossierExportStatus, {
  name: 'DossierExportStatus',
  description: 'How far a copy of the dossier is (nl: stand van het afschrift).',
  valuesConfig: {
    QUEUED: { description: 'It waits for its turn (nl: in de wachtrij).' },
    RUNNING: { description: 'It is being made (nl: wordt gemaakt).' },
    READY: { description: 'It can be downloaded, once, for a quarter of an hour (nl: klaar om te downloaden).' },
    TAKEN: { description: 'It was handed out and is gone, also when the download broke off (nl: gedownload).' },
    EXPIRED: { description: 'It was not downloaded in time and is gone (nl: verlopen).' },
    CANCELLED: { description: 'It was called off (nl: geannuleerd).' },
    FAILED: { description: 'It could not be made (nl: mislukt).' },
  },
});

@ObjectType({ description: 'A copy of the dossier as a file, made for one person (nl: afschrift van het dossier).' })
export class DossierExport {
  @Field(() => ID, { description: 'The id of the copy (nl: kenmerk).' })
  id: string;

  @Field(() => Client, { description: 'The client whose dossier it is (nl: cliënt).' })
  client: Client;

  @Field(() => DossierExportFormat, { description: 'In what form (nl: vorm).' })
  format: DomainExport['format'];

  @Field(() => [Section], {
    description: 'What is in it, beside who the client is, the care team and the contacts (nl: onderdelen).',
  })
  sections: SectionName[];

  @Field(() => DossierExportStatus, { description: 'How far it is (nl: stand).' })
  status: DomainExport['status'];

  @Field(() => Int, { description: 'How much of it has been made, 0 to 100 (nl: voortgang).' })
  progress: number;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for (nl: opgevraagd op).' })
  requestedAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when it is gone (nl: beschikbaar tot).' })
  expiresAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Path at this address to GET it from, once, with your own access token; null unless it is ready (nl: downloadlink).',
  })
  link: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it could not be made, in the language of the request (nl: reden van mislukken).',
  })
  failure: string | null;

  subject: Subject;
}

export const DossierExportConnection = connectionOf(DossierExport, 'DossierExport', 'afschriften');

export function toDossierExport(made: DomainExport, { now, caller, exporting }: DossierContext): DossierExport {
  const { id, format, progress, requestedAt, expiresAt, failure } = made;
  const subject = subjectOfExport(made);
  const status = statusAt(made, now);
  return {
    ...{ id, format, status, progress, requestedAt, expiresAt, subject },
    client: { id: made.client, subject: { ...subject, account: null } },
    sections: sectionsOf(made.parts),
    link: status === 'READY' ? `${EXPORTS_PATH}/${exporting.links.tokenOf(id)}` : null,
    failure: failure && ERROR_CODES[failure][caller.language],
  };
}
