import { describe, expect, it } from '@jest/globals';
import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { CATEGORIES, type Category } from '../../schema/access-matrix.js';
import { SECTIONS, type CallerRelation, type Section, type SessionFacts, type StaffRole } from '../../schema/caller.js';
import { auditDefinition } from '../../subgraphs/audit/api/definition.js';
import { DomainError } from '../../subgraphs/domain-error.js';
import { dossierDefinition } from '../../subgraphs/dossier/api/definition.js';
import { buildFederatedSchema } from '../../subgraphs/federated-schema.js';
import { rowOf } from '../../subgraphs/guard.js';
import { identityDefinition } from '../../subgraphs/identity/api/definition.js';
import { OwedEvents } from '../../subgraphs/owed-events.js';
import type { SubgraphContext } from '../../subgraphs/subgraph-context.js';

/**
 * What each person may open, written down once more and by hand: a slip in the matrix, in the guard or in a type shows
 * up here as a difference. The object asked for is about client A of Vivium and about nobody's account, unless said.
 */
const ANYONE = `
  Query.organisation Organisation.* Terms.*
  Mutation.startProviderSignIn Mutation.finishProviderSignIn
  Mutation.signIn Mutation.resendCode Mutation.verifySignIn Mutation.verifySignInByTotp Mutation.verifySignInByPasskey
  Mutation.refreshSession Mutation.requestRecovery Mutation.recoverAccount Mutation.confirmEmail
  Mutation.requestRegistration Mutation.activateAccount`;
const ACCOUNT = `${ANYONE}
  Mutation.signOut Mutation.acceptTerms Mutation.confirmBsn Mutation.withdrawAccess Query.me Client.id
  Mutation.changePassword Mutation.reportCompromise Mutation.changeEmail Mutation.changeMobileNumber
  Mutation.confirmMobileNumber Mutation.addTotp Mutation.confirmTotp Mutation.addPasskey Mutation.confirmPasskey
  Mutation.removeSecondFactor Mutation.chooseNewsMail Query.logCheckpoint LogCheckpoint.*`;
const FIGURES = 'Query.signInFigures Query.accountFigures Query.sectionFigures Query.refusalFigures';
const FIGURES_READ = `${FIGURES} SignInFigure.* AccountFigure.* SectionFigure.* RefusalFigure.*`;
const SERVICE_ACCOUNTS = `
  Query.serviceAccounts ServiceAccount.* Mutation.registerServiceAccount Mutation.addServiceAccountKey
  Mutation.retireServiceAccountKey Mutation.endServiceAccount`;
/** Where anybody with a relation knocks; whether it opens is judged by what it is about. */
const WRITES = `
  Mutation.startMessageThread Mutation.replyToThread Mutation.markThreadRead Query.messageThread Mutation.recordExport
  Mutation.addToLifeStory Mutation.changeLifeStoryAddition Mutation.removeLifeStoryAddition`;
const ASKS = `
  Mutation.requestObjection Mutation.withdrawObjection Mutation.requestExport Mutation.cancelExport`;
const EVERY_ROLE_WRITING = `${WRITES}
  Client.messageForm Client.messageRecipients Client.messageThreads Client.lifeStoryAdditionForm NonUrgentNotice.*`;
const OBJECTIONS = `${ASKS} Client.objectionForm Client.objectionRequests ObjectionRequest.*
  Client.exports`;
const STAFF_OF_WRITING = `
  Query.messageThreads Query.messageThread Mutation.markThreadRead Mutation.replyAsStaff Mutation.hideMessage
  Mutation.showMessage Query.lifeStoryAdditions Mutation.hideLifeStoryAddition Mutation.showLifeStoryAddition
  LifeStoryAddition.* MessageThread.* ThreadMessage.* NonUrgentNotice.text
  Query.objectionRequests Mutation.takeUpObjection Mutation.extendObjection Mutation.decideObjection
  ObjectionRequest.*`;
const EVERY_ROLE = `
  Query.client Client.name Client.location Location.* Client.sections Client.changes
  Client.careTeam CareTeamMember.* Client.contactPoint ContactPoint.*
  Client.relations Client.contacts ${EVERY_ROLE_WRITING}`;
const SHARED: Record<Section, string> = {
  REPORTS: 'Client.reports Report.*',
  MEDICAL_REPORTS: 'Client.reports Report.* SoepLine.*',
  CARE_PLAN: 'Client.carePlan CarePlan.* CarePlanEntry.* Goal.* Intervention.* Agreement.*',
  APPOINTMENTS: 'Client.appointments Appointment.*',
  PERSON_PROFILE: 'Client.personProfile PersonProfile.*',
  LIFE_STORY: 'Client.lifeStory LifeStory.* Client.lifeStoryAdditions LifeStoryAddition.*',
  WELLBEING_ACTIVITIES: 'Client.wellbeingActivities WellbeingActivity.*',
};
const OWN_LOG = `
  Client.accessLog AccessLogLine.* AuditEvent.id AuditEvent.occurredAt AuditEvent.recordedAt AuditEvent.kind AuditEvent.action
  AuditEvent.outcome AuditEvent.reason AuditEvent.organisation AuditEvent.agent AuditEvent.categories
  AuditEvent.policy AuditEvent.purpose AuditEvent.relation AuditEvent.checks AuditEvent.consent AuditEvent.sensitivity
  AuditEvent.proof`;
