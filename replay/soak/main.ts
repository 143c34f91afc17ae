/**
 * Runs for hours what a landing's checks sample.
 *
 *     npm run soak -- [PIECE ...] [--times N] [--seed N] [--list]
 *
 * Every piece is a command that can be run alone; it is printed before it runs, with its seed. `--times` is how many times what
 * a landing checks (100). Exit 0 when every piece is fine, 1 when one was not, 2 for usage.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { piecesOf } from './pieces.ts';

const ROOT = join(import.meta.dirname, '../..');
const USAGE = `usage: npm run soak -- [PIECE ...] [--times N] [--seed N] [--list]
pieces: ${piecesOf({ times: 1, seed: 0 })
  .map(({ name }) => name)
  .join(' ')}`;

function parse() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { times: { type: 'string', default: '100' }, seed: { type: 'string' }, list: { type: 'boolean', default: false } },
    });
    const [times, seed] = [Number(values.times), Number(values.seed ?? randomInt(2 ** 31))];
    if (!(Number.isSafeInteger(times) && times >= 1 && Number.isSafeInteger(seed) && seed >= 0)) return undefined;
    const pieces = piecesOf({ times, seed });
    if (positionals.some((name) => !pieces.some((piece) => piece.name === name))) return undefined;
    return { isList: values.list, pieces: pieces.filter(({ name }) => positionals.length === 0 || positionals.includes(name)) };
  } catch {
    return undefined;
  }
}

const options = parse();
if (options === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else
  for (const { name, command, environment } of options.pieces) {
    const shown = [...Object.entries(environment).map(([key, value]) => `${key}=${value}`), ...command].join(' ');
    console.log(`${name}: ${shown}`);
    if (options.isList) continue;
    const start = performance.now();
    const [program, ...parameters] = command;
    const { status } = spawnSync(program!, parameters, {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    console.log(`${status === 0 ? 'ok     ' : 'FAILED '} ${name}, ${((performance.now() - start) / 1000).toFixed(0)} s`);
    if (status !== 0) process.exitCode = 1;
  }
