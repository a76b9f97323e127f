/**
 * One of the four programs as a process of its own, with all of production around it but Redis: its short-lived state is
 * in the process, and gone with it. Which one, the variable PROGRAM says.
 */
import 'reflect-metadata';
import { readGatewayConfiguration } from '../../dist/gateway/config.js';
import { startGateway } from '../../dist/gateway/gateway.js';
import { loadOrganisations } from '../../dist/organisations/policy.js';
import { createHttpServer } from '../../dist/program/http-server.js';
import { InProcessStore } from '../../dist/program/in-process-store.js';
import { createLog } from '../../dist/program/log.js';
import { run } from '../../dist/program/run.js';
import { httpTransport } from '../../dist/program/transport.js';
import { startAudit } from '../../dist/subgraphs/audit/audit.js';
import { readAuditConfiguration } from '../../dist/subgraphs/audit/config.js';
import { readDossierConfiguration } from '../../dist/subgraphs/dossier/config.js';
import { startDossier } from '../../dist/subgraphs/dossier/dossier.js';
import { readIdentityConfiguration } from '../../dist/subgraphs/identity/config.js';
import { createSmtpMailSender } from '../../dist/subgraphs/identity/data/smtp-mail-sender.js';
import { createSnsSmsSender } from '../../dist/subgraphs/identity/data/sns-sms-sender.js';
import { startIdentity } from '../../dist/subgraphs/identity/identity.js';

const CALL_LIMIT_MS = 5_000;
const to = (url) => httpTransport(url, CALL_LIMIT_MS);
const clock = () => new Date();

const PROGRAMS = {
  audit: () => subgraph(readAuditConfiguration(process.env), startAudit),
  identity: () =>
    subgraph(readIdentityConfiguration(process.env), (configuration, parts) =>
      startIdentity(configuration, {
        ...parts,
        audit: to(configuration.auditUrl),
        dossier: to(configuration.dossierUrl),
        mail: createSmtpMailSender(configuration.smtpUrl),
        sms: createSnsSmsSender(configuration.sns),
      }),
    ),
  dossier: () =>
    subgraph(readDossierConfiguration(process.env), (configuration, parts) =>
      startDossier(configuration, { ...parts, audit: to(configuration.auditUrl) }),
    ),
  gateway: async () => {
    const configuration = readGatewayConfiguration(process.env);
    const transports = Object.fromEntries(
      Object.entries(configuration.subgraphUrls).map(([name, url]) => [name, to(url)]),
    );
    const log = createLog('gateway', configuration.logLevel);
    const gateway = await startGateway(configuration, { transports, store: new InProcessStore(), log, clock });
    return { stop: () => gateway.close() };
  },
};

async function subgraph(configuration, start) {
  const log = createLog(process.env.PROGRAM, configuration.logLevel);
  const organisations = loadOrganisations(configuration.organisationsDir);
  const subgraph = await start(configuration, { store: new InProcessStore(), log, organisations, clock });
  const server = createHttpServer({ log, handle: subgraph.handle, notReady: subgraph.notReady });
  await server.listen({ host: configuration.host, port: configuration.port });
  return {
    stop: async () => {
      await server.close();
      await subgraph.close();
    },
  };
}

await run(process.env.PROGRAM, PROGRAMS[process.env.PROGRAM]);
