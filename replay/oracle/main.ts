#!/usr/bin/env node
/**
 * Compares our CPUs with QEMU 7.2, instruction by instruction as it were: random programs that dump what they
 * left behind, and tables of floating-point operands. And hypervisors: the built-in one, and one in C here and there.
 *
 *     oracle random [--arch A] [--mode M,S39 ...] [--seed N] [--cases N] [--units N] [--reading R]
 *     oracle float  [--arch A] [--first N] [--count N] [--operation I or I-J] [--reading R]
 *     oracle golden [--arch A]
 *     oracle hypervisors [--arch A]
 *     oracle disassembly [--arch A] [--seed N] [--count N] [--tools PREFIX]
 *
 * `golden` asks QEMU anew for what the tests compare with; needed after a change of the generator or of the guests.
 *
 * Exit 0 when both agree, 1 when they differ, 2 on wrong usage.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareDisassembly as compareAarch64 } from './aarch64/disassembly.ts';
import { aarch64 } from './aarch64/oracle.ts';
import { compareCases, explainCase, type Sides, shrinkCase } from './compare-cases.ts';
import { ALL_MODES, compareFloat } from './float.ts';
import { writeGolden } from './golden.ts';
import { compareHypervisors, hypervisorsOnQemu } from './hypervisors.ts';
import type { OracleIsa } from './isa.ts';
import { compareDisassembly as compareRiscv64 } from './riscv64/disassembly.ts';
import { riscv64 } from './riscv64/oracle.ts';
import { onOurs, onQemu } from './sides.ts';

const ROOT = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const isas: Readonly<Record<string, OracleIsa>> = { riscv64, aarch64 };
/** By ISA, with the prefix of whose tools are asked. */
const disassemblies: Readonly<Record<string, readonly [compare: typeof compareRiscv64, tools: string]>> = {
  riscv64: [compareRiscv64, 'riscv64-unknown-elf-'],
  aarch64: [compareAarch64, ''],
};
const USAGE = `usage: oracle random [--mode M,...] [--seed N] [--cases N] [--units N] [--shrink N]
       oracle float [--first N] [--count N] [--operation I or I-J]
       oracle golden
       oracle hypervisors [--arch A]: of all, unless told
       oracle disassembly [--arch ${Object.keys(disassemblies).join('|')}] [--seed N] [--count N] [--tools PREFIX]
random, float, golden: [--arch ${Object.keys(isas).join('|')}] [--reading interpreter|reference] [--qemu PROGRAM]
modes${Object.values(isas)
  .map(({ name, random }) => ` of ${name}: ${random.modes.join(',')}`)
  .join('\n     ')}`;
/** Cases in one program, that is in one boot of either side. */
const CASES_A_BOOT = 100;

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: {
      arch: { type: 'string' },
      mode: { type: 'string' },
      seed: { type: 'string', default: '1' },
      cases: { type: 'string', default: '100' },
      units: { type: 'string', default: '500' },
      shrink: { type: 'string', default: '3' },
      first: { type: 'string', default: '0' },
      count: { type: 'string', default: '100000' },
      operation: { type: 'string' },
      tools: { type: 'string' },
      reading: { type: 'string', default: 'interpreter' },
      qemu: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
}

type Options = ReturnType<typeof parse>['values'];

async function compareRandom(sides: Sides, modes: readonly string[], options: Options): Promise<number> {
  const { random } = sides.isa;
  const [seed, count, units] = [Number(options.seed), Number(options.cases), Number(options.units)];
  const sums = new Map<string, Sum>();
  for (const mode of modes) {
    let [insns, traps, different] = [0, 0, 0];
    for (let first = 0; first < count; first += CASES_A_BOOT) {
      const seeds = Array.from({ length: Math.min(CASES_A_BOOT, count - first) }, (_, i) => seed + first + i);
      const cases = seeds.map((caseSeed) => random.drawCase(caseSeed, mode, units));
      const comparison = await compareCases(sides, cases);
      insns += cases.reduce((sum, subject) => sum + subject.rounds * random.instructionCount(subject), 0);
      traps += comparison.traps;
      for (const number of comparison.different) {
        if (++different > Number(options.shrink)) continue;
        const shrunk = await shrinkCase(sides, cases[number]!);
        console.log(`${random.render(shrunk)}\n${(await explainCase(sides, shrunk)).slice(0, 40).join('\n')}\n`);
      }
    }
    console.log(`${mode}: ${count} cases from seed ${seed}, ${insns} instructions, ${traps} traps, ${different} cases differ`);
    addTo(sums, random.countedAs(mode), { cases: count, insns, traps, different });
  }
  if (modes.length > 1)
    for (const [level, { cases, insns, traps, different }] of sums)
      console.log(`${level} in sum: ${cases} cases, ${insns} instructions, ${traps} traps, ${different} cases differ`);
  return [...sums.values()].every(({ different }) => different === 0) ? 0 : 1;
}

