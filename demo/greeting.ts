/** What the default set-up prints: where it is, how to sign in as whom, and each mail and text message. */
import type { OutboxMessage } from './outbox.js';
import type { DemoPerson } from './world/demo-person.js';
import { DEMO_PEOPLE } from './world/people.js';

export function greeting({ url, outbox }: { url: string; outbox: string }): string {
  return [
    '',
    `Inzage is running: ${url}/graphql`,
    `  Explorer       ${url}/explorer`,
    '  A tour         npm run tour     (in another terminal)',
    '  To stop        Ctrl-C',
    '',
    'Everyone below is made up. Sign in with e-mail address and password; the code of the text message appears here,',
    `and in ${outbox}.`,
    '',
    ...DEMO_PEOPLE.flatMap(introduction),
    '',
  ].join('\n');
}

function introduction({ given, family, email, password, about, relations }: DemoPerson): string[] {
  const bsn = relations.find((relation) => relation.bsn !== null)?.bsn;
  return [
    `  ${given} ${family}: ${about}`,
    `      ${email}   ${password}${bsn == null ? '' : `   (BSN to confirm: ${bsn})`}`,
  ];
}

export function formatMessage(message: OutboxMessage): string {
  const { to, sender, text } = message;
  if (message.channel === 'SMS') return `✉ SMS to ${to} from ${sender}: ${text}`;
  const lines = text.split('\n').map((line) => `    ${line}`.trimEnd());
  return [`✉ Mail to ${to} from ${sender}: ${message.subject}`, ...lines].join('\n');
}
