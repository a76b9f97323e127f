/** The enums of identity's part of the graph. */
import { registerEnumType } from 'type-graphql';
import { AUTHENTICATIONS, ROLES, SIGN_IN_STEPS, STAFF_ROLES } from '../../../schema/caller.js';
import { LEGAL_BASES } from '../../../schema/legal-basis.js';
import { NEWS_MAILS } from '../domain/news/news-mail.js';
import { SIGN_IN_METHODS } from '../domain/second-factors/offer-methods.js';
import { SECOND_FACTOR_KINDS } from '../domain/second-factors/second-factor.js';
import { RELATION_ENDS } from '../domain/relations/relation.js';
import { RELATION_STATUSES } from '../domain/standing.js';

export function enumOf<T extends string>(values: readonly T[]): { [V in T]: V } {
  return Object.fromEntries(values.map((value) => [value, value])) as { [V in T]: V };
}

export const RelationRole = enumOf(ROLES);
export const RelationStatus = enumOf(RELATION_STATUSES);
export const RelationEndReason = enumOf(RELATION_ENDS);
export const LegalBasis = enumOf(LEGAL_BASES);
export const StaffRole = enumOf(STAFF_ROLES);
export const SignInStep = enumOf(SIGN_IN_STEPS);
export const SignInMethod = enumOf(SIGN_IN_METHODS);
export const SecondFactorKind = enumOf(SECOND_FACTOR_KINDS);
export const Authentication = enumOf(AUTHENTICATIONS);
export const NewsMail = enumOf(NEWS_MAILS);

registerEnumType(RelationRole, {
  name: 'RelationRole',
  description: 'The role of a person for one client (nl: rol voor een cliënt).',
  valuesConfig: {
    CLIENT: { description: 'The client in person (nl: cliënt).' },
    REPRESENTATIVE: { description: 'Who represents the client (nl: (wettelijk) vertegenwoordiger).' },
    CONTACT: { description: 'Whom the client designated (nl: contactpersoon).' },
  },
});

registerEnumType(RelationStatus, {
  name: 'RelationStatus',
  description: 'What a relation opens at this moment (nl: status van de toegang).',
  valuesConfig: {
    ACTIVE: { description: 'It gives access (nl: actief).' },
    PENDING: { description: 'It has yet to begin, or a step of its holder is awaited (nl: in afwachting).' },
    SUSPENDED: {
      description:
        "It waits for the representative's permission, or until the organisation has verified who holds it, after another one changed their details (nl: wacht op toestemming van de vertegenwoordiger, of op controle door de organisatie).",
    },
    ENDED: { description: 'It gives no access any more (nl: beëindigd).' },
  },
});

registerEnumType(RelationEndReason, {
  name: 'RelationEndReason',
  description: 'Why access was ended before its time (nl: reden van beëindiging).',
  valuesConfig: {
    WITHDRAWN_BY_HOLDER: { description: 'By whoever had it (nl: ingetrokken door de gebruiker).' },
    WITHDRAWN_BY_CLIENT: {
      description: 'By the client or who decides for the client (nl: ingetrokken door de cliënt).',
    },
    WRITTEN_NOTICE: { description: 'The user asked for it in writing (nl: schriftelijke opzegging).' },
    TERMS_BREACHED: { description: 'The terms of use were breached (nl: voorwaarden geschonden).' },
    UNLAWFUL_USE: { description: 'It was used unlawfully (nl: onrechtmatig gebruik).' },
    HANDED_OVER: { description: 'Somebody else took it over (nl: overgedragen).' },
    NO_LONGER_AUTHORISED: { description: 'The authority is no more (nl: niet meer bevoegd).' },
  },
});

