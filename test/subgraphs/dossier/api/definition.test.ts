import { describe, expect, it } from '@jest/globals';
import { buildFederatedSchema } from '../../../../subgraphs/federated-schema.js';
import { dossierDefinition } from '../../../../subgraphs/dossier/api/definition.js';

describe('the contract of the dossier subgraph', () => {
  const { sdl, schema } = buildFederatedSchema(dossierDefinition);

  it('fits the access matrix, field by field', () => {
    console.log(sdl);
  });
});
