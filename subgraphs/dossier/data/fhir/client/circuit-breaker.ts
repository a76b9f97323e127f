/** Lets a server that fails time after time alone for a while; then one question tries whether it works again. */
import { FhirFault, type SaidOfServer } from './fhir-fault.js';

export interface BreakerOptions {
  /** So many failures in a row open it. */
  failures: number;
  restMs: number;
  clock: () => number;
  onOpen: (cause: FhirFault) => void;
  onClose: () => void;
}

export class CircuitBreaker {
  private failures = 0;
  /** Null while it is closed. */
  private restsUntil: number | null = null;
  private trying = false;

  constructor(private readonly options: BreakerOptions) {}

  /** @throws FhirFault FHIR_RESTING without doing the work. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const isTrial = this.admit();
    try {
      const result = await work();
      this.judge('WORKS', isTrial, null);
      return result;
    } catch (error) {
      const fault = error instanceof FhirFault ? error : null;
      this.judge(fault?.saysOfServer ?? 'UNKNOWN', isTrial, fault);
      throw error;
    }
  }

  private admit(): boolean {
    if (this.restsUntil === null) return false;
    if (this.trying || this.options.clock() < this.restsUntil) throw new FhirFault('FHIR_RESTING');
    this.trying = true;
    return true;
  }

  /** What was asked before it opened says nothing any more when it comes back. */
  private judge(said: SaidOfServer, isTrial: boolean, fault: FhirFault | null): void {
    if (isTrial) this.trying = false;
    else if (this.restsUntil !== null) return;
    if (said === 'WORKS') this.close();
    if (said === 'FAILS') {
      this.failures += 1;
      if (fault !== null && (isTrial || this.failures >= this.options.failures)) this.open(fault);
    }
  }

  private open(cause: FhirFault): void {
    this.restsUntil = this.options.clock() + this.options.restMs;
    this.options.onOpen(cause);
  }

  private close(): void {
    const wasOpen = this.restsUntil !== null;
    this.failures = 0;
    this.restsUntil = null;
    if (wasOpen) this.options.onClose();
  }
}
