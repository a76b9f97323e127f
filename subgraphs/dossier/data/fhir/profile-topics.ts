/** Topics of the person profile out of three zibs: LifeStance, ParticipationInSociety and HelpFromOthers. */
import type { PersonProfile } from '../../domain/ecd.js';
import { partsOf, type FhirRecord } from './fhir-record.js';
import { PROFILE_COMPONENT, PROFILE_HELP, PROFILE_OBSERVATION } from './life-mapping.js';
import { searchServed, typeOf, type Found } from './served-resources.js';

type Topic = PersonProfile['topics'][number];

/** What was observed last first. */
export async function readObservations(record: FhirRecord): Promise<{ topics: Topic[]; updatedOn: (string | null)[] }> {
  const { personProfileObservations } = record.codes;
  if (personProfileObservations.length === 0 || !record.source.canSearch(typeOf(record, PROFILE_OBSERVATION)))
    return { topics: [], updatedOn: [] };
  const { found } = await searchServed(record, PROFILE_OBSERVATION, [['code', personProfileObservations.join(',')]]);
  const observed = found
    .filter(({ values }) => values.codes.some((code) => personProfileObservations.includes(code)))
    .map(({ values }) => ({ updatedOn: values.updatedOn, topics: topicsOf(record, values) }))
    .filter(({ topics }) => topics.length > 0)
    .sort((one, other) => (other.updatedOn ?? '').localeCompare(one.updatedOn ?? ''));
  return { topics: observed.flatMap(({ topics }) => topics), updatedOn: observed.map(({ updatedOn }) => updatedOn) };
}

/** Who helps beside the professionals, and with what. */
export async function readHelp(record: FhirRecord): Promise<Topic[]> {
  const { personProfileHelp } = record.codes;
  if (personProfileHelp.length === 0 || !record.source.canSearch(typeOf(record, PROFILE_HELP))) return [];
  const { found } = await searchServed(record, PROFILE_HELP, [['category', personProfileHelp.join(',')]]);
  return found
    .filter(({ values }) => values.categories.some((category) => personProfileHelp.includes(category)))
    .flatMap(({ values: { title, text, help } }) => {
      const said = [...text, ...help].join(', ');
      return said === '' ? [] : [{ title, text: said }];
    });
}

/** The observation itself, and each of its parts that says something. */
function topicsOf(
  record: FhirRecord,
  { title, text, components }: Found<typeof PROFILE_OBSERVATION.elements>['values'],
): Topic[] {
  const whole = title === null ? [] : [{ title, text }];
  return [...whole, ...partsOf(record, PROFILE_COMPONENT, components)]
    .map((topic) => ({ title: topic.title, text: topic.text.join(', ') }))
    .filter((topic) => topic.text !== '');
}
