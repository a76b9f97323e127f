import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Language } from '../../../../schema/caller.js';

/**
 * V12: goes with every form in which something is written to the organisation, and with every thread. Whom to call is
 * the contact point of the ECD beside it (V18, V19).
 */
export function nonUrgentNotice({ portalName }: Pick<OrganisationPolicy, 'portalName'>, language: Language): string {
  return TEXTS[language](portalName);
}

const TEXTS: Record<Language, (portal: string) => string> = {
  nl: (portal) =>
    `${portal} is niet bedoeld voor spoed en vervangt het persoonlijke contact niet. Heeft uw vraag haast, bel dan uw ` +
    'aanspreekpunt: de EVV of het team. Bel bij levensgevaar 112.',
  en: (portal) =>
    `${portal} is not for urgent matters and does not replace personal contact. If your question cannot wait, call ` +
    'your contact point: the primary nurse or the team. Call 112 in an emergency.',
};
