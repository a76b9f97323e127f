/** Bundles the explorer: GraphiQL and its workers, so that a development gateway serves it without any CDN. */
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const PAGE = join('gateway', 'explorer', 'page');
const BUILT = join('dist', 'gateway', 'explorer');
const COPIED = ['index.html', 'icon.svg'];

// the editor is what GraphiQL depends on, so it is looked up from there
const { resolve } = createRequire(createRequire(import.meta.url).resolve('graphiql'));

await mkdir(BUILT, { recursive: true });
await build({
  entryPoints: {
    explorer: join(PAGE, 'explorer.jsx'),
    'editor.worker': resolve('monaco-editor/esm/vs/editor/editor.worker.js'),
    'json.worker': resolve('monaco-editor/esm/vs/language/json/json.worker.js'),
    'graphql.worker': resolve('monaco-graphql/esm/graphql.worker.js'),
  },
  outdir: BUILT,
  bundle: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  minify: true,
  legalComments: 'linked',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
  publicPath: '/explorer',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
});
await Promise.all(COPIED.map((name) => copyFile(join(PAGE, name), join(BUILT, name))));
