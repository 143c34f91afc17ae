/** A hart alone, over a plain array of bytes: what the tests of the slow paths run on. Imported by tests only. */

import { readField, writeField } from '#core/isa/evaluate.ts';
import { BLOCK_SIZE, type Field } from '#core/isa/layout.ts';
import { type Access, type Hart, type HartContext, TRAPPED } from '#core/machine/hart.ts';
import { createHart } from '../hart.ts';
import { layout } from '../layout.ts';
import { resetHart } from '../reset.ts';

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
  /** What the board's `mtime` answers; undefined where there is none. */
  mtime: bigint | undefined;
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
  /** Writes a CSR in M-mode as `csrrw` does, and answers what `csrrs` then reads. */
  writeCsr(number: number, value: bigint): bigint | Trap;
  readCsr(number: number): bigint | Trap;
  /** Translates; the physical address, or the trap. */
  translate(address: bigint, access: Access, width?: number): number | Trap;
}

export function newTestHart(index = 0): TestHart {
  const block = new DataView(new ArrayBuffer(BLOCK_SIZE));
  const ram = new DataView(new ArrayBuffer(RAM_SIZE));
  resetHart(block, { index, resetPc: RESET_PC });
  let trap: Trap | undefined;
  let calls: string[] = [];
  const around: Surroundings = { lines: 0, now: 0, steps: 0, retired: 0, mtime: undefined, isReadOnly: false };
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
    sysregRead: (offset, size) => (offset === 0 && size === 8 ? around.mtime : undefined),
    sysregWrite: () => false,
  };
  const hart = createHart(context);
  const take = () => {
    const taken = { trap, calls };
    trap = undefined;
    calls = [];
    return taken;
  };
  const orTrap = <T>(answer: T): T | Trap => take().trap ?? answer;
  const serve = (name: string, ...values: readonly bigint[]) => orTrap(hart.services[name]?.(...values) ?? 0n);
  const readCsr = (number: number) => serve('csrrs', BigInt(number), 0n, 0n);
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
    serve,
    readCsr,
    writeCsr: (number: number, value: bigint) => {
      const written = serve('csrrw', BigInt(number), value, 0n);
      return typeof written === 'bigint' ? readCsr(number) : written;
    },
    translate: (address: bigint, access: Access, width = 8) =>
      orTrap(hart.translate(Number(address & 0xffff_ffffn), Number(address >> 32n), access, width)),
  });
}

const MODES = { M: [3n, 0n], S: [1n, 0n], U: [0n, 0n], VS: [1n, 1n], VU: [0n, 1n] } as const;

/** Puts the hart in a mode; S stands for HS. */
export function inMode(test: TestHart, mode: keyof typeof MODES): TestHart {
  test.set(layout.privilege, MODES[mode][0]);
  test.set(layout.virtualized, MODES[mode][1]);
  return test;
}

/** Puts the hart in a privilege. */
export function inPrivilege(test: TestHart, mode: number): TestHart {
  test.set(layout.privilege, BigInt(mode));
  return test;
}
