#!/usr/bin/env node
/**
 * Compares our CPU with `qemu-system-riscv64` 7.2, instruction by instruction as it were: random programs that dump what they
 * left behind, and tables of floating-point operands. And hypervisors: the built-in one, and one in C here and there.
 *
 *     oracle random [--mode M,S39 ...] [--seed N] [--cases N] [--units N] [--reading R]
 *     oracle float  [--first N] [--count N] [--operation I] [--reading R]
 *     oracle hypervisors
 *     oracle disassembly [--seed N] [--count N] [--tools PREFIX]
 *     oracle golden
 *
 * `golden` asks QEMU anew for what the tests compare with; needed after a change of the generator or of the guests.
 *
 * Exit 0 when both agree, 1 when they differ, 2 on wrong usage.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Case, type Mapping, type Mode, modes, placeUnits, sizeOfWord } from './case.ts';
import { compareCases, explainCase, type Sides, shrinkCase } from './compare-cases.ts';
import { compareDisassembly } from './disassembly.ts';
import { drawCase } from './draw-case.ts';
import { ALL_MODES, ALL_OPERATIONS, compareFloat } from './float.ts';
import { writeGolden } from './golden.ts';
import { compareHypervisors } from './hypervisors.ts';
import { onOurs, onQemu, type Reading } from './sides.ts';

const ROOT = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const USAGE = `usage: oracle random [--mode ${Object.keys(modes).join(',')}] [--seed N] [--cases N] [--units N] [--shrink N]
       oracle float [--first N] [--count N] [--operation I]
       oracle hypervisors
       oracle disassembly [--seed N] [--count N] [--tools PREFIX]
       oracle golden
all: [--reading interpreter|reference] [--qemu PROGRAM]`;
/** Cases in one program, that is in one boot of either side. */
const CASES_A_BOOT = 100;

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: {
      mode: { type: 'string', default: Object.keys(modes).join(',') },
      seed: { type: 'string', default: '1' },
      cases: { type: 'string', default: '100' },
      units: { type: 'string', default: '500' },
      shrink: { type: 'string', default: '3' },
      first: { type: 'string', default: '0' },
      count: { type: 'string', default: '100000' },
      operation: { type: 'string' },
      tools: { type: 'string', default: 'riscv64-unknown-elf-' },
      reading: { type: 'string', default: 'interpreter' },
      qemu: { type: 'string', default: 'qemu-system-riscv64' },
      help: { type: 'boolean', default: false },
    },
  });
}

type Options = ReturnType<typeof parse>['values'];

const hexWord = (word: number) => word.toString(16).padStart(2 * sizeOfWord(word), '0');

function render(subject: Case): string {
  const lines = placeUnits(subject).map(({ address, words }) => `  ${address.toString(16)}  ${words.map(hexWord).join(' ')}`);
  const linesOf = (stage: string, mappings: readonly Mapping[]) =>
    mappings
      .slice(0, 20)
      .map(({ address, level, pte }) => `  ${stage} ${address.toString(16)} level ${level} pte ${pte.toString(16)}`);
  return [
    `case seed ${subject.seed} mode ${subject.mode}, ${subject.units.length} units left`,
    ...lines,
    ...linesOf('map', subject.mappings),
    ...linesOf('guest map', subject.guest?.mappings ?? []),
  ].join('\n');
}

async function compareRandom(sides: Sides, options: Options): Promise<number> {
  const asked = options.mode.split(',') as Mode[];
  const [seed, count, units] = [Number(options.seed), Number(options.cases), Number(options.units)];
  let differing = 0;
  for (const mode of asked) {
    let [insns, traps, different] = [0, 0, 0];
    for (let first = 0; first < count; first += CASES_A_BOOT) {
      const seeds = Array.from({ length: Math.min(CASES_A_BOOT, count - first) }, (_, i) => seed + first + i);
      const cases = seeds.map((caseSeed) => drawCase(caseSeed, mode, units));
      const comparison = await compareCases(sides, cases);
      insns += cases.reduce(
        (sum, { units: all, rounds }) => sum + rounds * placeUnits({ units: all }).flatMap(({ words }) => words).length,
        0,
      );
      traps += comparison.traps;
      for (const number of comparison.different) {
        if (++different > Number(options.shrink)) continue;
        const shrunk = await shrinkCase(sides, cases[number]!);
        console.log(`${render(shrunk)}\n${(await explainCase(sides, shrunk)).slice(0, 40).join('\n')}\n`);
      }
    }
    console.log(`${mode}: ${count} cases from seed ${seed}, ${insns} instructions, ${traps} traps, ${different} cases differ`);
    differing += different;
  }
  return differing === 0 ? 0 : 1;
}

async function compareFloats({ images, ours, qemu }: Sides, options: Options): Promise<number> {
  const operations =
    options.operation === undefined ? ALL_OPERATIONS : { firstOperation: Number(options.operation), operationCount: 1 };
  const range = { ...operations, ...ALL_MODES, first: Number(options.first), count: Number(options.count), every: 1000 };
  const report = await compareFloat(images, range, ours, qemu);
  for (const { qemu: expected, ours: came } of report.differences) console.log(`qemu ${expected}\nours ${came}\n`);
  console.log(`${report.results} results, ${report.differences.length} operations and modes that differ`);
  return report.differences.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parse();
  const [what] = positionals;
  const isKnown =
    ['random', 'float', 'hypervisors', 'disassembly', 'golden'].includes(what ?? '') &&
    values.mode.split(',').every((mode) => mode in modes);
  if (values.help || !isKnown || (values.reading !== 'interpreter' && values.reading !== 'reference')) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  if (what === 'hypervisors') {
    const differences = await compareHypervisors(values.qemu, (line) => console.log(line));
    for (const difference of differences) console.log(difference);
    return differences.length === 0 ? 0 : 1;
  }
  if (what === 'disassembly') {
    const { compared, differences } = compareDisassembly(Number(values.seed), Number(values.count), values.tools);
    for (const difference of differences.slice(0, 20)) console.log(difference);
    console.log(`${compared} words from seed ${values.seed}, ${differences.length} differ in text`);
    return differences.length === 0 ? 0 : 1;
  }
  const reading: Reading = values.reading;
  const sides = { images: join(ROOT, 'fixtures/images/riscv64'), ours: onOurs(reading), qemu: onQemu(values.qemu) };
  if (what === 'golden') {
    await writeGolden(sides.images, join(ROOT, 'replay/oracle/golden'), sides.qemu);
    return 0;
  }
  return what === 'float' ? compareFloats(sides, values) : compareRandom(sides, values);
}

process.exitCode = await main();
