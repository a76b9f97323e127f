/** Marieke signs out. */
import type { Narrator } from './narrator.js';
import type { Scene } from './scene.js';

export async function leaving(narrator: Narrator, { marieke }: Scene): Promise<void> {
  narrator.step('Signing out');
  await narrator.show(marieke, 'mutation SignOut { signOut }');
  const { errors } = await narrator.show(marieke, 'query Me { me { name { text } } }');
  narrator.holds('her access token opens nothing any more', errors[0]?.extensions.code === 'SESSION_ENDED');
}
