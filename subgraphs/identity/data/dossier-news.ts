import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CALLS } from '../../../schema/calls.js';
import type { Caller } from '../../../schema/caller.js';
import type { AskForNews } from '../domain/news/news-mail.js';
import type { Call } from './signed-calls.js';

const answer = z.object({ news: z.boolean() });

/** The dossier decides what is open to them as if they asked themselves; on the log it is the system that asks. */
export function askForNewsBy(call: Call): AskForNews {
  return async (facts, since) => {
    const trace = randomBytes(16).toString('hex');
    const caller: Caller = { facts, address: '', language: 'nl', purpose: 'HSYSADMIN', trace };
    return answer.parse(await call(CALLS.news, { since: since.toISOString() }, caller)).news;
  };
}
