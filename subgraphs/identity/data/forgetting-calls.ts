import { CALLS } from '../../../schema/calls.js';
import type { ForgetName, NameKeeper } from '../domain/upkeep/forward-forgetting.js';
import type { Call } from './signed-calls.js';

const PATHS = { audit: CALLS.forgetPerson, dossier: CALLS.forgetWriter } as const satisfies Record<NameKeeper, string>;

export function forgetNamesBy(calls: Readonly<Record<NameKeeper, Call>>): ForgetName {
  return async (keeper, account) => {
    await calls[keeper](PATHS[keeper], { account });
  };
}
