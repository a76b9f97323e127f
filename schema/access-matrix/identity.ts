/** Who may read or do what of identity's part of the graph; what the words mean stands in ../access-matrix.ts. */
import { table } from './row.js';

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
  Mutation.chooseNewsMail           –               –       yes      –       –               –        –              –
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
  Mutation.releaseAccess            –               –       –        –       –               –        yes            –
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
