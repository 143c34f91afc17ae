/** For tests: random operands and words, and one instruction executed by the reference evaluator on a small bench. */
import fc from 'fast-check';
import type { Encoding, Fields, Insn } from '#core/isa/insn.ts';
import { type BenchSetup, executeOn, type BenchOutcome as Outcome } from '#core/testing/bench.ts';
import { csrs } from '../csr/table.ts';
import { layout } from '../layout.ts';

export { anyU64, BENCH_MEMORY, type BenchSetup } from '#core/testing/bench.ts';

const register = fc.oneof(fc.nat({ max: 31 }), fc.constantFrom(0, 1, 5, 6, 7)); // few enough to meet again
const bit = fc.nat({ max: 1 });
const nibble = fc.nat({ max: 15 });
/** Rounding modes, the dynamic one among them. */
const rm = fc.constantFrom(0, 1, 2, 3, 4, 7);
const imm12 = fc.oneof(fc.integer({ min: -2048, max: 2047 }), fc.constantFrom(-8, -4, -1, 0, 1, 4, 8)).map(BigInt);
const upper20 = fc.integer().map((imm) => BigInt(imm & ~0xfff));
const csr = fc.oneof(fc.nat({ max: 0xfff }), fc.constantFrom(...csrs.map(({ number }) => number))).map(BigInt);
/** Offsets of branches and jumps stay near, so that programs loop and skip. */
const near = fc.integer({ min: -32, max: 32 }).map((halfwords) => BigInt(halfwords) * 2n);
const far = fc.integer({ min: -(2 ** 19), max: 2 ** 19 - 1 }).map((halfwords) => BigInt(halfwords) * 2n);

/** Operands by the name of a 32-bit format. */
const fieldsOf: Readonly<Record<string, fc.Arbitrary<Fields>>> = {
  R: fc.record({ rd: register, rs1: register, rs2: register }),
  unary: fc.record({ rd: register, rs1: register }),
  Rrm: fc.record({ rd: register, rs1: register, rs2: register, rm }),
  unaryRm: fc.record({ rd: register, rs1: register, rm }),
  R4: fc.record({ rd: register, rs1: register, rs2: register, rs3: register, rm }),
  I: fc.record({ rd: register, rs1: register, imm: imm12 }),
  shift: fc.record({ rd: register, rs1: register, imm: fc.bigInt(0n, 63n) }),
  shiftWord: fc.record({ rd: register, rs1: register, imm: fc.bigInt(0n, 31n) }),
  S: fc.record({ rs1: register, rs2: register, imm: imm12 }),
  B: fc.record({
    rs1: register,
    rs2: register,
    imm: fc.oneof(
      imm12.map((half) => half * 2n),
      near,
    ),
  }),
  U: fc.record({ rd: register, imm: upper20 }),
  J: fc.record({ rd: register, imm: fc.oneof(far, near, near) }),
  atomic: fc.record({ rd: register, rs1: register, rs2: register, aq: bit, rl: bit }),
  loadReserved: fc.record({ rd: register, rs1: register, aq: bit, rl: bit }),
  csr: fc.record({ rd: register, rs1: register, csr }),
  csrImmediate: fc.record({ rd: register, zimm: register, csr }),
  addressSpace: fc.record({ rs1: register, rs2: register }),
  fence: fc.record({ rd: register, rs1: register, fm: nibble, pred: nibble, succ: nibble }),
  fixed: fc.constant({}),
};

/** Operands of an encoding: by its format, or what some bits in its free places mean. Never reserved ones. */
export function anyFields(encoding: Encoding<Fields>): fc.Arbitrary<Fields> {
  return (
    fieldsOf[encoding.format] ??
    fc
      .nat({ max: 0xffff })
      .map((bits) => encoding.decode(((bits & ~encoding.mask) | encoding.match) >>> 0))
      .filter((fields) => fields !== undefined)
  );
}

/** A word of one of `insns`, each equally likely, in one of its encodings. Compressed ones are below 0x10000. */
export const anyWord = (insns: readonly Insn[]): fc.Arbitrary<number> =>
  fc.oneof(
    ...insns.map(({ encodings }) =>
      fc.oneof(...encodings.map((encoding) => anyFields(encoding).map((fields) => encoding.encode(fields)))),
    ),
  );

export interface BenchOutcome extends Outcome {
  x(number: number): bigint;
  f(number: number): bigint;
}

/** Executes one instruction at pc 0x1000 (unless told) and says all it did. Memory that is not there faults with cause 5 or 7. */
export function execute(insn: Insn, fields: Fields, setup: BenchSetup = {}): BenchOutcome {
  const outcome = executeOn({ x: layout.x, loadFault: 5, storeFault: 7 }, insn, fields, setup);
  return {
    ...outcome,
    x: (number) => outcome.register(layout.x, number),
    f: (number) => outcome.register(layout.f, number),
  };
}

/** What `insn` leaves in x3, with x1 = `a`, and `b` both in x2 and as the immediate. */
export const resultOf = (insn: Insn, a: bigint, b = 0n): bigint =>
  execute(insn, { rd: 3, rs1: 1, rs2: 2, imm: b }, { x: { 1: a, 2: b } }).x(3);
