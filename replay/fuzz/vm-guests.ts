/**
 * Guests of the built-in hypervisor of aarch64 that do anything, in a virtual machine and with the machine handed over to them: the host neither
 * throws nor hangs, and both readings, in slices of any size, agree on all that can be seen.
 */
import { decode } from '#arches/aarch64/a64.ts';
import { layout, registerOf } from '#arches/aarch64/layout.ts';
import { psciFunction } from '#arches/aarch64/psci.ts';
import { writeField } from '#core/isa/evaluate.ts';
import { createMachine, type Machine } from '#core/machine/machine.ts';
import type { MachineEffect, MachineState } from '#core/machine/state.ts';
import * as map from '../boards/aarch64-virt/memory-map.ts';
import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { type BoardRequest, DEFAULT_REQUEST, type HypervisorMode } from '../boards/request.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import { buildDisk } from '../images/scenario-disk.ts';
import type { Random } from '../oracle/random.ts';
import { Finding, type Fuzzer } from './fuzzer.ts';

await loadBoards('aarch64-virt');

/** As the guest sees its code, and where that is in the machine. */
const ENTRY = 0x4420_0000;
const HOST_ENTRY = { virtualization: 0x4520_0000, bootloader: ENTRY } as const;
const WORDS = 64;
/** Until the guest is at its first instruction, `b .`. */
const STEPS_BEFORE = 20;
const STEPS_MAX = 300;
const BRANCH_TO_SELF = 0x1400_0000;

interface Bench {
  readonly machines: readonly [interpreter: Machine, reference: Machine];
  readonly mode: HypervisorMode;
}

const benches = new Map<HypervisorMode, Bench>();

/** Machines are made once: being used again between runs is part of what is tested. */
function benchFor(mode: HypervisorMode): Bench {
  const known = benches.get(mode);
  if (known !== undefined) return known;
  const guest = new Uint8Array(Uint32Array.of(BRANCH_TO_SELF).buffer);
  const request: BoardRequest = {
    ...DEFAULT_REQUEST,
    guest: '/sbin/guest',
    guestRamSizeBytes: 4 * 2 ** 20,
    hypervisorMode: mode,
    drives: [{ name: 'disk', image: SparseImage.of(buildDisk('guest', guest)), isReadOnly: true }],
  };
  const { board, contents } = setUpBoard('aarch64-virt', request);
  const machines = [createMachine(board, contents, 'interpreter'), createMachine(board, contents, 'reference')] as const;
  const bench: Bench = { machines, mode };
  benches.set(mode, bench);
  return bench;
}

const SGI_FRAME = map.GICR.base + 0x1_0000;
const PLACES = [
  ...[0, 4, 0x80, 0x100, 0x104, 0x400, 0xffe8].map((offset) => map.GICD.base + offset),
  ...[0, 8, 0x14].map((offset) => map.GICR.base + offset),
  ...[0x80, 0x100, 0x180, 0x200, 0x300, 0x400, 0x41e].map((offset) => SGI_FRAME + offset),
  ...[0, 0x18, 0x38].map((offset) => map.UART.base + offset),
  ...[map.FLASH.sizeBytes, ENTRY + 0x1000, 0x4400_0000],
];
/** Where a guest in a virtual machine may go once. */
const FORBIDDEN = [map.FLASH.base, map.RTC.base, map.VIRTIO.base, map.RAM_BASE, 0x4040_0000, 0x4440_0000, 0x4500_0000, 2 ** 39];
/** Each of the guest's vectors goes on behind the instruction that was refused. */
const VECTORS = ENTRY + 0x2000;
const HANDLER = [
  0xd538_4029, // mrs x9, ELR_EL1
  0x9100_1129, // add x9, x9, #4
  0xd518_4029, // msr ELR_EL1, x9
  0xd69f_03e0, // eret
];
/** What guests do to those around them. */
const DEEDS = [
  0xd400_0002, // hvc #0
  0xd400_0003, // smc #0
  0xd503_207f, // wfi
  0xd503_205f, // wfe
  0xd69f_03e0, // eret
  0xd51b_e201, // msr CNTP_TVAL_EL0, x1
  0xd51b_e221, // msr CNTP_CTL_EL0, x1
  0xd51b_e321, // msr CNTV_CTL_EL0, x1
  0xd538_cc00, // mrs x0, ICC_IAR1_EL1
  0xd518_cc20, // msr ICC_EOIR1_EL1, x0
  0xd518_4601, // msr ICC_PMR_EL1, x1
  0xd518_cce1, // msr ICC_IGRPEN1_EL1, x1
  0xd518_cba0, // msr ICC_SGI1R_EL1, x0
  0xd518_1001, // msr SCTLR_EL1, x1
  0xd50b_7424, // dc zva, x4
  0xd508_831f, // tlbi vmalle1is
  0xd503_42ff, // msr daifclr, #2
];
/** Loads and stores of x0 to x3 at x4 to x7, whose syndromes tell the access; and pairs, whose do not. */
const ACCESSES = [
  0xb940_0000, 0xb900_0000, 0xf940_0000, 0xf900_0000, 0x3940_0000, 0x3900_0000, 0x7900_0000, 0xa940_0800, 0xb980_0000,
];

