/** Who may read or do what of the log's part of the graph; what the words mean stands in ../access-matrix.ts. */
import { table } from './row.js';

// prettier-ignore
export const AUDIT_MATRIX = table(`
  field                             category    account  CLIENT  REPRESENTATIVE  CONTACT  AUDITOR  REPORTER
  Client.id                         –           yes      –       –               –        –        –
  Client.accessLog                  ACCESS_LOG  –        yes     yes             –        –        –
  AccessLogConnection.*             part
  AccessLogEdge.*                   part
  AccessLogLine.*                   ACCESS_LOG  –        yes     yes             –        –        –
  AccessLogData.*                   part
  Query.auditEvents                 ACCESS_LOG  –        –       –               –        yes      –
  Query.auditAnomalies              ACCESS_LOG  –        –       –               –        yes      –
  AuditAnomalyConnection.*          part
  AuditAnomalyEdge.*                part
  AuditAnomaly.*                    ACCESS_LOG  –        –       –               –        yes      –
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
  AuditEvent.checks                 ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.consent                ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.sensitivity            ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.policy                 ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.purpose                ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.relation               ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.proof                  ACCESS_LOG  –        yes     yes             –        yes      –
  AuditEvent.sequence               ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.responsible            ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.object                 ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.account                ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.client                 ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.session                ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.source                 ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.address                ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.search                 ACCESS_LOG  –        –       –               –        yes      –
  AuditEvent.trace                  ACCESS_LOG  –        –       –               –        yes      –
  AuditAgent.*                      part
  AuditChecks.*                     part
  AuditResponsible.*                part
  AuditSearchCriterion.*            part
  InclusionProof.*                  part
  Query.logCheckpoint               –           yes      –       –               –        –        –
  LogCheckpoint.*                   –           yes      –       –               –        –        –
  Query.logConsistency              –           –        –       –               –        yes      –
  LogConsistency.*                  part

  Query.signInFigures               FIGURES     –        –       –               –        yes      yes
  SignInFigure.*                    FIGURES     –        –       –               –        yes      yes
  Query.accountFigures              FIGURES     –        –       –               –        yes      yes
  AccountFigure.*                   FIGURES     –        –       –               –        yes      yes
  Query.sectionFigures              FIGURES     –        –       –               –        yes      yes
  SectionFigure.*                   FIGURES     –        –       –               –        yes      yes
  Query.refusalFigures              FIGURES     –        –       –               –        yes      yes
  RefusalFigure.*                   FIGURES     –        –       –               –        yes      yes
`);
