import { Directive, Field, ObjectType } from 'type-graphql';

@Directive('@shareable')
@ObjectType({ description: 'A name as the person uses it. FHIR HumanName, zib NameInformation (nl: naamgegevens).' })
export class HumanName {
  @Field(() => String, { description: 'The whole name, ready to show (nl: volledige naam).' })
  text: string;

  @Field(() => String, { nullable: true, description: 'First names or the name used (nl: voornaam of roepnaam).' })
  given: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Family name, prefix included (nl: achternaam met voorvoegsel).',
  })
  family: string | null;
}
