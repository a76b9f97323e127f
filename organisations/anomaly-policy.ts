import { z } from 'zod';

const hour = z.int().min(0).max(23);

/** What in the log an organisation's log manager is pointed at. A signal, not a verdict: family may well look at night. */
export const anomalyPolicy = z
  .strictObject({
    /** Somebody looks at more clients than this in a day: users of the portal, and staff whose work it may be. */
    clientsPerDay: z.strictObject({ users: z.int().min(1), staff: z.int().min(1) }),
    /** So many refusals without a success between them. */
    refusalsInARow: z.int().min(2),
    /** Sign-ins from the one hour up to the other, where the organisation is. */
    oddHours: z.strictObject({ from: hour, until: hour }),
  })
  .refine(({ oddHours: { from, until } }) => from !== until, { path: ['oddHours'], error: 'is no part of the day' })
  .default({
    clientsPerDay: { users: 5, staff: 50 },
    refusalsInARow: 10,
    oddHours: { from: 0, until: 5 },
  });

export type AnomalyPolicy = Readonly<z.output<typeof anomalyPolicy>>;
