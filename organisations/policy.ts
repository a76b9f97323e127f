/** An organisation is a file of policy: where two organisations differ, their files differ, and no code does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IANAZone } from 'luxon';
import { parse } from 'yaml';
import { z } from 'zod';
import { AUTHENTICATIONS, SECTIONS, STAFF_ROLES } from '../schema/caller.js';
import { REPRESENTATIVE_BASES } from '../schema/legal-basis.js';
import { anomalyPolicy } from './anomaly-policy.js';
import { ecdPolicy } from './ecd-policy.js';

const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });
const section = z.enum(SECTIONS);
const authentications = z.array(z.enum(AUTHENTICATIONS).exclude(['SIGNED_ASSERTION'])).min(1);

/** An organisation's own OpenID provider; its secret comes from the environment. */
const provider = z.strictObject({
  /** As it names itself. */
  issuer: z.url({ protocol: /^https$/ }),
  clientId: z.string().min(1),
  /** How strongly somebody has to have shown who they are: one of these (eIDAS), and nothing below. */
  acceptedAcr: z.array(z.string().regex(/^\S+$/)).min(1),
  scope: z.string().regex(/^openid( \S+)*$/),
});
export type ProviderPolicy = z.output<typeof provider>;

const policySchema = z
  .strictObject({
    /** Stable id, also in the audit log. */
    id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
    name: z.string().min(1),
    portalName: z.string().min(1),
    /** IANA zone in which days and weeks are counted. */
    timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), 'is not an IANA time zone'),
    accounts: z.strictObject({
      /** V23, R8. */
      perClient: z.int().min(1).max(10),
      /** R9, R16, R17: null where no further account is possible. */
      extra: z.strictObject({ approver: z.enum(STAFF_ROLES), endDateRequired: z.boolean() }).nullable(),
      /** V23: when the client is incapacitated the first account is the legal representative's. R8: free choice. */
      representativeFirstWhenIncapacitated: z.boolean(),
      /** R5: family may represent without a court order or proxy. */
      familyRepresentation: z.boolean(),
    }),
    /** V34, R18: counted from the end of the day, in the organisation's time zone. */
    endOfAccess: z.strictObject({
      after: z.strictObject({ days: z.int().min(0) }),
      on: z.array(z.enum(['DEPARTURE', 'DEATH'])).min(1),
      deletesAccounts: z.boolean(),
      /** Access on one of these bases ends with the day of death itself: a court order or proxy ends there (BW 1). */
      atDeathAtOnce: z.array(z.enum(REPRESENTATIVE_BASES)),
    }),
    /** V31; R11 names none. */
    bsnAtFirstSignIn: z.boolean(),
    /** V26, R3. */
    activation: z.enum(['WEB', 'SIGNED_FORM']),
    /** R14: who changes e-mail and telephone. */
    accountChangesBy: z.enum(['USER', 'ADMINISTRATION']),
    sections: z.strictObject({
      /** R1: what is not named here does not exist for this organisation. */
      offered: z.array(section).min(1),
      /** V16, V17: only for clients at a psychogeriatric location. */
      psychogeriatricOnly: z.array(section),
      /** What a new contact may see until the client decides otherwise. */
      sharedWithContactAtStart: z.array(section),
    }),
    /** R27. */
    messages: z.boolean(),
    /** R32: users add to the life story, beside it. */
    ownAdditions: z.boolean(),
    /** Figures over fewer people than this are withheld; of fewer than five always. */
    smallGroupLimit: z.int().min(5),
    /** NEN 7513: records of the audit log are kept for so long. */
    auditRetentionYears: z.int().min(5).max(100),
    /** Which patterns in the log its log manager is shown. */
    anomalies: anomalyPolicy,
    /** Ways of signing in that open something here (V27, R13); a session of another kind has to sign in again. */
    authentication: z.strictObject({ users: authentications, staff: authentications }),
    /** Its own provider for either; null where there is none. */
    oidc: z.strictObject({ users: provider.nullable(), staff: provider.nullable() }),
    /** Names of its places: what a password is not made of. */
    places: z.array(z.string().min(3)),
    /** Where the portal is: the only address that links in mail lead to (R24). */
    portalUrl: z.url({ protocol: /^https$/ }),
    /** Who mail says it is from, and where the client administration reads its own. */
    mail: z.strictObject({ from: z.email(), administration: z.email() }),
    /** Text messages an hour, over all its people; beyond that none is sent (SMS pumping). */
    smsPerHour: z.int().min(1),
    /** V20. */
    help: z.strictObject({ manual: z.url(), email: z.email(), telephone: z.string().min(1) }),
    /** Who an SMS says it is from: at most eleven letters and digits. */
    smsSender: z.string().regex(/^[A-Za-z0-9]{3,11}$/),
    /** V3: new terms are announced to users so long before they take effect. */
    termsNoticeDays: z.int().min(1).max(90),
    /** V3, V10, R33: the version in force is the last one whose `effectiveAt` has passed. */
    terms: z
      .array(
        z.strictObject({
          version: z.string().min(1),
          effectiveAt: z.iso.datetime(),
          parentDocument: z.string().nullable(),
          text,
        }),
      )
      .min(1),
    /** How the dossier is read; the address and secrets come from the environment. */
    ecd: ecdPolicy,
  })
  .superRefine((policy, context) => {
    for (const who of ['users', 'staff'] as const) {
      if (policy.authentication[who].includes('OIDC') === (policy.oidc[who] !== null)) continue;
      context.addIssue({ code: 'custom', path: ['oidc', who], message: 'goes together with OIDC in authentication' });
    }
    for (const list of ['psychogeriatricOnly', 'sharedWithContactAtStart'] as const) {
      for (const name of policy.sections[list]) {
        if (policy.sections.offered.includes(name)) continue;
        context.addIssue({ code: 'custom', path: ['sections', list], message: `${name} is not offered` });
      }
    }
  });

