/**
 * Sanne has to do with both organisations: De Rozelaar accepts authenticator apps and passkeys beside the SMS code (R13),
 * Vivium takes the SMS code alone (V27). What she signs in with decides what opens.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import { SESSION, type Session } from '../../demo/guest.js';
import { codes } from '../support/codes.js';
import { PasskeyDevice, type CeremonyOptions } from '../support/passkey-device.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const SIGN_IN = `mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { id methods passkeyRequests { organisation { id } options } }
}`;
const BY_TOTP = `mutation($id: ID!, $code: String!) { verifySignInByTotp(challengeId: $id, code: $code) ${SESSION} }`;
const BY_PASSKEY = `mutation($id: ID!, $response: JSONObject!) {
  verifySignInByPasskey(challengeId: $id, response: $response) ${SESSION}
}`;
const NAMES =
  'query($father: ID!, $mother: ID!) { father: client(id: $father) { name { text } } mother: client(id: $mother) { name { text } } }';
const STEPS = '{ me { nextSteps { step organisation { id } accepts } secondFactors { kind name } } }';

interface Challenge {
  id: string;
  methods: string[];
  passkeyRequests: { organisation: { id: string }; options: CeremonyOptions }[];
}

const STEP_MS = 30_000;
const codeAt = (secret: string, steps: number): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * STEP_MS });

describe('a second factor that is stronger than an SMS code', () => {
  let system: System;
  let sanne: Visitor;
  let clients: { father: string; mother: string };
  let secret: string;
  const device = new PasskeyDevice('https://portaal.rozelaar.example');

  const givePassword = async (): Promise<Challenge> => {
    const { email, password } = sanne.person;
    return (await new Visitor(system, 'sanne').get<{ signIn: Challenge }>(SIGN_IN, { email, password })).signIn;
  };
  const sentToHer = () => system.messages().filter(({ to }) => to === sanne.person.mobile).length;

  beforeAll(async () => {
    system = await startSystem();
    sanne = await new Visitor(system, 'sanne').enter();
    clients = { father: await sanne.clientAs('REPRESENTATIVE'), mother: await sanne.clientAs('CONTACT') };
  });
  afterAll(() => system.stop());

  it('is an authenticator app that she adds with her password and a code of it (R13)', async () => {
    const { addTotp } = await sanne.get<{ addTotp: { id: string; uri: string; secret: string } }>(
      'mutation($password: String!) { addTotp(password: $password, name: "telefoon") { id uri secret } }',
      { password: sanne.person.password },
    );
    secret = addTotp.secret;
    expect(addTotp.uri).toMatch(/^otpauth:\/\/totp\/.*issuer=Mijn%20Cli%C3%ABntportaal/);
    const confirm = 'mutation($id: ID!, $code: String!) { confirmTotp(id: $id, code: $code) { kind name } }';
    expect(await sanne.get(confirm, { id: addTotp.id, code: codeAt(secret, 0) })).toEqual({
      confirmTotp: { kind: 'TOTP', name: 'telefoon' },
    });
  });

  it('is a passkey that her browser makes for the portal of De Rozelaar (R13, R24)', async () => {
    const { addPasskey } = await sanne.get<{ addPasskey: { id: string; options: CeremonyOptions } }>(
      'mutation($password: String!) { addPasskey(password: $password) { id options } }',
      { password: sanne.person.password },
    );
    const confirm = `mutation($id: ID!, $response: JSONObject!) {
      confirmPasskey(id: $id, response: $response, name: "laptop") { kind name }
    }`;
    const { id, options } = addPasskey;
    const phished = device.make(options, { origin: 'https://portaal-rozelaar.example' });
    expect(codes((await sanne.ask(confirm, { id, response: phished })).errors)).toEqual([
      'confirmPasskey: FACTOR_REFUSED',
    ]);
    expect(await sanne.get(confirm, { id, response: device.make(options) })).toEqual({
      confirmPasskey: { kind: 'PASSKEY', name: 'laptop' },
    });
    expect(await sanne.get(STEPS)).toMatchObject({
      me: {
        secondFactors: [
          { kind: 'TOTP', name: 'telefoon' },
          { kind: 'PASSKEY', name: 'laptop' },
        ],
      },
    });
  });

  it('opens the dossier of De Rozelaar by the app, with no SMS sent, and not that of Vivium (R13, V27)', async () => {
    const before = sentToHer();
    const { id, methods } = await givePassword();
    expect(methods).toEqual(['SMS', 'TOTP', 'PASSKEY']);
    const byApp = new Visitor(system, 'sanne');
    const { data } = await byApp.ask<{ verifySignInByTotp: Session }>(BY_TOTP, { id, code: codeAt(secret, 1) });
    byApp.session = data?.verifySignInByTotp;
    expect(sentToHer()).toBe(before);
    const seen = await byApp.ask(NAMES, clients);
    expect(seen.data).toMatchObject({ father: { name: { text: expect.any(String) } }, mother: null });
    expect(codes(seen.errors)).toEqual(['mother: SIGN_IN_TOO_WEAK']);
    expect(await byApp.get(STEPS)).toMatchObject({
      me: {
        nextSteps: [{ step: 'STRENGTHEN_SIGN_IN', organisation: { id: 'vivium' }, accepts: ['PASSWORD_SMS'] }],
      },
    });
  });

  it('opens it by the passkey at that portal and at no other, each answer once (R13, R24)', async () => {
    const { id, passkeyRequests } = await givePassword();
    const [request, ...others] = passkeyRequests;
    expect([request?.organisation.id, others]).toEqual(['rozelaar', []]);
    const options = request?.options as CeremonyOptions;
    const byPasskey = new Visitor(system, 'sanne');
    const phished = device.use(options, { origin: 'https://portaal.vivium.example' });
    expect(codes((await byPasskey.ask(BY_PASSKEY, { id, response: phished })).errors)).toEqual([
      'verifySignInByPasskey: CODE_REFUSED',
    ]);
    const response = device.use(options);
    const { data } = await byPasskey.ask<{ verifySignInByPasskey: Session }>(BY_PASSKEY, { id, response });
    byPasskey.session = data?.verifySignInByPasskey;
    expect(codes((await byPasskey.ask(NAMES, clients)).errors)).toEqual(['mother: SIGN_IN_TOO_WEAK']);
    expect(codes((await new Visitor(system, 'sanne').ask(BY_PASSKEY, { id, response })).errors)).toEqual([
      'verifySignInByPasskey: CODE_REFUSED',
    ]);
  });

  it('leaves her the SMS code when she asks for it, which opens both (V27, R13)', async () => {
    const before = sentToHer();
    const { id } = await givePassword();
    const bySms = new Visitor(system, 'sanne');
    await bySms.get('mutation($id: ID!) { resendCode(challengeId: $id) { id } }', { id });
    await arrived(() => sentToHer() > before);
    const { data } = await bySms.giveCode(id, bySms.code());
    bySms.session = data?.verifySignIn;
    expect(codes((await bySms.ask(NAMES, clients)).errors)).toEqual([]);
  });

  it('is removed by the client administration, with a reason, when she has lost it', async () => {
    const { me } = await sanne.get<{ me: { id: string } }>('{ me { id } }');
    const remove = `mutation($organisation: ID!, $id: ID!) {
      removeSecondFactors(organisation: $organisation, accountId: $id, reason: "Telefoon en laptop gestolen")
    }`;
    const nosy = await new Visitor(system, 'rozelaar-mediator').enter();
    expect(codes((await nosy.ask(remove, { organisation: 'rozelaar', id: me.id })).errors)).toEqual([
      'removeSecondFactors: ACCESS_REFUSED',
    ]);
    const ilse = await new Visitor(system, 'rozelaar-administrator').enter();
    expect(await ilse.get(remove, { organisation: 'rozelaar', id: me.id })).toEqual({ removeSecondFactors: 2 });
    expect(codes((await sanne.ask(STEPS)).errors)).toEqual([': SESSION_ENDED']);
    expect((await givePassword()).methods).toEqual(['SMS']);
  });
});

/** A message goes by a queue. */
async function arrived(isThere: () => boolean): Promise<void> {
  for (let tries = 0; tries < 50 && !isThere(); tries += 1) await new Promise((wake) => setTimeout(wake, 100));
  if (!isThere()) throw new Error('no message came');
}
