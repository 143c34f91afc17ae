#!/usr/bin/env node
/**
 * Runs every ELF file of a folder that reports through `tohost`, on the riscv64-virt board without firmware.
 *
 *     npm run suite -- DIR [--smp N] [--reading reference|interpreter] [--filter TEXT] [--max-steps N] [--junit FILE]
 *
 * Exit 0 when all passed, 1 when one did not, 2 when there is nothing to run.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isElf } from '../images/elf-format.ts';
import { readImageFile } from '../images/read-file.ts';
import { isPass, renderJUnit, renderRun, renderTotals, type TimedRun } from './report.ts';
import { TestRunner } from './tohost.ts';

const USAGE =
  'usage: npm run suite -- DIR [--smp N] [--reading reference|interpreter] [--filter TEXT] [--max-steps N] [--junit FILE]';

function refuse(message: string): never {
  console.error(`suite: ${message}`);
  process.exit(2);
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        smp: { type: 'string', default: '1' },
        reading: { type: 'string', default: 'interpreter' },
        filter: { type: 'string', default: '' },
        'max-steps': { type: 'string', default: '10000000' },
        junit: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    refuse(`${(error as Error).message}\n${USAGE}`);
  }
}

const { values, positionals } = parse();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const [directory] = positionals;
if (directory === undefined || positionals.length > 1) refuse(USAGE);
const { reading } = values;
if (reading !== 'interpreter' && reading !== 'reference') refuse(`--reading: interpreter or reference, not ${reading}`);
const harts = Number(values.smp);
if (!Number.isInteger(harts) || harts < 1 || harts > 8) refuse(`--smp: 1 to 8, not ${values.smp}`);
const maxSteps = Number(values['max-steps']);
if (!Number.isSafeInteger(maxSteps) || maxSteps < 1) refuse(`--max-steps: a whole number, not ${values['max-steps']}`);

/** The folder's ELF files by name; listings and sources that lie beside them are passed over. */
function imagesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.includes(values.filter))
      .map(({ name }) => ({ name, bytes: readImageFile(join(folder, name)) }))
      .filter(({ bytes }) => isElf(bytes))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    refuse((error as Error).message);
  }
}

const images = imagesOf(directory);
if (images.length === 0) refuse(`${directory}: no ELF file to run`);
const nameWidth = Math.max(...images.map(({ name }) => name.length));
const runner = new TestRunner({ harts, reading, maxSteps });
const runs: TimedRun[] = [];
for (const image of images) {
  const start = performance.now();
  const run = runner.run(image);
  runs.push({ ...run, seconds: (performance.now() - start) / 1000 });
  console.log(renderRun(run, nameWidth));
}
console.log(`${renderTotals(runs)}, ${reading}, ${harts} ${harts === 1 ? 'hart' : 'harts'}`);
if (values.junit !== undefined) writeFileSync(values.junit, renderJUnit(basename(resolve(directory)), runs));
process.exitCode = runs.every(isPass) ? 0 : 1;
