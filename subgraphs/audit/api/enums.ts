/** The closed lists of the audit log as enums of the graph. */
import { registerEnumType } from 'type-graphql';
import { CATEGORIES } from '../../../schema/access-matrix.js';
import { AUDIT_ACTIONS, AUDIT_EVENT_KINDS, AUDIT_OUTCOMES, SENSITIVITIES } from '../../../schema/audit-event.js';
import { ROLES, STAFF_ROLES } from '../../../schema/caller.js';
import type { IntervalUnit } from '../../../schema/figures.js';

function enumOf<T extends string>(names: readonly T[]): { [N in T]: N } {
  return Object.fromEntries(names.map((name) => [name, name])) as { [N in T]: N };
}

export const AuditEventKind = enumOf(AUDIT_EVENT_KINDS);
registerEnumType(AuditEventKind, {
  name: 'AuditEventKind',
  description: 'What happened. NEN 7513 event code (nl: soort gebeurtenis).',
  valuesConfig: {
    DOSSIER_READ: { description: 'Somebody looked into a dossier, or tried to (nl: ingezien).' },
    DOSSIER_SEARCH: { description: 'Somebody searched in a dossier (nl: gezocht).' },
    DOSSIER_EXPORTED: {
      description:
        'Somebody printed, saved, shared or downloaded sections (nl: afgedrukt, bewaard, gedeeld of gedownload).',
    },
    EXPORT_CHANGED: {
      description: 'A copy of the dossier was asked for, made or called off (nl: afschrift gevraagd of gemaakt).',
    },
    THREAD_READ: { description: 'Messages with the care team were read (nl: berichten met het zorgteam gelezen).' },
    THREAD_MESSAGE_SENT: { description: 'A message to or from the care team was sent (nl: bericht verstuurd).' },
    THREAD_MESSAGE_HIDDEN: { description: 'Staff hid a message with the care team (nl: bericht verborgen).' },
    THREAD_MESSAGE_SHOWN: { description: 'Staff showed a hidden message again (nl: bericht weer getoond).' },
    OBJECTION_READ: { description: 'Staff read objection requests (nl: bezwaarverzoeken ingezien).' },
    OBJECTION_CHANGED: {
      description: 'An objection request was made, withdrawn or handled (nl: bezwaarverzoek gewijzigd).',
    },
    ADDITION_READ: { description: 'Staff read additions to life stories (nl: aanvullingen ingezien).' },
    ADDITION_CHANGED: {
      description: 'An addition to a life story was written, changed or removed (nl: aanvulling gewijzigd).',
    },
    ADDITION_HIDDEN: { description: 'Staff hid an addition to a life story (nl: aanvulling verborgen).' },
    ADDITION_SHOWN: { description: 'Staff showed a hidden addition again (nl: aanvulling weer getoond).' },
    SIGN_IN: { description: 'Sign-in (nl: aangemeld).' },
    SIGN_OUT: { description: 'Sign-out (nl: afgemeld).' },
    SESSION_ENDED: { description: 'A session was ended (nl: sessie beëindigd).' },
    TERMS_ACCEPTED: { description: 'The terms of use were accepted (nl: gebruiksvoorwaarden geaccepteerd).' },
    BSN_CONFIRMED: { description: 'The citizen service number was confirmed (nl: burgerservicenummer bevestigd).' },
    ACCOUNT_READ: { description: 'Data of an account were read (nl: accountgegevens ingezien).' },
    ACCOUNT_CHANGED: { description: 'An account was opened or its data changed (nl: account gewijzigd).' },
    ACCOUNT_LOCKED: { description: 'An account was locked or unlocked (nl: account geblokkeerd).' },
    ACCOUNT_DELETED: { description: 'An account and its personal data were deleted (nl: account verwijderd).' },
    CREDENTIAL_CHANGED: { description: 'A password or second factor changed (nl: inloggegevens gewijzigd).' },
    RECOVERY_REQUESTED: { description: 'A new password was asked for (nl: wachtwoordherstel aangevraagd).' },
    COMPROMISE_REPORTED: { description: 'Somebody reported that others may know their details (nl: misbruik gemeld).' },
    REGISTRATION_READ: { description: 'Registrations were read (nl: aanmeldingen ingezien).' },
    REGISTRATION_CHANGED: {
      description: 'A registration was made, verified, approved or refused (nl: aanmelding gewijzigd).',
    },
    CLIENT_READ: { description: 'Data of clients were read by staff (nl: cliëntgegevens ingezien).' },
    CLIENT_CHANGED: { description: 'A client was entered, or departure or death recorded (nl: cliënt gewijzigd).' },
    INCAPACITY_CHANGED: {
      description: 'A finding of incapacity was recorded or ended (nl: wilsonbekwaamheid gewijzigd).',
    },
    RELATION_CHANGED: { description: 'Access of a person to a client changed (nl: toegang gewijzigd).' },
    SHARING_CHANGED: { description: 'Sections were shared or no longer shared (nl: delen gewijzigd).' },
    STAFF_CHANGED: { description: 'A staff role was given or ended (nl: medewerkersrol gewijzigd).' },
    SERVICE_ACCOUNT_CHANGED: { description: 'A service account or its keys changed (nl: serviceaccount gewijzigd).' },
    POLICY_CHANGED: {
      description: 'The rules of access, or those of the organisation, changed (nl: regels gewijzigd).',
    },
    TERMS_ANNOUNCED: { description: 'New terms were announced to a user (nl: nieuwe voorwaarden aangekondigd).' },
    NEWS_SENT: { description: 'A user was told by mail that there is news (nl: mail over nieuws verstuurd).' },
    MESSAGES_READ: { description: 'Undelivered mail and text messages were read (nl: berichtenlijst ingezien).' },
    MESSAGE_CHANGED: { description: 'A message was sent again or given up (nl: bericht gewijzigd).' },
    LOG_READ: { description: 'A log manager read the log (nl: logging ingezien).' },
    LOG_EXPORTED: {
      description: 'A copy of the log was made, or the making of it came to its end (nl: logging geëxporteerd).',
    },
    FIGURES_READ: { description: 'Figures of use were read (nl: gebruikscijfers ingezien).' },
    LOGGING_STARTED: { description: 'Logging began (nl: logging gestart).' },
    RETENTION_APPLIED: {
      description: 'Records of a month were kept long enough and removed (nl: bewaartermijn toegepast).',
    },
    LOGGING_STOPPED: { description: 'Logging stopped (nl: logging gestopt).' },
    CALL_REFUSED: {
      description: 'A call between the programs was refused, as no program of ours made it (nl: aanroep geweigerd).',
    },
  },
});

