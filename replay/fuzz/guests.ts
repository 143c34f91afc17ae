/**
 * Guests that do anything, on the whole riscv64-virt board with two disks and a virtio console: neither throws nor hangs the
 * host, and both readings of the instructions, in slices of any size, agree on all that can be seen.
 */

import fc from 'fast-check';
import { riscv64 } from '#arches/riscv64/arch.ts';
import { jal } from '#arches/riscv64/i/control.ts';
import { addi } from '#arches/riscv64/i/integer.ts';
import * as loadsStores from '#arches/riscv64/i/loads-stores.ts';
import { layout } from '#arches/riscv64/layout.ts';
import { mret, wfi } from '#arches/riscv64/priv/privileged.ts';
import { anyScene, assembleAll } from '#arches/riscv64/testing/scenes.ts';
import { csrrs, csrrw } from '#arches/riscv64/zicsr/zicsr.ts';
import { writeField } from '#core/isa/evaluate.ts';
import { assemble, type Insn } from '#core/isa/insn.ts';
import type { Field } from '#core/isa/layout.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineEffect, MachineState } from '#core/machine/state.ts';
import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { type BoardRequest, DEFAULT_REQUEST } from '../boards/request.ts';
import * as map from '../boards/riscv64-virt/memory-map.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import type { Random } from '../oracle/random.ts';
import { Finding, type Fuzzer } from './fuzzer.ts';

await loadBoards();

const RAM = map.DRAM_BASE;
const PAGE = 4096;

interface Board {
  readonly interpreter: Machine;
  readonly reference: Machine;
  readonly devices: number;
}

const boards = new Map<string, Board>();

/** Machines are made once: being used again between runs is part of what is tested. */
function boardFor(harts: number, virtioVersion: 1 | 2): Board {
  const key = `${harts} ${virtioVersion}`;
  const known = boards.get(key);
  if (known !== undefined) return known;
  const drive = (name: string, isReadOnly: boolean) => ({
    name,
    isReadOnly,
    image: SparseImage.of(new Uint8Array(5 * 512).fill(0x5a)),
  });
  const request: BoardRequest = {
    ...DEFAULT_REQUEST,
    harts,
    virtioVersion,
    quantum: 7,
    console: 'virtio',
    ramSizeBytes: 4 * 2 ** 20,
    drives: [drive('disk', false), drive('rom', true)],
  };
  const { board, contents } = setUpBoard('riscv64-virt', request);
  const made = {
    interpreter: createMachine(board, contents, 'interpreter'),
    reference: createMachine(board, contents, 'reference'),
    devices: board.devices.length,
  };
  boards.set(key, made);
  return made;
}

interface Guest {
  readonly ram: Uint8Array;
  /** Fields of the harts' blocks; the harts take them in turn. */
  readonly fields: readonly (readonly (readonly [Field, bigint])[])[];
}

type Move = { readonly steps: number } | { readonly device: number; readonly bytes: Uint8Array };

function stateOf(machine: Machine, guest: Guest): MachineState {
  const state = machine.withMemory(machine.initialState, [{ region: 'ram', offset: 0, bytes: guest.ram }]);
  const harts = state.harts.map((block, index) => {
    const copy = block.slice();
    const view = new DataView(copy.buffer);
    writeField(view, layout.pc, BigInt(RAM));
    for (const [field, value] of guest.fields[index % guest.fields.length]!) writeField(view, field, value);
    return copy;
  });
  return { ...state, harts };
}

function runAll(
  machine: Machine,
  from: MachineState,
  moves: readonly Move[],
): { readonly state: MachineState; readonly told: string } {
  let state = from;
  const effects: MachineEffect[] = [];
  for (const move of moves) {
    const result = machine.reduce(
      state,
      'steps' in move
        ? { type: 'machine/granted', steps: move.steps, idleUntilNs: Number.POSITIVE_INFINITY }
        : { type: 'machine/inputReceived', device: move.device, bytes: move.bytes },
    );
    machine.release(state);
    state = result.state;
    effects.push(...result.effects);
  }
  return { state, told: effects.map((effect) => textOf(effect)).join('\n') };
}

const textOf = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? each.toString(16) : each));

