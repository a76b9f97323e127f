/** Calls and pushes between the four programs, beside the graph itself. Bodies and answers are JSON. */

export const CALLS = {
  /** identity: `{ session }` → `SessionFacts`, or null when the session has ended. By the gateway. */
  sessionFacts: '/session-facts',
  /** identity: `{}` → `{ keys }`, the public keys of access tokens (RFC 7517). By the gateway. */
  accessTokenKeys: '/access-token-keys',
  /** identity: `ServiceTokenRequest` → `ServiceToken`, for who calls the token endpoint. By the gateway. */
  serviceToken: '/service-token',
  /** identity: `AuditEvent[]` → null. By the gateway, which has no database of its own: identity passes them on as it does its own. */
  recordEvents: '/record-events',
  /** audit: `AuditEvent[]` → null once they are committed. By identity and dossier. */
  appendEvents: '/append-events',
  /** audit: `FigureQuestion`, on behalf of a caller → `FigureTable`. By the gateway. */
  readFigures: '/read-figures',
  /**
   * audit: `LogExportStep`, on behalf of a caller → `LogExportOpening`, `LogExportPage`, or null once it is on record that
   * it was broken off. By the gateway.
   */
  exportLog: '/export-log',
  /** audit: `{ account }` → null once the name behind the account is forgotten, for good (R18). By identity. */
  forgetPerson: '/forget-person',
  /** dossier: `{ account }` → null once the name is forgotten in all that the account wrote, for good (R18). By identity. */
  forgetWriter: '/forget-writer',
  /** dossier: `{ token }`, on behalf of a caller → `ExportFile`, once; NOT_FOUND whatever is the matter. By the gateway. */
  takeExport: '/take-export',
  /**
   * dossier: `{ since }`, on behalf of a caller → `{ news }`: whether anything is new since then in what is open to
   * them. By identity, for the mail that says so.
   */
  news: '/news',
} as const;

/** Where the gateway hands out copies of the dossier: `/exports/<token>`. */
export const EXPORTS_PATH = '/exports';

/** Where the gateway gives copies of the log to its manager. */
export const LOG_EXPORT_PATH = '/audit/export';

/** Where the gateway gives figures to spreadsheets and reporting tools: `/figures/<name>`. */
export const FIGURES_PATH = '/figures';

export interface ExportFile {
  /** Media type. */
  type: string;
  name: string;
  /** Base64. */
  content: string;
}

/** Channel of the store; the message is the id of an account whose sessions or relations changed. */
export const ACCOUNT_CHANGED = 'account-changed';

/** Channel of the store; the message is the id of an account that tried to reach other people's data too often (R29). */
export const ACCOUNT_PRIED = 'account-pried';

/** Claims of an access token beside the registered ones: `sub` is the account, `sid` the session. */
export const ACCESS_TOKEN = {
  type: 'at+jwt',
  issuer: 'https://identity.inzage.example',
  audience: 'https://graph.inzage.example',
  algorithm: 'EdDSA',
} as const;
