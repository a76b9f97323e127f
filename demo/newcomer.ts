/** Somebody whom the made-up world does not know yet, and who comes to have an account. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Guest, type Door } from './guest.js';

export interface NewcomerDetails {
  given: string;
  family: string;
  email: string;
  /** E.164. */
  mobile: string;
  password: string;
  /** The client's, to type at the first sign-in. */
  bsn?: string;
}

/** Mail goes by a queue, and so arrives a moment later than the answer. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 20;

const NO_RELATION = {
  client: '',
  organisation: '',
  role: 'CLIENT',
  basis: 'SELF',
  evidence: '',
  terms: false,
} as const;

export class Newcomer extends Guest {
  constructor({ bsn, ...details }: NewcomerDetails, door: Door) {
    const relations = [{ ...NO_RELATION, bsn: bsn ?? null }];
    super({ ...details, key: details.given, about: '', relations, staff: [] }, door);
  }

  /** As the graph takes it. */
  get details() {
    const { given, family, email, mobile: mobileNumber } = this.person;
    return { given, family, email, mobileNumber };
  }

  /** The token of the link in the last mail to this person; waits for it. */
  async linkToken(): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      const mail = this.door.messages().findLast(({ to }) => to === this.person.email);
      const token = /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1];
      if (token !== undefined) return token;
      await sleep(PAUSE_MS);
    }
    throw new Error(`${this.person.key} got no link`);
  }

  /** By the link of the mail: password, SMS code, and whatever has to be done before the portal opens. */
  async activate(): Promise<this> {
    const { activateAccount } = await this.get<{ activateAccount: { id: string } }>(
      'mutation($token: String!, $password: String!) { activateAccount(token: $token, password: $password) { id } }',
      { token: await this.linkToken(), password: this.person.password },
    );
    return (await this.finishSignIn(activateAccount.id)).doNextSteps();
  }
}
