/** For tests: random operands and words, and one instruction executed by the reference evaluator on a small bench. */
import fc from 'fast-check';
import { evaluatorOf, readField, writeField } from '#core/isa/evaluate.ts';
import type { Encoding, Fields, Insn } from '#core/isa/insn.ts';
import { BLOCK_SIZE, type Field } from '#core/isa/layout.ts';
import type { Width } from '#core/isa/semantics.ts';
import { csrs } from '../csr/table.ts';
import { layout } from '../layout.ts';

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

/** Where arithmetic goes wrong, and everything else. */
export const anyU64 = fc.oneof(
  fc.bigInt(0n, (1n << 64n) - 1n),
  fc.constantFrom(0n, 1n, 2n, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn, 1n << 32n, (1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n),
  fc.nat({ max: 63 }).map((shift) => 1n << BigInt(shift)),
);

export interface BenchSetup {
  /** Values of x registers by number; the others are 0. */
  readonly x?: Readonly<Record<number, bigint>>;
  readonly state?: readonly (readonly [Field, bigint])[];
  /** Bytes from {@link BENCH_MEMORY} on, in order. Everything else faults with cause 5 or 7. */
  readonly memory?: readonly number[];
  readonly pc?: bigint;
  readonly sizeBytes?: number;
  /** What each service answers. */
  readonly serve?: (name: string, values: readonly bigint[]) => bigint;
}

export const BENCH_MEMORY = 0x8000n;

export interface BenchOutcome {
  /** Undefined when it trapped. */
  readonly nextPc: bigint | undefined;
  readonly trap: { readonly cause: number; readonly value: bigint } | undefined;
  readonly memory: readonly number[];
  /** Calls of services: name and values. */
  readonly served: readonly (readonly [string, ...bigint[]])[];
  x(number: number): bigint;
  f(number: number): bigint;
  state(field: Field): bigint;
}

const MAPPED = 64;

/** Executes one instruction at pc 0x1000 (unless told) and says all it did. */
export function execute(insn: Insn, fields: Fields, setup: BenchSetup = {}): BenchOutcome {
  const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
  const memory = Array.from({ length: MAPPED }, (_, i) => setup.memory?.[i] ?? 0);
  const served: [string, ...bigint[]][] = [];
  let trap: BenchOutcome['trap'];
  const registerOf = (file: { readonly offset: number }, number: number): Field => ({
    name: '',
    offset: file.offset + 8 * number,
    width: 8,
  });
  for (const [number, value] of Object.entries(setup.x ?? {}))
    writeField(block, registerOf(layout.x, Number(number)), BigInt.asUintN(64, value));
  for (const [field, value] of setup.state ?? []) writeField(block, field, value);
  const fault = (cause: number, address: bigint) => {
    trap = { cause, value: address };
    return undefined;
  };
  const placeOf = (address: bigint, width: Width): number | undefined => {
    const place = Number(address - BENCH_MEMORY);
    return place >= 0 && place + width <= MAPPED ? place : undefined;
  };
  const evaluate = evaluatorOf({
    block,
    load: (address, width) => {
      const place = placeOf(address, width);
      if (place === undefined) return fault(5, address);
      return memory.slice(place, place + width).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
    },
    store: (address, width, value) => {
      const place = placeOf(address, width);
      if (place === undefined) fault(7, address);
      else for (let i = 0; i < width; i++) memory[place + i] = Number((value >> BigInt(8 * i)) & 0xffn);
      return place !== undefined;
    },
    probe: (address, width) => {
      const isMapped = placeOf(address, width) !== undefined;
      if (!isMapped) fault(7, address);
      return isMapped;
    },
    trap: (cause, value) => {
      trap = { cause, value };
    },
    serve: ({ name }, values) => {
      served.push([name, ...values]);
      return setup.serve?.(name, values) ?? 0n;
    },
    jumped: () => {},
  });
  const nextPc = evaluate({ insn, fields, sizeBytes: setup.sizeBytes ?? 4 }, setup.pc ?? 0x1000n);
  return {
    nextPc,
    trap,
    memory,
    served,
    x: (number) => readField(block, registerOf(layout.x, number)),
    f: (number) => readField(block, registerOf(layout.f, number)),
    state: (field) => readField(block, field),
  };
}

/** What `insn` leaves in x3, with x1 = `a`, and `b` both in x2 and as the immediate. */
export const resultOf = (insn: Insn, a: bigint, b = 0n): bigint =>
  execute(insn, { rd: 3, rs1: 1, rs2: 2, imm: b }, { x: { 1: a, 2: b } }).x(3);
