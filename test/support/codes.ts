import type { GraphError } from '../../demo/graph-client.js';

/** Refusals as `path: code`, in order of path, so that a test reads them at a glance. */
export function codes(errors: GraphError[]): string[] {
  return errors.map(({ path = [], extensions }) => `${path.join('.')}: ${extensions.code}`).sort();
}
