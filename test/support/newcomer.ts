/** Somebody whom the made-up world does not know yet, and who comes to have an account. */
import { Guest } from '../../demo/guest.js';
import { lastMailTo, type ReceivedMail } from './mail.js';
import type { System } from './system.js';

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

let addresses = 100;

export class Newcomer extends Guest {
  constructor(
    private readonly system: System,
    { bsn, ...details }: NewcomerDetails,
  ) {
    addresses += 1;
    const relation = {
      client: '',
      organisation: '',
      role: 'CLIENT',
      basis: 'SELF',
      evidence: '',
      terms: false,
    } as const;
    super(
      { ...details, key: details.given, about: '', relations: [{ ...relation, bsn: bsn ?? null }], staff: [] },
      { ask: system.from(`198.51.100.${addresses}`), messages: system.messages },
    );
  }

  /** As the graph takes it. */
  get details() {
    const { given, family, email, mobile: mobileNumber } = this.person;
    return { given, family, email, mobileNumber };
  }

  /** The last mail; waits for it. */
  mail(about?: string | RegExp): Promise<ReceivedMail> {
    return lastMailTo(this.system, this.person.email, about);
  }

  /** By the link of the mail: password, SMS code, and whatever has to be done before the portal opens. */
  async activate(): Promise<this> {
    const { token } = await this.mail('activeren');
    const { activateAccount } = await this.get<{ activateAccount: { id: string } }>(
      'mutation($token: String!, $password: String!) { activateAccount(token: $token, password: $password) { id } }',
      { token, password: this.person.password },
    );
    return (await this.finishSignIn(activateAccount.id)).doNextSteps();
  }
}
