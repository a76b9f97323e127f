export interface Mail {
  /** Of the message in the queue: a mail that is sent again is recognised as the same. */
  id: string;
  from: { name: string; address: string };
  replyTo: string;
  to: string;
  subject: string;
  text: string;
}

/** Hands a mail over; rejects with a DeliveryFailure when it could not be, within ten seconds. */
export interface MailSender {
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}