function anyWord(random: Random): number {
  switch (random.below(4)) {
    case 0:
      return random.pick(DEEDS);
    case 1:
    case 2:
      return (random.pick(ACCESSES) | ((4 + random.below(4)) << 5) | random.below(4)) >>> 0;
    default:
      for (let tries = 0; tries < 20; tries++) {
        const word = random.u32();
        if (decode(word, 0) !== undefined) return word;
      }
      return random.u32();
  }
}

const anyPlace = (random: Random): number => random.pick(random.chance(3) ? FORBIDDEN : PLACES);

interface Guest {
  readonly code: Uint8Array;
  /** x0 to x7. */
  readonly x: readonly bigint[];
}

function anyGuest(random: Random): Guest {
  const words = Array.from({ length: WORDS }, () => anyWord(random));
  const call = () => BigInt(random.pick(Object.values(psciFunction)));
  const small = () => random.pick([0n, 1n, 2n, 3n, 1n << 30n, 0xffn, random.u64()]);
  return {
    code: new Uint8Array(Uint32Array.from([...words, 0x17ff_ffc0 /* b to the first */]).buffer),
    x: [call(), small(), small(), small(), ...Array.from({ length: 4 }, () => BigInt(anyPlace(random)))],
  };
}

function startedIn(machine: Machine, mode: HypervisorMode, { code, x }: Guest): MachineState {
  const grant = { type: 'machine/granted', steps: STEPS_BEFORE, idleUntilNs: Number.POSITIVE_INFINITY } as const;
  const { state } = machine.reduce(machine.initialState, grant);
  const offset = HOST_ENTRY[mode] - map.RAM_BASE;
  const handler = new Uint8Array(Uint32Array.from(HANDLER).buffer);
  const handlers = Array.from({ length: 16 }, (_, vector) => offset + VECTORS - ENTRY + 0x80 * vector);
  const loaded = machine.withMemory(state, [
    { region: 'ram', offset, bytes: code },
    ...handlers.map((at) => ({ region: 'ram', offset: at, bytes: handler })),
  ]);
  const block = loaded.harts[0]!.slice();
  const view = new DataView(block.buffer);
  writeField(view, layout.VBAR_EL1, BigInt(VECTORS));
  for (const [number, value] of x.entries()) writeField(view, registerOf(layout.x, number), value);
  return { ...loaded, harts: [block] };
}

const textOf = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? each.toString(16) : each));

/** All that can be seen of a run in grants of these steps. */
function seenOf(machine: Machine, mode: HypervisorMode, guest: Guest, grants: readonly number[]): string {
  let state = startedIn(machine, mode, guest);
  const effects: MachineEffect[] = [];
  for (const steps of grants) {
    const granted = machine.reduce(state, { type: 'machine/granted', steps, idleUntilNs: Number.POSITIVE_INFINITY });
    machine.release(state);
    state = granted.state;
    effects.push(...granted.effects);
  }
  const { components, flow } = machine.digestsOf(state);
  const { step, idleNs, status, seat } = state;
  machine.release(state);
  return [...effects, { step, idleNs, status, seat, components, flow }].map(textOf).join('\n');
}

export const vmGuests: Fuzzer = {
  name: 'vm-guests',
  claim: 'a guest of the built-in hypervisor of aarch64 can do nothing to the host, and both readings agree on it',
  sampleRuns: 100,
  run(random) {
    const { machines, mode } = benchFor(random.pick(['virtualization', 'virtualization', 'bootloader']));
    const guest = anyGuest(random);
    const steps = random.below(STEPS_MAX);
    const first = random.below(steps + 1);
    const [interpreter, reference] = machines;
    const expected = seenOf(reference, mode, guest, [steps]).split('\n');
    for (const grants of [[steps], [first, steps - first]]) {
      const came = seenOf(interpreter, mode, guest, grants).split('\n');
      const at = expected.findIndex((line, index) => line !== came[index]);
      if (at >= 0 || came.length !== expected.length)
        throw new Finding(
          `${mode}, in grants of ${grants.join(' and ')}:\n  reference    ${expected[at]}\n  interpreter  ${came[at < 0 ? expected.length : at]}`,
        );
    }
  },
};
