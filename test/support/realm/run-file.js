/** Runs a test file by jest's own test framework, in the realm of this process and with the modules that it has already. */
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import runByCircus from 'jest-circus/runner';
import 'reflect-metadata';
import { setGlobals } from './globals.js';

register('./typescript.js', import.meta.url);
process.setSourceMapsEnabled(true);
/** Where the framework keeps what a file declares: a next file begins without. */
const OF_A_FILE = new Set(['EVENT_HANDLERS', 'JEST_STATE_SYMBOL', 'TEST_TIMEOUT_SYMBOL']);
const require = createRequire(import.meta.url);

export default async function runFile(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  const here = Object.assign(Object.create(runtime), {
    // the framework keeps what a file declares in the module itself
    requireInternalModule: (path) => {
      delete require.cache[path];
      return require(path);
    },
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => {
      setGlobals(runtime.requireModuleOrMock(testPath, '@jest/globals'));
      return import(pathToFileURL(path).href);
    },
  });
  Error.prepareStackTrace = undefined; // Node itself knows where the lines of a TypeScript file are
  try {
    return await runByCircus.default(globalConfig, config, environment, here, testPath, sendMessageToJest);
  } finally {
    for (const key of Object.getOwnPropertySymbols(globalThis)) {
      if (OF_A_FILE.has(key.description)) Reflect.deleteProperty(globalThis, key);
    }
  }
}
