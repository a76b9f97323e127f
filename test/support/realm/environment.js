/**
 * The realm of the process itself, in which every test file runs: a library is evaluated once for a worker, and not once
 * for each file, which is most of what a short test costs. Values are also of the realm that Node's own are of.
 */
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

export default class OwnRealm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  #own = { console: globalThis.console, exit: process.exit };

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  /** Nothing that jest or a test put in place reaches the next file. */
  async teardown() {
    this.moduleMocker.restoreAllMocks();
    this.fakeTimersModern.dispose();
    globalThis.console = this.#own.console;
    process.exit = this.#own.exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: nothing here runs in a context of `node:vm`. */
  getVmContext() {
    return null;
  }
}
