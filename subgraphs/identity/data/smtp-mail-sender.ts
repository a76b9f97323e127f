import type { ConnectionOptions } from 'node:tls';
import { createTransport } from 'nodemailer';
import { DeliveryFailure, type FailureReason } from '../domain/messages/delivery-failure.js';
import type { Mail, MailSender } from '../domain/messages/mail-sender.js';

/** Each a part of the ten seconds that a mail may take. */
const CONNECT_LIMIT_MS = 3_000;
const SILENCE_LIMIT_MS = 5_000;
const WHOLE_LIMIT_MS = 10_000;

/** On this machine there is nobody to listen in. */
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Mail by SMTP, over TLS: from the start (`smtps:`) or by STARTTLS (`smtp:`). A server that offers none gets no mail,
 * unless it is this machine itself.
 * @param url with the user and password, where the server asks for them. @param tls whom to trust, if not the usual.
 */
export function createSmtpMailSender(url: string, tls: Pick<ConnectionOptions, 'ca' | 'servername'> = {}): MailSender {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const isHere = THIS_MACHINE.includes(hostname);
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isHere,
    ignoreTLS: !secure && isHere,
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    tls,
    connectionTimeout: CONNECT_LIMIT_MS,
    greetingTimeout: SILENCE_LIMIT_MS,
    socketTimeout: SILENCE_LIMIT_MS,
    dnsTimeout: CONNECT_LIMIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      try {
        await within(WHOLE_LIMIT_MS, transport.sendMail(compose(mail)));
      } catch (error) {
        throw error instanceof DeliveryFailure ? error : new DeliveryFailure(reasonOf(error as SmtpError));
      }
    },
    close: async () => transport.close(),
  };
}

/** RFC 3834: nobody's automatic reply should answer it. */
function compose({ id, from, replyTo, to, subject, text }: Mail) {
  return {
    messageId: `<${id}@${from.address.split('@')[1]}>`,
    from,
    replyTo,
    // an object, for as text it could be read as more than one address
    to: { name: '', address: to },
    subject,
    text,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

const REASONS: Record<string, FailureReason> = {
  EAUTH: 'SIGN_IN_REFUSED',
  ENOAUTH: 'SIGN_IN_REFUSED',
  ETLS: 'NOT_SECURE',
  EREQUIRETLS: 'NOT_SECURE',
  ETIMEDOUT: 'TIMED_OUT',
  ECONNECTION: 'UNREACHABLE',
  EDNS: 'UNREACHABLE',
  ESOCKET: 'UNREACHABLE',
  ECONNREFUSED: 'UNREACHABLE',
  ECONNRESET: 'UNREACHABLE',
};

/** What the server says stays here: it quotes addresses. */
function reasonOf({ code = '', command = '', responseCode, response = '' }: SmtpError): FailureReason {
  const isAddress = code === 'EENVELOPE' && command.startsWith('RCPT') && (responseCode ?? 0) >= 500;
  // 5.7: the server does not want to, whatever the address (RFC 3463)
  if (isAddress && !/^\d{3}[ -]5\.7\./.test(response)) return 'ADDRESS_REFUSED';
  return REASONS[code] ?? (responseCode === undefined ? 'UNKNOWN' : 'REFUSED');
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeliveryFailure('TIMED_OUT')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
