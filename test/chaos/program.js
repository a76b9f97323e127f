/**
 * One of the four programs as a process of its own, with all of production around it but Redis: its short-lived state is
 * in the process, and gone with it. Which one, the variable PROGRAM says; only that one is loaded.
 */
import 'reflect-metadata';
import { loadOrganisations } from '../../dist/organisations/policy.js';
import { createHttpServer } from '../../dist/program/http-server.js';
import { InProcessStore } from '../../dist/program/in-process-store.js';
import { createLog } from '../../dist/program/log.js';
import { run } from '../../dist/program/run.js';
import { httpTransport } from '../../dist/program/transport.js';

const CALL_LIMIT_MS = 5_000;
const to = (url) => httpTransport(url, CALL_LIMIT_MS);
const clock = () => new Date();

const PROGRAMS = { audit, identity, dossier, gateway };

async function audit() {
  const { startAudit } = await import('../../dist/subgraphs/audit/audit.js');
  const { readAuditConfiguration } = await import('../../dist/subgraphs/audit/config.js');
  return subgraph(readAuditConfiguration(process.env), startAudit);
}

async function identity() {
  const { readIdentityConfiguration } = await import('../../dist/subgraphs/identity/config.js');
  const { createSmtpMailSender } = await import('../../dist/subgraphs/identity/data/smtp-mail-sender.js');
  const { createSnsSmsSender } = await import('../../dist/subgraphs/identity/data/sns-sms-sender.js');
  const { startIdentity } = await import('../../dist/subgraphs/identity/identity.js');
  return subgraph(readIdentityConfiguration(process.env), (configuration, parts) =>
    startIdentity(configuration, {
      ...parts,
      audit: to(configuration.auditUrl),
      dossier: to(configuration.dossierUrl),
      mail: createSmtpMailSender(configuration.smtpUrl),
      sms: createSnsSmsSender(configuration.sns),
    }),
  );
}

async function dossier() {
  const { readDossierConfiguration } = await import('../../dist/subgraphs/dossier/config.js');
  const { startDossier } = await import('../../dist/subgraphs/dossier/dossier.js');
  return subgraph(readDossierConfiguration(process.env), (configuration, parts) =>
    startDossier(configuration, { ...parts, audit: to(configuration.auditUrl) }),
  );
}

async function gateway() {
  const { readGatewayConfiguration } = await import('../../dist/gateway/config.js');
  const { startGateway } = await import('../../dist/gateway/gateway.js');
  const configuration = readGatewayConfiguration(process.env);
  const transports = Object.fromEntries(
    Object.entries(configuration.subgraphUrls).map(([name, url]) => [name, to(url)]),
  );
  const log = createLog('gateway', configuration.logLevel);
  const running = await startGateway(configuration, { transports, store: new InProcessStore(), log, clock });
  return { stop: () => running.close() };
}

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
