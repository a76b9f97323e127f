/** The text of every message there is: a template without one does not compile. */
import type { OrganisationPolicy } from '../../../../../organisations/policy.js';
import type { Language } from '../../../../../schema/caller.js';
import type { Notice } from '../message.js';
import { ACCESS_TEXTS } from './about-access.js';
import { CREDENTIAL_TEXTS } from './about-credentials.js';
import { NEWS_TEXTS } from './about-news.js';
import { CODE_TEXTS } from './codes.js';
import { ADMINISTRATION_TEXTS } from './to-administration.js';
import type { Letter, MailTemplate, NoticeOf, SmsTemplate, Wording } from './wording.js';

const LETTERS: Wording<MailTemplate, Letter> = {
  ...ACCESS_TEXTS,
  ...CREDENTIAL_TEXTS,
  ...NEWS_TEXTS,
  ...ADMINISTRATION_TEXTS,
};

export interface Words {
  subject: string;
  text: string;
}

/** What a message says, in the language of who reads it and in the name of the organisation. */
export function wordsOf(notice: Notice, language: Language, organisation: OrganisationPolicy): Words {
  if (isCode(notice)) {
    const text = write(CODE_TEXTS, notice, language, organisation);
    return { subject: organisation.portalName, text };
  }
  const { subject, paragraphs } = write(LETTERS, notice as NoticeOf<MailTemplate>, language, organisation);
  return { subject, text: [GREETING[language], ...paragraphs, CLOSE[language](organisation)].join('\n\n') };
}

function isCode(notice: Notice): notice is NoticeOf<SmsTemplate> {
  return notice.template in CODE_TEXTS;
}

function write<T extends Notice['template'], Text>(
  texts: Wording<T, Text>,
  notice: NoticeOf<T>,
  language: Language,
  organisation: OrganisationPolicy,
): Text {
  const writing = texts[notice.template][language];
  return writing(notice, organisation);
}

const GREETING: Record<Language, string> = { nl: 'Goedendag,', en: 'Good day,' };

const CLOSE: Record<Language, (organisation: OrganisationPolicy) => string> = {
  nl: ({ name, help }) =>
    [
      `Heeft u een vraag? Bel ons op ${help.telephone} of mail naar ${help.email}.`,
      `Met vriendelijke groet,\n${name}`,
      'Deze mail is automatisch verstuurd.',
    ].join('\n\n'),
  en: ({ name, help }) =>
    [
      `Do you have a question? Call us on ${help.telephone} or mail ${help.email}.`,
      `Kind regards,\n${name}`,
      'This mail was sent automatically.',
    ].join('\n\n'),
};