/** Also of what access is asked for on. */
export const LEGAL_BASIS_DESCRIPTIONS = {
  SELF: { description: 'The client in person (nl: cliënt zelf).' },
  CURATORSHIP: { description: 'Curator appointed by the court (nl: curatele).' },
  MENTORSHIP: { description: 'Mentor appointed by the court (nl: mentorschap).' },
  WRITTEN_PROXY: { description: 'Authorised in writing by the client (nl: schriftelijke machtiging).' },
  PARTNER: { description: 'Spouse, registered or other life partner (nl: partner).' },
  PARENT: { description: 'Parent of the client (nl: ouder).' },
  CHILD: { description: 'Child of the client (nl: kind).' },
  SIBLING: { description: 'Brother or sister of the client (nl: broer of zus).' },
  DESIGNATION: { description: 'Designated as contact by the client or who acts for the client (nl: aanwijzing).' },
};

registerEnumType(LegalBasis, {
  name: 'LegalBasis',
  description: 'On what the access rests (nl: grondslag).',
  valuesConfig: LEGAL_BASIS_DESCRIPTIONS,
});

registerEnumType(StaffRole, {
  name: 'StaffRole',
  description: 'The role of a member of staff, or of a reporting tool, in one organisation (nl: medewerkersrol).',
  valuesConfig: {
    ADMINISTRATOR: { description: 'Client administration (nl: cliëntadministratie).' },
    MEDIATOR: { description: 'Care mediator (nl: zorgbemiddelaar).' },
    AUDITOR: { description: 'Keeper of the audit log (nl: logbeheerder).' },
    REPORTER: { description: 'Sees figures only (nl: rapporteur).' },
  },
});

registerEnumType(SignInStep, {
  name: 'SignInStep',
  description: 'What has to be done before the portal opens (nl: stap bij het aanmelden).',
  valuesConfig: {
    STRENGTHEN_SIGN_IN: {
      description: 'Sign in again in a way that the organisation accepts (nl: op een andere manier aanmelden).',
    },
    ACCEPT_TERMS: { description: 'Accept the terms of use in force (nl: gebruiksvoorwaarden accepteren).' },
    CONFIRM_BSN: {
      description: "Confirm the client's citizen service number (nl: burgerservicenummer van de cliënt bevestigen).",
    },
  },
});

registerEnumType(SignInMethod, {
  name: 'SignInMethod',
  description: 'How the second step of signing in can be taken (nl: tweede stap bij het aanmelden).',
  valuesConfig: {
    SMS: { description: 'A code by SMS (nl: sms-code).' },
    TOTP: { description: 'A code of an authenticator app (nl: code van een authenticator-app).' },
    PASSKEY: { description: 'A passkey (nl: passkey).' },
  },
});

registerEnumType(SecondFactorKind, {
  name: 'SecondFactorKind',
  description: 'A means of signing in beside the SMS code (nl: soort tweede factor).',
  valuesConfig: {
    TOTP: { description: 'An authenticator app, RFC 6238 (nl: authenticator-app).' },
    PASSKEY: { description: 'A passkey, WebAuthn (nl: passkey).' },
  },
});

registerEnumType(Authentication, {
  name: 'Authentication',
  description: 'A way of signing in (nl: manier van aanmelden).',
  valuesConfig: {
    PASSWORD_SMS: { description: 'Password and a code by SMS (nl: wachtwoord en sms-code).' },
    PASSWORD_TOTP: { description: 'Password and an authenticator app (nl: wachtwoord en authenticator-app).' },
    PASSWORD_PASSKEY: { description: 'Password and a passkey (nl: wachtwoord en passkey).' },
    OIDC: { description: "The organisation's own provider (nl: aanmelden via de organisatie)." },
    SIGNED_ASSERTION: { description: 'The key of a reporting tool (nl: sleutel van een serviceaccount).' },
  },
});

registerEnumType(NewsMail, {
  name: 'NewsMail',
  description: 'How often a mail says that there is news in the portal; never what (nl: mail bij nieuws).',
  valuesConfig: {
    NEVER: { description: 'Never (nl: nooit).' },
    DAILY: { description: 'Once a day at most (nl: hooguit één keer per dag).' },
  },
});
