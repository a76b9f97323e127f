/** Compiled operations as they were asked, the longest unused forgotten first: front ends send the same few again and again. */
import type { CompiledOperation } from './compiled-operation.js';

const MOST = 1_000;

export class CompiledOperations {
  private readonly operations = new Map<string, CompiledOperation>();

  /** @throws what `compile` throws; nothing is kept of it. */
  get(key: string, compile: () => CompiledOperation): CompiledOperation {
    const known = this.operations.get(key);
    const operation = known ?? compile();
    if (known !== undefined) this.operations.delete(key);
    this.operations.set(key, operation);
    if (this.operations.size > MOST) this.forgetOne();
    return operation;
  }

  private forgetOne(): void {
    const [longestUnused] = this.operations.keys();
    if (longestUnused !== undefined) this.operations.delete(longestUnused);
  }
}
