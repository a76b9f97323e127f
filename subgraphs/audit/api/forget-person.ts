/** How identity has the log forget the name of somebody whose account was deleted (R18). */
import { z } from 'zod';
import { DomainError } from '../../domain-error.js';
import type { Endpoint } from '../../subgraph.js';
import type { ForgottenPersons } from '../domain/forgotten-persons.js';

const request = z.strictObject({ account: z.uuid() });

export function forgetPerson(persons: ForgottenPersons, clock: () => Date): Endpoint {
  return {
    issuers: ['identity'],
    answer: async (body) => {
      const { data } = request.safeParse(body);
      if (data === undefined) throw new DomainError('BAD_INPUT');
      await persons.forget(data.account, clock());
      return null;
    },
  };
}
