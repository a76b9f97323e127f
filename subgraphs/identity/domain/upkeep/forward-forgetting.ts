/** Names that the audit log has yet to forget (R18): kept until it says that it has. */
export interface Forgettings {
  add(account: string, since: Date): Promise<void>;
  waiting(most: number): Promise<string[]>;
  done(account: string): Promise<void>;
}

/** Makes the audit log forget the name behind an account; rejects when it could not be told. */
export type ForgetPerson = (account: string) => Promise<void>;

const AT_ONCE = 500;

/** The records stay, with a pseudonym; the name goes. Whoever could not be told now is told the next time. */
export async function forwardForgetting(needs: {
  forgettings: Forgettings;
  forgetPerson: ForgetPerson;
}): Promise<void> {
  for (const account of await needs.forgettings.waiting(AT_ONCE)) {
    await needs.forgetPerson(account);
    await needs.forgettings.done(account);
  }
}
