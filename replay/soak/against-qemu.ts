/**
 * That `bisect --against qemu` finds an instruction whose definition is wrong for some operands, the first time it is: where our
 * build with that definition first differs from this one.
 *
 *     npx tsx -C development replay/soak/against-qemu.ts [--cases N] [--steps N] [--seed N]
 *
 * First the right build runs beside QEMU, without a difference. Instruction, operands and bit are drawn by the seed. Exit 0 when
 * every answer is the exact instruction.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { add, or, sub, xor } from '#arches/riscv64/i/integer.ts';
import { mul } from '#arches/riscv64/m/multiplication.ts';
import { defineInsn } from '#arches/riscv64/vocabulary.ts';
import { bisectAgainstQemu } from '../bisect/against-qemu.ts';
import { bisect } from '../bisect/bisect.ts';
import { breaking } from '../bisect/testing.ts';
import { loadBoards } from '../boards/registry.ts';
import { type Build, presentBuild } from '../engine/build.ts';
import { Recorder } from '../engine/record.ts';
import { openLog } from '../log/reader.ts';
import { Random } from '../oracle/random.ts';
import { millRequest } from './mill.ts';

await loadBoards();

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '20' }, steps: { type: 'string', default: '200000' }, seed: { type: 'string' } },
});
const [cases, steps] = [Number(values.cases), Number(values.steps)];
const seed = Number(values.seed ?? randomInt(2 ** 31));

function record(build: Build) {
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => void pieces.push(bytes);
  const recorder = new Recorder({
    board: 'riscv64-virt',
    request: millRequest,
    symbols: [],
    sink,
    reading: 'interpreter',
    build,
  });
  while (recorder.session.state.step < steps) recorder.advance(steps, Number.POSITIVE_INFINITY);
  recorder.end('maxSteps');
  return openLog(Buffer.concat(pieces));
}

/** Instructions by the operation that they are. */
const INSNS = { add, sub, xor, or, mul };
type Operation = keyof typeof INSNS;

/** Wrong in one bit when the low twelve bits of the first operand are these. */
function wrongly(operation: Operation, low: bigint, bit: bigint): Build {
  const insn = INSNS[operation];
  const { execute } = defineInsn({
    mnemonic: insn.mnemonic,
    spec: insn.spec,
    encodings: insn.encodings,
    execute: (m, { rd, rs1, rs2 }) => {
      const [a, b] = [m.readX(rs1), m.readX(rs2)];
      const isHit = m.eq(m.and(a, m.const64(0xfffn)), m.const64(low));
      m.writeX(rd, m.xor(m[operation](a, b), m.sll(isHit, m.const64(bit))));
    },
  });
  return breaking(insn.mnemonic, (own) => ({ ...own, execute }));
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
console.log(`seed ${seed}: ${cases} wrong definitions, up to ${steps} steps`);
const began = performance.now();
const right = await bisectAgainstQemu(record(presentBuild));
if (right.difference !== null || right.stopped !== null || right.steps !== steps) process.exitCode = 1;
console.log(`right: ${right.steps} steps without a difference, ${seconds(began)} s; given ${right.given.values} values`);

const random = new Random(seed);
for (let found = 0; found < cases; ) {
  const operation = random.pick(Object.keys(INSNS) as Operation[]);
  const [low, bit] = [BigInt(random.below(4096)), BigInt(random.below(64))];
  const build = wrongly(operation, low, bit);
  const log = record(build);
  const known = bisect({ log, build }, { log, isRecorded: false }, { exhaustive: true }).divergence;
  if (known === null) continue; // those operands do not come
  found += 1;
  const start = performance.now();
  const { difference } = await bisectAgainstQemu(log, { build });
  const isRight = difference?.step === known.step;
  if (!isRight) process.exitCode = 1;
  const what = `${operation}, bit ${bit} for operands ending in 0x${low.toString(16)}`;
  console.log(`${isRight ? 'found ' : 'WRONG '} ${what}: step ${difference?.step}, ${seconds(start)} s`);
  if (!isRight) console.log(`  expected step ${known.step}`);
}
