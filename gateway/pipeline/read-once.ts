/** As many different values as front ends and browsers send of one header, and some. */
const MOST_KNOWN = 100;

/** Gives what a header means. Front ends send the same few, so each is read once. */
export function readOnce<T>(read: (header: string) => T): (header: string) => T {
  const known = new Map<string, T>();
  return (header) => {
    const found = known.get(header);
    if (found !== undefined) return found;
    const meaning = read(header);
    if (known.size < MOST_KNOWN) known.set(header, meaning);
    return meaning;
  };
}
