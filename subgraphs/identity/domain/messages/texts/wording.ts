/** What a text is made of: what it tells, and the organisation in whose name it is told. */
import { DateTime } from 'luxon';
import type { OrganisationPolicy } from '../../../../../organisations/policy.js';
import type { Language } from '../../../../../schema/caller.js';
import type { Notice, Template } from '../message.js';

export type NoticeOf<T extends Template> = Extract<Notice, { template: T }>;

/** Text messages have no subject; all others are mails. */
export type SmsTemplate = 'SIGN_IN_CODE' | 'NUMBER_CODE' | 'NUMBER_REPLACED';
export type MailTemplate = Exclude<Template, SmsTemplate>;

export interface Letter {
  subject: string;
  /** Between the greeting and the close. */
  paragraphs: string[];
}

/** Of these templates, both languages. */
export type Wording<T extends Template, Text> = {
  [K in T]: Record<Language, (notice: NoticeOf<K>, organisation: OrganisationPolicy) => Text>;
};

const DAY = { nl: 'd MMMM yyyy', en: 'd MMMM yyyy' } as const;
const MOMENT = { nl: "d MMMM yyyy 'om' HH.mm 'uur'", en: "d MMMM yyyy 'at' HH:mm" } as const;

/** A day as people write it, where the organisation is. */
export function day(time: string, language: Language, { timeZone }: OrganisationPolicy): string {
  return DateTime.fromISO(time, { zone: timeZone }).setLocale(language).toFormat(DAY[language]);
}

/** A day and the time on the clock where the organisation is. */
export function moment(time: string, language: Language, { timeZone }: OrganisationPolicy): string {
  return DateTime.fromISO(time, { zone: timeZone }).setLocale(language).toFormat(MOMENT[language]);
}

/** The one address that links lead to (R24); what follows # never reaches a server's log. */
export function link({ portalUrl }: OrganisationPolicy, page: string, token: string): string {
  return `${portalUrl.replace(/\/$/, '')}/${page}#token=${token}`;
}
