/**
 * That `bisect --against qemu` finds an instruction whose definition is wrong for some operands, the first time it is: where our
 * build with that definition first differs from this one.
 *
 *     npx tsx -C development replay/soak/against-qemu.ts [--arch riscv64|aarch64] [--cases N] [--steps N] [--seed N]
 *
 * First the right build runs beside QEMU, without a difference. Instruction, result and bit are drawn by the seed. Exit 0 when
 * every answer is the exact instruction.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Semantics } from '#core/isa/semantics.ts';
import { bisectAgainstQemu } from '../bisect/against-qemu.ts';
import { bisect } from '../bisect/bisect.ts';
import { breaking } from '../bisect/testing.ts';
import { loadBoards } from '../boards/registry.ts';
import { type Build, presentBuild } from '../engine/build.ts';
import { Recorder } from '../engine/record.ts';
import { openLog } from '../log/reader.ts';
import { Random } from '../oracle/random.ts';
import { millRequest } from './mill.ts';
import { aarch64MillRequest } from './mill-aarch64.ts';

await loadBoards();

const { values } = parseArgs({
  options: {
    arch: { type: 'string', default: 'riscv64' },
    cases: { type: 'string', default: '20' },
    steps: { type: 'string', default: '200000' },
    seed: { type: 'string' },
  },
});

/** What runs, and instructions that it has. */
const PROGRAMS = {
  riscv64: { board: 'riscv64-virt', request: millRequest, mnemonics: ['add', 'sub', 'xor', 'or', 'mul'] },
  aarch64: { board: 'aarch64-virt', request: aarch64MillRequest, mnemonics: ['add', 'sub', 'eor', 'orr', 'madd', 'fadd'] },
} as const;
if (values.arch !== 'riscv64' && values.arch !== 'aarch64') throw new Error(`--arch: riscv64 or aarch64, not ${values.arch}`);
const { board, request, mnemonics } = PROGRAMS[values.arch];
const [cases, steps] = [Number(values.cases), Number(values.steps)];
const seed = Number(values.seed ?? randomInt(2 ** 31));

function record(build: Build) {
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => void pieces.push(bytes);
  const recorder = new Recorder({
    board,
    request,
    symbols: [],
    sink,
    reading: 'interpreter',
    build,
  });
  while (recorder.session.state.step < steps) recorder.advance(steps, Number.POSITIVE_INFINITY);
  recorder.end('maxSteps');
  return openLog(Buffer.concat(pieces));
}

/** Wrong in one bit when the low twelve bits of a result are these. */
function wrongly(mnemonic: string, low: bigint, bit: bigint): Build {
  return breaking(mnemonic, (own) => ({ ...own, execute: (m, operands) => own.execute(writingWrongly(m, low, bit), operands) }));
}

/** Inherits from `m` rather than copying it: `pc` is a getter in the evaluator. */
function writingWrongly<V, O>(m: Semantics<V, O>, low: bigint, bit: bigint): Semantics<V, O> {
  const writeRegister: Semantics<V, O>['writeRegister'] = (file, operand, value) => {
    const isHit = m.eq(m.and(value, m.const64(0xfffn)), m.const64(low));
    m.writeRegister(file, operand, m.xor(value, m.sll(isHit, m.const64(bit))));
  };
  return Object.assign(Object.create(m) as Semantics<V, O>, { writeRegister });
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
console.log(`seed ${seed}: ${values.arch}, ${cases} wrong definitions, up to ${steps} steps`);
const began = performance.now();
const right = await bisectAgainstQemu(record(presentBuild));
if (right.difference !== null || right.stopped !== null || right.steps !== steps) process.exitCode = 1;
console.log(`right: ${right.steps} steps without a difference, ${seconds(began)} s; given ${right.given.values} values`);

const random = new Random(seed);
for (let found = 0; found < cases; ) {
  const mnemonic = random.pick(mnemonics);
  const [low, bit] = [BigInt(random.below(4096)), BigInt(random.below(64))];
  const build = wrongly(mnemonic, low, bit);
  const log = record(build);
  const known = bisect({ log, build }, { log, isRecorded: false }, { exhaustive: true }).divergence;
  if (known === null) continue; // that result does not come
  found += 1;
  const start = performance.now();
  const { difference, stopped } = await bisectAgainstQemu(log, { build });
  const isRight = difference?.step === known.step;
  if (!isRight) process.exitCode = 1;
  const what = `${mnemonic}, bit ${bit} of results ending in 0x${low.toString(16)}`;
  console.log(`${isRight ? 'found ' : 'WRONG '} ${what}: step ${difference?.step}, ${seconds(start)} s`);
  if (!isRight) console.log(`  expected step ${known.step}${stopped === null ? '' : `; stopped at ${stopped}`}`);
}
