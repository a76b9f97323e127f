/**
 * Why a FHIR server gave nothing. Code, message and detail hold neither what was asked (an address names a patient) nor
 * what was answered, and no error of a parser or a socket comes along as the cause: all of it may be logged.
 */

/** What each says of the server: that it fails, that it works, or nothing. Only the first opens the circuit breaker. */
const FAULTS = {
  FHIR_UNREACHABLE: 'FAILS',
  FHIR_CERTIFICATE: 'FAILS',
  FHIR_CUT_OFF: 'FAILS',
  FHIR_TIMED_OUT: 'FAILS',
  /** A status that no other code stands for; `detail` has it. */
  FHIR_STATUS: 'WORKS',
  /** 502, 503, 504. */
  FHIR_OUT_OF_ORDER: 'FAILS',
  /** 500 and what is beyond. */
  FHIR_BROKEN: 'FAILS',
  /** 429. */
  FHIR_BUSY: 'WORKS',
  FHIR_UNAUTHORIZED: 'WORKS',
  FHIR_TOKEN_REFUSED: 'WORKS',
  FHIR_NOT_FHIR: 'WORKS',
  FHIR_TOO_LARGE: 'WORKS',
  FHIR_OUTCOME: 'WORKS',
  FHIR_NEXT_ASTRAY: 'WORKS',
  FHIR_NEXT_ENDLESS: 'WORKS',
  FHIR_OTHER_VERSION: 'WORKS',
  /** Not asked: it failed too often just now. */
  FHIR_RESTING: 'UNKNOWN',
  /** Not asked: too many are waiting for it. */
  FHIR_CROWDED: 'UNKNOWN',
  /** The caller has gone. */
  FHIR_ENDED: 'UNKNOWN',
} as const;

export type FhirFaultCode = keyof typeof FAULTS;
export type SaidOfServer = (typeof FAULTS)[FhirFaultCode];

const RETRIED: readonly FhirFaultCode[] = ['FHIR_UNREACHABLE', 'FHIR_CUT_OFF', 'FHIR_OUT_OF_ORDER', 'FHIR_BUSY'];

export interface FaultDetails {
  /** A code or number of a protocol. */
  detail?: string;
  /** As the server wrote it. */
  retryAfter?: string | null;
}

export class FhirFault extends Error {
  override readonly name = 'FhirFault';
  readonly detail: string | null;
  readonly retryAfter: string | null;

  constructor(
    readonly code: FhirFaultCode,
    { detail, retryAfter = null }: FaultDetails = {},
  ) {
    super(detail === undefined ? code : `${code} (${detail})`);
    this.detail = detail ?? null;
    this.retryAfter = retryAfter;
  }

  get saysOfServer(): SaidOfServer {
    return FAULTS[this.code];
  }

  /** Whether the same question can have an answer a moment later. */
  get passes(): boolean {
    return RETRIED.includes(this.code);
  }
}

/** Why a signal has fired: time was up, or the caller has gone. */
export function endedBy(signal: AbortSignal): FhirFault {
  const { name } = signal.reason as Error;
  return new FhirFault(name === 'TimeoutError' ? 'FHIR_TIMED_OUT' : 'FHIR_ENDED');
}

/** Waits for something that does not end by itself when the signal fires. */
export function untilEnded<T>(working: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(endedBy(signal));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    working.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
