/**
 * Attempts at a password, counted before the password is looked at, by the e-mail address given: an unknown account
 * answers as a known one. From the fifth failure on one has to wait, 1 to 15 minutes, doubling.
 */
import { networkOf } from '../../../../program/network.js';
import type { Limits } from '../limits.js';

const FIRST_WAIT_AT = 5;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** @throws DomainError TOO_MANY_ATTEMPTS, UNAVAILABLE. */
export async function admitAttempt(limits: Limits, email: string, address: string): Promise<void> {
  await limits.checkWait('passwordsPerAccount', email);
  await limits.take('passwordsPerAddress', networkOf(address));
  const attempt = await limits.take('passwordsPerAccount', email);
  // begun before the comparison: of simultaneous attempts no more than one gets past this number
  if (attempt >= FIRST_WAIT_AT) await limits.beginWait('passwordsPerAccount', email, waitAfter(attempt));
}

/** The password was right: the attempts so far are forgotten. */
export async function forgetAttempts(limits: Limits, email: string, address: string): Promise<void> {
  await limits.forget('passwordsPerAccount', email);
  await limits.giveBack('passwordsPerAddress', networkOf(address));
}

function waitAfter(attempt: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (attempt - FIRST_WAIT_AT), LONGEST_WAIT_MS);
}
