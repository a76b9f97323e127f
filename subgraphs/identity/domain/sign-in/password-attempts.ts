/**
 * Attempts at a password, counted before the password is looked at, by the e-mail address given: an unknown account
 * answers as a known one. From the fifth failure on one has to wait, 1 to 15 minutes, doubling; after thirty in twelve
 * hours only a recovery helps.
 */
import { networkOf } from '../../../../program/network.js';
import type { LimitName, Limits } from '../limits.js';

const FIRST_WAIT_AT = 5;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Whose attempts: those of a device that signed in to the account before are its own. */
export interface Attempter {
  email: string;
  device?: string | null;
  address: string;
}

/** @throws DomainError TOO_MANY_ATTEMPTS, UNAVAILABLE. */
export async function admitAttempt(limits: Limits, attempter: Attempter): Promise<void> {
  const budget = budgetOf(attempter);
  await limits.checkWait(...budget);
  if (isStranger(attempter)) await limits.take('passwordsPerAddress', networkOf(attempter.address));
  const attempt = await limits.take(...budget);
  // begun before the comparison: of simultaneous attempts no more than one gets past this number
  if (attempt >= FIRST_WAIT_AT) await limits.beginWait(...budget, waitAfter(attempt));
}

/** The password was right: the attempts so far are forgotten. */
export async function forgetAttempts(limits: Limits, attempter: Attempter): Promise<void> {
  await limits.forget(...budgetOf(attempter));
  if (isStranger(attempter)) await limits.giveBack('passwordsPerAddress', networkOf(attempter.address));
}

/** Who shares a network with somebody who tries passwords is not locked out with them: a known device has its own, lower budget. */
function isStranger({ device = null }: Attempter): boolean {
  return device === null;
}

function budgetOf({ email, device = null }: Attempter): [LimitName, string] {
  return device === null ? ['passwordsPerAccount', email] : ['passwordsPerDevice', device];
}

function waitAfter(attempt: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (attempt - FIRST_WAIT_AT), LONGEST_WAIT_MS);
}
