/** The numbers that bound a request. A query beyond them is answered 400 before anything is planned or fetched. */
export const LIMITS = {
  /** Body of a request in bytes. */
  body: 100_000,
  tokens: 1000,
  depth: 10,
  /** Fields with an alias, `__typename` included. */
  aliases: 10,
  rootFields: 5,
  /** Root fields of an operation that holds a sign-in mutation: guesses are counted one by one (attack case 12). */
  signInFields: 1,
  directives: 5,
  cost: 2000,
  page: 50,
  /** A page whose size is not said. */
  usualPage: 20,
  /** Operations that are executed at once; at the highest rate of one process a few dozen are. */
  atOnce: 512,
  /** What waits for its turn; beyond it a request is answered 503 at once. */
  waiting: 512,
  /** Open at the same time, idle ones included; one of HTTP/2 with TLS takes some 50 kB. */
  connections: 5_000,
  /** Bodies that are being received. */
  bodies: 2_000,
  /** The whole of a request. */
  requestMs: 10_000,
  subgraphCallMs: 5_000,
  /** Calls to identity before and after an operation: keys, facts, records. */
  identityCallMs: 2_000,
} as const;

export type Limits = { readonly [name in keyof typeof LIMITS]: number };
