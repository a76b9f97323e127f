/** Topics of the person profile out of three zibs: LifeStance, ParticipationInSociety and HelpFromOthers. */
import type { PersonProfile } from '../../../domain/ecd.js';
import { partsOf, type FhirRecord } from '../fhir-record.js';
import type { Resource } from '../fhir-source.js';
import { PROFILE_COMPONENT, PROFILE_HELP, PROFILE_OBSERVATION } from '../mapping/life-mapping.js';
import type { Mapped } from '../mapping/mapping.js';
import { searchServed, typeOf } from '../served-resources.js';

type Topic = PersonProfile['topics'][number];

/** What one resource says; nothing is found that says nothing. */
export interface TopicsFound {
  resource: Resource;
  /** `YYYY-MM-DD`. */
  updatedOn: string | null;
  topics: Topic[];
}

/** What was observed last first. */
export async function readObservations(record: FhirRecord): Promise<TopicsFound[]> {
  const { personProfileObservations } = record.codes;
  if (personProfileObservations.length === 0 || !record.source.canSearch(typeOf(record, PROFILE_OBSERVATION)))
    return [];
  const { found } = await searchServed(record, PROFILE_OBSERVATION, [['code', personProfileObservations.join(',')]]);
  return found
    .filter(({ values }) => values.codes.some((code) => personProfileObservations.includes(code)))
    .map(({ resource, values }) => ({ resource, updatedOn: values.updatedOn, topics: topicsOf(record, values) }))
    .filter(({ topics }) => topics.length > 0)
    .sort((one, other) => (other.updatedOn ?? '').localeCompare(one.updatedOn ?? ''));
}

/** Who helps beside the professionals, and with what. */
export async function readHelp(record: FhirRecord): Promise<TopicsFound[]> {
  const { personProfileHelp } = record.codes;
  if (personProfileHelp.length === 0 || !record.source.canSearch(typeOf(record, PROFILE_HELP))) return [];
  const { found } = await searchServed(record, PROFILE_HELP, [['category', personProfileHelp.join(',')]]);
  return found
    .filter(({ values }) => values.categories.some((category) => personProfileHelp.includes(category)))
    .flatMap(({ resource, values: { title, texts } }) =>
      texts.length === 0 ? [] : [{ resource, updatedOn: null, topics: [{ title, text: texts.join(', ') }] }],
    );
}

/** The observation itself, and each of its parts that says something. */
function topicsOf(
  record: FhirRecord,
  { title, texts, components }: Mapped<typeof PROFILE_OBSERVATION.elements>,
): Topic[] {
  const whole = title === null ? [] : [{ title, texts }];
  return [...whole, ...partsOf(record, PROFILE_COMPONENT, components)].flatMap((topic) =>
    topic.texts.length === 0 ? [] : [{ title: topic.title, text: topic.texts.join(', ') }],
  );
}