const RELATION = `
  Relation.id Relation.role Relation.status Relation.client Relation.organisation Relation.holder Relation.legalBasis
  Relation.validFrom Relation.validUntil Relation.sections Relation.endedReason Relation.permittedAt`;
const MEDIATOR_OF_ACCESS = 'Relation.* Mutation.extendAccess Query.incapacities Incapacity.*';
const STAFF_OF_ACCESS = `${MEDIATOR_OF_ACCESS}
  Mutation.endAccess Mutation.releaseAccess Mutation.recordIncapacity Mutation.endIncapacity Mutation.recordDeparture Mutation.recordDeath
  ClientCare.* Query.termsAcceptances TermsAcceptance.*`;
const REGISTERS = `
  Query.registrations Query.registration Registration.* Mutation.approveExtraAccount Mutation.refuseRegistration`;
const KEEPS_REGISTERS = `${REGISTERS}
  Mutation.verifyRegistration Mutation.registerByForm Mutation.renewActivation
  Mutation.changeAccountEmail Mutation.changeAccountMobileNumber Mutation.changeAccountName
  Mutation.removeSecondFactors
  Query.undeliveredMessages UndeliveredMessage.* Mutation.retryMessage Mutation.discardMessage`;
const READS_USERS = 'Query.portalUsers Query.portalUser PortalUser.* Query.clients Query.clientRecord ClientRecord.*';
const KEEPS_USERS = `${READS_USERS}
  Mutation.lockAccount Mutation.unlockAccount Mutation.appointStaff Mutation.endStaffRole
  Mutation.registerClient Mutation.changeClientBsn Mutation.releaseBsn`;
const CLIENT = `${ACCOUNT} ${EVERY_ROLE} ${Object.values(SHARED).join(' ')}
  Client.birthDate Client.legalSituations LegalSituation.* ${RELATION} RelatedPerson.* ${OWN_LOG} Mutation.shareSections Mutation.designateContact
  ${OBJECTIONS}`;

const now = new Date('2026-05-01T12:00:00Z');
const aboutA = { organisation: 'vivium', client: 'a', account: null as string | null };

function relation(role: CallerRelation['role'], change: Partial<CallerRelation> = {}): CallerRelation {
  const fixed = { id: 'r', ecdClient: '1', organisation: 'vivium', relatedPerson: null, version: 1 };
  const open = { validFrom: '2026-01-01T00:00:00Z', validUntil: null, pending: [] };
  return { ...fixed, ...open, client: 'a', role, sections: role === 'CONTACT' ? [] : [...SECTIONS], ...change };
}

function someone(change: Partial<SessionFacts>): SessionFacts {
  const base = { session: 's', account: 'me', name: 'Ik', authentication: 'PASSWORD_SMS' as const };
  return { ...base, relations: [], staff: [], ...change };
}

const withRelation = (role: CallerRelation['role'], change: Partial<CallerRelation> = {}) =>
  someone({ relations: [relation(role, change)] });
const withStaffRole = (role: StaffRole, organisation = 'vivium') => someone({ staff: [{ role, organisation }] });

const schemas = [identityDefinition, dossierDefinition, auditDefinition].map((definition) => ({
  rows: definition.rows,
  schema: buildFederatedSchema(definition).schema,
}));

function opens(facts: SessionFacts | null, subject: object): string[] {
  const opened = schemas.flatMap(({ schema, rows }) =>
    guardedFields(schema, rows).filter(([type, field]) => isOpened(type, field, facts, { subject })),
  );
  return [...new Set(opened.map(([type, field]) => `${type.name}.${field}`))].sort();
}

function guardedFields(schema: GraphQLSchema, rows: Parameters<typeof rowOf>[0]): [GraphQLObjectType, string][] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.keys(type.getFields()).map((field): [GraphQLObjectType, string] => [type, field]))
    .filter(([type, field]) => rowOf(rows, type.name, field)?.part === false);
}

/** Asks the guard of the real schema; what the resolver behind it would need is not there, so it may fail after it. */
function isOpened(type: GraphQLObjectType, field: string, facts: SessionFacts | null, source: object): boolean {
  const ledger = { look: () => undefined, owed: new OwedEvents() };
  const context = { caller: { facts }, now, ledger } as unknown as SubgraphContext;
  try {
    const result: unknown = type.getFields()[field]?.resolve?.(source, {}, context, {} as never);
    if (result instanceof Promise) result.catch(() => undefined);
    return true;
  } catch (error) {
    return !(error instanceof DomainError);
  }
}

