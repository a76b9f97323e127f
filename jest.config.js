/** Tests run in Node's own realm (see test/support/realm); see the README for the one command that runs them. */
import { availableParallelism } from 'node:os';

export default {
  testEnvironment: '<rootDir>/test/support/realm/environment.js',
  testRunner: '<rootDir>/test/support/realm/run-file.js',
  injectGlobals: false,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {},
  globalSetup: '<rootDir>/test/support/start-database.js',
  globalTeardown: '<rootDir>/test/support/stop-database.js',
  // much of the time is spent waiting for processes
  maxWorkers: availableParallelism() + 1,
  testTimeout: 60_000,
};
