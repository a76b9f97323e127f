import { describe, expect, it } from '@jest/globals';
import { mappingFaults } from '../../../scripts/mapping/mapping-faults.js';
import { mappingPage } from '../../../scripts/mapping/mapping-page.js';
import { MAPPING_TABLES } from '../../../scripts/mapping/mapping-tables.js';
import { portFields, portSources } from '../../../scripts/mapping/port-fields.js';
import type { TypeTable } from '../../../scripts/mapping/type-table.js';

const TYPES = MAPPING_TABLES.map(({ type }) => type);
const port = portFields(portSources(), TYPES);

/** The tables, one of them another. */
function withTable(type: string, change: (table: TypeTable) => TypeTable): TypeTable[] {
  return MAPPING_TABLES.map((table) => (table.type === type ? change(table) : table));
}

describe('the fields of the port', () => {
  it('are found through whatever a record gives, parts of parts included', () => {
    const source = `
      interface ClientRecord { one(): Promise<One | null>; many(query: Asked): Promise<Two[]>; }
      interface Asked { first: number }
      interface Named { name: string }
      interface One { id: string; where: { place: string; rooms: { number: number }[] }; chief: Named | null; twos: Two[] }
      interface Two extends Named { kind: 'A' | 'B' }
      interface Unused { lost: string }`;
    expect(Object.fromEntries(portFields([source], ['One', 'Two']))).toEqual({
      One: ['id', 'where.place', 'where.rooms.number', 'chief.name', 'twos'],
      Two: ['name', 'kind'],
    });
  });

  it('are all those that there are', () => {
    expect(port.get('Person')).toContain('location.psychogeriatric');
    expect(port.get('LifeStory')).toContain('chapters.answers.question');
    expect([...port.keys()].sort()).toEqual([...TYPES].sort());
  });
});

describe('the mapping table', () => {
  it('has every field of the port, every element that is read, and every column of the views', () => {
    expect(mappingFaults(MAPPING_TABLES, port)).toEqual([]);
  });

  it.each([
    [
      'a field of the port that it has not',
      'Appointment.room is not in the table',
      portWith('Appointment', 'room'),
      MAPPING_TABLES,
    ],
    ['a type of the port that it has not', 'Diet has no section', portWith('Diet', 'food'), MAPPING_TABLES],
    [
      'a field that is none',
      'Goal.colour is no field of the port',
      port,
      withTable('Goal', (table) => ({
        ...table,
        fields: { ...table.fields, colour: { term: 'kleur', elements: [] } },
      })),
    ],
    [
      'an element that is read for nothing',
      'Goal: "conditions" of Goal is read, and nothing says for what',
      port,
      withTable('Goal', (table) => ({ ...table, beside: {} })),
    ],
    [
      'a name that no mapping has',
      'Goal: nothing reads "aim"',
      port,
      withTable('Goal', (table) => ({
        ...table,
        fields: { ...table.fields, title: { term: 'doel', elements: ['title', 'aim'] } },
      })),
    ],
    [
      'a column that no view has',
      'Goal: there is no column goal.colour',
      port,
      withTable('Goal', (table) => ({
        ...table,
        fields: { ...table.fields, title: { term: 'doel', column: 'goal.colour' } },
      })),
    ],
    [
      'a view that no section shows',
      'the view goal is in no section',
      port,
      withTable('Goal', (table) => ({ ...table, views: [] })),
    ],
  ])('is not printed with %s', (_what, fault, fields, tables) => {
    expect(mappingFaults(tables, fields)).toContain(fault);
  });

  it('says where a field is in either version and in the views, what is served, and what is missing', () => {
    const page = mappingPage('# Mapping\n', MAPPING_TABLES);
    expect(page).toContain('## Goal (nl: doel)');
    expect(page).toContain('| `name.text` | naam | Patient |');
    expect(page).toMatch(
      /\| `signedBy` \| ondertekend door \| Consent \| `consentingParty.display` \| `performer.display` \| `agreement.signed_by` \|/,
    );
    expect(page).toContain("`status in ('completed' \\| 'in-progress')`");
    expect(page).toContain('A row of `report_line` is served when `kind` is `SUBJECTIVE`');
    expect(page).toContain('- Encounter has no `recurrence`.');
    expect(page).toContain('- Only the views have `report.confidential`; in FHIR: the label in `meta.security`.');
  });
});

function portWith(type: string, field: string): typeof port {
  return new Map([...port, [type, [...(port.get(type) ?? []), field]]]);
}
