/** Who and where the client is, over FHIR as servers really give it. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { coded, labelled, recordOn } from './fhir-resources.js';

const SUBJECT = { reference: 'Patient/1' };
const QUALIFIER = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier';
const qualified = (...codes: string[]) => codes.map((valueCode) => ({ extension: [{ url: QUALIFIER, valueCode }] }));
const prefixed = (valueString: string) => ({
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/humanname-own-prefix', valueString }],
});

function patient(more: Record<string, unknown> = {}): Resource {
  return { resourceType: 'Patient', id: '1', name: [{ text: 'Anna Bos' }], birthDate: '1938-03-27', ...more };
}

function stay(id: string, location: string, more: Record<string, unknown> = {}): Resource {
  const locations = [{ location: { reference: `Location/${location}` }, status: 'active' }];
  return { resourceType: 'Encounter', id, status: 'in-progress', subject: SUBJECT, location: locations, ...more };
}

function location(id: string, more: Record<string, unknown> = {}): Resource {
  return { resourceType: 'Location', id, name: `Huis ${id}`, ...more };
}

const HOME = [stay('s', '7'), location('7')];

describe.each(FHIR_VERSIONS)('the client in %s', (version) => {
  const personOf = async (...resources: Resource[]) => recordOn(version, resources).record.person();
  const typed = (code: string) => {
    const type = coded(`https://ecd.example/locatiesoort|${code}`);
    return { type: version === 'R4' ? [coded('https://ecd.example/x|PG'), type] : type };
  };

  it.each([
    ['the text', [{ text: 'Mw. A. Bos', family: 'Bos', given: ['Anna'] }], ['Mw. A. Bos', 'Anna', 'Bos']],
    [
      'the parts together',
      [{ family: 'van der Bos', given: ['Anna', 'Maria'] }],
      ['Anna Maria van der Bos', 'Anna Maria', 'van der Bos'],
    ],
    [
      'what the client is called, before first names and without initials',
      [{ use: 'official', family: 'Bos', given: ['Anna', 'A.M.', 'Annie'], _given: qualified('BR', 'IN', 'CL') }],
      ['Annie Bos', 'Annie', 'Bos'],
    ],
    [
      'the first names without the initials',
      [{ use: 'official', family: 'Bos', given: ['Anna', 'A.M.'], _given: qualified('BR', 'IN') }],
      ['Anna Bos', 'Anna', 'Bos'],
    ],
    [
      'the name in use and the official one together',
      [
        { use: 'official', family: 'Bos', given: ['Anna'] },
        { use: 'usual', given: ['Annie'] },
      ],
      ['Annie Bos', 'Annie', 'Bos'],
    ],
    [
      'the prefix, where the family name lacks it',
      [{ family: 'Wilde', _family: prefixed('de') }],
      ['de Wilde', null, 'de Wilde'],
    ],
    [
      'no prefix twice, nor where it stands behind the name of a partner',
      [{ family: 'Bakker-de Wilde', _family: prefixed('de') }],
      ['Bakker-de Wilde', null, 'Bakker-de Wilde'],
    ],
    [
      'no name of the past',
      [
        { use: 'maiden', text: 'Anna Vroeger' },
        { use: 'old', text: 'Anna Toen' },
        { use: 'official', text: 'Anna Bos' },
      ],
      ['Anna Bos', null, null],
    ],
  ])('has as name %s', async (_what, name, [text, given, family]) => {
    expect((await personOf(patient({ name }), ...HOME))?.name).toEqual({ text, given, family });
  });

  it('has a date of birth only when it is a whole day', async () => {
    expect((await personOf(patient(), ...HOME))?.birthDate).toEqual(new Date('1938-03-27'));
    expect((await personOf(patient({ birthDate: '1938-03' }), ...HOME))?.birthDate).toBeNull();
  });

  it.each([
    ['is not known', [], []],
    ['is another than was asked for', [{ ...patient(), id: '2' }], []],
    [
      'has been replaced by another',
      [patient({ link: [{ type: 'replaced-by', other: { reference: 'Patient/9' } }] })],
      [{ resource: 'Patient', counts: { STATUS: 1 } }],
    ],
    [
      'is labelled',
      [patient({ meta: labelled('R', version) })],
      [{ resource: 'Patient', counts: { CONFIDENTIAL: 1 } }],
    ],
    [
      'has no name',
      [patient({ name: [{ use: 'old', text: 'X' }] })],
      [{ resource: 'Patient', counts: { MALFORMED: 1 } }],
    ],
  ])('is nobody when the Patient %s', async (_what, resources, counted) => {
    const { record, withheld } = recordOn(version, [...resources, ...HOME]);
    expect(await record.person()).toBeNull();
    expect(withheld).toEqual(counted);
  });

  it('is somebody still when the ECD uses the Patient no more: access outlasts the care (V34, R18)', async () => {
    expect((await personOf(patient({ active: false }), ...HOME))?.birthDate).toEqual(new Date('1938-03-27'));
  });

  it('is nobody when the server answers with somebody else', async () => {
    const { record, server, withheld } = recordOn(version, HOME);
    server.read = async () => ({ ...patient(), id: '2' });
    expect(await record.person()).toBeNull();
    expect(withheld).toEqual([{ resource: 'Patient', counts: { OTHER_CLIENT: 1 } }]);
  });

  it.each([
    ['is nowhere', []],
    ['stays with somebody else’s name on it', [stay('s', '7', { subject: { reference: 'Patient/2' } }), location('7')]],
    ['only comes for a visit', [stay('s', '7', { class: { code: 'AMB' } }), location('7')]],
    ['stays at a location that is closed', [stay('s', '7'), location('7', { status: 'inactive' })]],
    ['stays at a location that cannot be found', [stay('s', '8'), location('7')]],
    ['was never to have stayed', [stay('s', '7', { status: 'cancelled' }), location('7')]],
  ])('is not served, and counted, who %s', async (_what, resources) => {
    const { record, withheld } = recordOn(version, [patient(), ...resources]);
    expect(await record.person()).toBeNull();
    expect(withheld).toContainEqual({ resource: 'Patient', counts: { MALFORMED: 1 } });
  });

  it('is where the stay is that goes on and began last, and after departure where the last one was (V34, R18)', async () => {
    const ended = { status: 'finished', location: [{ location: { reference: 'Location/9' }, status: 'completed' }] };
    const stays = [
      stay('a', '7', { period: { start: '2025-01-01' } }),
      stay('b', '8', { period: { start: '2026-01-01T10:00:00+01:00' } }),
      stay('c', '9', { ...ended, period: { start: '2026-02-01' } }),
      stay('d', '7', { status: 'finished', period: { start: '2024-01-01' } }),
    ];
    const locations = [location('7'), location('8'), location('9')];
    expect((await personOf(patient(), ...stays, ...locations))?.location.name).toBe('Huis 8');
    expect((await personOf(patient(), ...stays.slice(2), ...locations))?.location.name).toBe('Huis 9');
  });

  it('is at a PG location only when the type of the location says so (V16)', async () => {
    const at = async (more: object) =>
      (await personOf(patient(), stay('s', '7'), location('7', { ...more })))?.location;
    expect(await at(typed('PG'))).toMatchObject({ psychogeriatric: true });
    expect(await at(typed('SOM'))).toMatchObject({ psychogeriatric: false });
    expect(await at({})).toMatchObject({ psychogeriatric: false, address: null });
    expect(await at({ address: { line: ['Laan 1'], postalCode: '1271 AA', city: 'Huizen' } })).toMatchObject({
      address: 'Laan 1, 1271 AA Huizen',
    });
  });
});
