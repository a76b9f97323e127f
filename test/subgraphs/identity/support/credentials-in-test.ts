/** People who recover, change and report, with what a test wants to know of that. */
import { answerRecovery } from '../../../../subgraphs/identity/domain/credentials/answer-recovery.js';
import { recoverAccount } from '../../../../subgraphs/identity/domain/credentials/recover-account.js';
import { requestRecovery } from '../../../../subgraphs/identity/domain/credentials/request-recovery.js';
import { resendCode } from '../../../../subgraphs/identity/domain/sign-in/resend-code.js';
import { signIn } from '../../../../subgraphs/identity/domain/sign-in/sign-in.js';
import { verifySignIn } from '../../../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import type { AccountEntity } from '../../../../subgraphs/identity/data/entities/account.entity.js';
import { settled, PASSWORD, type IdentityInTest } from './identity-in-test.js';

export const NEW_PASSWORD = 'zeven zwanen zwemmen zuidwaarts';

let addresses = 0;

export class Credentials {
  constructor(readonly identity: IdentityInTest) {}

  /** A client of Vivium, who has done all first steps. */
  async holder(email: string, person: Partial<AccountEntity> = {}): Promise<string> {
    const client = await this.identity.rows.client();
    const { account } = await settled(this.identity, 'CLIENT', client, {}, { email, ...person });
    return account;
  }

  /** From another network each time, unless told otherwise. */
  occasion(address = `2001:db8:1:${(addresses += 1).toString(16)}::1`) {
    return this.identity.occasion(null, address);
  }

  request(email: string, address?: string) {
    return requestRecovery(this.identity.needs, email, this.occasion(address));
  }

  /** What the desk does in its next second. */
  async answerAll(): Promise<void> {
    while (await answerRecovery(this.identity.needs, this.identity.clock.now));
  }

  /** The token in the last letter with a link to this address; '' when there is none. */
  async linkFor(email: string): Promise<string> {
    const letter = (await this.identity.letters()).findLast(
      ({ to, notice }) => to === email && notice.template === 'RECOVERY',
    );
    return letter?.notice.template === 'RECOVERY' ? letter.notice.token : '';
  }

  async lettersTo(email: string): Promise<string[]> {
    return (await this.identity.letters()).filter(({ to }) => to === email).map(({ notice }) => notice.template);
  }

  choose(token: string, password = NEW_PASSWORD, address?: string) {
    return recoverAccount(this.identity.needs, { token, password }, this.occasion(address));
  }

  /** Request, link, password and code. */
  async recover(email: string) {
    await this.request(email);
    await this.answerAll();
    const { id } = await this.choose(await this.linkFor(email));
    return this.verify(id);
  }

  signIn(
    email: string,
    { password = PASSWORD, deviceToken = null as string | null, address = undefined as string | undefined } = {},
  ) {
    return signIn(this.identity.needs, { email, password, deviceToken }, this.occasion(address));
  }

  verify(challengeId: string, code = this.identity.lastCode(), address?: string) {
    return verifySignIn(this.identity.needs, { challengeId, code }, this.occasion(address));
  }

  resend(challengeId: string, address?: string) {
    return resendCode(this.identity.needs, challengeId, this.occasion(address));
  }
}
