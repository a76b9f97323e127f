import { describe, expect, it } from '@jest/globals';
import { lintCatalogue } from '../../scripts/schema/catalogue-lint.js';
import { KINDS_OF_EVENT, namesOnly, OPERATIONS, UNNAMED } from '../../schema/audit-catalogue.js';
import type { AuditEvent } from '../../schema/audit-event.js';
import { auditDefinition } from '../../subgraphs/audit/api/definition.js';
import { dossierDefinition } from '../../subgraphs/dossier/api/definition.js';
import { buildFederatedSchema } from '../../subgraphs/federated-schema.js';
import { identityDefinition } from '../../subgraphs/identity/api/definition.js';
import { anEvent } from '../subgraphs/audit/audit-test.js';

const sdls = [identityDefinition, dossierDefinition, auditDefinition].map((definition) => ({
  name: definition.name,
  sdl: buildFederatedSchema(definition).sdl,
}));

describe('the audit catalogue', () => {
  it('knows of each operation of the graph what it leaves on the log (NEN 7513)', () => {
    expect(lintCatalogue(sdls)).toEqual([]);
  });

  it('fails the build when the graph has an operation that it does not know', () => {
    const asked = { name: 'dossier', sdl: 'type Query { secrets: Int }' };
    expect(lintCatalogue([...sdls, asked])).toEqual(['Query.secrets of dossier is not in the audit catalogue']);
  });

  it('fails the build when it names an operation that is not there', () => {
    const { dossier } = OPERATIONS;
    const catalogue = { ...OPERATIONS, dossier: { ...dossier, 'Query.gone': dossier['Query.client'] } };
    expect(lintCatalogue(sdls, catalogue)).toEqual([
      'the audit catalogue names Query.gone, which dossier does not have',
    ]);
  });

  it('fails the build when a look at a section is said to leave nothing', () => {
    const { dossier } = OPERATIONS;
    const catalogue = { ...OPERATIONS, dossier: { ...dossier, 'Client.carePlan': dossier['Query.client'] } };
    expect(lintCatalogue(sdls, catalogue)).toEqual(['Client.carePlan has a category, and so leaves an event']);
  });

  it('fails the build when nothing leaves a kind of event', () => {
    expect(lintCatalogue(sdls, OPERATIONS, [])).toContain(
      'nothing leaves LOGGING_STARTED, which the audit catalogue has',
    );
  });

  it('names each kind by a code of DICOM and the actions that it can have', () => {
    for (const { type, actions } of Object.values(KINDS_OF_EVENT)) {
      expect(type.code).toMatch(/^110\d{3}$/);
      expect(actions.length).toBeGreaterThan(0);
    }
  });
});

describe('a record', () => {
  const named = (about: Partial<AuditEvent>): AuditEvent => namesOnly(anEvent({ kind: 'DOSSIER_SEARCH', ...about }));

  it('holds ids, codes and counts as they are', () => {
    const about = {
      categories: ['REPORTS', 'Client.reports', 'vivium:2025-01', '6d2b0a52-4a0e-4c5b-9a1f-0c8a4c1f7a01'],
      object: 'Thread/6d2b0a52-4a0e-4c5b-9a1f-0c8a4c1f7a01',
      search: { text: true, types: ['MEDICAL'], start: '2025-01-01T00:00:00.000Z' },
    };
    expect(named(about)).toMatchObject(about);
  });

  it('never holds what somebody typed, a name or a number', () => {
    const typed = { categories: ['mevrouw De Wit', '123456782'], object: 'Thread/De Wit' };
    expect(named({ ...typed, search: { text: 'diabetes', types: ['de heup'], name: 'De Wit' } })).toMatchObject({
      categories: [UNNAMED, UNNAMED],
      object: UNNAMED,
      search: { text: UNNAMED, types: UNNAMED, name: UNNAMED },
    });
  });
});
