import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import {
  termsInForce,
  upcomingTerms,
  type OrganisationPolicy,
  type TermsVersion,
} from '../../../organisations/policy.js';
import type { Section as SectionName } from '../../../schema/caller.js';
import { Section } from '../../section.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import { termsId } from '../domain/first-steps/accept-terms.js';

@ObjectType({ description: 'Where to get technical help with the portal (nl: hulp bij het portaal).' })
export class Help {
  @Field(() => String, { description: 'Address of the manual; look there first (nl: handleiding).' })
  manual: string;

  @Field(() => String, { description: 'E-mail address of the support desk (nl: e-mailadres).' })
  email: string;

  @Field(() => String, { description: 'Telephone number of the support desk (nl: telefoonnummer).' })
  telephone: string;
}

@ObjectType({ description: 'A version of the terms of use of an organisation (nl: gebruiksvoorwaarden).' })
export class Terms {
  @Field(() => ID, { description: 'Id, to accept them by (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'Version as the organisation names it (nl: versie).' })
  version: string;

  @Field(() => GraphQLDateTime, { description: 'From when they bind (nl: ingangsdatum).' })
  effectiveAt: Date;

  @Field(() => String, { nullable: true, description: 'The terms that these supplement (nl: bovenliggend document).' })
  parentDocument: string | null;

  @Field(() => String, { description: 'The text, in the language of the request (nl: tekst).' })
  text: string;
}

@ObjectType({ description: 'A care organisation with a portal. FHIR Organization (nl: zorgorganisatie).' })
export class Organisation {
  @Field(() => ID, { description: 'Stable id (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'Name of the organisation (nl: naam).' })
  name: string;

  @Field(() => String, { description: 'Name of its portal (nl: naam van het portaal).' })
  portalName: string;

  @Field(() => Help, { description: 'Technical help (nl: hulp).' })
  help: Help;

  @Field(() => Terms, { nullable: true, description: 'The terms of use in force (nl: geldende voorwaarden).' })
  terms: Terms | null;

  @Field(() => Terms, {
    nullable: true,
    description:
      'The terms of use that take effect next, with their date; null when none are known (nl: nieuwe voorwaarden).',
  })
  upcomingTerms: Terms | null;

  @Field(() => [Section], { description: 'The sections that the portal offers (nl: onderdelen).' })
  sections: SectionName[];

  @Field(() => Boolean, {
    description: "Whether the client's citizen service number is asked at the first sign-in (nl: BSN-controle).",
  })
  bsnAtFirstSignIn: boolean;

  @Field(() => Boolean, { description: 'Whether messages can be written in the portal (nl: berichten).' })
  messages: boolean;

  @Field(() => Boolean, {
    description: 'Whether users can add to the life story, beside it (nl: eigen aanvullingen op het levensverhaal).',
  })
  ownAdditions: boolean;
}

export function toOrganisation(policy: OrganisationPolicy, context: SubgraphContext): Organisation {
  const terms = termsInForce(policy, context.now);
  const upcoming = upcomingTerms(policy, context.now);
  return {
    id: policy.id,
    name: policy.name,
    portalName: policy.portalName,
    help: policy.help,
    terms: terms && toTerms(policy, terms, context),
    upcomingTerms: upcoming && toTerms(policy, upcoming, context),
    sections: policy.sections.offered,
    bsnAtFirstSignIn: policy.bsnAtFirstSignIn,
    messages: policy.messages,
    ownAdditions: policy.ownAdditions,
  };
}

export function toTerms(policy: OrganisationPolicy, terms: TermsVersion, { caller }: SubgraphContext): Terms {
  return {
    id: termsId(policy, terms),
    version: terms.version,
    effectiveAt: new Date(terms.effectiveAt),
    parentDocument: terms.parentDocument,
    text: terms.text[caller.language],
  };
}
