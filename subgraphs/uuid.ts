/** Anything else was never an id of ours; PostgreSQL would refuse to compare it. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Before all others, to begin a list by id. */
export const LOWEST_UUID = '00000000-0000-0000-0000-000000000000';
