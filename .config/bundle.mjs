/**
 * What makes the command start in a third of the time: it goes into one file, in the place of the one that tsc wrote, without what
 * it does not use; and the interpreters, which take long to write, are written beside it. Names stay, so that a stack trace in a
 * report can be read.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { writeModule } from '../dist/core/machine/interpreter-module.js';
import { loadBoards, loadedArches } from '../dist/replay/boards/registry.js';

const require = createRequire(import.meta.url);
const file = 'dist/replay/cli/main.js';
/** Threads start anew. */
const workers = ['test-worker', 'last-write-worker'].map((name) => `dist/replay/cli/${name}.js`);

/** For Node rxjs offers CommonJS, all of which is run at each start. */
const rxjsModules = {
  name: 'rxjs-modules',
  setup(plugin) {
    const path = join(dirname(require.resolve('rxjs/package.json')), 'dist/esm/index.js');
    plugin.onResolve({ filter: /^rxjs$/ }, () => ({ path, sideEffects: false }));
  },
};

/** Beside the command, as that and what it calls look for files beside themselves. */
const PART = 'part-';
for (const name of readdirSync(dirname(file))) if (name.startsWith(PART)) rmSync(join(dirname(file), name));

await build({
  entryPoints: [file, ...workers],
  outdir: dirname(file),
  allowOverwrite: true,
  bundle: true,
  // What a command alone needs is in a file of its own.
  splitting: true,
  chunkNames: `${PART}[hash]`,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  plugins: [rxjsModules],
  // It finds its own files beside itself.
  external: ['piscina'],
  // commander is CommonJS and asks for Node's modules.
  banner: {
    js: "import { createRequire as bundledRequire } from 'node:module';\nconst require = bundledRequire(import.meta.url);",
  },
});

await loadBoards();
for (const arch of loadedArches()) writeFileSync(join(dirname(file), `${arch.name}.wasm`), writeModule(arch, false));
