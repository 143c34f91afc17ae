/**
 * What makes the command start in a third of the time: it goes into one file, without what it does not use, of which what V8 compiled
 * is kept; and the interpreters, which take long to write, are written beside it. Names stay, so that a stack trace in a report can be
 * read.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { writeModule } from '../dist/core/machine/interpreter-module.js';
import { loadBoards, loadedArches } from '../dist/replay/boards/registry.js';

const require = createRequire(import.meta.url);

/** For Node rxjs offers CommonJS, all of which is run at each start. */
const rxjsModules = {
  name: 'rxjs-modules',
  setup(plugin) {
    const path = join(dirname(require.resolve('rxjs/package.json')), 'dist/esm/index.js');
    plugin.onResolve({ filter: /^rxjs$/ }, () => ({ path, sideEffects: false }));
  },
};

const folder = 'dist/replay/cli';
const options = {
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  plugins: [rxjsModules],
  // It finds its own files beside itself.
  external: ['piscina'],
};

/** Not a module, as what V8 compiled can be kept of scripts alone. */
await build({
  ...options,
  entryPoints: [`${folder}/main.js`],
  outfile: `${folder}/command.cjs`,
  format: 'cjs',
  // A script whose compiled form was kept can't import.
  supported: { 'dynamic-import': false },
  // It looks for files beside itself.
  define: { 'import.meta.url': 'bundledUrl', 'import.meta.dirname': '__dirname' },
  banner: { js: "const bundledUrl = require('node:url').pathToFileURL(require('node:path').join(__dirname, 'main.js')).href;" },
});

writeFileSync(
  `${folder}/last-write-worker.js`,
  "import command from '../../../replay/command/command.js';\n\ncommand.runCommand();\n",
);

/** Threads of a pool start anew. */
await build({
  ...options,
  entryPoints: [`${folder}/test-worker.js`],
  outdir: folder,
  allowOverwrite: true,
  format: 'esm',
});

await loadBoards();
for (const arch of loadedArches())
  for (const kind of ['plain', 'watching']) writeFileSync(join(folder, `${arch.name}-${kind}.wasm`), writeModule(arch, kind));

rmSync(`${folder}/command.cjs.compiled`, { force: true });
// Whatever comes of the run: a change after which the recording differs must build, so that one can look where.
spawnSync(process.execPath, ['.config/compile.mjs'], { stdio: 'ignore' });
