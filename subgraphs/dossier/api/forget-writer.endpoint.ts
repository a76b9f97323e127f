/** How identity has the name forgotten of somebody who wrote in the portal and whose account was deleted (R18). */
import { z } from 'zod';
import { CALLS } from '../../../schema/calls.js';
import { DomainError } from '../../domain-error.js';
import type { Endpoint } from '../../subgraph.js';
import type { Writers } from '../domain/writers.js';

const request = z.strictObject({ account: z.uuid() });

export function forgetWriterEndpoint(writers: Writers, clock: () => Date): Record<string, Endpoint> {
  return {
    [CALLS.forgetWriter]: {
      issuers: ['identity'],
      answer: async (body) => {
        const { data } = request.safeParse(body);
        if (data === undefined) throw new DomainError('BAD_INPUT');
        await writers.forget(data.account, clock());
        return null;
      },
    },
  };
}
