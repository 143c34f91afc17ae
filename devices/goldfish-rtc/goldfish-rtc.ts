/**
 * Goldfish RTC: nanoseconds since 1970 as 64 bits, and one alarm. Time is `now` plus an offset, at first the board's epoch.
 *
 * Words answer; a doubleword is two of them, low first, as on QEMU. Setting the time does not move an armed alarm.
 *
 * | what a hostile guest can do           | what bounds it                                        |
 * |---------------------------------------|-------------------------------------------------------|
 * | set any time or alarm                 | 64-bit wrap-around; an alarm past 2^53 ns never rings |
 * | arm an alarm in the past, repeatedly  | it rings in that write; no deadline is left behind    |
 */
import type { BusRead, BusWrite, DeviceEffect, DeviceKind } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied, replied64 } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { bool, moment, record, u64, uint } from '#core/shape.ts';
import * as reg from './registers.ts';

const LOW = 0xffff_ffffn;

export interface GoldfishRtcParameters {
  /** Wall time at reset, ns since 1970. */
  readonly epoch: bigint;
}

export interface GoldfishRtcState {
  /** Time minus `now`, a u64. */
  readonly timeOffset: bigint;
  /** Time at which the alarm rings, a u64. */
  readonly alarm: bigint;
  readonly isArmed: boolean;
  /** The alarm as virtual ns, or null if it is not armed or never comes. */
  readonly ringsAt: number | null;
  readonly isInterruptPending: boolean;
  readonly isInterruptEnabled: boolean;
  /** High half of the time at the last read of TIME_LOW. */
  readonly timeHigh: number;
}

export function createGoldfishRtc({ epoch }: GoldfishRtcParameters): GoldfishRtcState {
  return {
    timeOffset: BigInt.asUintN(64, epoch),
    alarm: 0n,
    isArmed: false,
    ringsAt: null,
    isInterruptPending: false,
    isInterruptEnabled: false,
    timeHigh: 0,
  };
}

type RtcStep = Step<GoldfishRtcState, DeviceEffect>;

export const goldfishRtc: DeviceKind<GoldfishRtcState> = {
  digest: 'goldfish-rtc/1',
  digestFields: ['timeOffset', 'alarm', 'isArmed', 'ringsAt', 'isInterruptPending', 'isInterruptEnabled', 'timeHigh'],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return read(state, event);
      case 'bus/write':
        return { state: write(state, event), effects: isAnswered(event) ? NO_EFFECTS : FAULTED };
      case 'time/reached':
        return { state: state.ringsAt === null || state.ringsAt > event.now ? state : rung(state), effects: NO_EFFECTS };
      case 'line/changed':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts: record({
    timeOffset: u64,
    alarm: u64,
    isArmed: bool,
    ringsAt: moment,
    isInterruptPending: bool,
    isInterruptEnabled: bool,
    timeHigh: uint(0xffff_ffff),
  }),
  selectLines: (state) => (state.isInterruptPending && state.isInterruptEnabled ? 1 : 0),
  selectDeadline: (state) => state.ringsAt,
};

function isAnswered({ offset, size }: BusRead | BusWrite): boolean {
  return size >= 4 && offset % size === 0 && offset + size <= reg.WINDOW_SIZE;
}

function read(state: GoldfishRtcState, event: BusRead): RtcStep {
  if (!isAnswered(event)) return { state, effects: FAULTED };
  const { offset, size, now } = event;
  const low = registerAt(state, offset, now);
  const next = offset === reg.TIME_LOW ? latched(state, now) : state;
  if (size === 4) return { state: next, effects: replied(low) };
  return { state: next, effects: replied64((BigInt(registerAt(next, offset + 4, now)) << 32n) | BigInt(low)) };
}

function registerAt(state: GoldfishRtcState, offset: number, now: number): number {
  switch (offset) {
    case reg.TIME_LOW:
      return Number(timeAt(state, now) & LOW);
    case reg.TIME_HIGH:
      return state.timeHigh;
    case reg.ALARM_LOW:
      return Number(state.alarm & LOW);
    case reg.ALARM_HIGH:
      return Number(state.alarm >> 32n);
    case reg.IRQ_ENABLED:
      return state.isInterruptEnabled ? 1 : 0;
    case reg.ALARM_STATUS:
      return state.isArmed ? 1 : 0;
    default:
      return 0;
  }
}

function timeAt({ timeOffset }: GoldfishRtcState, now: number): bigint {
  return BigInt.asUintN(64, timeOffset + BigInt(now));
}

function latched(state: GoldfishRtcState, now: number): GoldfishRtcState {
  const timeHigh = Number(timeAt(state, now) >> 32n);
  return timeHigh === state.timeHigh ? state : { ...state, timeHigh };
}

function write(state: GoldfishRtcState, event: BusWrite): GoldfishRtcState {
  if (!isAnswered(event)) return state;
  const { offset, size, value, now } = event;
  const next = withRegister(state, offset, value & LOW, now);
  return size === 4 ? next : withRegister(next, offset + 4, value >> 32n, now);
}

function withRegister(state: GoldfishRtcState, offset: number, value: bigint, now: number): GoldfishRtcState {
  switch (offset) {
    case reg.TIME_LOW:
      return withTime(state, withLow(timeAt(state, now), value), now);
    case reg.TIME_HIGH:
      return withTime(state, withHigh(timeAt(state, now), value), now);
    case reg.ALARM_LOW:
      return armed({ ...state, alarm: withLow(state.alarm, value) }, now);
    case reg.ALARM_HIGH:
      return { ...state, alarm: withHigh(state.alarm, value) };
    case reg.IRQ_ENABLED:
      return { ...state, isInterruptEnabled: (value & 1n) !== 0n };
    case reg.CLEAR_ALARM:
      return { ...state, isArmed: false, ringsAt: null };
    case reg.CLEAR_INTERRUPT:
      return { ...state, isInterruptPending: false };
    default:
      return state;
  }
}

function withLow(register: bigint, low: bigint): bigint {
  return ((register >> 32n) << 32n) | low;
}

function withHigh(register: bigint, high: bigint): bigint {
  return (high << 32n) | (register & LOW);
}

function withTime(state: GoldfishRtcState, time: bigint, now: number): GoldfishRtcState {
  return { ...state, timeOffset: BigInt.asUintN(64, time - BigInt(now)) };
}

function armed(state: GoldfishRtcState, now: number): GoldfishRtcState {
  const time = timeAt(state, now);
  if (state.alarm <= time) return rung(state);
  const moment = BigInt(now) + state.alarm - time;
  return { ...state, isArmed: true, ringsAt: moment > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(moment) };
}

function rung(state: GoldfishRtcState): GoldfishRtcState {
  return { ...state, isArmed: false, ringsAt: null, isInterruptPending: true };
}
