/** Gives each row of a table its id, the same at every run. */
export type Numbering = (table: string) => number;

export function numberingFrom(first: number): Numbering {
  const given = new Map<string, number>();
  return (table) => {
    const id = given.get(table) ?? first;
    given.set(table, id + 1);
    return id;
  };
}
