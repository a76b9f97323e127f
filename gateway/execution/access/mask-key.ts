/** What decides, before anything is fetched, which fields are closed to a caller: callers of one key share compiled operations. */
import { isValid } from '../../../schema/access-decision.js';
import type { CallerRelation, SessionFacts } from '../../../schema/caller.js';

interface Known {
  key: string;
  /** Between these moments no relation of these facts begins or ends. */
  from: number;
  until: number;
}

/** Facts are one object for as long as the gateway keeps them. */
const keys = new WeakMap<SessionFacts, Known>();

/**
 * Two callers of the same key are refused the same fields, for the same reasons, whatever the objects. It holds roles,
 * shared sections and pending steps of relations that are valid now, and nobody's id.
 */
export function maskKey(facts: SessionFacts | null, now: Date): string {
  if (facts === null) return 'nobody';
  const time = now.getTime();
  const known = keys.get(facts);
  if (known !== undefined && known.from <= time && time < known.until) return known.key;
  const found = { key: keyOf(facts, now), from: time, until: nextChange(facts.relations, time) };
  keys.set(facts, found);
  return found.key;
}

function keyOf({ authentication, staff, relations }: SessionFacts, now: Date): string {
  const tool = authentication === 'SIGNED_ASSERTION' ? 'tool' : 'person';
  const roles = [...new Set(staff.map(({ role }) => role))].sort();
  const access = relations.filter((relation) => isValid(relation, now)).map(accessOf);
  // of several reasons the last one is told: of equal relations the last one counts
  const distinct = access.filter((each, index) => access.lastIndexOf(each) === index);
  return [tool, roles.join(' '), ...distinct].join('|');
}

function accessOf({ role, sections, pending }: CallerRelation): string {
  return [role, pending[0] ?? '', ...[...sections].sort()].join(' ');
}

function nextChange(relations: readonly CallerRelation[], now: number): number {
  const moments = relations.flatMap(({ validFrom, validUntil }) => [
    validFrom,
    ...(validUntil === null ? [] : [validUntil]),
  ]);
  return Math.min(...moments.map((moment) => Date.parse(moment)).filter((moment) => moment > now), Infinity);
}