interface Sum {
  readonly cases: number;
  readonly insns: number;
  readonly traps: number;
  readonly different: number;
}

function addTo(sums: Map<string, Sum>, level: string, { cases, insns, traps, different }: Sum): void {
  const sum = sums.get(level) ?? { cases: 0, insns: 0, traps: 0, different: 0 };
  sums.set(level, {
    cases: sum.cases + cases,
    insns: sum.insns + insns,
    traps: sum.traps + traps,
    different: sum.different + different,
  });
}

async function compareFloats(sides: Sides, options: Options): Promise<number> {
  const { operations, operationsABoot, resultsALine } = sides.isa.float;
  const [from, to] = (options.operation ?? `0-${operations() - 1}`).split('-').map(Number) as [number, number?];
  const [firstOperation, end] = [from, (to ?? from) + 1];
  const [first, count] = [Number(options.first), Number(options.count)];
  let [results, different] = [0, 0];
  for (let at = firstOperation; at < end; at += operationsABoot) {
    const some = { firstOperation: at, operationCount: Math.min(operationsABoot, end - at) };
    const report = await compareFloat(sides, { ...some, ...ALL_MODES, first, count, every: resultsALine(count) });
    for (const { qemu: expected, ours: came } of report.differences) console.log(`qemu ${expected}\nours ${came}\n`);
    results += report.results;
    different += report.differences.length;
    if (end - at > operationsABoot) console.error(`${at + operationsABoot} of ${end} operations, ${results} results`);
  }
  console.log(`${results} results, ${different} operations and modes that differ`);
  return different === 0 ? 0 : 1;
}

async function runHypervisors(options: Options): Promise<number> {
  const chosen = hypervisorsOnQemu.filter(({ arch }) => arch === (options.arch ?? arch));
  if (chosen.length === 0) {
    console.error(USAGE);
    return 2;
  }
  let count = 0;
  for (const isa of chosen) {
    const differences = await compareHypervisors(isa, (line) => console.log(line));
    for (const difference of differences) console.log(difference);
    count += differences.length;
  }
  return count === 0 ? 0 : 1;
}

function runDisassembly([compare, tools]: readonly [typeof compareRiscv64, string], options: Options): number {
  const { compared, differences, leftOut } = compare(Number(options.seed), Number(options.count), options.tools ?? tools);
  for (const difference of differences.slice(0, 20)) console.log(difference);
  for (const [reason, count] of leftOut) console.log(`${count} left out: ${reason}`);
  console.log(`${compared} words from seed ${options.seed}, ${differences.length} differ in text`);
  return differences.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parse();
  const [what = ''] = positionals;
  const { reading, arch = 'riscv64' } = values;
  const isa = isas[arch];
  const disassembly = disassemblies[arch];
  if (what === 'disassembly' && disassembly !== undefined && !values.help) return runDisassembly(disassembly, values);
  if (what === 'hypervisors' && !values.help) return runHypervisors(values);
  const modes = values.mode?.split(',') ?? isa?.random.modes ?? [];
  const isKnown = ['random', 'float', 'golden'].includes(what) && modes.every((mode) => isa?.random.modes.includes(mode));
  if (values.help || !isKnown || isa === undefined || (reading !== 'interpreter' && reading !== 'reference')) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const images = join(ROOT, 'fixtures/images', isa.name);
  const sides: Sides = { isa, images, ours: onOurs(isa, reading), qemu: onQemu(isa, values.qemu) };
  if (what === 'golden') {
    await writeGolden(isa, images, join(ROOT, 'replay/oracle', isa.name, 'golden'), sides.qemu);
    return 0;
  }
  return what === 'float' ? compareFloats(sides, values) : compareRandom(sides, modes, values);
}

process.exitCode = await main();
