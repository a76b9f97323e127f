/**
 * The access matrix: the only policy of who may read or do what.
 *
 * A row is a field; a column is a role; a cell is a condition word. An empty cell (–), an unknown word or a missing row
 * means refused. Roles of a person hold per client; staff roles hold per organisation.
 *
 * | word    | opens when                                                                          |
 * | ------- | ----------------------------------------------------------------------------------- |
 * | yes     | the caller has the role of the column for the object's client (or organisation)     |
 * | shared  | yes, and one of the row's categories has been opened for this contact               |
 * | own     | yes, and the object is about the caller                                             |
 * | entries | yes: the list opens, each entry in it is judged by its own rows                     |
 * | –       | never                                                                               |
 *
 * A row `Type.*` serves every field of a type. `part` in the place of all cells: the type is a piece of whatever holds
 * it and is reached through a guarded field only.
 * Columns: anyone = without sign-in; account = a person who signed in.
 * Category: what the audit log says was looked into; categories that are sections can be shared.
 */
import { ROLES, SECTIONS, STAFF_ROLES } from './caller.js';

/** Goes onto every audit record as the authorisation protocol (NEN 7513); raise it with each change of a row. */
export const ACCESS_MATRIX_VERSION = 'access-matrix/1';

export const COLUMNS = ['anyone', 'account', ...ROLES, ...STAFF_ROLES] as const;
export type Column = (typeof COLUMNS)[number];

