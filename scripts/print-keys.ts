/** `npm run keys`: a fresh set of keys and secrets for the four programs of production, as lines of environment files. */
import { makeKeys, publicKeys } from '../demo/keys.js';
import { NoteSigner } from '../subgraphs/audit/domain/tree/signed-note.js';
import type { Program } from '../schema/caller.js';

const keys = makeKeys();

/** To be changed before the first start, and never after; the verifier key goes with it. */
const LOG_ORIGIN = 'log.organisation.example';

/** Whose calls a program accepts. */
const CALLERS: Record<Exclude<Program, 'gateway'>, Program[]> = {
  identity: ['gateway'],
  dossier: ['gateway'],
  audit: ['gateway', 'identity', 'dossier'],
};

const accepts = (program: keyof typeof CALLERS) => ({ CALL_KEYS: JSON.stringify(publicKeys(keys, CALLERS[program])) });
const signs = (program: Program) => ({ CALL_KEY: JSON.stringify(keys.callKeys[program]) });

const environments: Record<Program, Record<string, string>> = {
  gateway: signs('gateway'),
  identity: {
    ...signs('identity'),
    ...accepts('identity'),
    ACCESS_TOKEN_KEYS: JSON.stringify(keys.accessTokenKeys),
    PASSWORD_PEPPER: keys.passwordPepper,
    BSN_HASH_KEY: keys.bsnHashKey,
    CODE_HASH_KEY: keys.codeHashKey,
    SEALING_KEY: keys.sealingKey,
  },
  dossier: { ...signs('dossier'), ...accepts('dossier'), SEALING_KEY: makeKeys().sealingKey },
  audit: {
    ...accepts('audit'),
    SEALING_KEY: makeKeys().sealingKey,
    CHECKPOINT_KEY: JSON.stringify(keys.checkpointKey),
    LOG_ORIGIN,
  },
};

for (const [program, environment] of Object.entries(environments)) {
  const lines = Object.entries(environment).map(([name, value]) => `${name}='${value}'`);
  process.stdout.write(`# ${program}\n${lines.join('\n')}\n\n`);
}

const verifierKey = new NoteSigner(LOG_ORIGIN, keys.checkpointKey).verifierKey.toString();
process.stdout.write(
  `# to be given to whoever checks the log (LOG_KEYS of audit:verify), and to its witnesses\n# ${verifierKey}\n`,
);
