/** The identity program. */
import 'reflect-metadata';
import { httpTransport } from '../../program/transport.js';
import { runSubgraph } from '../subgraph-program.js';
import { readIdentityConfiguration } from './config.js';

/** Longer than the dossier waits for an ECD. */
const CALL_LIMIT_MS = 6_000;

await runSubgraph(
  'identity',
  () => readIdentityConfiguration(process.env),
  // loaded last: what is wrong with the configuration is known at once
  async (configuration, parts) => {
    const [{ startIdentity }, { createSmtpMailSender }, { createSnsSmsSender }] = await Promise.all([
      import('./identity.js'),
      import('./data/smtp-mail-sender.js'),
      import('./data/sns-sms-sender.js'),
    ]);
    return startIdentity(configuration, {
      ...parts,
      audit: httpTransport(configuration.auditUrl, CALL_LIMIT_MS),
      dossier: httpTransport(configuration.dossierUrl, CALL_LIMIT_MS),
      mail: createSmtpMailSender(configuration.smtpUrl),
      sms: createSnsSmsSender(configuration.sns),
    });
  },
);
