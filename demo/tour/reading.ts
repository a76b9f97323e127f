/** Marieke reads her mother's dossier. */
import type { Narrator } from './narrator.js';
import type { Scene } from './scene.js';

const DOSSIER = `
  query Dossier($id: ID!) {
    client(id: $id) {
      name { text }
      birthDate
      location { name psychogeriatric }
      contactPoint { name role telephone }
      reports(first: 3) {
        edges { node { effectiveDateTime type author { name discipline } text } }
        pageInfo { hasNextPage }
      }
      carePlan { title status entries { problem goal { title achievedPercentage } } }
      appointments(first: 2) { edges { node { title start location } } }
      lifeStory { chapters { title } }
    }
  }`;

const SEARCH = `
  query Search($id: ID!, $text: String!) {
    client(id: $id) { reports(first: 3, filter: { text: $text }) { edges { node { effectiveDateTime text } } } }
  }`;

interface Dossier {
  client: {
    name: { text: string };
    reports: { edges: unknown[]; pageInfo: { hasNextPage: boolean } };
    carePlan: { status: string };
  };
}

export async function reading(narrator: Narrator, { marieke }: Scene): Promise<void> {
  narrator.step('The dossier');
  narrator.say('One query over three subgraphs; each field is judged for this person’s role for this client.');
  const id = await marieke.clientAs('REPRESENTATIVE');
  const { data, errors } = await narrator.show<Dossier>(marieke, DOSSIER, { id });
  narrator.holds('the representative sees all that was asked', data !== null && errors.length === 0);
  narrator.holds('there is a next page of reports', data.client.reports.pageInfo.hasNextPage);
  narrator.holds(
    'the care plan is the active one, not the draft that is in the ECD too',
    data.client.carePlan.status === 'ACTIVE',
  );

  narrator.step('A search in the reports');
  const found = await narrator.show<{ client: { reports: { edges: { node: { text: string } }[] } } }>(marieke, SEARCH, {
    id,
    text: 'rollator',
  });
  const texts = found.data?.client.reports.edges.map(({ node }) => node.text) ?? [];
  narrator.holds(
    'every report found says “rollator”',
    texts.length > 0 && texts.every((text) => text.toLowerCase().includes('rollator')),
  );
}
