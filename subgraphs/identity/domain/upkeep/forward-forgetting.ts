/** The programs that keep a person's name beside what they did (audit) or wrote (dossier). */
export const NAME_KEEPERS = ['audit', 'dossier'] as const;
export type NameKeeper = (typeof NAME_KEEPERS)[number];

/** Names that are yet to be forgotten elsewhere (R18): kept until each program says that it has. */
export interface Forgettings {
  /** By all of them. */
  add(account: string, since: Date): Promise<void>;
  waiting(keeper: NameKeeper, most: number): Promise<string[]>;
  done(keeper: NameKeeper, account: string): Promise<void>;
}

/** Makes a program forget the name behind an account; rejects when it could not be told. */
export type ForgetName = (keeper: NameKeeper, account: string) => Promise<void>;

export interface ForgettingNeeds {
  forgettings: Forgettings;
  forgetName: ForgetName;
}

const AT_ONCE = 500;

/** The records stay, with a pseudonym; the name goes. A program that could not be told now is told the next time. */
export function forwardForgetting(keeper: NameKeeper): (needs: ForgettingNeeds) => Promise<void> {
  return async ({ forgettings, forgetName }) => {
    for (const account of await forgettings.waiting(keeper, AT_ONCE)) {
      await forgetName(keeper, account);
      await forgettings.done(keeper, account);
    }
  };
}
