/** What the log's own part of the graph leaves on the log: reading it is on it too (NEN 7513). */
import { leaves, nothing, type Operations } from './operation.js';

// prettier-ignore
export const AUDIT_OPERATIONS = {
  'Query.auditEvents':    leaves('LOG_READ'),
  'Query.auditAnomalies': leaves('LOG_READ'),
  'Query.signInFigures':  leaves('FIGURES_READ'),
  'Query.accountFigures': leaves('FIGURES_READ'),
  'Query.sectionFigures': leaves('FIGURES_READ'),
  'Query.refusalFigures': leaves('FIGURES_READ'),
  'Query.logCheckpoint':  nothing('PUBLIC_TEXT'),
  'Query.logConsistency': nothing('PUBLIC_TEXT'),
  'Client.accessLog':     leaves('DOSSIER_READ'),
} as const satisfies Operations;
