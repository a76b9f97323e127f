import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Section as SectionName } from '../../../schema/caller.js';
import { Section } from '../../section.js';
import { CHANGE_KINDS, type ChangeKind as Kind } from '../domain/news/find-changes.js';
import { enumOf } from './enum-of.js';

const ChangeKind = enumOf(CHANGE_KINDS);
registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: 'Where something is new (nl: soort nieuws).',
  valuesConfig: {
    SECTION: { description: 'In a section of the dossier (nl: in een onderdeel van het dossier).' },
    MESSAGE: { description: 'The care team wrote what you have not read yet (nl: nieuw bericht van het zorgteam).' },
    OBJECTION: {
      description: 'Somebody else made or handled an objection request (nl: een bezwaarverzoek is gewijzigd).',
    },
    ADDITION: {
      description: 'Somebody else added something to the life story (nl: nieuwe aanvulling op het levensverhaal).',
    },
  },
});

@ObjectType({ description: 'That something is new, where and since when; not what (nl: nieuws).' })
export class Change {
  @Field(() => ChangeKind, { description: 'Where it is new (nl: soort).' })
  kind: Kind;

  @Field(() => Section, { nullable: true, description: 'Which section, of the kind SECTION (nl: onderdeel).' })
  section: SectionName | null;

  @Field(() => GraphQLDateTime, { description: 'The last change (nl: laatst gewijzigd).' })
  changedAt: Date;
}
