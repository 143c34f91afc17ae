/**
 * Drives stock gdb-multiarch through what `replay gdb` offers, and holds its answers against what timelines say.
 *
 *     tsx -C development replay/gdb/testing/drive.ts [--seed N] [--rounds N] [--guest ELF --log LOG]
 *
 * ELF is `.ci/gdb/guest.c`, built with line numbers, and LOG a recording of it: `.ci/gdb.sh` makes both. Exit 0 when all is right.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Random } from '../../oracle/random.ts';
import { driveEverything } from './scenes.ts';
import { driveSources } from './sources.ts';
import { Verdict } from './verdict.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    guest: { type: 'string' },
    log: { type: 'string' },
  },
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
console.log(`seed ${seed}`);
const verdict = new Verdict();
await driveEverything(new Random(seed), Number(values.rounds), verdict);
if (values.guest !== undefined && values.log !== undefined) await driveSources({ elf: values.guest, log: values.log }, verdict);
console.log(`${verdict.right} right, ${verdict.wrong} wrong`);
process.exitCode = verdict.wrong === 0 ? 0 : 1;
