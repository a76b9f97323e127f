/** A hook of the module loader: no operation qualifies for the fast path, so that all take the object path. */
import type { ResolveHook } from 'node:module';

const NONE = 'data:text/javascript,export const compileSplice = () => null';

export const resolve: ResolveHook = (specifier, context, next) =>
  specifier.endsWith('/compile-splice.js') ? { url: NONE, shortCircuit: true } : next(specifier, context);
