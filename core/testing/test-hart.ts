/** For tests: a hart alone, over a plain array of bytes: what the tests of an architecture's slow paths run on. */
import { readField, writeField } from '../isa/evaluate.ts';
import { BLOCK_SIZE, type Field } from '../isa/layout.ts';
import { type Access, type Arch, type Hart, type HartContext, TRAPPED } from '../machine/hart.ts';

export const RAM_BASE = 0x8000_0000;
export const RAM_SIZE = 0x10_0000;
export const RESET_PC = 0x8000_0000n;

export interface Trap {
  readonly cause: number;
  readonly value: bigint;
}

/** What the machine would tell the hart; tests set it. */
export interface Surroundings {
  lines: number;
  now: number;
  steps: number;
  retired: number;
  /** What the board's registers hold, by offset; nobody answers at others. */
  sysreg: Map<number, bigint>;
  /** RAM that takes no writes, as ROM. */
  isReadOnly: boolean;
}

export interface TestHart extends Surroundings {
  readonly hart: Hart;
  readonly context: HartContext;
  readonly block: DataView;
  readonly ram: DataView;
  /** What happened since the last `take`. */
  take(): { readonly trap: Trap | undefined; readonly calls: readonly string[] };
  get(field: Field): bigint;
  set(field: Field, value: bigint): void;
  /** Calls a service; its answer, or the trap. */
  serve(name: string, ...values: readonly bigint[]): bigint | Trap;
  /** Translates; the physical address, or the trap. */
  translate(address: bigint, access: Access, width?: number): number | Trap;
  /** Takes the exception that a service or a translation left behind, as the machine does after it. */
  enter(trap: Trap): void;
}

const lowOf = (value: bigint) => Number(value & 0xffff_ffffn);
const highOf = (value: bigint) => Number(BigInt.asUintN(64, value) >> 32n);

export function newTestHart({ reset, createHart }: Pick<Arch, 'reset' | 'createHart'>, index = 0): TestHart {
  const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
  const ram = new DataView(new ArrayBuffer(RAM_SIZE));
  reset(block, { index, resetPc: RESET_PC });
  let trap: Trap | undefined;
  let calls: string[] = [];
  const around: Surroundings = { lines: 0, now: 0, steps: 0, retired: 0, sysreg: new Map(), isReadOnly: false };
  const isRam = (address: number) => address >= RAM_BASE && address + 4 <= RAM_BASE + RAM_SIZE;
  const call = (name: string) => () => void calls.push(name);
  const context: HartContext = {
    block,
    index,
    now: () => around.now,
    steps: () => around.steps,
    retired: () => around.retired,
    lines: () => around.lines,
    walkRead64: (address, result) => {
      if (!isRam(address + 4)) return false;
      result.entryLow = ram.getInt32(address - RAM_BASE, true);
      result.entryHigh = ram.getInt32(address + 4 - RAM_BASE, true);
      return true;
    },
    walkRead32: (address) => (isRam(address) ? ram.getUint32(address - RAM_BASE, true) : undefined),
    walkWrite32: (address, value) => {
      if (!isRam(address) || around.isReadOnly) return false;
      ram.setUint32(address - RAM_BASE, value, true);
      return true;
    },
    loadVirtual: (low, high, width) => {
      const physical = hart.translate(low, high, 'load', width);
      if (physical === TRAPPED) return undefined;
      const bytes = Array.from({ length: width }, (_, i) => BigInt(ram.getUint8(physical - RAM_BASE + i)) << BigInt(8 * i));
      return bytes.reduce((sum, byte) => sum | byte, 0n);
    },
    storeVirtual: (low, high, width, value) => {
      const physical = hart.translate(low, high, 'store', width);
      if (physical === TRAPPED) return false;
      for (let i = 0; i < width; i++) ram.setUint8(physical - RAM_BASE + i, Number((value >> BigInt(8 * i)) & 0xffn));
      return true;
    },
    trap: (cause, value) => {
      trap = { cause, value };
    },
    endRun: call('endRun'),
    reenter: call('reenter'),
    wait: call('wait'),
    yield: call('yield'),
    notImplemented: (what) => void calls.push(what),
    sysregRead: (offset) => around.sysreg.get(offset),
    sysregWrite: (offset, _, value) => {
      if (!around.sysreg.has(offset)) return false;
      around.sysreg.set(offset, value);
      return true;
    },
  };
  const hart = createHart(context);
  const take = () => {
    const taken = { trap, calls };
    trap = undefined;
    calls = [];
    return taken;
  };
  const orTrap = <T>(answer: T): T | Trap => {
    const raised = trap;
    trap = undefined;
    return raised ?? answer;
  };
  return Object.assign(around, {
    hart,
    context,
    block,
    ram,
    take,
    get: (field: Field) => readField(block, field),
    set: (field: Field, value: bigint) => {
      writeField(block, field, value);
      hart.reload();
    },
    serve: (name: string, ...values: readonly bigint[]) => orTrap(hart.services[name]?.(...values) ?? 0n),
    translate: (address: bigint, access: Access, width = 8) =>
      orTrap(hart.translate(lowOf(address), highOf(address), access, width)),
    enter: ({ cause, value }: Trap) => hart.enterException(cause, lowOf(value), highOf(value)),
  });
}
