/** The identity program. */
import 'reflect-metadata';
import { httpTransport } from '../../program/transport.js';
import { runSubgraph } from '../subgraph-program.js';
import { readIdentityConfiguration } from './config.js';
import { createSmtpMailSender } from './data/smtp-mail-sender.js';
import { createSnsSmsSender } from './data/sns-sms-sender.js';
import { startIdentity } from './identity.js';

/** Longer than the dossier waits for an ECD. */
const CALL_LIMIT_MS = 6_000;

await runSubgraph(
  'identity',
  () => readIdentityConfiguration(process.env),
  (configuration, parts) =>
    startIdentity(configuration, {
      ...parts,
      audit: httpTransport(configuration.auditUrl, CALL_LIMIT_MS),
      dossier: httpTransport(configuration.dossierUrl, CALL_LIMIT_MS),
      mail: createSmtpMailSender(configuration.smtpUrl),
      sms: createSnsSmsSender(configuration.sns),
    }),
);
