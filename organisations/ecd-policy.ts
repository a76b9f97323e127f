/** How an organisation's ECD is read, and what its codes mean: a part of the policy. */
import { z } from 'zod';
import { REPORT_TYPES } from '../schema/report-type.js';

/** A code as FHIR searches for it: `system|code`. */
const token = z.string().regex(/^[^\s|,$]+\|[^\s|,$]+$/, 'is not system|code');
const tokens = z.array(token).min(1);

/** What the codes of an ECD mean in the words of the portal. A thing whose code is not here is not served. */
const codes = z.strictObject({
  /** `Observation.code` of a report of care. */
  nursingReport: tokens,
  /** `Composition.type` of a SOEP report. */
  soapReport: tokens,
  /** `Observation.category` or `.code` of a report, by our type. A SOEP report needs none. */
  reportTypes: z.partialRecord(z.enum(REPORT_TYPES).exclude(['SOEP']), tokens),
  /** `meta.tag` of what is marked as important. */
  flagged: z.array(token),
  /** `Location.type` of a PG location (V16, V17). */
  psychogeriatricLocation: z.array(token),
  /**
   * `CarePlan.category` of a care plan, where the ECD also keeps single interventions as CarePlans; without it every
   * CarePlan that is part of no other counts.
   */
  carePlan: tokens.optional(),
  /** Role of the EVV in the care team. */
  primaryNurse: z.array(token),
  /** `Condition.code` of a measure by the court; zib LegalSituation, its list VertegenwoordigingCodelijst. */
  legalSituations: z
    .strictObject({
      CUSTODY: tokens,
      FINANCIAL_ADMINISTRATION: tokens,
      MENTORSHIP: tokens,
      CURATORSHIP: tokens,
      VOLUNTARY_AGENCY: tokens,
    })
    .partial(),
  /** `Questionnaire` of which the answers are the person profile, or the life story, by its canonical address. */
  personProfile: z.array(z.url()),
  lifeStory: z.array(z.url()),
  /** `Observation.code` that is a topic of the person profile: zibs LifeStance, ParticipationInSociety. */
  personProfileObservations: z.array(token),
  /** `CarePlan.category` that is a topic of the person profile: zib HelpFromOthers. */
  personProfileHelp: z.array(token),
  /** `Procedure.category` of a well-being activity. */
  wellbeingActivity: z.array(token),
});
export type EcdCodes = z.output<typeof codes>;

export const FHIR_ADAPTERS = ['FHIR_STU3', 'FHIR_R4'] as const;
export type FhirAdapter = (typeof FHIR_ADAPTERS)[number];

export const ecdPolicy = z
  .strictObject({
    adapter: z.enum(['SQL', ...FHIR_ADAPTERS]),
    /** So long may what was read be shown again without asking the ECD; 0 where it is never kept. */
    cacheSeconds: z.int().min(0).max(300),
    /** Only FHIR reads them; with SQL the views have translated already. */
    codes: codes.optional(),
  })
  .refine(({ adapter, codes: meaning }) => adapter === 'SQL' || meaning !== undefined, {
    path: ['codes'],
    message: 'is needed to read over FHIR',
  });
export type EcdPolicy = z.output<typeof ecdPolicy>;
