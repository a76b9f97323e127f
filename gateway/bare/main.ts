/** `npm run gateway -- --supergraph <file or url>`: serves any federation 2 graph, and follows it when it changes. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { port, readConfiguration } from '../../program/configuration.js';
import { createLog } from '../../program/log.js';
import { run } from '../../program/run.js';
import { startBareGateway } from './bare-gateway.js';
import { readSource, watchSource } from '../supergraph-source.js';

const options = z.object({
  '--supergraph': z.string(),
  '--port': port.default(4000),
  '--host': z.string().default('127.0.0.1'),
  /** Milliseconds between two looks whether the supergraph has changed. */
  '--every': z.coerce.number().int().min(1).default(1000),
});

/** As they were given, by the names under which a fault of them is told. */
function given(): Record<string, string | undefined> {
  const names = Object.keys(options.shape).map((option) => option.slice(2));
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value as string]));
}

await run('gateway', async () => {
  const said = readConfiguration(options, given());
  const place = said['--supergraph'];
  const log = createLog('gateway', 'info');
  const text = await readSource(place);
  const gateway = await startBareGateway({ host: said['--host'], port: said['--port'] }, text, log);
  const stopWatching = watchSource(text, { place, everyMs: said['--every'], use: gateway.replace, log });
  log.info({ url: gateway.url }, 'listening');
  return {
    stop: async () => {
      stopWatching();
      await gateway.close();
    },
  };
});
