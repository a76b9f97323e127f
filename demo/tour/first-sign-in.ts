/** Marieke comes in: a password, a code, the terms and the BSN. */
import type { Session } from '../guest.js';
import type { Narrator } from './narrator.js';
import type { Scene } from './scene.js';

const SIGN_IN = `
  mutation SignIn($email: String!, $password: String!) {
    signIn(email: $email, password: $password) { id expiresAt mobileHint }
  }`;

const VERIFY = `
  mutation VerifySignIn($challengeId: ID!, $code: String!) {
    verifySignIn(challengeId: $challengeId, code: $code) {
      id accessToken accessTokenExpiresAt refreshToken nextSteps { step terms { id } }
    }
  }`;

export async function firstSignIn(narrator: Narrator, { marieke, host }: Scene): Promise<void> {
  const { email, password } = marieke.person;

  narrator.step('A wrong password');
  narrator.say('Marieke Hofstra is the mentor of her mother Annie, who lives at Vivium. She mistypes her password.');
  const wrong = await narrator.show(marieke, SIGN_IN, { email, password: 'koffie met slagroom' });
  narrator.holds('she is refused with CREDENTIALS_REFUSED', wrong.errors[0]?.extensions.code === 'CREDENTIALS_REFUSED');

  narrator.step('The right password, and a text message');
  const before = host.messages().length;
  const right = await narrator.show<{ signIn: { id: string } }>(marieke, SIGN_IN, { email, password });
  narrator.holds(
    `a code is on its way, in ${host.outbox}`,
    right.data !== null && host.messages().length === before + 1,
  );
  narrator.say(`  The text message: “${host.messages().at(-1)?.text ?? ''}”`);

  narrator.step('The code');
  const variables = { challengeId: right.data.signIn.id, code: marieke.code() };
  const verified = await narrator.show<{ verifySignIn: Session }>(marieke, VERIFY, variables);
  narrator.holds(
    'she has a session: an access token for five minutes, a refresh token that is good once',
    verified.data !== null,
  );
  marieke.session = verified.data.verifySignIn;
}

export async function firstTime(narrator: Narrator, scene: Scene): Promise<void> {
  const { marieke } = scene;
  const steps = marieke.session?.nextSteps ?? [];
  narrator.step('What has to be done before the dossier opens');
  if (steps.length === 0) {
    narrator.say('On an earlier tour Marieke accepted the terms and confirmed the BSN. She is not asked again.');
    return;
  }
  const annie = await marieke.clientAs('REPRESENTATIVE');
  const tooSoon = await narrator.show(marieke, 'query TooSoon($id: ID!) { client(id: $id) { name { text } } }', {
    id: annie,
  });
  narrator.holds('nothing opens yet', tooSoon.errors.length === 1);

  for (const { step, terms } of steps) {
    if (step === 'ACCEPT_TERMS') await acceptTerms(narrator, scene, terms?.id);
    else await confirmBsn(narrator, scene);
  }
}

async function acceptTerms(narrator: Narrator, { marieke }: Scene, id: string | undefined) {
  narrator.say('She reads the terms of use and accepts them. The log keeps which version and when.');
  const { errors } = await narrator.show(
    marieke,
    'mutation AcceptTerms($id: ID!) { acceptTerms(termsId: $id) { nextSteps { step } } }',
    { id },
  );
  narrator.holds('the terms are accepted', errors.length === 0);
}

async function confirmBsn(narrator: Narrator, { marieke }: Scene) {
  narrator.say(
    'Vivium asks for the BSN of the client, once. It is compared as a keyed hash and never stored or shown.',
  );
  const { bsn } = marieke.person.relations[0] ?? {};
  const { errors } = await narrator.show(
    marieke,
    'mutation ConfirmBsn($bsn: String!) { confirmBsn(bsn: $bsn) { nextSteps { step } } }',
    { bsn },
  );
  narrator.holds('it is the BSN of her mother', errors.length === 0);
}
