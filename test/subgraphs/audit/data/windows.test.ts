import { describe, expect, it } from '@jest/globals';
import { ClientRooms, windowsOfClient } from '../../../../subgraphs/audit/data/client-rooms.js';
import { windowsBackFrom, type Window } from '../../../../subgraphs/audit/data/windows.js';
import { anEvent } from '../audit-test.js';

const MOMENT = new Date('2025-11-20T10:00:00.000Z');

function expectEndToEnd(windows: readonly Window[]): void {
  for (const [index, { until }] of windows.slice(1).entries()) expect(until).toEqual(windows[index]?.from);
}

describe('windows of time', () => {
  it('begin with the latest two months and go back to the beginning, without a gap', () => {
    const windows = [...windowsBackFrom(MOMENT)];
    expect(windows[0]).toEqual({ from: new Date('2025-10-01'), until: null, organisations: null });
    expect(windows[1]).toEqual({ from: new Date('2024-12-01'), until: new Date('2025-10-01'), organisations: null });
    expect(windows.at(-1)?.from).toBeNull();
    expectEndToEnd(windows);
  });

  it('begin today when nobody says where', () => {
    const [first] = windowsBackFrom(null);
    expect(first?.until).toBeNull();
    expect(first?.from?.getTime()).toBeLessThan(Date.now());
  });
});

describe('the rooms of a client', () => {
  const roomsOf = (rooms: { organisation: string | null; month: string }[]) => ({
    query: async <T>() =>
      rooms.map(({ organisation, month }) => {
        const next = new Date(month);
        next.setUTCMonth(next.getUTCMonth() + 1);
        return { organisation, month: new Date(month), next };
      }) as T,
  });
  const windowsOver = async (rooms: { organisation: string | null; month: string }[]) => {
    const windows: Window[] = [];
    for await (const window of windowsOfClient(roomsOf(rooms), 'client-1', null)) windows.push(window);
    return windows;
  };

  it('are looked into from the latest on, ever more at once, and none twice', async () => {
    const months = Array.from({ length: 14 }, (_, index) => `20${25 - index}-05-01T00:00:00.000Z`);
    const windows = await windowsOver(months.map((month) => ({ organisation: 'vivium', month })));
    expect(windows.map(({ organisations }) => organisations?.length)).toEqual([4, 8, 2]);
    expect(windows[0]).toMatchObject({ from: new Date('2022-05-01'), until: new Date('2025-06-01') });
    expect(windows[1]).toMatchObject({ from: new Date('2014-05-01'), until: new Date('2021-06-01') });
  });

  it('of one month are looked into at once, also those of none and of other organisations', async () => {
    const month = '2025-05-01T00:00:00.000Z';
    const organisations = ['vivium', 'rozelaar', null, 'a', 'b', 'c'];
    const rooms = organisations.map((organisation) => ({ organisation, month }));
    const windows = await windowsOver([...rooms, { organisation: 'a', month: '2025-04-01T00:00:00.000Z' }]);
    expect(windows.map((window) => window.organisations)).toEqual([organisations, ['a']]);
  });

  it('are none of a client about whom there is nothing', async () => {
    expect(await windowsOver([])).toEqual([]);
  });

  it('are written once each, and again when the step was not committed', async () => {
    const asked: unknown[][] = [];
    const database = {
      query: async <T>(_text: string, columns: unknown[][] = []) => {
        asked.push(columns);
        return [] as T;
      },
    };
    const rooms = new ClientRooms();
    const events = [anEvent({ client: 'c1' }), anEvent({ client: 'c1' }), anEvent({ client: null })];
    await rooms.put(database, events);
    const committed = await rooms.put(database, events);
    committed();
    await rooms.put(database, events);
    const written = [['c1'], ['vivium'], ['2025-11-01T00:00:00Z']];
    expect(asked).toEqual([written, written]);
  });
});
