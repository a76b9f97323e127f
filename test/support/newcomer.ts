/** Somebody whom the made-up world does not know yet, on a running system; each from another address. */
import * as demo from '../../demo/newcomer.js';
import { lastMailTo, type ReceivedMail } from './mail.js';
import type { System } from './system.js';

let addresses = 100;

export class Newcomer extends demo.Newcomer {
  constructor(
    private readonly system: System,
    details: demo.NewcomerDetails,
  ) {
    addresses += 1;
    super(details, { ask: system.from(`198.51.100.${addresses}`), messages: system.messages });
  }

  /** The last mail to this person; waits for it. @param about what it has to hold. */
  mail(about?: string | RegExp): Promise<ReceivedMail> {
    return lastMailTo(this.system, this.person.email, about);
  }
}
