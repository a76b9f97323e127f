/** How large an operation is when its fragments are written out. */
export interface QuerySize {
  depth: number;
  aliases: number;
  directives: number;
  /** A field costs one, and what is below it as often as its page is long. */
  cost: number;
  largestPage: number;
  smallestPage: number;
  /** Fields at this level, repeated ones counted again. */
  fields: number;
  names: ReadonlySet<string>;
}

export const NOTHING: QuerySize = {
  depth: 0,
  aliases: 0,
  directives: 0,
  cost: 0,
  largestPage: 0,
  smallestPage: Infinity,
  fields: 0,
  names: new Set(),
};

/** Two selections side by side. */
export function together(one: QuerySize, other: QuerySize): QuerySize {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
    cost: one.cost + other.cost,
    largestPage: Math.max(one.largestPage, other.largestPage),
    smallestPage: Math.min(one.smallestPage, other.smallestPage),
    fields: one.fields + other.fields,
    names: new Set([...one.names, ...other.names]),
  };
}

export function withDirectives(size: QuerySize, directives: number): QuerySize {
  return { ...size, directives: size.directives + directives };
}
