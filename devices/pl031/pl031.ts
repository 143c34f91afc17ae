/**
 * PrimeCell Real Time Clock (PL031): seconds that a 32-bit counter counts, and a match register that raises an interrupt. Words
 * from PrimeCell Real Time Clock (PL031) TRM, DDI 0224.
 *
 * The clock always runs, as on QEMU: RTCCR reads 1, and what is written to it does not stop it.
 *
 * | what a hostile guest can do      | what bounds it                                             |
 * |----------------------------------|------------------------------------------------------------|
 * | set any time or match            | 32 bits of seconds; a match past 2^53 ns never comes       |
 * | match the present second         | it is raised in that write; no deadline is left behind     |
 */
import type { BusRead, BusWrite, DeviceEffect, DeviceKind } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { bool, moment, record, uint } from '#core/shape.ts';
import * as reg from './registers.ts';

const u32 = uint(0xffff_ffff);

const NS_PER_SECOND = 1_000_000_000;

export interface Pl031Parameters {
  /** Wall time at reset, seconds since 1970. */
  readonly epoch: number;
}

export interface Pl031State {
  /** What the counter would have read at `now` 0: u32. */
  readonly base: number;
  readonly RTCLR: number;
  readonly RTCMR: number;
  readonly isMatched: boolean;
  readonly isUnmasked: boolean;
  /** When the counter reaches RTCMR, ns, or null once it has. */
  readonly matchesAt: number | null;
}

export function createPl031({ epoch }: Pl031Parameters): Pl031State {
  return { base: epoch >>> 0, RTCLR: 0, RTCMR: 0, isMatched: false, isUnmasked: false, matchesAt: null };
}

type Pl031Step = Step<Pl031State, DeviceEffect>;

export const pl031: DeviceKind<Pl031State> = {
  digest: 'pl031/1',
  digestFields: ['base', 'RTCLR', 'RTCMR', 'isMatched', 'isUnmasked', 'matchesAt'],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return read(state, event);
      case 'bus/write':
        return write(state, event);
      case 'time/reached': {
        const isDue = state.matchesAt !== null && state.matchesAt <= event.now;
        return { state: isDue ? { ...state, isMatched: true, matchesAt: null } : state, effects: NO_EFFECTS };
      }
      case 'line/changed':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts: record({
    base: u32,
    RTCLR: u32,
    RTCMR: u32,
    isMatched: bool,
    isUnmasked: bool,
    matchesAt: moment,
  }),
  /** RTCINTR. */
  selectLines: ({ isMatched, isUnmasked }) => (isMatched && isUnmasked ? 1 : 0),
  selectDeadline: ({ matchesAt }) => matchesAt,
};

const isAnswered = ({ offset, size }: BusRead | BusWrite): boolean => offset % size === 0 && offset < reg.WINDOW_SIZE;

/** Any aligned size reads one register, zero-extended. */
function read(state: Pl031State, event: BusRead): Pl031Step {
  if (!isAnswered(event)) return { state, effects: FAULTED };
  const { offset, size, now } = event;
  return { state, effects: replied((registerAt(state, offset & ~3, now) & (2 ** (8 * Math.min(size, 4)) - 1)) >>> 0) };
}

function registerAt(state: Pl031State, offset: number, now: number): number {
  switch (offset) {
    case reg.RTCDR:
      return counterAt(state, now);
    case reg.RTCMR:
      return state.RTCMR;
    case reg.RTCLR:
      return state.RTCLR;
    case reg.RTCCR:
      return 1;
    case reg.RTCIMSC:
      return state.isUnmasked ? 1 : 0;
    case reg.RTCRIS:
      return state.isMatched ? 1 : 0;
    case reg.RTCMIS:
      return state.isMatched && state.isUnmasked ? 1 : 0;
    default:
      return offset < reg.RTCPeriphID0 ? 0 : reg.IDENTIFICATION[(offset - reg.RTCPeriphID0) / 4]!;
  }
}

const secondsOf = (now: number): number => Math.floor(now / NS_PER_SECOND);
const counterAt = ({ base }: Pl031State, now: number): number => (base + secondsOf(now)) >>> 0;

function write(state: Pl031State, event: BusWrite): Pl031Step {
  if (!isAnswered(event)) return { state, effects: FAULTED };
  return { state: withRegister(state, event.offset, Number(BigInt.asUintN(32, event.value)), event.now), effects: NO_EFFECTS };
}

function withRegister(state: Pl031State, offset: number, value: number, now: number): Pl031State {
  switch (offset) {
    case reg.RTCMR:
      return matching({ ...state, RTCMR: value }, now);
    case reg.RTCLR:
      return matching({ ...state, RTCLR: value, base: (value - secondsOf(now)) >>> 0 }, now);
    case reg.RTCIMSC:
      return { ...state, isUnmasked: (value & 1) !== 0 };
    case reg.RTCICR:
      return (value & 1) !== 0 ? { ...state, isMatched: false } : state;
    default:
      return state;
  }
}

/** Time or match were set: when do they meet? */
function matching(state: Pl031State, now: number): Pl031State {
  const seconds = (state.RTCMR - counterAt(state, now)) >>> 0;
  if (seconds === 0) return { ...state, isMatched: true, matchesAt: null };
  const moment = (secondsOf(now) + seconds) * NS_PER_SECOND;
  return { ...state, matchesAt: Number.isSafeInteger(moment) ? moment : null };
}
