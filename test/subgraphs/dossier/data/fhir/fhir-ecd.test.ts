import { join } from 'node:path';
import { startFhirFacade } from '../../../../../demo/ecd/fhir/fhir-facade.js';
import type { FhirVersion } from '../../../../../demo/ecd/fhir/resource.js';
import { PROJECT_FOLDER } from '../../../../../demo/project-folder.js';
import { loadOrganisations } from '../../../../../organisations/policy.js';
import { openFhirSource } from '../../../../../subgraphs/dossier/data/fhir/client/open-fhir-source.js';
import { FhirEcd } from '../../../../../subgraphs/dossier/data/fhir/fhir-ecd.js';
import { createTestDatabase } from '../../../../support/database.js';
import { ecdContract, type EcdUnderTest } from '../ecd-contract.js';
import type { WorldClient } from '../ecd-world.js';
import { fillSqlEcd } from '../sql/sql-ecd-world.js';

const ORGANISATIONS = ['vivium', 'rozelaar'];
/** The world stands still. */
const KEEP_MS = 60_000;
const policies = loadOrganisations(join(PROJECT_FOLDER, 'organisations'));

ecdContract('an ECD by way of FHIR STU3', (world) => ecdOverFhir('STU3', world));
ecdContract('an ECD by way of FHIR R4', (world) => ecdOverFhir('R4', world));

async function ecdOverFhir(version: FhirVersion, world: WorldClient[]): Promise<EcdUnderTest> {
  const test = await createTestDatabase('ecd');
  await fillSqlEcd(test.ownerUrl, world);
  const facade = await startFhirFacade({ ecdUrl: test.ownerUrl, organisations: ORGANISATIONS, keepMs: KEEP_MS });
  const open = await Promise.all(
    ORGANISATIONS.map(async (organisation) => {
      const { source, close } = await openFhirSource({
        url: facade.baseOf(organisation, version),
        version,
        timeLimitMs: 10_000,
      });
      const codes = policies.get(organisation)?.ecd.codes;
      if (codes === undefined) throw new Error(`the policy of ${organisation} does not say what codes mean`);
      return { organisation, close, ecd: new FhirEcd(source, codes, () => undefined) };
    }),
  );
  return {
    ecdOf: (organisation) => {
      const found = open.find((one) => one.organisation === organisation);
      if (found === undefined) throw new Error(`there is no ${organisation}`);
      return found.ecd;
    },
    close: async () => {
      for (const { close } of open) await close();
      await facade.close();
      await test.drop();
    },
  };
}
