/** Who is told by mail that there is news in the portal: only who chose so, and at most once a day by an organisation. */
import type { SessionFacts } from '../../../../schema/caller.js';
import type { EndOfCare } from '../clients/client.js';

/** How often somebody wants to be told. */
export const NEWS_MAILS = ['NEVER', 'DAILY'] as const;
export type NewsMail = (typeof NEWS_MAILS)[number];

/** Somebody's turn to be told, or not, in the name of one organisation. */
export interface Turn {
  account: string;
  organisation: string;
}

/** A turn that one copy of the program has taken. */
export interface TakenTurn extends Turn {
  /** Until then nobody else takes it; marks of a turn that was taken over are without effect. */
  takenUntil: Date;
  /** What came before is no news: they were told, signed in, or chose to be told, whichever was last. */
  since: Date;
}

export interface NewsMails {
  /** False when that was their choice already. */
  choose(account: string, choice: NewsMail, at: Date): Promise<boolean>;
  /** Accounts that want to be told, may still open something there and whose turn it is, longest waiting first. */
  due(
    organisation: string,
    care: { on: readonly EndOfCare[]; lastDay: string },
    now: Date,
    most: number,
  ): Promise<string[]>;
  /** Null when it is not their turn, or another copy has taken it. */
  take(turn: Turn, now: Date, until: Date): Promise<TakenTurn | null>;
  /** Ends the turn; false when it was taken over. @param sentAt when they were told; null: there was nothing to tell. */
  end(turn: TakenTurn, nextAt: Date, sentAt: Date | null): Promise<boolean>;
}

/** Asks the dossier whether anything is new for them since; rejects when that cannot be known now. */
export type AskForNews = (facts: SessionFacts, since: Date) => Promise<boolean>;
