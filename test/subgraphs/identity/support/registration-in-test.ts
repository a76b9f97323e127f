/** Made-up people who register, and the desk of the client administration where they do. */
import type { StaffRole } from '../../../../schema/caller.js';
import type { PersonDetails } from '../../../../subgraphs/identity/domain/registration/person-details.js';
import { approveExtraAccount } from '../../../../subgraphs/identity/domain/registration/approve-extra-account.js';
import { registerByForm } from '../../../../subgraphs/identity/domain/registration/register-by-form.js';
import type { Registration } from '../../../../subgraphs/identity/domain/registration/registration.js';
import {
  requestRegistration,
  type AccessRequest,
} from '../../../../subgraphs/identity/domain/registration/request-registration.js';
import type { GivenVerification } from '../../../../subgraphs/identity/domain/registration/verification.js';
import { verifyRegistration } from '../../../../subgraphs/identity/domain/registration/verify-registration.js';
import type { IdentityInTest } from './identity-in-test.js';

let sequence = 0;

/** Somebody nobody knows yet. */
export function newcomer(change: Partial<PersonDetails> = {}): PersonDetails {
  sequence += 1;
  const number = String(sequence).padStart(6, '0');
  return {
    given: 'Tineke',
    family: 'Aalbers',
    email: `nieuw${number}@voorbeeld.example`,
    mobileNumber: `+31628${number}`,
    language: 'nl',
    ...change,
  };
}

export const FORM = {
  signer: 'T. Aalbers',
  signedOn: '2026-01-28',
  termsVersion: '3',
  evidence: 'map aanmeldingen 2026-031',
};
export const EXTRA = {
  reason: 'overdracht van de zorg naar de nieuwe mentor',
  until: new Date('2026-06-01T00:00:00Z'),
};

export function verificationFor(client: string, change: Partial<GivenVerification> = {}): GivenVerification {
  const open = { relatedPerson: null, validUntil: null, replaces: null, form: null, extra: null };
  const seen = { role: 'CLIENT', legalBasis: 'SELF', evidence: 'legitimatie gezien aan de balie' } as const;
  return { client, ...seen, ...open, ...change };
}

/** Members of staff, who act in each test at the time it is then. */
export async function openDesk(identity: IdentityInTest) {
  const { needs, rows } = identity;
  const staff = async (organisation: string, role: StaffRole) => {
    const accountId = await rows.account();
    await rows.staff({ accountId, organisation, role });
    return { account: accountId, occasion: async () => (await identity.signedIn(accountId)).occasion() };
  };
  const administrators = {
    vivium: await staff('vivium', 'ADMINISTRATOR'),
    rozelaar: await staff('rozelaar', 'ADMINISTRATOR'),
  };
  type Organisation = keyof typeof administrators;

  const request = async (change: Partial<AccessRequest> = {}): Promise<Registration> => {
    const asked = {
      organisation: 'vivium',
      role: 'CLIENT',
      legalBasis: 'SELF',
      clientName: 'mevrouw Aalbers',
    } as const;
    sequence += 1;
    const address = `198.51.100.${(sequence % 250) + 1}`;
    await requestRegistration(needs, { ...newcomer(), ...asked, ...change }, identity.occasion(null, address));
    const id = identity.log.findLast(({ kind }) => kind === 'REGISTRATION_CHANGED')?.categories?.[0] ?? '';
    return (await needs.registrations.find(id)) as Registration;
  };
  const verify = async (id: string, verification: GivenVerification, by: Organisation = 'vivium') =>
    verifyRegistration(needs, { id, verification, reason: 'dossier ingezien' }, await administrators[by].occasion());

  return {
    administrators,
    mediator: await staff('rozelaar', 'MEDIATOR'),
    staff,
    request,
    verify,
    /** Requested and verified at Vivium, in one go. */
    enrol: async (verification: GivenVerification, person: Partial<PersonDetails> = {}) => {
      const { role, legalBasis } = verification;
      return verify((await request({ ...newcomer(person), role, legalBasis })).id, verification);
    },
    /** By form, at De Rozelaar. */
    enter: async (verification: GivenVerification, person: PersonDetails = newcomer()) => {
      const signed = { ...verification, form: verification.form ?? FORM };
      const entered = { organisation: 'rozelaar', verification: signed, reason: 'formulier ontvangen' };
      return registerByForm(needs, { ...entered, ...person }, await administrators.rozelaar.occasion());
    },
    approve: async (id: string, by?: { occasion: () => ReturnType<typeof administrators.vivium.occasion> }) => {
      const occasion = await (by ?? (await staff('rozelaar', 'MEDIATOR'))).occasion();
      return approveExtraAccount(needs, { id, reason: 'akkoord, tijdelijk nodig' }, occasion);
    },
    relation: async ({ relation }: Pick<Registration, 'relation'>) => {
      const found = await needs.relations.find(relation ?? '');
      if (found === null) throw new Error('no access was given');
      return found;
    },
    /** The token of the last activation link to an address. */
    activationToken: async (email: string): Promise<string> => {
      const letter = (await identity.letters()).findLast(
        ({ to, notice }) => to === email && notice.template === 'ACTIVATION',
      );
      return letter?.notice.template === 'ACTIVATION' ? letter.notice.token : 'none';
    },
    letterTo: async (email: string) =>
      (await identity.letters()).filter(({ to }) => to === email).map(({ notice }) => notice.template),
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
