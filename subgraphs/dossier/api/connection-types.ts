import { Field, ObjectType, type ClassType } from 'type-graphql';
import { PageInfo, type Page } from '../../connection.js';

/** The types of a Relay connection for lists of one type of node. */
export function connectionOf<T extends object>(node: ClassType<T>, name: string, dutch: string): ClassType<Page<T>> {
  @ObjectType(`${name}Edge`, { description: `An entry of a list, with its cursor (nl: regel in de ${dutch}).` })
  class Edge {
    @Field(() => String, { description: 'The place of this entry, for `after` (nl: bladwijzer).' })
    cursor: string;

    @Field(() => node, { description: 'The entry itself (nl: de regel zelf).' })
    node: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list, newest first (nl: pagina van de ${dutch}).` })
  class Connection implements Page<T> {
    @Field(() => [Edge], { description: 'The entries of this page (nl: de regels).' })
    edges: Edge[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list (nl: plaats van de pagina).' })
    pageInfo: PageInfo;
  }

  return Connection;
}
