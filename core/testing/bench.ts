/** For tests: one instruction executed by the reference evaluator on a small bench. */
import fc from 'fast-check';
import { evaluatorOf, readField, writeField } from '../isa/evaluate.ts';
import type { Fields, Insn } from '../isa/insn.ts';
import { BLOCK_SIZE, type Field, type RegisterFile } from '../isa/layout.ts';
import type { Width } from '../isa/semantics.ts';

/** Where arithmetic goes wrong, and everything else. */
export const anyU64 = fc.oneof(
  fc.bigInt(0n, (1n << 64n) - 1n),
  fc.constantFrom(0n, 1n, 2n, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn, 1n << 32n, (1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n),
  fc.nat({ max: 63 }).map((shift) => 1n << BigInt(shift)),
);

/** What the bench needs to know of an architecture. */
export interface BenchArch {
  readonly x: RegisterFile;
  /** Causes of a load and of a store where there is no memory. */
  readonly loadFault: number;
  readonly storeFault: number;
}

export interface BenchSetup {
  /** Values of x registers by number; the others are 0. */
  readonly x?: Readonly<Record<number, bigint>>;
  readonly state?: readonly (readonly [Field, bigint])[];
  /** Bytes from {@link BENCH_MEMORY} on, in order; there are 64 at least. Everything else faults. */
  readonly memory?: readonly number[];
  readonly pc?: bigint;
  readonly sizeBytes?: number;
  /** What each service answers; undefined when it traps, with cause -1. */
  readonly serve?: (name: string, values: readonly bigint[]) => bigint | undefined;
}

export const BENCH_MEMORY = 0x8000n;

export interface BenchOutcome {
  /** Undefined when it trapped. */
  readonly nextPc: bigint | undefined;
  readonly trap: { readonly cause: number; readonly value: bigint } | undefined;
  readonly memory: readonly number[];
  /** Calls of services: name and values. */
  readonly served: readonly (readonly [string, ...bigint[]])[];
  register(file: RegisterFile, number: number): bigint;
  state(field: Field): bigint;
}

const MAPPED = 64;

const registerOf = (file: RegisterFile, number: number): Field => ({ name: '', offset: file.offset + 8 * number, width: 8 });

/** Executes one instruction at pc 0x1000 (unless told) and says all it did. */
export function executeOn(arch: BenchArch, insn: Insn, fields: Fields, setup: BenchSetup = {}): BenchOutcome {
  const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
  const mapped = Math.max(MAPPED, setup.memory?.length ?? 0);
  const memory = Array.from({ length: mapped }, (_, i) => setup.memory?.[i] ?? 0);
  const served: [string, ...bigint[]][] = [];
  let trap: BenchOutcome['trap'];
  for (const [number, value] of Object.entries(setup.x ?? {}))
    writeField(block, registerOf(arch.x, Number(number)), BigInt.asUintN(64, value));
  for (const [field, value] of setup.state ?? []) writeField(block, field, value);
  const fault = (cause: number, value: bigint) => {
    trap = { cause, value };
    return undefined;
  };
  const placeOf = (address: bigint, width: Width): number | undefined => {
    const place = Number(address - BENCH_MEMORY);
    return place >= 0 && place + width <= mapped ? place : undefined;
  };
  const evaluate = evaluatorOf({
    block,
    load: (address, width) => {
      const place = placeOf(address, width);
      if (place === undefined) return fault(arch.loadFault, address);
      return memory.slice(place, place + width).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
    },
    store: (address, width, value) => {
      const place = placeOf(address, width);
      if (place === undefined) fault(arch.storeFault, address);
      else for (let i = 0; i < width; i++) memory[place + i] = Number((value >> BigInt(8 * i)) & 0xffn);
      return place !== undefined;
    },
    probe: (address, width) => {
      const isMapped = placeOf(address, width) !== undefined;
      if (!isMapped) fault(arch.storeFault, address);
      return isMapped;
    },
    trap: fault,
    serve: ({ name }, values) => {
      served.push([name, ...values]);
      if (setup.serve === undefined) return 0n;
      return setup.serve(name, values) ?? fault(-1, 0n);
    },
    jumped: () => {},
  });
  const nextPc = evaluate({ insn, fields, sizeBytes: setup.sizeBytes ?? 4 }, setup.pc ?? 0x1000n);
  return {
    nextPc,
    trap,
    memory,
    served,
    register: (file, number) => readField(block, registerOf(file, number)),
    state: (field) => readField(block, field),
  };
}
