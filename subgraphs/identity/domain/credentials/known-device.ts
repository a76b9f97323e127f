/**
 * A device on which somebody signed in before. It has its own budget of wrong passwords, so that a stranger who tries
 * passwords at an address does not lock its holder out. It is no trusted device: every sign-in takes its second step (V27).
 */
import { createHash, randomBytes } from 'node:crypto';

const DAY_MS = 24 * 3_600_000;
const LIFETIME_MS = 180 * DAY_MS;
/** Of one account; the oldest is forgotten first. */
const MOST = 20;
const TOKEN_BYTES = 32;
/** Longer than any token of ours. */
const LONGEST_TOKEN = 100;

export interface KnownDevice {
  hash: Buffer;
  account: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface KnownDevices {
  /** @param most so many of the account are kept, the newest. */
  add(device: KnownDevice, most: number): Promise<void>;
  /** The account that signed in on it, or null. */
  holderOf(hash: Buffer, now: Date): Promise<string | null>;
  forgetAll(account: string): Promise<void>;
}

/** The token that a device is going to keep: known here by its hash only. */
export function newDeviceToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

export async function rememberDevice(devices: KnownDevices, token: string, account: string, now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  await devices.add({ hash: hashOf(token), account, createdAt: now, expiresAt }, MOST);
}

/** The name under which tries on it are counted, when it is a known device of this account; else null. */
export async function recogniseDevice(
  devices: KnownDevices,
  token: string,
  account: string | null,
  now: Date,
): Promise<string | null> {
  if (token.length > LONGEST_TOKEN) return null;
  const hash = hashOf(token);
  const holder = await devices.holderOf(hash, now);
  return holder !== null && holder === account ? `device ${hash.toString('base64url')}` : null;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
