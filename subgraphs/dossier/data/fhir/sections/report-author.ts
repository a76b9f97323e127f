/** Who wrote a report, and as what: the name stands in the report, the discipline in the role that it refers to. */
import type { Report } from '../../../domain/report.js';
import type { FhirRecord } from '../fhir-record.js';
import { AUTHOR_ROLE } from '../mapping/report-mapping.js';
import { judged, referenceTo, servedAt, type Resources } from '../served-resources.js';
import { WithheldCount } from '../withheld.js';

export interface AuthorFound {
  name: string;
  discipline: string | null;
  /** Of a role that did not come along with the report. */
  missingRole: string | null;
}

const ROLE = /^PractitionerRole\//;

/** @returns null when nothing at hand gives a name. */
export function authorOf(
  record: FhirRecord,
  { authorName, authors }: { authorName: string | null; authors: string[] },
  included: Resources,
): AuthorFound | null {
  const reference = authors.find((author) => ROLE.test(author)) ?? null;
  const resource = reference === null ? undefined : included.get(reference);
  const role = resource && judged(record, AUTHOR_ROLE, [resource], new WithheldCount())[0]?.values;
  const name = authorName ?? role?.name ?? null;
  if (name === null) return null;
  return { name, discipline: role?.discipline ?? null, missingRole: role === undefined ? reference : null };
}

/** The authors as they are shown, in order. */
export async function withDisciplines(record: FhirRecord, authors: AuthorFound[]): Promise<Report['author'][]> {
  const missing = authors.flatMap(({ missingRole }) => missingRole ?? []);
  const roles = await servedAt(record, AUTHOR_ROLE, missing, new Map(), new WithheldCount());
  const disciplines = new Map(roles.map(({ resource, values }) => [referenceTo(resource), values.discipline]));
  return authors.map(({ name, discipline, missingRole }) => ({
    name,
    discipline: discipline ?? disciplines.get(missingRole ?? '') ?? null,
  }));
}
