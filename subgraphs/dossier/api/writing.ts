/** What everything that people write in the portal shares: its author, and the form in which it is written. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { AUTHOR_ROLES, type Author as DomainAuthor, type AuthorRole as Role } from '../domain/author.js';
import { nonUrgentNotice } from '../domain/messages/non-urgent-notice.js';
import type { DossierContext } from './dossier-context.js';
import { enumOf } from './enum-of.js';

const AuthorRole = enumOf(AUTHOR_ROLES);
registerEnumType(AuthorRole, {
  name: 'AuthorRole',
  description: 'As whom somebody wrote (nl: rol van de schrijver).',
  valuesConfig: {
    CLIENT: { description: 'The client (nl: cliënt).' },
    REPRESENTATIVE: { description: 'A representative of the client (nl: vertegenwoordiger).' },
    CONTACT: { description: 'A contact of the client (nl: contactpersoon).' },
    STAFF: { description: 'Someone of the organisation (nl: medewerker).' },
  },
});

@ObjectType({ description: 'Who wrote something in the portal; it is no part of the dossier (nl: schrijver).' })
export class Author {
  @Field(() => String, {
    nullable: true,
    description: 'The name, as it was then; null when the account was deleted (nl: naam).',
  })
  name: string | null;

  @Field(() => AuthorRole, { description: 'As whom they wrote (nl: rol).' })
  role: Role;

  @Field(() => Boolean, { description: 'It is you (nl: dit bent u).' })
  isCaller: boolean;
}

export function toAuthor({ account, name, role }: DomainAuthor, { caller }: DossierContext): Author {
  return { name, role, isCaller: account === caller.facts?.account };
}

@ObjectType({
  description:
    'That the portal is not for urgent matters, and whom to call; shown with every form and thread (nl: melding bij spoed).',
})
export class NonUrgentNotice {
  @Field(() => String, { description: 'The text, in the language of the request (nl: tekst).' })
  text: string;

  subject: Subject;
}

export function noticeAbout(subject: Subject, { caller, organisations }: DossierContext): NonUrgentNotice {
  const policy = organisations.get(subject.organisation ?? '');
  if (policy === undefined) throw new Error('nothing is written about a client of no organisation');
  return { text: nonUrgentNotice(policy, caller.language), subject };
}

@ObjectType({ description: 'What a form has to show and to keep to (nl: formulier).' })
export class WritingForm {
  @Field(() => NonUrgentNotice, { description: 'To be shown with the form (nl: melding bij spoed).' })
  notice: NonUrgentNotice;

  @Field(() => Int, {
    nullable: true,
    description: 'Most characters of the subject, the chapter or the question (nl: maximum van het onderwerp).',
  })
  longestSubject: number | null;

  @Field(() => Int, { description: 'Most characters of the text (nl: maximum van de tekst).' })
  longestText: number;
}
