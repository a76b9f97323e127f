/**
 * The planner asks the same of all objects at a path: of `{ notes { ... on A { by { team { name } } } ... on B { by { id } } } }`
 * the team of a B's author is given as well. Nobody asked for it, so nothing further is asked about it.
 */
import { shapesIn, type ObjectShape } from '../answer/projection.js';

/** Which of the objects further on a path are to be asked about. */
export type Lane = 'all' | 'none' | Fork;

/** It depends on the type of the object that is met first. */
export interface Fork {
  readonly byType: ReadonlyMap<string, Lane>;
  /** Where it can be of one type only, which it need not say. */
  readonly only: Lane | undefined;
}

/** @param path response names, and `@` for every entry of a list. */
export function laneOf(path: readonly string[], root: ObjectShape): Lane {
  const lane = new Lanes(path.filter((name) => name !== '@')).of(root, 0);
  // of a path that nobody asked for, what is there is required
  return lane === 'none' ? 'all' : lane;
}

class Lanes {
  /** Of interfaces in interfaces there are many ways down. */
  private readonly known: Map<ObjectShape, Lane>[];

  constructor(private readonly names: readonly string[]) {
    this.known = names.map(() => new Map<ObjectShape, Lane>());
  }

  of(shape: ObjectShape, at: number): Lane {
    const known = this.known[at];
    const lane = known?.get(shape) ?? this.compile(shape, at);
    known?.set(shape, lane);
    return lane;
  }

  private compile({ fields }: ObjectShape, at: number): Lane {
    const name = this.names[at];
    if (name === undefined) return 'all';
    const field = fields.find((each) => each.kind === 'value' && each.source === name);
    if (field?.kind !== 'value') return 'none';
    const lanes = shapesIn(field.value).map((shape): [string, Lane] => [shape.type, this.of(shape, at + 1)]);
    const [first] = lanes;
    if (first !== undefined && typeof first[1] === 'string' && lanes.every(([, lane]) => lane === first[1]))
      return first[1];
    return { byType: new Map(lanes), only: lanes.length === 1 ? first?.[1] : undefined };
  }
}
