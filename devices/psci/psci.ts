/**
 * PSCI, the Power State Coordination Interface: which harts are on, and the calls that software makes of it. Where hardware has firmware at
 * EL3 and a power controller, a board has this. Words from Arm Power State Coordination Interface, DEN 0022; answers are those of QEMU
 * 7.2, which is version 1.1.
 *
 * A hart hands a call over in the `sysreg` space (`registers.ts`). Output line h is high while hart h is to start.
 * CPU_SUSPEND is a standby whatever it asks for. Not there, as on QEMU: MIGRATE, SYSTEM_SUSPEND, statistics, SMCCC's own functions.
 *
 * | what a hostile guest can do               | what bounds it                                     |
 * |-------------------------------------------|----------------------------------------------------|
 * | call anything with any arguments          | unknown functions and harts are refused            |
 * | turn all harts off                        | the machine is idle for good, and says so          |
 * | start a hart again and again              | only one that is off; it starts once               |
 */

import { assert } from '#core/assert.ts';
import type { BusRead, BusWrite, DeviceEffect, DeviceKind } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied64 } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { listOf, record, u64, uint } from '#core/shape.ts';
import * as reg from './registers.ts';

const HARTS_MAX = 31;

/** As AFFINITY_INFO tells it. */
export const power = { ON: 0, OFF: 1, ON_PENDING: 2 } as const;

/** Numbers of functions, without the bit that says that arguments have 64 bits. */
export const functions = {
  PSCI_VERSION: 0x8400_0000,
  CPU_SUSPEND: 0x8400_0001,
  CPU_OFF: 0x8400_0002,
  CPU_ON: 0x8400_0003,
  AFFINITY_INFO: 0x8400_0004,
  MIGRATE_INFO_TYPE: 0x8400_0006,
  SYSTEM_OFF: 0x8400_0008,
  SYSTEM_RESET: 0x8400_0009,
  PSCI_FEATURES: 0x8400_000a,
} as const;
const SMC64 = 0x4000_0000;
/** Those that have addresses or affinities, and so a second number with 64-bit arguments. */
const WITH_SMC64: readonly number[] = [functions.CPU_SUSPEND, functions.CPU_ON, functions.AFFINITY_INFO];

export const errors = { NOT_SUPPORTED: -1, INVALID_PARAMETERS: -2, DENIED: -3, ALREADY_ON: -4, ON_PENDING: -5 } as const;

const VERSION_1_1 = 0x1_0001;
/** "Trusted OS is either not present or does not require migration" */
const NO_MIGRATION = 2;
/** Of CPU_SUSPEND's power_state: the level of affinity. */
const SUSPEND_LEVELS = 0xfffe_0000n;

export interface PsciParameters {
  /** Affinity of each hart, as MPIDR_EL1 has it. */
  readonly affinities: readonly number[];
}

export interface HartPower {
  readonly state: number;
  /** Of CPU_ON, while the hart is to start. */
  readonly entry: bigint;
  readonly context: bigint;
}

export interface PsciState {
  readonly affinities: readonly number[];
  readonly harts: readonly HartPower[];
  /** Of the call that is being made: what has been handed over, and what came of it. Nobody reads them but within one instruction. */
  readonly call: readonly bigint[];
  readonly result: bigint;
  readonly next: number;
}

const OFF: HartPower = { state: power.OFF, entry: 0n, context: 0n };
const ON: HartPower = { state: power.ON, entry: 0n, context: 0n };

/** Hart 0 is on. */
export function createPsci({ affinities }: PsciParameters): PsciState {
  const count = affinities.length;
  assert(count >= 1 && count <= HARTS_MAX, `psci: ${count} harts, expected 1 to ${HARTS_MAX}`);
  const harts = affinities.map((_, hart) => (hart === 0 ? ON : OFF));
  return { affinities, harts, call: [0n, 0n, 0n], result: 0n, next: reg.next.GO_ON };
}

type PsciStep = Step<PsciState, DeviceEffect>;

export const psci: DeviceKind<PsciState> = {
  digest: 'psci/1',
  digestFields: ['harts'],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read': {
        const value = isAnswered(state, event) ? registerAt(state, event) : undefined;
        return { state, effects: value === undefined ? FAULTED : replied64(value) };
      }
      case 'bus/write':
        return isAnswered(state, event) ? written(state, event) : { state, effects: FAULTED };
      case 'line/changed':
      case 'time/reached':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts: (value, { affinities }) =>
    record({
      affinities: sameList(affinities),
      harts: listOf(record({ state: uint(power.ON_PENDING), entry: u64, context: u64 }), affinities.length),
      call: listOf(u64, 3),
      result: u64,
      next: uint(reg.next.WAIT),
    })(value),
  selectLines: ({ harts }) =>
    harts.reduce((lines, { state }, hart) => (state === power.ON_PENDING ? lines | (1 << hart) : lines), 0),
};

