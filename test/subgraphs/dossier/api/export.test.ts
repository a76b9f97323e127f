import { describe, expect, it } from '@jest/globals';
import { ANNA, graphFor, MIES, relation, type Told } from './dossier-graph.js';

function exporting(caller: ReturnType<typeof relation>, sections: string[], form = 'PRINT', id = ANNA): Promise<Told> {
  return graphFor(caller).ask(
    'mutation ($id: ID!, $sections: [Section!]!, $form: ExportForm!) { recordExport(clientId: $id, sections: $sections, form: $form) }',
    { id, sections, form },
  );
}

describe('an export by the user (V5, R21)', () => {
  it.each(['PRINT', 'SAVE', 'SHARE'])('in the form %s is allowed, and on the log as what it is', async (form) => {
    const told = await exporting(relation('REPRESENTATIVE'), ['REPORTS', 'CARE_PLAN', 'REPORTS'], form);
    expect([told.data, told.refused]).toEqual([{ recordExport: true }, []]);
    expect(told.events).toMatchObject([
      {
        kind: 'DOSSIER_EXPORTED',
        action: 'E',
        outcome: 'OK',
        organisation: 'vivium',
        client: ANNA,
        relation: 'relation-REPRESENTATIVE',
        role: 'REPRESENTATIVE',
        categories: ['REPORTS', 'CARE_PLAN'],
        search: { form },
      },
    ]);
  });

  it('is allowed to a contact for what is shared, and refused as a whole for more; the refusal is on the log', async () => {
    const hetty = relation('CONTACT', { sections: ['REPORTS'] });
    expect((await exporting(hetty, ['REPORTS'])).refused).toEqual([]);
    const told = await exporting(hetty, ['REPORTS', 'CARE_PLAN']);
    expect(told.refused).toEqual([['recordExport', 'ACCESS_REFUSED']]);
    expect(told.events).toMatchObject([{ kind: 'DOSSIER_EXPORTED', outcome: 'REFUSED', reason: 'ACCESS_REFUSED' }]);
  });

  it('is refused for a section that the organisation does not offer (R1)', async () => {
    const told = await exporting(relation('CLIENT', { organisation: 'rozelaar' }), ['MEDICAL_REPORTS']);
    expect(told.refused).toEqual([['recordExport', 'SECTION_NOT_OFFERED']]);
  });

  it('is refused of another client, and before the terms are accepted (V1)', async () => {
    expect((await exporting(relation('CLIENT'), ['REPORTS'], 'SAVE', MIES)).refused).toEqual([
      ['recordExport', 'ACCESS_REFUSED'],
    ]);
    expect((await exporting(relation('CLIENT', { pending: ['ACCEPT_TERMS'] }), ['REPORTS'])).refused).toEqual([
      ['recordExport', 'TERMS_NOT_ACCEPTED'],
    ]);
  });

  it('of nothing is bad input', async () => {
    expect((await exporting(relation('CLIENT'), [])).refused).toEqual([['recordExport', 'BAD_INPUT']]);
  });
});
