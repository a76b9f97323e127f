/** What is done for joy (V17, nl: leefplezier). */
import type { PageRequest } from '../../../../connection.js';
import type { WellbeingActivity } from '../../../domain/ecd.js';
import type { FhirRecord } from '../fhir-record.js';
import { WELLBEING_ACTIVITY } from '../mapping/life-mapping.js';
import type { Elements, Mapped } from '../mapping/mapping.js';
import { ALWAYS, readNewestFirst, type ListSearch } from '../newest-first.js';
import { typeOf } from '../served-resources.js';

type ActivityFound = Omit<WellbeingActivity, 'id' | 'keyset'>;

export async function readWellbeingActivities(record: FhirRecord, asked: PageRequest): Promise<WellbeingActivity[]> {
  const [list = []] = await ofActivityLists(record, (search) =>
    readNewestFirst(record, search, { ...asked, period: ALWAYS }),
  );
  return list.map(({ keyset, entry }) => ({ id: keyset.id, keyset, ...entry }));
}

/** Does the same with each of the lists of activities: there is one, or none where nobody said which procedures they are. */
export async function ofActivityLists<R>(
  record: FhirRecord,
  read: <E extends Elements>(search: ListSearch<E, ActivityFound>) => Promise<R[]>,
): Promise<R[][]> {
  const { wellbeingActivity } = record.codes;
  if (wellbeingActivity.length === 0 || !record.source.canSearch(typeOf(record, WELLBEING_ACTIVITY))) return [];
  return [await read(activitySearch(wellbeingActivity))];
}

function activitySearch(wellbeingActivity: string[]): ListSearch<typeof WELLBEING_ACTIVITY.elements, ActivityFound> {
  return {
    mapping: WELLBEING_ACTIVITY,
    parameters: [['category', wellbeingActivity.join(',')]],
    timeParameter: 'date',
    timeOf: ({ values }) => values.start,
    idPrefix: '',
    sparse: false,
    entriesOf: async (found) =>
      found.map(({ values }) =>
        values.categories.some((category) => wellbeingActivity.includes(category)) ? activityOf(values) : null,
      ),
  };
}

function activityOf(values: Mapped<typeof WELLBEING_ACTIVITY.elements>): ActivityFound {
  const { lifeArea, topic, activity, start, outcome } = values;
  return { lifeArea, topic, activity, start: new Date(start), with: values.with.join(', ') || null, outcome };
}
