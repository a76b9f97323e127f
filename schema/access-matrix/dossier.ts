/** Who may read or do what of the dossier's part of the graph; what the words mean stands in ../access-matrix.ts. */
import { table } from './row.js';

// prettier-ignore
export const DOSSIER_MATRIX = table(`
  field                             category                 account  CLIENT   REPRESENTATIVE  CONTACT  ADMINISTRATOR
  Query.client                      –                        –        yes      yes             yes      –
  Client.id                         –                        yes      –        –               –        –
  Client.name                       IDENTIFICATION           –        yes      yes             yes      –
  Client.birthDate                  IDENTIFICATION           –        yes      yes             –        –
  Client.location                   IDENTIFICATION           –        yes      yes             yes      –
  Client.sections                   –                        –        yes      yes             yes      –
  Client.careTeam                   CARE_TEAM                –        yes      yes             yes      –
  Client.contactPoint               CARE_TEAM                –        yes      yes             yes      –
  Client.reports                    REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Client.carePlan                   CARE_PLAN                –        yes      yes             shared   –
  Client.appointments               APPOINTMENTS             –        yes      yes             shared   –
  Client.personProfile              PERSON_PROFILE           –        yes      yes             shared   –
  Client.lifeStory                  LIFE_STORY               –        yes      yes             shared   –
  Client.lifeStoryAdditions         LIFE_STORY               –        yes      yes             shared   –
  Client.lifeStoryAdditionForm      –                        –        yes      yes             yes      –
  Client.wellbeingActivities        WELLBEING_ACTIVITIES     –        yes      yes             shared   –
  Client.contacts                   CONTACTS                 –        yes      yes             entries  –
  Client.legalSituations            LEGAL_SITUATIONS         –        yes      yes             –        –
  Client.messageForm                –                        –        yes      yes             yes      –
  Client.messageRecipients          CARE_TEAM                –        yes      yes             yes      –
  Client.objectionForm              –                        –        yes      yes             –        –
  Client.messageThreads             MESSAGES                 –        entries  entries         entries  –
  Client.objectionRequests          OBJECTIONS               –        yes      yes             –        –
  Client.changes                    –                        –        yes      yes             entries  –

  HumanName.*                       part
  Location.*                        IDENTIFICATION           –        yes      yes             yes      –
  SectionAvailability.*             part
  Change.*                          part
  CareTeamMember.*                  CARE_TEAM                –        yes      yes             yes      –
  ContactPoint.*                    CARE_TEAM                –        yes      yes             yes      –

  ReportConnection.*                part
  ReportEdge.*                      part
  PageInfo.*                        part
  Report.id                         REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.effectiveDateTime          REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.type                       REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.author                     REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.text                       REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.soep                       REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.flagged                    REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.inReplyTo                  REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  Report.carePlanEntry              REPORTS|MEDICAL_REPORTS  –        yes      yes             shared   –
  ReportAuthor.*                    part
  SoepLine.kind                     MEDICAL_REPORTS          –        yes      yes             shared   –
  SoepLine.text                     MEDICAL_REPORTS          –        yes      yes             shared   –

  CarePlan.id                       CARE_PLAN                –        yes      yes             shared   –
  CarePlan.status                   CARE_PLAN                –        yes      yes             shared   –
  CarePlan.title                    CARE_PLAN                –        yes      yes             shared   –
  CarePlan.period                   CARE_PLAN                –        yes      yes             shared   –
  CarePlan.entries                  CARE_PLAN                –        yes      yes             shared   –
  CarePlan.agreements               CARE_PLAN                –        yes      yes             shared   –
  CarePlanEntry.*                   CARE_PLAN                –        yes      yes             shared   –
  Goal.*                            CARE_PLAN                –        yes      yes             shared   –
  Intervention.*                    CARE_PLAN                –        yes      yes             shared   –
  Agreement.*                       CARE_PLAN                –        yes      yes             shared   –
  Period.*                          part

  AppointmentConnection.*           part
  AppointmentEdge.*                 part
  Appointment.*                     APPOINTMENTS             –        yes      yes             shared   –

  PersonProfile.*                   PERSON_PROFILE           –        yes      yes             shared   –
  PersonProfileTopic.*              part
  LifeStory.*                       LIFE_STORY               –        yes      yes             shared   –
  LifeStoryChapter.*                part
  LifeStoryAnswer.*                 part
  LifeStoryAdditionConnection.*     part
  LifeStoryAdditionEdge.*           part
  LifeStoryAddition.*               LIFE_STORY               –        yes      yes             shared   yes
  WellbeingActivityConnection.*     part
  WellbeingActivityEdge.*           part
  WellbeingActivity.*               WELLBEING_ACTIVITIES     –        yes      yes             shared   –

  RelatedPerson.*                   CONTACTS                 –        yes      yes             own      –
  LegalSituation.*                  LEGAL_SITUATIONS         –        yes      yes             –        –

  Mutation.startMessageThread       –                        –        yes      yes             yes      –
  Mutation.replyToThread            –                        –        own      own             own      –
  Mutation.markThreadRead           –                        –        own      own             own      yes
  Mutation.replyAsStaff             –                        –        –        –               –        yes
  Mutation.hideMessage              –                        –        –        –               –        yes
  Mutation.showMessage              –                        –        –        –               –        yes
  Mutation.addToLifeStory           –                        –        yes      yes             yes      –
  Mutation.changeLifeStoryAddition  –                        –        own      own             own      –
  Mutation.removeLifeStoryAddition  –                        –        own      own             own      –
  Mutation.hideLifeStoryAddition    –                        –        –        –               –        yes
  Mutation.showLifeStoryAddition    –                        –        –        –               –        yes
  Query.lifeStoryAdditions          –                        –        –        –               –        yes
  Query.messageThread               –                        –        own      own             own      yes
  Query.messageThreads              –                        –        –        –               –        yes
  MessageThreadConnection.*         part
  MessageThreadEdge.*               part
  MessageThread.*                   MESSAGES                 –        own      own             own      yes
  ThreadMessageConnection.*         part
  ThreadMessageEdge.*               part
  ThreadMessage.*                   MESSAGES                 –        own      own             own      yes
  MessageRecipient.*                part
  Author.*                          part
  WritingForm.*                     part
  NonUrgentNotice.text              –                        –        yes      yes             yes      yes
  NonUrgentNotice.contactPoint      CARE_TEAM                –        yes      yes             yes      –

  Mutation.requestObjection         –                        –        yes      yes             –        –
  Mutation.withdrawObjection        –                        –        own      own             –        –
  Mutation.takeUpObjection          –                        –        –        –               –        yes
  Mutation.extendObjection          –                        –        –        –               –        yes
  Mutation.decideObjection          –                        –        –        –               –        yes
  Query.objectionRequests           –                        –        –        –               –        yes
  ObjectionRequestConnection.*      part
  ObjectionRequestEdge.*            part
  ObjectionRequest.*                OBJECTIONS               –        yes      yes             –        yes
  ObjectionChange.*                 part

  Mutation.recordExport             –                        –        yes      yes             yes      –
  Mutation.requestExport            –                        –        yes      yes             –        –
  Mutation.cancelExport             –                        –        own      own             –        –
  Client.exports                    –                        –        entries  entries         –        –
  DossierExportConnection.*         part
  DossierExportEdge.*               part
  DossierExport.*                   –                        –        own      own             –        –
`);
