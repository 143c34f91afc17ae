import { describe, expect, it } from 'vitest';
import { step } from '../event/step.ts';
import type { Seat } from '../hypervisor/seat.ts';
import { boardOf } from '../testing/bare-board.ts';
import { initialMixing, type MixingState, mixingDevice } from '../testing/mixing-device.ts';
import type { Hart } from './hart.ts';
import { createMachine } from './machine.ts';
import type { MachineEffect, MachineState } from './state.ts';

const WAKES_AT = 1000;

interface Sitting {
  /** When it was woken, ns. */
  readonly woken: number | null;
  readonly answer: bigint | null;
}

/** Writes a device's system register, waits until a moment, asks the register, and switches off with status 3. */
const seat: Seat<Sitting> = {
  digest: 'sitting/1',
  digestFields: ['woken', 'answer'],
  initialState: { woken: null, answer: null },
  selectDeadline: ({ woken }) => (woken === null ? WAKES_AT : null),
  reduce: (state, event) => {
    switch (event.type) {
      case 'hart/woken':
        return step({ ...state, woken: event.now }, { type: 'bus/read', space: 'sysreg', address: 0x100, size: 8 });
      case 'bus/answered':
        return step({ ...state, answer: event.value }, { type: 'power/requested', status: 3 });
      default:
        return step(state, { type: 'bus/write', space: 'sysreg', address: 0x100, size: 8, value: 5n }, { type: 'hart/waited' });
    }
  },
};

const hart: Partial<Hart> = {
  reload: () => {},
  isGuest: () => false,
  wakes: () => false,
  fetchRegime: () => 0,
  dataRegime: () => 0,
  decodeMode: () => 0,
};

function newMachine() {
  const board = boardOf({
    devices: [
      {
        name: 'mixing',
        kind: mixingDevice,
        initialState: initialMixing,
        windows: [{ space: 'sysreg', base: 0x100, sizeBytes: 4096 }],
        storage: null,
      },
    ],
    hypervisor: seat,
  });
  const arch = { ...board.arch, reset: () => {}, createHart: () => hart as Hart };
  return createMachine({ ...board, arch }, [], 'reference');
}

/** Time that may pass in each grant. */
function run(untils: readonly number[]): { readonly state: MachineState; readonly effects: readonly MachineEffect[] } {
  const machine = newMachine();
  let state = machine.initialState;
  const effects: MachineEffect[] = [];
  for (const idleUntilNs of untils) {
    const granted = machine.reduce(state, { type: 'machine/granted', steps: 10, idleUntilNs });
    state = granted.state;
    effects.push(...granted.effects);
  }
  return { state, effects };
}

describe('a seat', () => {
  it('uses system registers of devices, wakes at its deadline, and switches the machine off', () => {
    const { state, effects } = run([Number.POSITIVE_INFINITY]);
    const written = mixingDevice.reduce(initialMixing, {
      ...{ type: 'bus/write', space: 'sysreg', hart: 0, now: 0, offset: 0, size: 8, value: 5n },
    } as const);
    expect(state.seat!.hypervisor).toEqual({ woken: WAKES_AT, answer: (written.state as MixingState).register });
    expect(state.status).toEqual({ kind: 'off', status: 3 });
    expect(effects.at(-1)).toMatchObject({ type: 'machine/stopped', now: WAKES_AT, status: { kind: 'off', status: 3 } });
    expect(state.step).toBe(0);
  });

  it('wakes at no other time, however time is granted', () => {
    const whole = run([Number.POSITIVE_INFINITY]).state;
    const parts = run([100, 999, 1000, 1001]).state;
    expect(parts.seat).toEqual(whole.seat);
    expect(parts.devices).toEqual(whole.devices);
    expect(parts.idleNs).toBe(whole.idleNs);
    expect(run([100, 999]).state.seat!.hypervisor).toEqual({ woken: null, answer: null });
  });
});
