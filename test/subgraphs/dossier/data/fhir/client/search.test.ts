import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FhirReader, NEVER } from './fhir-reader.js';
import { capabilities, json, LyingServer, page, report, status } from './lying-server.js';

const SEARCH = '/fhir/Observation';

describe('a FHIR server', () => {
  let server: LyingServer;
  let reader: FhirReader;
  beforeAll(async () => {
    server = await LyingServer.start();
    reader = await FhirReader.open({ url: `${server.base}/`, mostPages: 4 });
  });
  beforeEach(() => {
    server.asked.length = 0;
  });
  afterAll(() => Promise.all([server.stop(), reader.close()]));

  describe('searched', () => {
    it('is asked with the parameters as they are, in the version and format of the policy', async () => {
      server.reply(SEARCH, json(page([])));
      await reader.pages([
        ['patient', 'a&b'],
        ['_lastUpdated', 'gt2026-03-01T00:00:00Z'],
        ['_include', 'Observation:performer'],
        ['_include', 'Observation:subject'],
      ]);
      const { url, headers } = server.asked[0] ?? { url: '', headers: {} };
      expect(url).toBe(
        `${SEARCH}?patient=a%26b&_lastUpdated=gt2026-03-01T00%3A00%3A00Z&_include=Observation%3Aperformer&_include=Observation%3Asubject&_count=50`,
      );
      expect(headers).toMatchObject({ accept: 'application/fhir+json; fhirVersion=4.0' });
      expect(headers.authorization).toBeUndefined();
    });

    it('is read along its own links, and no further than the reader goes', async () => {
      server.reply(
        SEARCH,
        json(page([report('1')], `${server.base}/Observation?page=2`)),
        json(page([report('2')], 'Observation?page=3')),
        json(page([report('3')])),
      );
      expect(await reader.ids([['_count', '1']])).toEqual(['1', '2', '3']);
      expect(server.asked.map(({ url }) => url)).toEqual([
        `${SEARCH}?_count=1`,
        `${SEARCH}?page=2`,
        `${SEARCH}?page=3`,
      ]);
      server.asked.length = 0;
      server.reply(SEARCH, json(page([report('1')], `${server.base}/Observation?page=2`)));
      for await (const { matches } of reader.source.search('Observation', [], NEVER)) {
        if (matches.length > 0) break;
      }
      expect(server.asked).toHaveLength(1);
    });

    it('is taken to have sorted only when it says that it used the order asked for', async () => {
      const self = (url: unknown) => json({ ...page([]), link: [{ relation: 'self', url }] });
      const query = `${server.base}/Observation?patient=1`;
      server.reply(SEARCH, self(`${query}&_sort=-date`), self(query), self(7), json(page([])));
      const sorted = [];
      for (let search = 0; search < 4; search++) sorted.push((await reader.pages())[0]?.sorted);
      expect(sorted).toEqual([true, false, false, false]);
    });

    it('keeps what was found apart from what came along, and counts what cannot be named', async () => {
      const entry = [
        { resource: report('1'), search: { mode: 'match' } },
        { resource: report('2') },
        { resource: { resourceType: 'Practitioner', id: 'p' }, search: { mode: 'include' } },
        { resource: { resourceType: 'Practitioner', id: 'q' } },
        {
          resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning' }] },
          search: { mode: 'outcome' },
        },
        { resource: { resourceType: 'Practitioner', id: 'r' }, search: { mode: 'match' } },
        { resource: report('3'), search: { mode: 'guess' } },
        { resource: report('no id!') },
        { resource: { resourceType: 'Observation' } },
        { resource: null },
        null,
      ];
      server.reply(SEARCH, json({ ...page([]), entry }));
      const [found] = await reader.pages();
      expect(found?.matches.map(({ id }) => id)).toEqual(['1', '2']);
      expect(found?.included.map(({ id }) => id)).toEqual(['p', 'q']);
      expect(found?.malformed).toBe(6);
    });

    it.each([
      ['another machine', () => 'http://127.0.0.1:1/fhir/Observation?page=2'],
      ['another port of it', () => `${server.origin.replace(/\d+$/, '1')}/fhir/Observation`],
      ['beside its base', () => `${server.origin}/fhir-admin/Observation`],
      ['above its base', () => `${server.base}/../Observation`],
      ['above its base, written otherwise', () => `${server.base}/%2e%2e/Observation`],
      ['itself in somebody else’s name', () => server.base.replace('://', '://user:password@')],
      ['nowhere', () => 'http://'],
    ])('is not followed to %s: what shows who we are would go along', async (_where, next) => {
      server.reply(SEARCH, json(page([report('1')], next())));
      await expect(reader.ids()).rejects.toMatchObject({ code: 'FHIR_NEXT_ASTRAY' });
      expect(server.asked).toHaveLength(1);
    });

    it('is not followed round in a circle, nor for ever', async () => {
      server.reply(SEARCH, json(page([report('1')], `${server.base}/Observation?round`)));
      await expect(reader.ids()).rejects.toMatchObject({ code: 'FHIR_NEXT_ENDLESS' });
      expect(server.asked).toHaveLength(2);
      let turn = 0;
      server.reply(SEARCH, (response) =>
        response.end(JSON.stringify(page([report('1')], `Observation?turn=${(turn += 1)}`))),
      );
      server.asked.length = 0;
      await expect(reader.ids()).rejects.toMatchObject({ code: 'FHIR_NEXT_ENDLESS' });
      expect(server.asked).toHaveLength(4);
    });
  });

  describe('asked for one resource', () => {
    it('gives it, or null when it is there no more', async () => {
      server.reply('/fhir/Location/l1', json({ resourceType: 'Location', id: 'l1' }));
      expect(await reader.source.read('Location', 'l1', NEVER)).toEqual({ resourceType: 'Location', id: 'l1' });
      server.reply('/fhir/Location/l1', status(410));
      expect(await reader.source.read('Location', 'l1', NEVER)).toBeNull();
      expect(await reader.source.read('Location', '../metadata', NEVER)).toBeNull();
      expect(server.asked.at(-1)?.url).toBe('/fhir/Location/..%2Fmetadata');
    });

    it('is not believed when it gives another', async () => {
      server.reply('/fhir/Location/l1', json({ resourceType: 'Location', id: 'l2' }));
      await expect(reader.source.read('Location', 'l1', NEVER)).rejects.toMatchObject({ code: 'FHIR_NOT_FHIR' });
    });
  });

  describe('opened', () => {
    const opening = async (statement: unknown, version: 'STU3' | 'R4' = 'R4') => {
      const other = await LyingServer.start();
      other.reply('/fhir/metadata', json(statement));
      try {
        const opened = await FhirReader.open({ url: other.base, version });
        await opened.close();
        return other.asked[0]?.headers.accept;
      } finally {
        await other.stop();
      }
    };

    it('says what it can, and a line for each thing that it lacks', () => {
      const { canSearch, lacks, software } = reader.capabilities;
      expect(software).toBe('ECD van de proef 7');
      expect(reader.source.canSearch).toBe(canSearch);
      expect([canSearch('Observation'), canSearch('Goal'), canSearch('CarePlan')]).toEqual([true, false, false]);
      expect(
        lacks([
          { type: 'Observation', parameters: ['patient', '_lastUpdated', 'date'], includes: ['Observation:performer'] },
          { type: 'Observation', includes: ['Observation:subject'] },
          { type: 'Goal', parameters: ['patient'] },
        ]),
      ).toEqual([
        'Observation cannot be searched by date',
        'Observation does not bring along _include=Observation:subject',
        'Goal cannot be searched for',
      ]);
    });

    it('is asked for STU3 without naming the version, which STU3 cannot', async () => {
      expect(await opening(capabilities({ fhirVersion: '3.0.2' }), 'STU3')).toBe('application/fhir+json');
    });

    it.each([
      [
        'of another version',
        capabilities({ fhirVersion: '3.0.2' }),
        'FHIR_OTHER_VERSION (R4 by the policy, 3.0.2 by the server)',
      ],
      ['of R4B', capabilities({ fhirVersion: '4.3.0' }), 'FHIR_OTHER_VERSION (R4 by the policy, 4.3.0 by the server)'],
      [
        'that does not say its version',
        capabilities({ fhirVersion: null }),
        'FHIR_OTHER_VERSION (R4 by the policy, none by the server)',
      ],
      ['without JSON', capabilities({ format: ['xml'] }), 'FHIR_NOT_FHIR (no JSON among its formats)'],
      ['that serves nothing', capabilities({ rest: undefined }), 'FHIR_NOT_FHIR (no rest in its capability statement)'],
      ['that is none', { resourceType: 'Patient' }, 'FHIR_NOT_FHIR (no CapabilityStatement)'],
    ])('is refused when it is a server %s', async (_what, statement, message) => {
      await expect(opening(statement)).rejects.toMatchObject({ message });
    });
  });
});