export const CONDITIONS = ['yes', 'shared', 'own', 'entries'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Data categories of the audit log (NEN 7513). The sections are among them. */
export const CATEGORIES = [
  ...SECTIONS,
  'IDENTIFICATION',
  'CARE_TEAM',
  'CONTACTS',
  'RELATIONS',
  'ACCESS_LOG',
  'FIGURES',
  'ACCOUNT',
  'MESSAGES',
  'OBJECTIONS',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface AccessRow {
  type: string;
  /** `*` for every field of the type. */
  field: string;
  categories: Category[];
  /** The type is a piece of its holder; `cells` is then empty. */
  part: boolean;
  cells: Partial<Record<Column, Condition>>;
}

// prettier-ignore
export const IDENTITY_MATRIX = table(`
  field                             category        anyone  account  CLIENT  REPRESENTATIVE  CONTACT  ADMINISTRATOR  MEDIATOR
  Query.organisation                –               yes     –        –       –               –        –              –
  Organisation.*                    –               yes     –        –       –               –        –              –
  Help.*                            part
  Terms.*                           –               yes     –        –       –               –        –              –

  Mutation.signIn                   –               yes     –        –       –               –        –              –
  Mutation.resendCode               –               yes     –        –       –               –        –              –
  Mutation.verifySignIn             –               yes     –        –       –               –        –              –
  Mutation.refreshSession           –               yes     –        –       –               –        –              –
  Mutation.verifySignInByTotp       –               yes     –        –       –               –        –              –
  Mutation.verifySignInByPasskey    –               yes     –        –       –               –        –              –
  Mutation.requestRecovery          –               yes     –        –       –               –        –              –
  Mutation.recoverAccount           –               yes     –        –       –               –        –              –
  Mutation.changePassword           –               –       yes      –       –               –        –              –
  Mutation.reportCompromise         –               –       yes      –       –               –        –              –
  SignInChallenge.*                 part
  PasskeyRequest.*                  part
  Session.*                         part

  Mutation.signOut                  –               –       yes      –       –               –        –              –
  Mutation.acceptTerms              –               –       yes      –       –               –        –              –
  Mutation.confirmBsn               –               –       yes      –       –               –        –              –
  Mutation.withdrawAccess           –               –       yes      –       –               –        –              –
  Mutation.addTotp                  –               –       yes      –       –               –        –              –
  Mutation.confirmTotp              –               –       yes      –       –               –        –              –
  Mutation.addPasskey               –               –       yes      –       –               –        –              –
  Mutation.confirmPasskey           –               –       yes      –       –               –        –              –
  Mutation.removeSecondFactor       –               –       yes      –       –               –        –              –
  Mutation.removeSecondFactors      –               –       –        –       –               –        yes            –
  Mutation.changeEmail              –               –       yes      –       –               –        –              –
  Mutation.confirmEmail             –               yes     –        –       –               –        –              –
  Mutation.changeMobileNumber       –               –       yes      –       –               –        –              –
  Mutation.confirmMobileNumber      –               –       yes      –       –               –        –              –
  NumberChallenge.*                 part
  TotpToConfirm.*                   part
  PasskeyToConfirm.*                part
  SecondFactor.*                    part
  Query.me                          –               –       yes      –       –               –        –              –
  Account.*                         ACCOUNT         –       own      –       –               –        –              –
  NextStep.*                        part
  StaffAssignment.*                 part
  HumanName.*                       part

  Mutation.designateContact         –               –       –        yes     yes             –        –              –
  Mutation.shareSections            –               –       –        yes     yes             –        –              –
  Client.id                         –               –       yes      –       –               –        –              –
  Client.relations                  RELATIONS       –       –        yes     yes             entries  –              –
  Relation.id                       RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.role                     RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.status                   RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.client                   RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.organisation             RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.holder                   RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.legalBasis               RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.validFrom                RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.validUntil               RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.sections                 RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.endedReason              RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.permittedAt              RELATIONS       –       own      yes     yes             own      yes            yes
  Relation.evidence                 RELATIONS       –       –        –       –               –        yes            yes
  Relation.extraReason              RELATIONS       –       –        –       –               –        yes            yes

  Mutation.permitClientAccess       –               –       –        –       yes             –        –              –
  Mutation.endAccess                –               –       –        –       –               –        yes            –
  Mutation.extendAccess             –               –       –        –       –               –        yes            yes
  Query.incapacities                –               –       –        –       –               –        yes            yes
  Mutation.recordIncapacity         –               –       –        –       –               –        yes            –
  Mutation.endIncapacity            –               –       –        –       –               –        yes            –
  Incapacity.*                      RELATIONS       –       –        –       –               –        yes            yes
  Mutation.recordDeparture          –               –       –        –       –               –        yes            –
  Mutation.recordDeath              –               –       –        –       –               –        yes            –
  ClientCare.*                      RELATIONS       –       –        –       –               –        yes            –
  Query.termsAcceptances            –               –       –        –       –               –        yes            –
  TermsAcceptanceConnection.*       part
  TermsAcceptanceEdge.*             part
  TermsAcceptance.*                 ACCOUNT         –       –        –       –               –        yes            –

  Mutation.startProviderSignIn      –               yes     –        –       –               –        –              –
  Mutation.finishProviderSignIn     –               yes     –        –       –               –        –              –
  ProviderSignIn.*                  part

  Query.portalUsers                 –               –       –        –       –               –        yes            yes
  Query.portalUser                  –               –       –        –       –               –        yes            yes
  Mutation.lockAccount              –               –       –        –       –               –        yes            –
  Mutation.unlockAccount            –               –       –        –       –               –        yes            –
  Mutation.appointStaff             –               –       –        –       –               –        yes            –
  Mutation.endStaffRole             –               –       –        –       –               –        yes            –
  Mutation.changeAccountEmail       –               –       –        –       –               –        yes            –
  Mutation.changeAccountMobileNumber –              –       –        –       –               –        yes            –
  Mutation.changeAccountName        –               –       –        –       –               –        yes            –
  PortalUserConnection.*            part
  PortalUserEdge.*                  part
  PortalUser.*                      ACCOUNT         –       –        –       –               –        yes            yes
  HeldStaffRole.*                   part

  Query.undeliveredMessages         –               –       –        –       –               –        yes            –
  Mutation.retryMessage             –               –       –        –       –               –        yes            –
  Mutation.discardMessage           –               –       –        –       –               –        yes            –
  UndeliveredMessageConnection.*    part
  UndeliveredMessageEdge.*          part
  UndeliveredMessage.*              ACCOUNT         –       –        –       –               –        yes            –

  Query.clients                     –               –       –        –       –               –        yes            yes
  Query.clientRecord                –               –       –        –       –               –        yes            yes
  Mutation.registerClient           –               –       –        –       –               –        yes            –
  Mutation.changeClientBsn          –               –       –        –       –               –        yes            –
  Mutation.releaseBsn               –               –       –        –       –               –        yes            –
  ClientRecordConnection.*          part
  ClientRecordEdge.*                part
  ClientRecord.*                    RELATIONS       –       –        –       –               –        yes            yes

  Mutation.requestRegistration      –               yes     –        –       –               –        –              –
  Mutation.activateAccount          –               yes     –        –       –               –        –              –
  Query.registrations               –               –       –        –       –               –        yes            yes
  Query.registration                –               –       –        –       –               –        yes            yes
  Mutation.verifyRegistration       –               –       –        –       –               –        yes            –
  Mutation.registerByForm           –               –       –        –       –               –        yes            –
  Mutation.approveExtraAccount      –               –       –        –       –               –        yes            yes
  Mutation.refuseRegistration       –               –       –        –       –               –        yes            yes
  Mutation.renewActivation          –               –       –        –       –               –        yes            –
  RegistrationConnection.*          part
  RegistrationEdge.*                part
  Registration.*                    ACCOUNT         –       –        –       –               –        yes            yes
  SignedForm.*                      part
  ExtraAccount.*                    part

  Query.serviceAccounts             –               –       –        –       –               –        yes            –
  Mutation.registerServiceAccount   –               –       –        –       –               –        yes            –
  Mutation.addServiceAccountKey     –               –       –        –       –               –        yes            –
  Mutation.retireServiceAccountKey  –               –       –        –       –               –        yes            –
  Mutation.endServiceAccount        –               –       –        –       –               –        yes            –
  ServiceAccountConnection.*        part
  ServiceAccountEdge.*              part
  ServiceAccount.*                  –               –       –        –       –               –        yes            –
  ServiceAccountKey.*               part
  PageInfo.*                        part
`);

// prettier-ignore
export const DOSSIER_MATRIX = table(`
  field                          category                 account  CLIENT   REPRESENTATIVE  CONTACT  ADMINISTRATOR
  Query.client                   –                        –        yes      yes             yes      –
  Client.id                      –                        yes      –        –               –        –
  Client.name                    IDENTIFICATION           –        yes      yes             yes      –
  Client.birthDate               IDENTIFICATION           –        yes      yes             –        –
  Client.location                IDENTIFICATION           –        yes      yes             yes      –
  Client.sections                –                        –        yes      yes             yes      –
  Client.careTeam                CARE_TEAM                –        yes      yes             yes      –
  Client.contactPoint            CARE_TEAM                –        yes      yes             yes      –
  Client.reports                 REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Client.carePlan                CARE_PLAN                –        yes      yes             shared   –
  Client.appointments            APPOINTMENTS             –        yes      yes             shared   –
  Client.personProfile           PERSON_PROFILE           –        yes      yes             shared   –
  Client.lifeStory               LIFE_STORY               –        yes      yes             shared   –
  Client.wellbeingActivities     WELLBEING_ACTIVITIES     –        yes      yes             shared   –
  Client.contacts                CONTACTS                 –        yes      yes             entries  –
  Client.messageForm             –                        –        yes      yes             yes      –
  Client.objectionForm           –                        –        yes      yes             –        –
  Client.messageThreads          MESSAGES                 –        entries  entries         entries  –
  Client.objectionRequests       OBJECTIONS               –        yes      yes             –        –

  HumanName.*                    part
  Location.*                     IDENTIFICATION           –        yes      yes             yes      –
  SectionAvailability.*          part
  CareTeamMember.*               CARE_TEAM                –        yes      yes             yes      –
  ContactPoint.*                 CARE_TEAM                –        yes      yes             yes      –

  ReportConnection.*             part
  ReportEdge.*                   part
  PageInfo.*                     part
  Report.id                      REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.effectiveDateTime       REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.type                    REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.author                  REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.text                    REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.soep                    REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.flagged                 REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.inReplyTo               REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.carePlanEntry           REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  ReportAuthor.*                 part
  SoepLine.kind                  MEDICAL_REPORTS          –        yes      yes             shared   –
  SoepLine.text                  MEDICAL_REPORTS          –        yes      yes             shared   –

  CarePlan.id                    CARE_PLAN                –        yes      yes             shared   –
  CarePlan.status                CARE_PLAN                –        yes      yes             shared   –
  CarePlan.title                 CARE_PLAN                –        yes      yes             shared   –
  CarePlan.period                CARE_PLAN                –        yes      yes             shared   –
  CarePlan.entries               CARE_PLAN                –        yes      yes             shared   –
  CarePlan.agreements            CARE_PLAN                –        yes      yes             shared   –
  CarePlanEntry.*                CARE_PLAN                –        yes      yes             shared   –
  Goal.*                         CARE_PLAN                –        yes      yes             shared   –
  Intervention.*                 CARE_PLAN                –        yes      yes             shared   –
  Agreement.*                    CARE_PLAN                –        yes      yes             shared   –
  Period.*                       part

  AppointmentConnection.*        part
  AppointmentEdge.*              part
  Appointment.*                  APPOINTMENTS             –        yes      yes             shared   –

  PersonProfile.*                PERSON_PROFILE           –        yes      yes             shared   –
  PersonProfileTopic.*           part
  LifeStory.*                    LIFE_STORY               –        yes      yes             shared   –
  LifeStoryChapter.*             part
  LifeStoryAnswer.*              part
  WellbeingActivityConnection.*  part
  WellbeingActivityEdge.*        part
  WellbeingActivity.*            WELLBEING_ACTIVITIES     –        yes      yes             shared   –

  RelatedPerson.*                CONTACTS                 –        yes      yes             own      –

  Mutation.startMessageThread    –                        –        yes      yes             yes      –
  Mutation.replyToThread         –                        –        own      own             own      –
  Mutation.markThreadRead        –                        –        own      own             own      yes
  Mutation.replyAsStaff          –                        –        –        –               –        yes
  Mutation.hideMessage           –                        –        –        –               –        yes
  Mutation.showMessage           –                        –        –        –               –        yes
  Query.messageThread            –                        –        own      own             own      yes
  Query.messageThreads           –                        –        –        –               –        yes
  MessageThreadConnection.*      part
  MessageThreadEdge.*            part
  MessageThread.*                MESSAGES                 –        own      own             own      yes
  ThreadMessageConnection.*      part
  ThreadMessageEdge.*            part
  ThreadMessage.*                MESSAGES                 –        own      own             own      yes
  Author.*                       part
  WritingForm.*                  part
  NonUrgentNotice.text           –                        –        yes      yes             yes      yes
  NonUrgentNotice.contactPoint   CARE_TEAM                –        yes      yes             yes      –

  Mutation.requestObjection      –                        –        yes      yes             –        –
  Mutation.withdrawObjection     –                        –        own      own             –        –
  Mutation.takeUpObjection       –                        –        –        –               –        yes
  Mutation.extendObjection       –                        –        –        –               –        yes
  Mutation.decideObjection       –                        –        –        –               –        yes
  Query.objectionRequests        –                        –        –        –               –        yes
  ObjectionRequestConnection.*   part
  ObjectionRequestEdge.*         part
  ObjectionRequest.*             OBJECTIONS               –        yes      yes             –        yes
  ObjectionChange.*              part

  Mutation.recordExport          –                        –        yes      yes             yes      –
`);

// prettier-ignore
export const AUDIT_MATRIX = table(`
  field                             category    account  CLIENT  REPRESENTATIVE  CONTACT  AUDITOR  REPORTER
  Client.id                         –           yes      –       –               –        –        –
  Client.accessLog                  ACCESS_LOG  –        yes     yes             –        –        –
  Query.auditEvents                 ACCESS_LOG  –        –       –               –        yes      –
  AuditEventConnection.*            part
  AuditEventEdge.*                  part
  PageInfo.*                        part
  AuditEvent.id                     ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.occurredAt             ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.recordedAt             ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.kind                   ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.action                 ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.outcome                ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.reason                 ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.justification          ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.organisation           ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.agent                  ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.categories             ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.policy                 ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.purpose                ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.relation               ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.account                ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.client                 ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.session                ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.source                 ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.address                ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.search                 ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.trace                  ACCESS_LOG  –        –       –               –        yes      –
  AuditAgent.*                      part
  AuditSearchCriterion.*            part

  Query.signInFigures               FIGURES     –        –       –               –        yes      yes
  SignInFigure.*                    FIGURES     –        –       –               –        yes      yes
`);

/** The matrix of each subgraph. A field that two subgraphs serve has the same row in both. */
export const ACCESS_MATRIX = { identity: IDENTITY_MATRIX, dossier: DOSSIER_MATRIX, audit: AUDIT_MATRIX } as const;

/** Reads a table of rows; throws on any word it does not know, so that a slip of the pen never opens anything. */
export function table(text: string): AccessRow[] {
  const [header, ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/));
  const columns = (header ?? []).slice(2).map((word) => known(COLUMNS, word, 'column'));
  const rows = lines.map((words) => row(words, columns));
  const names = rows.map((r) => `${r.type}.${r.field}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`access matrix: ${twice} has two rows`);
  return rows;
}

function row([name = '', category = '', ...cells]: string[], columns: Column[]): AccessRow {
  const [type = '', field = '', ...rest] = name.split('.');
  if (type === '' || field === '' || rest.length > 0) throw new Error(`access matrix: "${name}" is not Type.field`);
  if (category === 'part') {
    if (cells.length > 0) throw new Error(`access matrix: ${name} is a part and takes no cells`);
    return { type, field, categories: [], part: true, cells: {} };
  }
  if (cells.length !== columns.length) {
    throw new Error(`access matrix: ${name} has ${cells.length} cells for ${columns.length} columns`);
  }
  const opened = columns.flatMap((column, index) =>
    cells[index] === '–' ? [] : [[column, known(CONDITIONS, cells[index] ?? '', `word in ${name}`)] as const],
  );
  return {
    type,
    field,
    categories: category === '–' ? [] : category.split('|').map((word) => known(CATEGORIES, word, 'category')),
    part: false,
    cells: Object.fromEntries(opened),
  };
}

function known<T extends string>(words: readonly T[], word: string, what: string): T {
  const found = words.find((candidate) => candidate === word);
  if (found === undefined) throw new Error(`access matrix: "${word}" is not a ${what}`);
  return found;
}
