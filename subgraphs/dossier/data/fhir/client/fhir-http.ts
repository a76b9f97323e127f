/** A question to a FHIR server with all that goes around it: waiting for a turn, the breaker, the token, asking again. */
import { AccessTokens } from './access-token.js';
import { goodAnswer, parsed } from './answers.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type { Connection } from './connection.js';
import { FhirFault } from './fhir-fault.js';
import type { FhirOptions } from './fhir-options.js';
import { retrying, type RetryOptions } from './retries.js';
import { Turns } from './turns.js';

export class FhirHttp {
  private readonly turns: Turns;
  private readonly breaker: CircuitBreaker;
  private readonly retries: RetryOptions;
  private readonly tokens: AccessTokens | null;

  constructor(
    private readonly connection: Connection,
    private readonly accept: string,
    private readonly options: FhirOptions,
  ) {
    const { oauth: client, timeLimitMs, clock, turns, breaker, retries, told } = options;
    this.turns = new Turns(turns);
    this.breaker = new CircuitBreaker({ ...breaker, clock, onOpen: told.opened, onClose: told.closed });
    this.retries = { ...retries, clock, sleep: options.sleep, random: options.random, onRetry: told.retried };
    this.tokens = client === undefined ? null : new AccessTokens({ client, connection, timeLimitMs, clock });
  }

  /** The JSON at the address. @throws FhirFault. */
  async get(url: string, signal: AbortSignal): Promise<unknown> {
    const { clock, timeLimitMs } = this.options;
    const ends = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]);
    // the turn is given back while waiting to ask again; who waited long finds out that the breaker has opened since
    const attempt = () => this.turns.take(() => this.breaker.run(() => this.ask(url, ends)), ends);
    return retrying(attempt, this.retries, clock() + timeLimitMs, ends);
  }

  /** A token that was good when we got it can be withdrawn: on a 401 a new one is fetched, once. */
  private async ask(url: string, signal: AbortSignal): Promise<unknown> {
    if (this.tokens === null) return this.askWith(null, url, signal);
    const token = await this.tokens.current(signal);
    try {
      return await this.askWith(token, url, signal);
    } catch (error) {
      if (!(error instanceof FhirFault) || error.code !== 'FHIR_UNAUTHORIZED' || error.detail !== '401') throw error;
      return this.askWith(await this.tokens.insteadOf(token, signal), url, signal);
    }
  }

  private async askWith(token: string | null, url: string, signal: AbortSignal): Promise<unknown> {
    const { kept } = this.options;
    const had = (await kept?.find(url)) ?? null;
    const headers = {
      accept: this.accept,
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(had !== null && { 'if-none-match': had.etag }),
    };
    const received = await this.connection.ask({ method: 'GET', url, headers }, signal);
    if (had !== null && received.status === 304) return parsed(had.body);
    const answer = goodAnswer(received);
    if (received.etag !== null && received.mayBeKept)
      await kept?.keep(url, { etag: received.etag, body: received.body });
    return answer;
  }
}
