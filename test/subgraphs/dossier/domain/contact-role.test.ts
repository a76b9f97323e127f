import { describe, expect, it } from '@jest/globals';
import { contactRole } from '../../../../subgraphs/dossier/domain/contact-role.js';

describe('the role of a contact', () => {
  it('is the same with and without a leading zero', () => {
    expect(contactRole('1')).toEqual({ code: '01', name: 'eerste contactpersoon' });
    expect(contactRole('01')).toEqual(contactRole('1'));
    expect(contactRole(' 3 ')).toEqual({ code: '03', name: 'curator' });
    expect(contactRole('24')).toEqual({ code: '24', name: 'wettelijk vertegenwoordiger' });
  });

  it('keeps a code that is not on the list, without a name', () => {
    expect(contactRole('99')).toEqual({ code: '99', name: null });
    expect(contactRole(null)).toEqual({ code: null, name: null });
  });
});
