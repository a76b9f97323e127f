import { describe, expect, it } from '@jest/globals';
import { ClientRooms } from '../../../../subgraphs/audit/data/client-rooms.js';
import { roomsOf, tableOf, windowsOver, within, type LogRoom } from '../../../../subgraphs/audit/data/log-rooms.js';
import { anEvent } from '../audit-test.js';

const roomIn = (month: string, organisation: string | null = 'vivium'): LogRoom => ({
  organisation,
  month: new Date(`${month}-01T00:00:00Z`),
});

describe('rooms of the log', () => {
  it('are named as the database names them, and known by these names', async () => {
    const vivium = roomIn('2025-10');
    expect(tableOf(vivium)).toBe('audit_event_2025_10_977ecec1a7bc');
    expect(tableOf(roomIn('2025-10', null))).toBe('audit_event_2025_10_nobody');
    expect(tableOf(roomIn('2025-10', "'; DROP TABLE x; --"))).toMatch(/^audit_event_2025_10_[0-9a-f]{12}$/);
    const database = { query: async <T>() => [{ month: '2025_10', name: '977ecec1a7bc' }] as T };
    expect(await roomsOf(database, ['vivium', 'rozelaar'])).toEqual([vivium]);
  });

  it('are left out when nothing of what is asked can be in them', () => {
    const rooms = ['2025-11', '2025-10', '2025-09', '2025-08'].map((month) => roomIn(month));
    const momentOf = (text: string | null) => (text === null ? null : new Date(text));
    const monthsFor = (from: string | null, until: string | null, newest: string | null = null) => {
      const spans = [{ organisation: 'vivium', from: momentOf(from), until: momentOf(until) }];
      return within(rooms, { spans }, momentOf(newest)).map(({ month }) => month.getUTCMonth() + 1);
    };
    expect(monthsFor(null, null)).toEqual([11, 10, 9, 8]);
    expect(monthsFor('2025-09-30T22:00:00Z', '2025-10-31T23:00:00Z')).toEqual([10, 9]);
    expect(monthsFor('2025-10-01T00:00:00Z', '2025-11-01T00:00:00Z')).toEqual([10]);
    expect(monthsFor(null, null, '2025-10-01T00:00:00Z')).toEqual([10, 9, 8]);
  });

  it('are left out when each span is of another organisation', () => {
    const rooms = [roomIn('2025-11', 'rozelaar'), roomIn('2025-11', null), roomIn('2025-11')];
    const [from, until] = [new Date('2025-11-01'), new Date('2025-12-01')];
    const spans = [
      { organisation: 'rozelaar', from: null, until: from },
      { organisation: 'vivium', from, until },
    ];
    expect(within(rooms, { spans }, null)).toEqual([roomIn('2025-11')]);
    expect(within(rooms, { spans: [{ organisation: null, from, until }] }, null)).toEqual(rooms);
  });

  it('are looked into from the latest on, ever more at once, and none twice', () => {
    const rooms = Array.from({ length: 24 }, (_, index) => roomIn(`${2025 - index}-05`));
    const windows = [...windowsOver(rooms)];
    expect(windows.map(({ length }) => length)).toEqual([4, 16, 4]);
    expect(windows.flat()).toEqual(rooms);
  });

  it('of one month are looked into at once, also those of none and of other organisations', () => {
    const rooms = ['vivium', 'rozelaar', null, 'a', 'b', 'c'].map((organisation) => roomIn('2025-05', organisation));
    const older = roomIn('2025-04', 'a');
    expect([...windowsOver([...rooms, older])]).toEqual([rooms, [older]]);
  });

  it('are none where there is nothing', () => {
    expect([...windowsOver([])]).toEqual([]);
  });

  it('of a client are written once each, and again when the step was not committed', () => {
    const rooms = new ClientRooms();
    const events = [anEvent({ client: "c'1" }), anEvent({ client: "c'1" }), anEvent({ client: null })];
    rooms.newOf(events);
    const fresh = rooms.newOf(events);
    expect(fresh.statements).toEqual([
      expect.stringContaining("VALUES ('c''1','vivium','2025-11-01T00:00:00Z') ON CONFLICT DO NOTHING"),
    ]);
    rooms.remember(fresh);
    expect(rooms.newOf(events).statements).toEqual([]);
  });
});
