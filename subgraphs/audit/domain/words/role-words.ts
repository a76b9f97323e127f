import type { Language, Role, StaffRole } from '../../../../schema/caller.js';

const ROLE_WORDS: Record<Role | StaffRole, Record<Language, string>> = {
  CLIENT: { nl: 'cliënt', en: 'client' },
  REPRESENTATIVE: { nl: 'vertegenwoordiger', en: 'representative' },
  CONTACT: { nl: 'contactpersoon', en: 'contact' },
  ADMINISTRATOR: { nl: 'cliëntadministratie', en: 'client administration' },
  MEDIATOR: { nl: 'zorgbemiddelaar', en: 'care mediator' },
  AUDITOR: { nl: 'logbeheerder', en: 'log manager' },
  REPORTER: { nl: 'rapporteur', en: 'reporter' },
};

export function roleWord(role: Role | StaffRole, language: Language): string {
  return ROLE_WORDS[role][language];
}
