/** Someone of the made-up world who uses the portal. */
import type { Ask, GraphAnswer } from '../../demo/graph-client.js';
import type { DemoPerson } from '../../demo/world/demo-person.js';
import { DEMO_PEOPLE } from '../../demo/world/people.js';
import type { Role } from '../../schema/caller.js';
import type { System } from './system.js';

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
  client: { id: string; name: { text: string } | null };
}

export const SESSION = '{ id accessToken refreshToken nextSteps { step terms { id } } }';

export function person(key: string): DemoPerson {
  const found = DEMO_PEOPLE.find((candidate) => candidate.key === key);
  if (found === undefined) throw new Error(`the made-up world knows no ${key}`);
  return found;
}

export class Visitor {
  readonly person: DemoPerson;
  session: Session | undefined;
  private readonly from: Ask;

  constructor(
    private readonly system: System,
    key: string,
  ) {
    this.person = person(key);
    const place = DEMO_PEOPLE.findIndex((candidate) => candidate.key === key);
    this.from = system.from(`198.51.100.${place + 1}`); // RFC 5737, for examples
  }

  /** Asks as whoever signed in, or as nobody yet. */
  async ask<T = unknown>(query: string, variables: Record<string, unknown> = {}): Promise<GraphAnswer<T>> {
    return this.from<T>(query, variables, this.session?.accessToken);
  }

  /** @throws Error when the answer holds errors. */
  async get<T = unknown>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables);
    if (data === null || errors.length > 0) throw new Error(`${this.person.key} got ${JSON.stringify(errors)}`);
    return data;
  }

  /** The first step: the password. The id of the sign-in that waits for its code. */
  async givePassword(password = this.person.password): Promise<GraphAnswer<{ signIn: { id: string } }>> {
    return this.from(
      'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { id } }',
      { email: this.person.email, password },
    );
  }

  /** The code of the last text message to this person. */
  code(): string {
    const last = this.system.messages().findLast(({ to }) => to === this.person.mobile);
    const code = /\b\d{6}\b/.exec(last?.text ?? '')?.[0];
    if (code === undefined) throw new Error(`${this.person.key} got no code`);
    return code;
  }

  async giveCode(challengeId: string, code: string): Promise<GraphAnswer<{ verifySignIn: Session }>> {
    return this.from(
      `mutation($challengeId: ID!, $code: String!) { verifySignIn(challengeId: $challengeId, code: $code) ${SESSION} }`,
      { challengeId, code },
    );
  }

  /** Both steps. */
  async signIn(): Promise<this> {
    const challenge = await this.givePassword();
    const verified = await this.giveCode(challenge.data?.signIn.id ?? '', this.code());
    if (verified.data === null) throw new Error(`${this.person.key} could not sign in: ${JSON.stringify(verified)}`);
    this.session = verified.data.verifySignIn;
    return this;
  }

  /** Both steps, and whatever has to be done before the portal opens. */
  async enter(): Promise<this> {
    await this.signIn();
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
    return this.from(`mutation($token: String!) { refreshSession(refreshToken: $token) ${SESSION} }`, {
      token: refreshToken,
    });
  }

  /** What this person may open, as the graph tells it. */
  async relations(): Promise<RelationSeen[]> {
    const { me } = await this.get<{ me: { relations: RelationSeen[] } }>(
      '{ me { relations { id role status sections client { id name { text } } } } }',
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
