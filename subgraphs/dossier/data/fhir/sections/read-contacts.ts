/** The client's own people, and the measures by which somebody acts for the client. */
import { dateOrNull } from '../../date-value.js';
import { LEGAL_SITUATION_KINDS, type LegalSituation, type RelatedPerson } from '../../../domain/ecd.js';
import { LEGAL_SITUATION, RELATED_PERSON } from '../mapping/contact-mapping.js';
import type { FhirRecord } from '../fhir-record.js';
import { humanNameOf } from '../mapping/human-name.js';
import { searchServed, typeOf } from '../served-resources.js';
import { WithheldCount } from '../withheld.js';

const IN_ORDER = new Intl.Collator('nl', { numeric: true });

/** FHIR gives contacts no order: by role, as the code list has them, and then by id. */
export async function readRelatedPersons(record: FhirRecord): Promise<RelatedPerson[]> {
  if (!record.source.canSearch(typeOf(record, RELATED_PERSON))) return [];
  const { found } = await searchServed(record, RELATED_PERSON);
  const withheld = new WithheldCount();
  const persons = found.flatMap(({ resource, values }) => {
    const name = humanNameOf(values);
    if (name === null) {
      withheld.add('MALFORMED');
      return [];
    }
    const { relationship, roleCode, telephone } = values;
    return [{ id: resource.id, name: name.text, relationship, roleCode, telephone }];
  });
  withheld.tell(typeOf(record, RELATED_PERSON), record.onWithheld);
  return persons.sort((one, other) => byRole(one.roleCode, other.roleCode) || IN_ORDER.compare(one.id, other.id));
}

/** Who has no role comes last. */
function byRole(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return IN_ORDER.compare(one, other);
}

export async function readLegalSituations(record: FhirRecord): Promise<LegalSituation[]> {
  const meanings = record.codes.legalSituations;
  const tokens = Object.values(meanings).flat();
  if (tokens.length === 0 || !record.source.canSearch(typeOf(record, LEGAL_SITUATION))) return [];
  const { found } = await searchServed(record, LEGAL_SITUATION, [['code', tokens.join(',')]]);
  return found.flatMap(({ values }) => {
    const kind = LEGAL_SITUATION_KINDS.find((known) => meanings[known]?.some((token) => values.kind.includes(token)));
    // what is no legal situation is a problem in the care plan, and its mapping's to judge
    return kind === undefined ? [] : [{ kind, start: dateOrNull(values.start), end: dateOrNull(values.end) }];
  });
}
