/** Roles of a contact: Vektis COD472, the RolCodelijst of zib ContactPersoon. */
const CONTACT_ROLES: Readonly<Record<string, string>> = {
  '01': 'eerste contactpersoon',
  '02': 'tweede contactpersoon',
  '03': 'curator',
  '04': 'financieel gemachtigde',
  '05': 'financieel toezichthouder',
  '06': 'leefeenheid',
  '07': 'hulpverlener',
  '09': 'anders',
  '11': 'voogd',
  '14': 'bewindvoerder',
  '15': 'mentor',
  '19': 'buur',
  '20': 'vriend(in) of kennis',
  '21': 'cliëntondersteuner',
  '23': 'contactpersoon',
  '24': 'wettelijk vertegenwoordiger',
};

export interface ContactRole {
  code: string | null;
  /** In Dutch, as the code list is; null for a code that is not on it. */
  name: string | null;
}

/** Codes are two digits; STU3 data writes "1" for "01". */
export function contactRole(written: string | null): ContactRole {
  if (written === null) return { code: null, name: null };
  const code = written.trim().padStart(2, '0');
  return { code, name: CONTACT_ROLES[code] ?? null };
}
