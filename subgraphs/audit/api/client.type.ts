import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import type { Guarded } from '../../guard.js';

@Directive('@key(fields: "id")')
@ObjectType('Client', { description: 'Someone who receives care. FHIR Patient (nl: cliënt).' })
export class ClientOfLog implements Guarded {
  @Field(() => ID, { description: "The client's id in the graph; it says nothing about the client (nl: kenmerk)." })
  readonly id: string;

  readonly subject: Subject;

  constructor(id: string, organisation: string | null) {
    this.id = id;
    this.subject = { organisation, client: id, account: null };
  }
}
