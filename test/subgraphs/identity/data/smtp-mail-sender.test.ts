import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSmtpMailSender } from '../../../../subgraphs/identity/data/smtp-mail-sender.js';
import { SELF_SIGNED } from '../../../gateway/self-signed.js';
import { openSmtpEndpoint, type SmtpEndpoint } from '../support/smtp-endpoint.js';

const MAIL = {
  id: '3f0b8c9e-5a51-4a8e-9a0e-1f0d6f6f7c11',
  from: { name: 'Mijn Cliëntportaal', address: 'portaal@rozelaar.example' },
  replyTo: 'clientadministratie@rozelaar.example',
  to: 'lezer@voorbeeld.example',
  subject: 'Uw account voor Mijn Cliëntportaal',
  text: 'Goedendag,\n\nEr staat een account voor u klaar. Één klik volstaat.\n',
};
/** Also this machine, and for the sender another one. */
const ELSEWHERE = '127.0.0.2';
const TLS = { key: SELF_SIGNED.key, cert: SELF_SIGNED.certificate };
const PLAIN = { disabledCommands: ['STARTTLS'] };

let smtp: SmtpEndpoint;
afterEach(() => smtp.close());

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

describe('a mail by SMTP', () => {
  it('arrives as it was written, in the name of the portal, and asks for no automatic reply', async () => {
    smtp = await openSmtpEndpoint(PLAIN);
    await createSmtpMailSender(`smtp://127.0.0.1:${smtp.port}`).send(MAIL);
    const [{ mail, from, to } = { mail: null, from: '', to: [] }] = smtp.received;
    expect({ from, to }).toEqual({ from: MAIL.from.address, to: [MAIL.to] });
    expect(mail).toMatchObject({ subject: MAIL.subject, from: MAIL.from, replyTo: [{ address: MAIL.replyTo }] });
    expect(mail?.text?.trimEnd()).toBe(MAIL.text.trimEnd());
    expect(mail?.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
  });

  it('has the same Message-ID each time that it is sent', async () => {
    smtp = await openSmtpEndpoint(PLAIN);
    const sender = createSmtpMailSender(`smtp://127.0.0.1:${smtp.port}`);
    await sender.send(MAIL);
    await sender.send(MAIL);
    expect(smtp.received.map(({ mail }) => mail.messageId)).toEqual(
      Array.from({ length: 2 }, () => `<${MAIL.id}@rozelaar.example>`),
    );
  });

  it('goes to one address only, whatever that holds', async () => {
    smtp = await openSmtpEndpoint(PLAIN);
    const to = 'een@voorbeeld.example, twee@voorbeeld.example';
    await createSmtpMailSender(`smtp://127.0.0.1:${smtp.port}`)
      .send({ ...MAIL, to })
      .catch(() => undefined);
    expect(smtp.received.flatMap((received) => received.to)).not.toContain('twee@voorbeeld.example');
  });

  it('is not sent to another machine that offers no TLS', async () => {
    smtp = await openSmtpEndpoint(PLAIN, ELSEWHERE);
    await expect(createSmtpMailSender(`smtp://${ELSEWHERE}:${smtp.port}`).send(MAIL)).rejects.toThrow('NOT_SECURE');
    expect(smtp.received).toEqual([]);
  });

  it('is not sent to a machine whose certificate nobody trusts', async () => {
    smtp = await openSmtpEndpoint(TLS, ELSEWHERE);
    await expect(createSmtpMailSender(`smtp://${ELSEWHERE}:${smtp.port}`).send(MAIL)).rejects.toThrow(
      /NOT_SECURE|UNREACHABLE/,
    );
    expect(smtp.received).toEqual([]);
  });

  it.each([
    ['smtps', { ...TLS, secure: true }],
    ['smtp', TLS],
  ])('goes by TLS, and with user and password, to %s://', async (protocol, options) => {
    smtp = await openSmtpEndpoint(options, protocol === 'smtps' ? '127.0.0.1' : ELSEWHERE);
    const host = protocol === 'smtps' ? 'localhost' : ELSEWHERE;
    const sender = createSmtpMailSender(`${protocol}://inzage%40huis:geheim@${host}:${smtp.port}`, {
      ca: SELF_SIGNED.certificate,
      servername: 'localhost',
    });
    await sender.send(MAIL);
    expect(smtp.received).toMatchObject([{ secure: true, user: 'inzage@huis' }]);
  });

  it.each([
    ['an address that does not exist', 550, '5.1.1 <lezer@voorbeeld.example> no such user', 'ADDRESS_REFUSED'],
    ['a server that does not relay', 550, '5.7.1 relaying denied', 'REFUSED'],
    ['a full mailbox', 452, '4.2.2 mailbox full', 'REFUSED'],
  ])('tells of %s in a code, without the address', async (_what, code, message, reason) => {
    smtp = await openSmtpEndpoint({ ...PLAIN, onRcptTo: (_address, _session, done) => done(refusal(code, message)) });
    const failure = await createSmtpMailSender(`smtp://127.0.0.1:${smtp.port}`)
      .send(MAIL)
      .catch((error: unknown) => error as Error & { cause?: unknown });
    expect(failure).toMatchObject({ reason, message: reason });
    expect(failure?.cause).toBeUndefined();
  });

  it('fails when the password is wrong', async () => {
    smtp = await openSmtpEndpoint({ ...TLS, secure: true });
    const sender = createSmtpMailSender(`smtps://inzage:fout@localhost:${smtp.port}`, { ca: SELF_SIGNED.certificate });
    await expect(sender.send(MAIL)).rejects.toThrow('SIGN_IN_REFUSED');
  });

  it('fails when nobody listens', async () => {
    smtp = await openSmtpEndpoint(PLAIN);
    const { port } = smtp;
    await smtp.close();
    await expect(createSmtpMailSender(`smtp://127.0.0.1:${port}`).send(MAIL)).rejects.toThrow('UNREACHABLE');
    smtp = await openSmtpEndpoint(PLAIN);
  });

  it('fails, within ten seconds, when the server is silent or says one letter a second', async () => {
    smtp = await openSmtpEndpoint(PLAIN);
    const sockets: Socket[] = [];
    const servers = await Promise.all(
      ['', '2'].map(async (letter) => {
        const server = createServer((socket) => {
          sockets.push(socket);
          socket.on('error', () => undefined);
          if (letter !== '') setInterval(() => socket.writable && socket.write(letter), 1_000).unref();
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        return server;
      }),
    );
    const since = Date.now();
    const results = await Promise.allSettled(
      servers.map((server) =>
        createSmtpMailSender(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`).send(MAIL),
      ),
    );
    expect(results.map((result) => result.status === 'rejected' && String(result.reason))).toEqual([
      'Error: TIMED_OUT',
      'Error: TIMED_OUT',
    ]);
    expect(Date.now() - since).toBeLessThan(11_000);
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  });
});
