/** Someone of the made-up world who uses the portal. */
import type { Role } from '../schema/caller.js';
import type { Ask, GraphAnswer } from './graph-client.js';
import type { DemoPerson } from './world/demo-person.js';

/** A mail or text message as it was sent. */
export type SentMessage =
  { channel: 'MAIL'; to: string; subject: string; text: string } | { channel: 'SMS'; to: string; text: string };

/** The way in: the graph, and where mails and text messages arrive. */
export interface Door {
  ask: Ask;
  /** All mails and text messages so far, the oldest first. */
  messages: () => SentMessage[];
}

export interface Session {
  id: string;
  accessToken: string;
  refreshToken: string;
  nextSteps: { step: 'ACCEPT_TERMS' | 'CONFIRM_BSN'; terms: { id: string } | null }[];
}

export interface RelationSeen {
  id: string;
  role: Role;
  status: string;
  sections: string[];
  client: { id: string };
}

export const SESSION = '{ id accessToken refreshToken nextSteps { step terms { id } } }';

/** Signs in and asks, as the portal of this person would. */
export class Guest {
  session: Session | undefined;

  constructor(
    readonly person: DemoPerson,
    protected readonly door: Door,
  ) {}

  /** Asks as whoever signed in, or as nobody yet. */
  async ask<T = unknown>(query: string, variables: Record<string, unknown> = {}): Promise<GraphAnswer<T>> {
    return this.door.ask<T>(query, variables, this.session?.accessToken);
  }

  /** @throws Error when the answer holds errors. */
  async get<T = unknown>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables);
    if (data === null || errors.length > 0) throw new Error(`${this.person.key} got ${JSON.stringify(errors)}`);
    return data;
  }

  /** The first step: the password. The id of the sign-in that waits for its code. */
  async givePassword(password = this.person.password): Promise<GraphAnswer<{ signIn: { id: string } }>> {
    return this.door.ask(
      'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { id } }',
      { email: this.person.email, password },
    );
  }

  /** The code of the last text message to this person. */
  code(): string {
    const last = this.door.messages().findLast(({ to }) => to === this.person.mobile);
    const code = /\b\d{6}\b/.exec(last?.text ?? '')?.[0];
    if (code === undefined) throw new Error(`${this.person.key} got no code`);
    return code;
  }

  async giveCode(challengeId: string, code: string): Promise<GraphAnswer<{ verifySignIn: Session }>> {
    return this.door.ask(
      `mutation($challengeId: ID!, $code: String!) { verifySignIn(challengeId: $challengeId, code: $code) ${SESSION} }`,
      { challengeId, code },
    );
  }

  /** Both steps. */
  async signIn(): Promise<this> {
    const challenge = await this.givePassword();
    return this.finishSignIn(challenge.data?.signIn.id ?? '');
  }

  /** The second step: the code of the text message. */
  async finishSignIn(challengeId: string): Promise<this> {
    const verified = await this.giveCode(challengeId, this.code());
    if (verified.data === null) throw new Error(`${this.person.key} could not sign in: ${JSON.stringify(verified)}`);
    this.session = verified.data.verifySignIn;
    return this;
  }

  /** Both steps, and whatever has to be done before the portal opens. */
  async enter(): Promise<this> {
    return (await this.signIn()).doNextSteps();
  }

  async doNextSteps(): Promise<this> {
    for (const { step, terms } of this.session?.nextSteps ?? []) {
      if (step === 'ACCEPT_TERMS') {
        await this.get('mutation($id: ID!) { acceptTerms(termsId: $id) { id } }', { id: terms?.id });
      } else {
        const { bsn } = this.person.relations.find((relation) => relation.bsn !== null) ?? {};
        await this.get('mutation($bsn: String!) { confirmBsn(bsn: $bsn) { id } }', { bsn });
      }
    }
    return this;
  }

  async refresh(refreshToken = this.session?.refreshToken): Promise<GraphAnswer<{ refreshSession: Session }>> {
    return this.door.ask(`mutation($token: String!) { refreshSession(refreshToken: $token) ${SESSION} }`, {
      token: refreshToken,
    });
  }

  /** What this person may open, as the graph tells it. */
  async relations(): Promise<RelationSeen[]> {
    const { me } = await this.get<{ me: { relations: RelationSeen[] } }>(
      '{ me { relations { id role status sections client { id } } } }',
    );
    return me.relations;
  }

  /** The client for whom this person has the role. */
  async clientAs(role: Role): Promise<string> {
    const found = (await this.relations()).find((relation) => relation.role === role);
    if (found === undefined) throw new Error(`${this.person.key} is ${role} of nobody`);
    return found.client.id;
  }
}
