/** `npm run gateway -- --supergraph <file or url>`: serves any federation 2 graph, and follows it when it changes. */
import { parseArgs } from 'node:util';
import { StartUpError } from '../../program/configuration.js';
import { createLog } from '../../program/log.js';
import { run } from '../../program/run.js';
import { startBareGateway } from './bare-gateway.js';
import { readSource, watchSource } from '../supergraph-source.js';

const OPTIONS = {
  supergraph: { type: 'string' },
  port: { type: 'string', default: '4000' },
  host: { type: 'string', default: '127.0.0.1' },
  /** Milliseconds between two looks whether the supergraph has changed. */
  every: { type: 'string', default: '1000' },
} as const;

await run('gateway', async () => {
  const { supergraph: place, port, host, every } = parseArgs({ options: OPTIONS }).values;
  if (place === undefined) throw new StartUpError(['say which graph to serve: --supergraph <file or url>']);
  const log = createLog('gateway', 'info');
  const text = await readSource(place);
  const gateway = await startBareGateway({ host, port: Number(port) }, text, log);
  const stopWatching = watchSource(text, { place, everyMs: Number(every), use: gateway.replace, log });
  log.info({ url: gateway.url }, 'listening');
  return {
    stop: async () => {
      stopWatching();
      await gateway.close();
    },
  };
});
