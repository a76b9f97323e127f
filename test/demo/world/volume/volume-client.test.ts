import { describe, expect, it } from '@jest/globals';
import { readContent, readVolumeContent } from '../../../../demo/world/content.js';
import { seededRandom } from '../../../../demo/world/random.js';
import { volumeClient } from '../../../../demo/world/volume/volume-client.js';
import { isBsn } from '../../../../subgraphs/identity/domain/first-steps/bsn.js';

const pool = readVolumeContent();
const [organisation] = readContent().organisations;
if (organisation === undefined) throw new Error('no organisation');
const clients = Array.from({ length: 400 }, (_, number) =>
  volumeClient(`volume-${number}`, organisation, pool, seededRandom(String(number)), true),
);

describe('a client of the volume', () => {
  it('has a BSN that passes the elfproef', () => {
    expect(clients.filter(({ person }) => !isBsn(person.bsn))).toEqual([]);
    expect(new Set(clients.map(({ person }) => person.bsn)).size).toBeGreaterThan(390);
  });

  it('has left or died now and then, and then has no appointment after that', () => {
    const ended = clients.filter(({ departed, died }) => departed !== undefined || died !== undefined);
    expect(ended.length).toBeGreaterThan(10);
    expect(ended.length).toBeLessThan(60);
    for (const { appointments, departed, died } of ended) {
      const end = departed ?? died ?? 0;
      expect(appointments.filter(({ day }) => day > end)).toEqual([]);
    }
  });

  it('has a person profile at a PG location only', () => {
    for (const { location, profile } of clients) {
      expect(profile.length > 0).toBe(organisation.locations[location]?.psychogeriatric);
    }
  });

  it('is spoken of without braces', () => {
    expect(JSON.stringify(clients.map(({ plans }) => plans))).not.toMatch(/\{[a-z]+\}/i);
  });
});
