import { GraphQLDate } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { HumanName } from '../../human-name.js';
import { readContactPoint } from '../domain/contact-point.js';
import { knownPerson } from '../domain/known-person.js';
import { readContacts } from '../domain/read-contacts.js';
import { readLegalSituations } from '../domain/read-legal-situations.js';
import { readAvailabilities } from '../domain/section-availability.js';
import { CareTeamMember, Client, ContactPoint, Location, RelatedPerson, SectionAvailability } from './client.js';
import type { DossierContext } from './dossier-context.js';
import { LegalSituation } from './legal-situation.js';

@Resolver(() => Client)
export class ClientResolver {
  @Query(() => Client, {
    nullable: true,
    description: 'A client whose dossier you may look into (nl: een cliënt van wie u het dossier mag inzien).',
  })
  client(
    @Arg('id', () => ID, { description: 'The id of the client (nl: kenmerk).' }) id: string,
    @Ctx() context: DossierContext,
  ): Client {
    return { id, subject: context.dossierOf(id).subject };
  }

  @FieldResolver(() => HumanName, { nullable: true, description: 'The name of the client (nl: naam).' })
  async name(@Root() { id }: Client, @Ctx() { dossierOf }: DossierContext): Promise<HumanName> {
    return (await knownPerson(dossierOf(id))).name;
  }

  @FieldResolver(() => GraphQLDate, { nullable: true, description: 'The date of birth (nl: geboortedatum).' })
  async birthDate(@Root() { id }: Client, @Ctx() { dossierOf }: DossierContext): Promise<Date | null> {
    return (await knownPerson(dossierOf(id))).birthDate;
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where the client lives or is cared for (nl: locatie).',
  })
  async location(@Root() { id, subject }: Client, @Ctx() { dossierOf }: DossierContext): Promise<Location> {
    return { ...(await knownPerson(dossierOf(id))).location, subject };
  }

  @FieldResolver(() => [SectionAvailability], {
    nullable: true,
    description: 'Every section, with whether it can be opened in this dossier (nl: onderdelen).',
  })
  sections(@Root() { id }: Client, @Ctx() { dossierOf }: DossierContext): Promise<SectionAvailability[]> {
    return readAvailabilities(dossierOf(id));
  }

  @FieldResolver(() => [CareTeamMember], {
    nullable: true,
    description: 'The professionals who care for the client (nl: zorgteam).',
  })
  async careTeam(@Root() { id, subject }: Client, @Ctx() { dossierOf }: DossierContext): Promise<CareTeamMember[]> {
    const members = await dossierOf(id).record.careTeam();
    return members.map((member) => ({ ...member, subject }));
  }

  @FieldResolver(() => ContactPoint, {
    nullable: true,
    description: 'Whom to ask: the primary nurse, or else the team (nl: aanspreekpunt).',
  })
  async contactPoint(
    @Root() { id, subject }: Client,
    @Ctx() { dossierOf }: DossierContext,
  ): Promise<ContactPoint | null> {
    const contactPoint = await readContactPoint(dossierOf(id));
    return contactPoint && { ...contactPoint, subject };
  }

  @FieldResolver(() => [RelatedPerson], {
    nullable: true,
    description: 'Contacts and representatives of the client; a contact gets the own entry (nl: contactpersonen).',
  })
  async contacts(
    @Root() { id, subject }: Client,
    @Ctx() { dossierOf, caller }: DossierContext,
  ): Promise<RelatedPerson[]> {
    const contacts = await readContacts(dossierOf(id));
    return contacts.map((contact) => ({
      ...contact,
      subject: { ...subject, account: contact.isCaller ? (caller.facts?.account ?? null) : null },
    }));
  }

  @FieldResolver(() => [LegalSituation], {
    nullable: true,
    description: 'Measures that hold today by which somebody else decides for the client (nl: juridische situatie).',
  })
  async legalSituations(
    @Root() { id, subject }: Client,
    @Ctx() { dossierOf }: DossierContext,
  ): Promise<LegalSituation[]> {
    const situations = await readLegalSituations(dossierOf(id));
    return situations.map((situation) => ({ ...situation, subject }));
  }
}