/** All that can be seen of a state. */
function seen(machine: Machine, state: MachineState): Readonly<Record<string, string>> {
  const { step, idleNs, status, turn, lines } = state;
  const { components, flow } = machine.digestsOf(state);
  const fields = state.harts.map((block) => {
    const view = new DataView(block.buffer);
    return riscv64.fields.map(({ name, offset }) => `${name}=${view.getBigUint64(offset & ~7, true).toString(16)}`).join(' ');
  });
  return {
    position: textOf({ step, idleNs, status, turn, lines }),
    components: textOf(components),
    flow: flow.toString(16),
    fields: fields.join('\n'),
  };
}

function expectAgreement({ interpreter, reference }: Board, guest: Guest, moves: readonly Move[], random: Random): void {
  const evaluated = runAll(reference, stateOf(reference, guest), moves);
  const expected = { ...seen(reference, evaluated.state), told: evaluated.told };
  const sliced = moves.flatMap((move): Move[] => {
    if (!('steps' in move)) return [move];
    const first = random.below(move.steps + 1);
    return [{ steps: first }, { steps: move.steps - first }];
  });
  for (const each of [moves, sliced]) {
    const compiled = runAll(interpreter, stateOf(interpreter, guest), each);
    const came: Readonly<Record<string, string>> = { ...seen(interpreter, compiled.state), told: compiled.told };
    interpreter.release(compiled.state);
    for (const [what, value] of Object.entries(expected))
      if (came[what] !== value)
        throw new Finding(
          `the readings differ in ${what}${each === sliced ? ', sliced' : ''}:\n${differenceOf(value, came[what] ?? '')}`,
        );
  }
  reference.release(evaluated.state);
}

function differenceOf(a: string, b: string): string {
  const [left, right] = [a.split(/[ \n]/), b.split(/[ \n]/)];
  const at = left.findIndex((word, i) => word !== right[i]);
  return `  reference    …${left.slice(Math.max(0, at - 2), at + 4).join(' ')}\n  interpreter  …${right.slice(Math.max(0, at - 2), at + 4).join(' ')}`;
}

function anyMoves(random: Random, board: Board, stepsMax: number): Move[] {
  return Array.from({ length: 1 + random.below(4) }, () =>
    random.chance(30)
      ? {
          device: random.below(board.devices),
          bytes: Uint8Array.from({ length: 1 + random.below(random.pick([3, 40])) }, () => random.below(256)),
        }
      : { steps: random.below(stepsMax) },
  );
}

export const guestPrograms: Fuzzer = {
  name: 'guest-programs',
  claim: 'both readings agree on any program on the whole board, in any slices',
  sampleRuns: 200,
  run(random) {
    const board = boardFor(random.pick([1, 1, 2]), 2);
    const [scene] = fc.sample(anyScene, { numRuns: 1, seed: random.u32() | 0 });
    expectAgreement(board, { ram: assembleAll(scene!), fields: scene!.fields }, anyMoves(random, board, 200), random);
  },
};

const DEVICES = [map.TEST, map.RTC, map.CLINT, map.PLIC, map.UART, map.FLASH, { base: map.FLASH.base + map.FLASH.sizeBytes }];
const VIRTIO_REGISTERS = [
  0x00, 0x04, 0x08, 0x0c, 0x10, 0x14, 0x20, 0x24, 0x28, 0x30, 0x34, 0x38, 0x3c, 0x40, 0x44, 0x50, 0x50, 0x60, 0x64, 0x70, 0x70,
  0x80, 0x84, 0x90, 0x94, 0xa0, 0xa4, 0xfc, 0x100, 0x104, 0x110,
];
const CLINT_REGISTERS = [0x0, 0x4, 0x4000, 0x4004, 0x4008, 0xbff8, 0xbffc];
const PLIC_REGISTERS = [0x4, 0x28, 0x1000, 0x2000, 0x2080, 0x2100, 0x20_0000, 0x20_0004, 0x20_1000, 0x20_1004];
const page = { handler: 1, table: 2, rings: 4, buffers: 8, size: 16 };