function expected(text: string): string[] {
  const names = text.split(/\s+/).filter((name) => name !== '');
  const all = schemas.flatMap(({ schema, rows }) =>
    guardedFields(schema, rows).map(([type, field]) => `${type.name}.${field}`),
  );
  for (const name of names) {
    if (!all.some((one) => one === name || `${one.split('.')[0] ?? ''}.*` === name)) throw new Error(`no ${name}`);
  }
  const wanted = all.filter((one) => names.includes(one) || names.includes(`${one.split('.')[0] ?? ''}.*`));
  return [...new Set(wanted)].sort();
}

describe('of the whole graph', () => {
  it.each([
    ['someone who has not signed in', null, ANYONE],
    ['a person without any relation', someone({}), ACCOUNT],
    [
      'the client of another dossier',
      withRelation('CLIENT', { client: 'b' }),
      `${ACCOUNT} Query.client Mutation.shareSections Mutation.designateContact ${WRITES} ${ASKS}`,
    ],
    ['the client', withRelation('CLIENT'), CLIENT],
    ['the representative', withRelation('REPRESENTATIVE'), `${CLIENT} Mutation.permitClientAccess`],
    ['a contact with whom nothing was shared', withRelation('CONTACT'), `${ACCOUNT} ${EVERY_ROLE}`],
    ['the client before the terms are accepted', withRelation('CLIENT', { pending: ['ACCEPT_TERMS'] }), ACCOUNT],
    [
      'the representative before the BSN is confirmed',
      withRelation('REPRESENTATIVE', { pending: ['CONFIRM_BSN'] }),
      ACCOUNT,
    ],
    [
      'a representative whose time has ended',
      withRelation('REPRESENTATIVE', { validUntil: now.toISOString() }),
      ACCOUNT,
    ],
    [
      'an administrator',
      withStaffRole('ADMINISTRATOR'),
      `${ACCOUNT} ${STAFF_OF_ACCESS} ${KEEPS_USERS} ${SERVICE_ACCOUNTS} ${STAFF_OF_WRITING} ${KEEPS_REGISTERS}`,
    ],
    ['a mediator', withStaffRole('MEDIATOR'), `${ACCOUNT} ${READS_USERS} ${MEDIATOR_OF_ACCESS} ${REGISTERS}`],
    [
      'an auditor',
      withStaffRole('AUDITOR'),
      `${ACCOUNT} Query.auditEvents Query.auditAnomalies AuditAnomaly.* AuditEvent.* Query.logConsistency ${FIGURES_READ}`,
    ],
    [
      'an auditor of another organisation',
      withStaffRole('AUDITOR', 'rozelaar'),
      `${ACCOUNT} Query.auditEvents Query.auditAnomalies Query.logConsistency ${FIGURES}`,
    ],
    ['a reporter', withStaffRole('REPORTER'), `${ACCOUNT} ${FIGURES_READ}`],
  ])('%s opens just this', (_who, facts, text) => {
    expect(opens(facts, aboutA)).toEqual(expected(text));
  });

  it.each(SECTIONS)('a contact with whom %s was shared opens that and no other section', (section) => {
    const contact = withRelation('CONTACT', { sections: [section] });
    expect(opens(contact, aboutA)).toEqual(expected(`${ACCOUNT} ${EVERY_ROLE} ${SHARED[section]}`));
  });

  it('a contact opens the entry about himself among relations and contacts', () => {
    const own = `${ACCOUNT} ${EVERY_ROLE} Account.* ${RELATION} RelatedPerson.* MessageThread.* ThreadMessage.*`;
    expect(opens(withRelation('CONTACT'), { ...aboutA, account: 'me' })).toEqual(expected(own));
  });

  it('a contact with whom reports were shared opens no medical report, unless that was shared expressly', () => {
    const medical = { ...aboutA, categories: ['MEDICAL_REPORTS'] satisfies Category[] };
    const read = (sections: Section[]) => opens(withRelation('CONTACT', { sections }), medical);
    expect(read(['REPORTS'])).not.toContain('Report.text');
    expect(read(['MEDICAL_REPORTS'])).toContain('Report.text');
  });

  it('nobody opens a BSN, for there is none', () => {
    const names = schemas.flatMap(({ schema, rows }) => guardedFields(schema, rows).map(([, field]) => field));
    expect(new Set(names.filter((name) => /bsn/i.test(name)))).toEqual(
      // yes or no, and what is given, never what comes back
      new Set(['bsnAtFirstSignIn', 'bsnKnown', 'bsnBlocked', 'confirmBsn', 'changeClientBsn', 'releaseBsn']),
    );
    expect(CATEGORIES.filter((name) => /bsn/i.test(name))).toEqual([]);
  });
});
