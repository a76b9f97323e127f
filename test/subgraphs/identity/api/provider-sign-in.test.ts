import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIdentityInTest, type IdentityProgram } from '../support/identity-program.js';

const START = `mutation ($organisation: ID!, $audience: ProviderAudience!) {
  startProviderSignIn(organisation: $organisation, audience: $audience) { id authorizationUrl expiresAt }
}`;
const FINISH = `mutation ($id: ID!, $url: String!) { finishProviderSignIn(id: $id, callbackUrl: $url) { id } }`;

describe("in the graph, a sign-in by the organisation's own provider", () => {
  let program: IdentityProgram;
  beforeAll(async () => {
    program = await startIdentityInTest();
  });
  afterAll(() => program.close());

  const codeOf = async (query: string, variables: Record<string, unknown>) =>
    (await program.ask(query, variables)).errors?.map(({ extensions }) => extensions);

  it('is refused alike where there is no provider and where there is no organisation', async () => {
    for (const organisation of ['vivium', 'rozelaar', 'nergens', '__proto__']) {
      for (const audience of ['USERS', 'STAFF']) {
        expect(await codeOf(START, { organisation, audience })).toEqual([{ code: 'PROVIDER_REFUSED' }]);
      }
    }
    expect(program.events.at(-1)).toMatchObject({ kind: 'SIGN_IN', outcome: 'REFUSED', categories: ['NO_PROVIDER'] });
  });

  it('that was never begun is refused, whatever comes back', async () => {
    const url = 'https://portaal.vivium.example/aangemeld?code=x&state=y';
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
      expect(await codeOf(FINISH, { id, url })).toEqual([{ code: 'PROVIDER_REFUSED' }]);
    }
  });
});
