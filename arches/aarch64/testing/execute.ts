/** For tests: random operands and words, and one instruction executed by the reference evaluator on a small bench. */
import fc from 'fast-check';
import { assert } from '#core/assert.ts';
import { hex } from '#core/hex.ts';
import type { Encoding, Fields, Insn } from '#core/isa/insn.ts';
import { type BenchSetup, executeOn } from '#core/testing/bench.ts';
import { decode } from '../a64.ts';
import { exceptionClass } from '../exception-classes.ts';
import { layout, registerOf } from '../layout.ts';

export { anyU64, BENCH_MEMORY } from '#core/testing/bench.ts';

/** Operands of an encoding: what some bits in its free places mean. Never reserved ones. */
export const anyFields = (encoding: Encoding<Fields>): fc.Arbitrary<Fields> =>
  fc
    .integer()
    .map((bits) => encoding.decode(((bits & ~encoding.mask) | encoding.match) >>> 0))
    .filter((fields) => fields !== undefined);

/** A word of one of `insns`, each equally likely, in one of its encodings. */
export const anyWord = (insns: readonly Insn[]): fc.Arbitrary<number> =>
  fc.oneof(
    ...insns.map(({ encodings }) =>
      fc.oneof(...encodings.map((encoding) => anyFields(encoding).map((fields) => encoding.encode(fields)))),
    ),
  );

/** What a row of a test sets before the instruction, and what it finds changed after it. */
export interface Effect {
  /** x0 to x30. */
  readonly x?: Readonly<Record<number, bigint>>;
  readonly sp?: bigint;
  /** v0 to v31, 128 bits each. */
  readonly v?: Readonly<Record<number, bigint>>;
  readonly FPCR?: bigint;
  readonly FPSR?: bigint;
  /** As the manual writes flags: upper case for 1. */
  readonly flags?: string;
  /** Bytes from {@link BENCH_MEMORY} on, two digits each. */
  readonly memory?: string;
}

export interface Outcome extends Effect {
  /** Where it goes, if not to the following instruction. */
  readonly nextPc?: bigint;
  readonly trap?: { readonly cause: number; readonly value: bigint };
  /** Calls of services: name and values. */
  readonly served?: readonly (readonly [string, ...bigint[]])[];
  /** Size and address that the exclusive monitor watches. */
  readonly exclusive?: readonly [size: bigint, address: bigint];
}

export interface Setup extends Effect {
  readonly exclusive?: readonly [size: bigint, address: bigint];
  readonly serve?: NonNullable<BenchSetup['serve']>;
  /** What a service leaves in pc of the block. */
  readonly pc?: bigint;
  readonly mode?: number;
}

const FLAGS = 'nzcv';
const flagsOf = (text: string): bigint => BigInt(`0b${[...text].map((flag) => (flag === flag.toUpperCase() ? 1 : 0)).join('')}`);
const textOf = (flags: bigint): string =>
  [...FLAGS].map((flag, i) => ((flags >> BigInt(3 - i)) & 1n ? flag.toUpperCase() : flag)).join('');

const bytesOf = (text: string): readonly number[] => (text.match(/[0-9a-f]{2}/g) ?? []).map((byte) => Number.parseInt(byte, 16));
const hexOf = (bytes: readonly number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

const MAPPED = 64;
const LOW = 2n ** 64n - 1n;

/** Executes a word at pc 0x1000 and says all that it changed. */
export function effectOf(word: number, setup: Setup = {}): Outcome {
  const decoded = decode(word, setup.mode ?? 0);
  assert(decoded !== undefined, `${hex(word)} is undefined`);
  const {
    x = {},
    sp = 0n,
    v = {},
    FPCR = 0n,
    FPSR = 0n,
    flags = FLAGS,
    memory = '',
    exclusive = [0n, 0n],
    serve,
    pc = 0n,
  } = setup;
  const bytes = Array.from({ length: MAPPED }, (_, i) => bytesOf(memory)[i] ?? 0);
  const arch = { x: layout.x, loadFault: exceptionClass.DATA_ABORT, storeFault: exceptionClass.DATA_ABORT };
  const outcome = executeOn(arch, decoded.insn, decoded.fields, {
    x,
    memory: bytes,
    state: [
      [layout.pc, pc],
      [layout.SP, sp],
      [layout.NZCV, flagsOf(flags)],
      [layout.exclusiveSize, exclusive[0]],
      [layout.exclusiveAddress, exclusive[1]],
      [layout.FPCR, FPCR],
      [layout.FPSR, FPSR],
      ...Object.entries(v).flatMap(([number, value]) => [
        [registerOf(layout.vLow, Number(number)), value & LOW] as const,
        [registerOf(layout.vHigh, Number(number)), value >> 64n] as const,
      ]),
    ],
    ...(serve === undefined ? {} : { serve }),
  });
  assert(outcome.register(layout.x, 31) === 0n, 'the zero register is not zero');
  const changed = Array.from({ length: 31 }, (_, i) => [i, outcome.state(registerOf(layout.x, i))] as const).filter(
    ([i, value]) => value !== BigInt.asUintN(64, x[i] ?? 0n),
  );
  const vector = (number: number) =>
    outcome.state(registerOf(layout.vLow, number)) | (outcome.state(registerOf(layout.vHigh, number)) << 64n);
  const changedVectors = Array.from({ length: 32 }, (_, i) => [i, vector(i)] as const).filter(
    ([i, value]) => value !== (v[i] ?? 0n),
  );
  const after = [outcome.state(layout.exclusiveSize), outcome.state(layout.exclusiveAddress)] as const;
  const watches = after[0] !== exclusive[0] || (after[0] !== 0n && after[1] !== exclusive[1]);
  return {
    ...(changed.length > 0 ? { x: Object.fromEntries(changed) } : {}),
    ...(outcome.state(layout.SP) !== sp ? { sp: outcome.state(layout.SP) } : {}),
    ...(changedVectors.length > 0 ? { v: Object.fromEntries(changedVectors) } : {}),
    ...(outcome.state(layout.FPCR) !== FPCR ? { FPCR: outcome.state(layout.FPCR) } : {}),
    ...(outcome.state(layout.FPSR) !== FPSR ? { FPSR: outcome.state(layout.FPSR) } : {}),
    ...(outcome.state(layout.NZCV) !== flagsOf(flags) ? { flags: textOf(outcome.state(layout.NZCV)) } : {}),
    ...(outcome.memory.some((byte, i) => byte !== bytes[i]) ? { memory: hexOf(outcome.memory).replace(/( 00)*$/, '') } : {}),
    ...(outcome.nextPc === undefined || outcome.nextPc === 0x1004n ? {} : { nextPc: outcome.nextPc }),
    ...(outcome.trap === undefined ? {} : { trap: outcome.trap }),
    ...(outcome.served.length > 0 ? { served: outcome.served } : {}),
    ...(watches ? { exclusive: after[0] === 0n ? [0n, 0n] : after } : {}),
  };
}

/** A row of a test: text and word of another assembler, what is before, and what it changes. */
export type Row = readonly [text: string, word: number, before: Setup, after: Outcome];

/** Definitions that rows execute. */
export const definitionsOf = (rows: readonly Row[]): ReadonlySet<Insn> => new Set(rows.map(([, word]) => decode(word, 0)!.insn));
