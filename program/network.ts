import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** Of the eight groups of an IPv6 address those that are given out; the rest is the subscriber's own. */
const GIVEN_OUT = 4;

/** For whom tries from an address are counted: with IPv6 the whole /64, or each try could come from another address. */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%'); // without the zone
  if (!isIPv6(plain)) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  const [before = [], after = []] = plain.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: GROUPS - before.length - after.length }, () => '0');
  const groups = [...before, ...zeros, ...after].slice(0, GIVEN_OUT);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
