/** Someone of the made-up world who uses a running system, each from another address. */
import { Guest } from '../../demo/guest.js';
import { DEMO_PEOPLE } from '../../demo/world/people.js';
import { lastMailTo, type ReceivedMail } from './mail.js';
import type { System } from './system.js';

export class Visitor extends Guest {
  /** @param key of the person in the made-up world. */
  constructor(
    private readonly system: System,
    key: string,
  ) {
    const place = DEMO_PEOPLE.findIndex((candidate) => candidate.key === key);
    const person = DEMO_PEOPLE[place];
    if (person === undefined) throw new Error(`the made-up world knows no ${key}`);
    // RFC 5737: addresses for examples
    super(person, { ask: system.from(`198.51.100.${place + 1}`), messages: system.messages });
  }

  /** The last mail to this person; waits for it. @param about what it has to hold. */
  mail(about?: string | RegExp): Promise<ReceivedMail> {
    return lastMailTo(this.system, this.person.email, about);
  }
}
