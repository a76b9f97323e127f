import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import type { Guarded } from '../../guard.js';

@Directive('@key(fields: "id")')
@ObjectType('Client', { description: 'A client, as the audit log knows them: by id only (nl: cliënt).' })
export class ClientOfLog implements Guarded {
  @Field(() => ID, { description: 'Id of the client in the graph (nl: kenmerk).' })
  readonly id: string;

  readonly subject: Subject;

  constructor(id: string, organisation: string | null) {
    this.id = id;
    this.subject = { organisation, client: id, account: null };
  }
}