function anyPlace(random: Random): bigint {
  const of = (base: number, offsets: readonly number[]) => BigInt(base + random.pick(offsets));
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2:
      // Disks and console have the last slots.
      return of(map.VIRTIO.base + random.pick([7, 7, 6, 5, 5, 0]) * map.VIRTIO.sizeBytes, VIRTIO_REGISTERS);
    case 3:
      return of(map.CLINT.base, CLINT_REGISTERS);
    case 4:
      return of(map.PLIC.base, PLIC_REGISTERS);
    case 5:
      return BigInt(map.UART.base + random.below(8));
    case 6:
      return BigInt(random.pick(DEVICES).base + random.below(random.pick([0x40, 0x1000, 0x20_0000])));
    default:
      return BigInt(RAM + random.below(page.size * PAGE));
  }
}

function anyValue(random: Random): bigint {
  switch (random.below(6)) {
    case 0:
    case 1:
      return BigInt(random.below(16));
    case 2:
      return BigInt(random.pick([0x20, 0x40, 0x60, 0x70, 0xd0, 0xe8, 0xff, 0xf0, 0x90, 0x5555, 0x7777, 0x3333, 0x1_3333]));
    case 3:
      return BigInt(RAM + random.pick([page.rings, page.rings + 1, page.rings + 2, page.buffers]) * PAGE);
    case 4:
      return BigInt(random.pick([1000, 100_000, 4_000_000])) + BigInt(random.below(64));
    default:
      return random.u64();
  }
}

const QUEUE_SIZE = 8;
const addressOf = (number: number) => RAM + number * PAGE;

/** Descriptors, rings and request headers that are nearly right, at the same places for both versions of virtio. */
function fillRings(view: DataView, random: Random): void {
  const rings = page.rings * PAGE;
  const describe = (index: number, fields: { address: bigint; length: number; flags: number; next: number }) => {
    view.setBigUint64(rings + 16 * index, fields.address, true);
    view.setUint32(rings + 16 * index + 8, fields.length, true);
    view.setUint16(rings + 16 * index + 12, fields.flags, true);
    view.setUint16(rings + 16 * index + 14, fields.next, true);
  };
  for (let index = 0; index < QUEUE_SIZE; index++) {
    const start = addressOf(random.pick([page.rings, page.buffers, page.buffers + 1])) + random.below(64);
    const address = random.chance(90) ? BigInt(start) : random.u64();
    describe(index, {
      address,
      length: random.pick([0, 1, 16, 512, 513, 4096, 0xffff_ffff]),
      flags: random.below(8),
      next: random.below(10),
    });
  }
  if (random.chance(70)) {
    describe(0, { address: BigInt(addressOf(page.buffers)), length: 16, flags: 1, next: 1 });
    describe(1, {
      address: BigInt(addressOf(page.buffers + 1)),
      length: random.pick([512, 1024, 20]),
      flags: random.pick([1, 3]),
      next: 2,
    });
    describe(2, { address: BigInt(addressOf(page.buffers) + 32), length: 1, flags: 2, next: 0 });
  }
  for (const available of [rings + 16 * QUEUE_SIZE, rings + PAGE]) {
    view.setUint16(available, random.below(2), true);
    view.setUint16(available + 2, random.pick([0, 1, 1, 2, 9, 0xffff]), true);
    for (let i = 0; i < QUEUE_SIZE; i++) view.setUint16(available + 4 + 2 * i, random.pick([0, 0, 1, 3, 7, 8, 200]), true);
  }
  for (let i = 0; i < 2; i++) view.setUint32(page.buffers * PAGE + 8 * i, random.pick([0, 0, 1, 1, 4, 8, 11]), true);
}

interface Access {
  readonly insn: Insn;
  readonly place: bigint;
  readonly value: bigint;
}

const stores = (base: number, ...writes: readonly (readonly [offset: number, value: number])[]): Access[] =>
  writes.map(([offset, value]) => ({ insn: loadsStores.sw as Insn, place: BigInt(base + offset), value: BigInt(value) }));

