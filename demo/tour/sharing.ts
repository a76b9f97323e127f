/** Marieke opens the care plan for her brother, and closes it again. */
import type { Narrator } from './narrator.js';
import type { Scene } from './scene.js';

const SHARE = `
  mutation Share($relation: ID!, $sections: [Section!]!) {
    shareSections(relationId: $relation, sections: $sections) { holder { text } sections }
  }`;
const CARE_PLAN = 'query CarePlan($id: ID!) { client(id: $id) { carePlan { title } } }';

export async function sharing(narrator: Narrator, { marieke, guest }: Scene): Promise<void> {
  narrator.step('What is shared, live');
  narrator.say('Her brother Pieter is a contact of their mother. He is signed in and asks for the care plan.');
  const pieter = await guest('pieter').enter();
  const [own] = await pieter.relations();
  narrator.holds('Pieter has one relation, as a contact', own?.role === 'CONTACT');
  const id = own.client.id;
  const isOpen = async () => {
    const { data } = await narrator.show<{ client: { carePlan: unknown } }>(pieter, CARE_PLAN, { id });
    return data?.client.carePlan != null;
  };

  narrator.holds('it is not shared with him', !(await isOpen()));
  narrator.say('Marieke, who acts for their mother, shares it.');
  await narrator.show(marieke, SHARE, { relation: own.id, sections: [...own.sections, 'CARE_PLAN'] });
  narrator.holds('he sees it at once, in the same session', await isOpen());
  narrator.say('And she closes it again.');
  await narrator.show(marieke, SHARE, { relation: own.id, sections: own.sections });
  narrator.holds('it is refused at once', !(await isOpen()));
}