export const AuditAction = enumOf(AUDIT_ACTIONS);
registerEnumType(AuditAction, {
  name: 'AuditAction',
  description: 'What was done. NEN 7513 action, FHIR AuditEvent.action (nl: handeling).',
  valuesConfig: {
    C: { description: 'Created (nl: aangemaakt).' },
    R: { description: 'Read (nl: gelezen).' },
    U: { description: 'Changed (nl: gewijzigd).' },
    D: { description: 'Deleted (nl: verwijderd).' },
    E: { description: 'Executed (nl: uitgevoerd).' },
  },
});

export const AuditOutcome = enumOf(AUDIT_OUTCOMES);
registerEnumType(AuditOutcome, {
  name: 'AuditOutcome',
  description: 'How it ended. NEN 7513 outcome, FHIR AuditEvent.outcome 0, 4 and 8 (nl: resultaat).',
  valuesConfig: {
    OK: { description: 'It was allowed and done (nl: gelukt).' },
    REFUSED: { description: 'It was refused (nl: geweigerd).' },
    ERROR: { description: 'It failed (nl: mislukt).' },
  },
});

export const Sensitivity = enumOf(SENSITIVITIES);
registerEnumType(Sensitivity, {
  name: 'Sensitivity',
  description: 'How confidential data are. HL7 v3 Confidentiality (nl: vertrouwelijkheid).',
  valuesConfig: {
    N: { description: 'Normal (nl: normaal).' },
    R: { description: 'Restricted (nl: vertrouwelijk).' },
    V: { description: 'Very restricted (nl: zeer vertrouwelijk).' },
  },
});

export const DataCategory = enumOf(CATEGORIES);
registerEnumType(DataCategory, {
  name: 'DataCategory',
  description: 'What data are about, as the log names them. NEN 7513 (nl: gegevenscategorie).',
  valuesConfig: {
    REPORTS: { description: 'Reports of care, progress and family communication (nl: rapportages van zorg).' },
    MEDICAL_REPORTS: { description: 'Medical and treatment reports (nl: rapportages van behandeling).' },
    CARE_PLAN: { description: 'Care plan, goals and agreements (nl: zorgplan en zorgafspraken).' },
    APPOINTMENTS: { description: 'Planned appointments (nl: agenda).' },
    PERSON_PROFILE: { description: 'Who the client is (nl: persoonsbeeld).' },
    LIFE_STORY: { description: 'The life story and additions to it (nl: levensverhaal).' },
    WELLBEING_ACTIVITIES: { description: 'Well-being activities (nl: leefplezier-activiteiten).' },
    IDENTIFICATION: { description: 'Name, date of birth, location (nl: persoonsgegevens).' },
    CARE_TEAM: { description: 'The care team and whom to ask (nl: zorgteam).' },
    CONTACTS: { description: 'Contacts of the client (nl: contactpersonen).' },
    RELATIONS: { description: 'Who has access, on which ground (nl: toegang).' },
    ACCESS_LOG: { description: 'Who looked into the dossier (nl: inzageoverzicht).' },
    FIGURES: { description: 'Figures of use (nl: gebruikscijfers).' },
    ACCOUNT: { description: 'Data of accounts (nl: accountgegevens).' },
    MESSAGES: { description: 'Messages with the care team (nl: berichten).' },
    OBJECTIONS: { description: 'Objection requests (nl: bezwaarverzoeken).' },
    LEGAL_SITUATIONS: { description: 'Legal measures (nl: wettelijke maatregelen).' },
  },
});

export const AgentRole = enumOf([...ROLES, ...STAFF_ROLES]);
registerEnumType(AgentRole, {
  name: 'AgentRole',
  description: 'In which role somebody acted (nl: rol).',
  valuesConfig: {
    CLIENT: { description: 'The client (nl: cliënt).' },
    REPRESENTATIVE: { description: 'A representative of the client (nl: vertegenwoordiger).' },
    CONTACT: { description: 'A contact of the client (nl: contactpersoon).' },
    ADMINISTRATOR: { description: 'Client administration (nl: cliëntadministratie).' },
    MEDIATOR: { description: 'Care mediator (nl: zorgbemiddelaar).' },
    AUDITOR: { description: 'Log manager (nl: logbeheerder).' },
    REPORTER: { description: 'Reader of figures only (nl: rapporteur).' },
  },
});

/** Values as the domain names them. */
export const FigureInterval = { DAY: 'day', WEEK: 'week', MONTH: 'month' } as const satisfies Record<
  string,
  IntervalUnit
>;
registerEnumType(FigureInterval, {
  name: 'FigureInterval',
  description: 'Over what figures are counted (nl: tijdvak).',
  valuesConfig: {
    DAY: { description: 'Calendar day (nl: dag).' },
    WEEK: { description: 'Week, from Monday (nl: week).' },
    MONTH: { description: 'Calendar month (nl: maand).' },
  },
});