/** What a driver writes to start a device's first queue and notify it. */
function startVirtio(random: Random, version: 1 | 2): Access[] {
  const base = map.VIRTIO.base + random.pick([7, 6, 5]) * map.VIRTIO.sizeBytes;
  const queue = random.pick([0, 0, 0, 1]);
  const legacy = stores(
    base,
    [0x70, 1],
    [0x70, 3],
    [0x28, PAGE],
    [0x30, queue],
    [0x38, QUEUE_SIZE],
    [0x3c, PAGE],
    [0x40, RAM / PAGE + page.rings],
    [0x70, 7],
  );
  const modern = stores(
    base,
    ...([
      [0x70, 1],
      [0x70, 3],
      [0x24, 1],
      [0x20, 1],
      [0x70, 11],
      [0x30, queue],
      [0x38, QUEUE_SIZE],
    ] as const),
    ...([
      [0x80, addressOf(page.rings)],
      [0x90, addressOf(page.rings + 1)],
      [0xa0, addressOf(page.rings + 2)],
      [0x44, 1],
      [0x70, 15],
    ] as const),
  );
  const setUp = version === 1 ? legacy : modern;
  const disturbed = setUp.map((access) => (random.chance(4) ? { ...access, value: anyValue(random) } : access));
  return [...disturbed, ...stores(base, [0x50, queue])];
}

const ACCESSES = Object.values(loadsStores) as readonly Insn[];
const MEPC = 0x341n;
const MSTATUS_MIE = 8n;

/** Ends where it began: with WFI and a jump back. Faults go on after the instruction. */
export function hammerGuest(random: Random, virtioVersion: 1 | 2): Guest {
  const ram = new Uint8Array(page.size * PAGE);
  const view = new DataView(ram.buffer);
  fillRings(view, random);
  const anyAccess = (): Access => ({ insn: random.pick(ACCESSES), place: anyPlace(random), value: anyValue(random) });
  const accesses = [
    ...(random.chance(60) ? startVirtio(random, virtioVersion) : []),
    ...(random.chance(70) ? [{ insn: wfi as Insn, place: 0n, value: 0n }] : []), // time for what was asked for
    ...Array.from({ length: 1 + random.below(90) }, anyAccess),
    ...(random.chance(30) ? stores(map.TEST.base, [0, random.pick([0x5555, 0x7777, 0x3333, 0x1_3333, 1])]) : []),
  ];
  const code: number[] = [];
  for (const [i, { insn, place, value }] of accesses.entries()) {
    view.setBigUint64(page.table * PAGE + 16 * i, place, true);
    view.setBigUint64(page.table * PAGE + 16 * i + 8, value, true);
    code.push(assemble(loadsStores.ld, { rd: 7, rs1: 5, imm: BigInt(16 * i) }));
    code.push(assemble(loadsStores.ld, { rd: 6, rs1: 5, imm: BigInt(16 * i + 8) }));
    code.push(assemble(insn, { rd: 8, rs1: 7, rs2: 6, imm: 0n }));
  }
  if (random.chance(70)) code.push(assemble(wfi, {}));
  code.push(assemble(jal, { rd: 0, imm: BigInt(-4 * code.length) }));
  for (const [i, word] of code.entries()) view.setUint32(4 * i, word, true);
  const handler = [
    assemble(csrrs, { rd: 31, rs1: 0, csr: MEPC }),
    assemble(addi, { rd: 31, rs1: 31, imm: 4n }),
    assemble(csrrw, { rd: 0, rs1: 31, csr: MEPC }),
    assemble(mret, {}),
  ];
  for (const [i, word] of handler.entries()) view.setUint32(page.handler * PAGE + 4 * i, word, true);
  const fields: readonly (readonly [Field, bigint])[] = [
    [{ name: 'x5', offset: layout.x.offset + 40, width: 8 }, BigInt(RAM + page.table * PAGE)],
    [layout.mtvec, BigInt(RAM + page.handler * PAGE)],
    [layout.mie, random.pick([0n, 0x800n, 0x800n, 0xa00n, 0x888n])],
    [layout.mstatus, 0xa_0000_0000n | random.pick([0n, MSTATUS_MIE])],
  ];
  return { ram, fields: [fields] };
}

export const devices: Fuzzer = {
  name: 'devices',
  claim: 'no access to any register throws or hangs, and both readings agree on what it does',
  sampleRuns: 300,
  run(random) {
    const version = random.pick([1, 2] as const);
    const board = boardFor(random.pick([1, 1, 2]), version);
    expectAgreement(board, hammerGuest(random, version), anyMoves(random, board, 1200), random);
  },
};
