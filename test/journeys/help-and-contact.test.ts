/** Whom to turn to: the care team for what the dossier says, the telephone in a hurry, the manual for the portal. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

interface ContactPoint {
  name: string;
  role: string;
  telephone: string | null;
}
interface Form {
  notice: { text: string; contactPoint: ContactPoint | null };
}

const CONTACT_POINT = 'contactPoint { name role telephone }';
const FORM = `{ notice { text ${CONTACT_POINT} } }`;

describe('help and contact', () => {
  let system: System;
  let joost: Visitor;
  let henk: Visitor;

  const client = async <T>(visitor: Visitor, role: 'CLIENT' | 'REPRESENTATIVE', fields: string): Promise<T> => {
    const answer = await visitor.get<{ client: T }>(`query($id: ID!) { client(id: $id) { ${fields} } }`, {
      id: await visitor.clientAs(role),
    });
    return answer.client;
  };

  beforeAll(async () => {
    system = await startSystem();
    joost = await new Visitor(system, 'joost').enter();
    henk = await new Visitor(system, 'henk').enter();
  });
  afterAll(() => system.stop());

  it('names for questions on the content whom to ask, with a telephone number (V18, V19)', async () => {
    for (const [visitor, role] of [
      [joost, 'REPRESENTATIVE'],
      [henk, 'CLIENT'],
    ] as const) {
      const { contactPoint } = await client<{ contactPoint: ContactPoint }>(visitor, role, CONTACT_POINT);
      expect(['PRIMARY_NURSE', 'TEAM']).toContain(contactPoint.role);
      expect(contactPoint.name).not.toBe('');
      expect(contactPoint.telephone).toMatch(/^[\d ]{10,}$/);
    }
  });

  it('says with every form that it is not for urgent matters, and whom to call then (V12)', async () => {
    const { messageForm, objectionForm, contactPoint } = await client<{
      messageForm: Form;
      objectionForm: Form;
      contactPoint: ContactPoint;
    }>(joost, 'REPRESENTATIVE', `messageForm ${FORM} objectionForm ${FORM} ${CONTACT_POINT}`);
    for (const { notice } of [messageForm, objectionForm]) {
      expect(notice.text).toMatch(/spoed|urgent/);
      expect(notice.text).toContain('112');
      expect(notice.contactPoint).toEqual(contactPoint);
    }
  });

  it('says so too where there are no messages, with the form for an objection (V12, V33)', async () => {
    const { objectionForm } = await client<{ objectionForm: Form }>(henk, 'CLIENT', `objectionForm ${FORM}`);
    expect(objectionForm.notice.text).toContain('PUUR. Van jou');
    expect(objectionForm.notice.contactPoint?.telephone).toMatch(/^[\d ]{10,}$/);
  });

  it('tells the manual first and then the support desk, also to who cannot sign in (V20)', async () => {
    const ask = system.from('198.51.100.250');
    for (const id of ['vivium', 'rozelaar']) {
      const { data } = await ask<{ organisation: { help: Record<string, string> } }>(
        'query($id: ID!) { organisation(id: $id) { help { manual email telephone } } }',
        { id },
      );
      const help = data?.organisation.help ?? {};
      expect(Object.keys(help)).toEqual(['manual', 'email', 'telephone']);
      expect(help['manual']).toMatch(/^https:\/\//);
      expect(help['email']).toMatch(new RegExp(`@${id}\\.example$`));
    }
  });
});