/** The board decided them. */
const sameList = (expected: readonly number[]) => (list: unknown) =>
  listOf(uint(), expected.length)(list) && (list as number[]).every((own, i) => own === expected[i]);

const isAnswered = (state: PsciState, { space, hart, offset, size }: BusRead | BusWrite): boolean =>
  space === 'sysreg' && size === 8 && offset % 8 === 0 && hart < state.harts.length;

function registerAt(state: PsciState, { hart, offset }: BusRead): bigint | undefined {
  switch (offset) {
    case reg.FUNCTION:
      return state.result;
    case reg.NEXT:
      return BigInt(state.next);
    case reg.ENTRY:
      return state.harts[hart]!.entry;
    case reg.CONTEXT:
      return state.harts[hart]!.context;
    default:
      return undefined;
  }
}

function written(state: PsciState, { hart, offset, value }: BusWrite): PsciStep {
  switch (offset) {
    case reg.FUNCTION:
      return called(state, hart, Number(BigInt.asUintN(32, value)));
    case reg.ARGUMENT_1:
    case reg.ARGUMENT_2:
    case reg.ARGUMENT_3:
      return quiet({ ...state, call: state.call.with((offset - reg.ARGUMENT_1) / 8, value) });
    case reg.ENTRY:
      return quiet(withHart(state, hart, ON));
    default:
      return { state, effects: FAULTED };
  }
}

const quiet = (state: PsciState): PsciStep => ({ state, effects: NO_EFFECTS });
const withHart = (state: PsciState, hart: number, own: HartPower): PsciState => ({
  ...state,
  harts: state.harts.with(hart, own),
});
const answered = (state: PsciState, result: number, next: number = reg.next.GO_ON): PsciState => ({
  ...state,
  result: BigInt.asUintN(64, BigInt(result)),
  next,
});

/** "The function identifier is passed on W0." A call without the bit of 64 passes its arguments in 32 bits. */
function called(state: PsciState, hart: number, number: number): PsciStep {
  const isWide = (number & SMC64) !== 0;
  const plain = (number & ~SMC64) >>> 0;
  const [first, second, third] = state.call.map((value) => BigInt.asUintN(isWide ? 64 : 32, value)) as [bigint, bigint, bigint];
  if (isWide && !WITH_SMC64.includes(plain)) return quiet(answered(state, errors.NOT_SUPPORTED));
  switch (plain) {
    case functions.PSCI_VERSION:
      return quiet(answered(state, VERSION_1_1));
    case functions.MIGRATE_INFO_TYPE:
      return quiet(answered(state, NO_MIGRATION));
    case functions.PSCI_FEATURES:
      return quiet(answered(state, isFunction(Number(BigInt.asUintN(32, first))) ? 0 : errors.NOT_SUPPORTED));
    case functions.CPU_SUSPEND:
      return quiet(
        (first & SUSPEND_LEVELS) !== 0n ? answered(state, errors.INVALID_PARAMETERS) : answered(state, 0, reg.next.WAIT),
      );
    case functions.CPU_OFF:
      return quiet(answered(withHart(state, hart, OFF), 0, reg.next.TURN_OFF));
    case functions.CPU_ON:
      return quiet(turnedOn(state, first, second, third));
    case functions.AFFINITY_INFO:
      return quiet(answered(state, affinityInfo(state, first, second)));
    case functions.SYSTEM_OFF:
    case functions.SYSTEM_RESET: {
      const request = plain === functions.SYSTEM_OFF ? 'off' : 'reset';
      return { state: answered(state, 0), effects: [{ type: 'power/requested', request, status: 0 }] };
    }
    default:
      return quiet(answered(state, errors.NOT_SUPPORTED));
  }
}

function isFunction(number: number): boolean {
  const plain = (number & ~SMC64) >>> 0;
  const isWide = (number & SMC64) !== 0;
  return Object.values<number>(functions).includes(plain) && (!isWide || WITH_SMC64.includes(plain));
}

const hartAt = ({ affinities }: PsciState, affinity: bigint): number => affinities.findIndex((own) => BigInt(own) === affinity);

function turnedOn(state: PsciState, target: bigint, entry: bigint, context: bigint): PsciState {
  const hart = hartAt(state, target);
  switch (state.harts[hart]?.state) {
    case undefined:
      return answered(state, errors.INVALID_PARAMETERS);
    case power.ON:
      return answered(state, errors.ALREADY_ON);
    case power.ON_PENDING:
      return answered(state, errors.ON_PENDING);
    default:
      return answered(withHart(state, hart, { state: power.ON_PENDING, entry, context }), 0);
  }
}

/** What is above single harts is always on. */
function affinityInfo(state: PsciState, target: bigint, lowestLevel: bigint): number {
  if (lowestLevel !== 0n) return power.ON;
  return state.harts[hartAt(state, target)]?.state ?? errors.INVALID_PARAMETERS;
}
