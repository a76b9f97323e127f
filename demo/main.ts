/** `npm start`: the whole system on this machine, with nothing else needed. */
import { run } from '../program/run.js';
import { readDemoConfiguration } from './config.js';
import { formatMessage, greeting } from './greeting.js';
import { startSystem } from './system.js';

await run('Inzage', async () => {
  const { folder, port, logLevel } = readDemoConfiguration(process.env);
  const print = (text: string) => process.stdout.write(`${text}\n`);
  print('Inzage is starting …');
  const system = await startSystem({ folder, port, logLevel, onMessage: (message) => print(formatMessage(message)) });
  print(greeting(system));
  return { stop: system.stop };
});