export type OrganisationPolicy = Readonly<z.output<typeof policySchema>>;
export type TermsVersion = OrganisationPolicy['terms'][number];

export type Organisations = ReadonlyMap<string, OrganisationPolicy>;

/** A folder of policies cannot be used; the message names every fault in every file. */
export class PolicyError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads every `*.yaml` of a folder.
 * @throws PolicyError with all faults at once.
 */
export function loadOrganisations(folder: string): Organisations {
  const faults: string[] = [];
  const organisations = new Map<string, OrganisationPolicy>();
  for (const file of policyFiles(folder)) {
    try {
      const policy = policySchema.parse(parse(readFileSync(join(folder, file), 'utf8')));
      if (organisations.has(policy.id)) faults.push(`${file}: id: ${policy.id} is used twice`);
      organisations.set(policy.id, policy);
    } catch (error) {
      faults.push(...faultsOf(error).map((fault) => `${file}: ${fault}`));
    }
  }
  if (organisations.size === 0 && faults.length === 0) faults.push(`${folder}: holds no organisation (*.yaml)`);
  if (faults.length > 0) throw new PolicyError(faults);
  return organisations;
}

/** The terms that bind at a moment; null before the first version takes effect. */
export function termsInForce(policy: OrganisationPolicy, at: Date): TermsVersion | null {
  return (
    policy.terms
      .filter(({ effectiveAt }) => Date.parse(effectiveAt) <= at.getTime())
      .sort((a, b) => Date.parse(a.effectiveAt) - Date.parse(b.effectiveAt))
      .at(-1) ?? null
  );
}

/** V3, R33: the version that takes effect next; null when none is known. */
export function upcomingTerms(policy: OrganisationPolicy, at: Date): TermsVersion | null {
  const later = policy.terms.filter(({ effectiveAt }) => Date.parse(effectiveAt) > at.getTime());
  return later.sort((a, b) => Date.parse(a.effectiveAt) - Date.parse(b.effectiveAt))[0] ?? null;
}

function policyFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort();
  } catch (error) {
    throw new PolicyError([`${folder}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`]);
  }
}

function faultsOf(error: unknown): string[] {
  if (error instanceof z.ZodError) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return [error instanceof Error ? (error.message.split('\n')[0] ?? 'unreadable') : 'unreadable'];
}
