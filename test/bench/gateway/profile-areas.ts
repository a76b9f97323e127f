/** The time in a profile, by area of the code: a room of ours, a package, or a part of Node. */

interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
}

/** As V8 writes it. */
export interface CpuProfile {
  nodes: ProfileNode[];
  samples: number[];
  timeDeltas: number[];
}

export interface Area {
  name: string;
  /** Of the time that the program worked. */
  share: number;
  /** The longest first. */
  functions: { name: string; share: number }[];
}

/** Below this an area is not named. */
const LEAST_SHARE = 0.004;
const IDLE = '(idle)';
/** Of the profile itself. */
const INSPECTOR = 'node:inspector';
const ROOT = 'the engine';

export function areasOf(profile: CpuProfile): Area[] {
  const times = selfTimes(profile);
  const areas = areaByNode(profile);
  const working = profile.nodes.filter(
    ({ callFrame: { functionName, url } }) => functionName !== IDLE && url !== INSPECTOR,
  );
  const total = working.reduce((sum, { id }) => sum + (times.get(id) ?? 0), 0);
  const found = new Map<string, Map<string, number>>();
  for (const { id, callFrame } of working) {
    const area = areas.get(id) ?? ROOT;
    const functions = found.get(area) ?? new Map<string, number>();
    const name = nameOf(callFrame);
    functions.set(name, (functions.get(name) ?? 0) + (times.get(id) ?? 0) / total);
    found.set(area, functions);
  }
  return [...found]
    .map(([name, functions]) => areaOf(name, functions))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((one, other) => other.share - one.share);
}

function areaOf(name: string, functions: ReadonlyMap<string, number>): Area {
  const sorted = [...functions].map(([each, share]) => ({ name: each, share }));
  sorted.sort((one, other) => other.share - one.share);
  return { name, share: sorted.reduce((sum, { share }) => sum + share, 0), functions: sorted };
}

function selfTimes({ samples, timeDeltas }: CpuProfile): Map<number, number> {
  const times = new Map<number, number>();
  samples.forEach((id, index) => times.set(id, (times.get(id) ?? 0) + (timeDeltas[index] ?? 0)));
  return times;
}

/** What has no place of its own in the code is part of what called it. */
function areaByNode({ nodes }: CpuProfile): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const areas = new Map<number, string>();
  const visit = (node: ProfileNode, above: string): void => {
    const { functionName, url } = node.callFrame;
    const area = functionName === '(garbage collector)' ? 'garbage collection' : url === '' ? above : roomOf(url);
    areas.set(node.id, area);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) visit(child, area);
    }
  };
  const [root] = nodes;
  if (root !== undefined) visit(root, ROOT);
  return areas;
}

function roomOf(url: string): string {
  if (url.startsWith('node:')) return `node: ${/^node:(?:internal\/)?_?([a-z]+)/.exec(url)?.[1] ?? ''}`;
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (library !== undefined) return library;
  return /\/dist\/(.*)\//.exec(url)?.[1] ?? url;
}

function nameOf({ functionName, url, lineNumber }: ProfileNode['callFrame']): string {
  const file = url.slice(url.lastIndexOf('/') + 1);
  return functionName === '' ? `${file}:${lineNumber + 1}` : functionName;
}
