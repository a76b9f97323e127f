/** What leaves something on the log beside the graph: the other addresses, the calls between programs, work of their own. */
import type { CALLS } from '../calls.js';
import { leaves, leavesAtTimes, nothing, type Operation, type Operations } from './operation.js';

const between = nothing('BETWEEN_PROGRAMS');

/** The addresses of the gateway. A token that is refused at any of them is on the log as a refused look. */
// prettier-ignore
export const ADDRESSES = {
  '/graphql':                                nothing('BY_ITS_FIELDS'),
  '/exports/<token>':                        leaves('DOSSIER_EXPORTED'),
  '/figures/<name>':                        leaves('FIGURES_READ'),
  '/audit/export':                           leaves('LOG_EXPORTED'),
  '/oauth/token':                            leaves('SIGN_IN'),
  '/.well-known/jwks.json':                  nothing('PUBLIC_TEXT'),
  '/.well-known/oauth-authorization-server': nothing('PUBLIC_TEXT'),
  '/health/live':                            nothing('HEALTH'),
  '/health/ready':                           nothing('HEALTH'),
} as const satisfies Operations;

/** The calls between programs. One that is refused leaves CALL_REFUSED. */
// prettier-ignore
export const CALLED: Readonly<Record<keyof typeof CALLS, Operation>> = {
  sessionFacts:    leavesAtTimes('SAME_SESSION', 'ACCOUNT_LOCKED'),
  accessTokenKeys: nothing('PUBLIC_TEXT'),
  serviceToken:    leaves('SIGN_IN'),
  recordEvents:    between,
  appendEvents:    between,
  readFigures:     leaves('FIGURES_READ'),
  exportLog:       leavesAtTimes('NEXT_PAGE', 'LOG_EXPORTED'),
  forgetPerson:    between,
  forgetWriter:    between,
  takeExport:      leaves('DOSSIER_EXPORTED'),
  news:            leavesAtTimes('EMPTY_POLL', 'DOSSIER_SEARCH'),
};

/** What the programs do with nobody asking. */
// prettier-ignore
export const OF_ITSELF = {
  'a call that no program of ours made is refused':             leaves('CALL_REFUSED'),
  'the log begins':                                             leaves('LOGGING_STARTED'),
  'the log stops':                                              leaves('LOGGING_STOPPED'),
  'a month of the log has been kept long enough':               leaves('RETENTION_APPLIED'),
  'the rules at the start are others than before':              leaves('POLICY_CHANGED'),
  'a refresh token is used twice, or when its session is over': leaves('SESSION_ENDED'),
  'an account that pries is locked':                            leaves('ACCOUNT_LOCKED'),
  'an account is deleted some weeks after the end of care':     leaves('ACCOUNT_DELETED'),
  'a link for a new password is sent':                          leaves('RECOVERY_REQUESTED'),
  'users are told of new terms':                                leaves('TERMS_ANNOUNCED'),
  'users are told that there is news':                          leaves('NEWS_SENT'),
  'a copy of the dossier is made':                              leaves('EXPORT_CHANGED'),
} as const satisfies Operations;
