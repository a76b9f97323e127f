/** A folder as a place for checkpoints: on another machine's disk, and not this program's to overwrite. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OtherContent, type Place } from '../../domain/places.js';

/** Of a file that is not whole yet; no path that is listed starts so. */
const UNFINISHED = '.';

export class FolderPlace implements Place {
  readonly name: string;

  constructor(private readonly folder: string) {
    this.name = `folder ${folder}`;
  }

  /** Whole or not at all: written beside, and then given its name, which fails when that is taken. */
  async put(path: string, content: Buffer): Promise<void> {
    const file = join(this.folder, path);
    const made = await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const unfinished = join(dirname(file), `${UNFINISHED}${randomUUID()}`);
    try {
      await writeDurably(unfinished, content);
      await link(unfinished, file).catch((error: unknown) => this.sameThere(error, path, content));
    } finally {
      await rm(unfinished, { force: true });
    }
    await syncFolders(dirname(file), made === undefined ? dirname(file) : dirname(made));
  }

  async read(path: string): Promise<Buffer | null> {
    return readFile(join(this.folder, path)).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
  }

  /** Folders that lie before the path as a whole are not looked into. */
  async list(prefix: string, after = ''): Promise<string[]> {
    const entries = await readdir(join(this.folder, prefix), { withFileTypes: true }).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });
    const found = entries
      .filter(({ name }) => !name.startsWith(UNFINISHED))
      .map((entry) => ({ path: `${prefix}${entry.name}`, isFolder: entry.isDirectory() }));
    const paths = found.filter(({ path, isFolder }) => !isFolder && path > after).map(({ path }) => path);
    for (const { path } of found.filter(({ isFolder }) => isFolder)) {
      if (`${path}/` >= after.slice(0, path.length + 1)) paths.push(...(await this.list(`${path}/`, after)));
    }
    return paths.sort();
  }

  private async sameThere(error: unknown, path: string, content: Buffer): Promise<void> {
    if (codeOf(error) !== 'EEXIST') throw error;
    const there = await this.read(path);
    if (there?.equals(content) !== true) throw new OtherContent(this.name, path);
  }
}

async function writeDurably(file: string, content: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o400);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The name of a file is in its folder, which has to reach the disk too; and so on, where folders are new. */
async function syncFolders(folder: string, last: string): Promise<void> {
  await syncFolder(folder);
  if (folder !== last) await syncFolders(dirname(folder), last);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}
