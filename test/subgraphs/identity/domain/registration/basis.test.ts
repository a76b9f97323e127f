import { describe, expect, it } from '@jest/globals';
import { loadOrganisations, type OrganisationPolicy } from '../../../../../organisations/policy.js';
import type { Role } from '../../../../../schema/caller.js';
import { ASKED_BASES, FAMILY_BASES, REPRESENTATIVE_BASES } from '../../../../../schema/legal-basis.js';
import { checkBasis } from '../../../../../subgraphs/identity/domain/registration/basis.js';

const organisations = loadOrganisations('organisations');
const vivium = organisations.get('vivium') as OrganisationPolicy;
const rozelaar = organisations.get('rozelaar') as OrganisationPolicy;

describe('the basis of access', () => {
  it.each(['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as Role[])(
    'is never administration of finances, which is no authority over care (R5): %s',
    (role) => {
      expect(() => checkBasis({ role, legalBasis: 'FINANCIAL_ADMINISTRATION' }, rozelaar)).toThrow('FINANCES_ONLY');
    },
  );

  it.each(REPRESENTATIVE_BASES)('of a representative can be %s where the organisation says so (R5)', (legalBasis) => {
    expect(checkBasis({ role: 'REPRESENTATIVE', legalBasis }, rozelaar)).toBe(legalBasis);
  });

  it.each(FAMILY_BASES)('is not %s where family alone represents nobody (V24)', (legalBasis) => {
    expect(() => checkBasis({ role: 'REPRESENTATIVE', legalBasis }, vivium)).toThrow('BASIS_NOT_ACCEPTED');
  });

  it('of a client is the client, of a contact the designation (V21, V22)', () => {
    expect(checkBasis({ role: 'CLIENT', legalBasis: 'SELF' }, vivium)).toBe('SELF');
    expect(checkBasis({ role: 'CONTACT', legalBasis: 'DESIGNATION' }, vivium)).toBe('DESIGNATION');
  });

  it('is that of the role and no other (R6)', () => {
    const fitting = { CLIENT: ['SELF'], REPRESENTATIVE: REPRESENTATIVE_BASES, CONTACT: ['DESIGNATION'] };
    for (const role of ['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const) {
      const fits: readonly string[] = fitting[role];
      const others = ASKED_BASES.filter((basis) => !fits.includes(basis) && basis !== 'FINANCIAL_ADMINISTRATION');
      for (const legalBasis of others) expect(() => checkBasis({ role, legalBasis }, rozelaar)).toThrow('BAD_INPUT');
    }
  });
});
