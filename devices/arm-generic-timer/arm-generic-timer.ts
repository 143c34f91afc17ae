/**
 * The Generic Timer of each hart: the physical counter that all share, a virtual one behind it by CNTVOFF_EL2, and four timers. Words
 * from the Arm Architecture Reference Manual: The Generic Timer in AArch64 state.
 *
 * Who may access what, and that a host at EL2 has no virtual offset, is the hart's to decide. Registers are each hart's own.
 * Output line 4h + t is timer t of hart h: physical, virtual, physical of EL2, virtual of EL2. CNTHV counts the physical counter:
 * at EL2 with E2H the offset is zero.
 * Not modelled: CNTKCTL_EL1's event stream, the secure timer, the system counter's own registers; the frequency is fixed.
 *
 * | what a hostile guest can do            | what bounds it                                              |
 * |----------------------------------------|-------------------------------------------------------------|
 * | set any CVAL, TVAL or offset           | 64-bit wrap-around; a moment past 2^53 ns never comes       |
 * | set a timer in the past                | the output is a level; no deadline is left behind           |
 */

import { assert } from '#core/assert.ts';
import type { BusRead, BusWrite, DeviceEffect, DeviceKind, Fresh } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied64 } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { listOf, moment, record, same, u64, uint } from '#core/shape.ts';
import * as reg from './registers.ts';

export const LINES_PER_HART = 4;
/** Lines of a hart's timers, from its first. */
export const timerLine = { physical: 0, virtual: 1, hypervisorPhysical: 2, hypervisorVirtual: 3 } as const;
/** Of 31 lines that a device has. */
const HARTS_MAX = 7;

const WRAP = 1n << 64n;
const MAX_TICKS = BigInt(Number.MAX_SAFE_INTEGER);
const CTL_WRITABLE = reg.CTL_ENABLE | reg.CTL_IMASK;

export interface GenericTimerParameters {
  readonly harts: number;
  /** Virtual nanoseconds of one tick: 16 at 62.5 MHz. */
  readonly nsPerTick: number;
}

/** What is by timer has the timers of hart 0 first, four a hart. */
export interface GenericTimerState {
  readonly nsPerTick: number;
  /** CNTVOFF_EL2 by hart, a u64. */
  readonly offset: readonly bigint[];
  /** By timer: ENABLE and IMASK. */
  readonly control: readonly number[];
  /** By timer: CVAL, a u64. */
  readonly compare: readonly bigint[];
  /** The next moment, ns, at which a line changes by itself; null for never. Follows from the fields above. */
  readonly deadline: number | null;
}

export function createGenericTimer({ harts, nsPerTick }: GenericTimerParameters): GenericTimerState {
  assert(harts >= 1 && harts <= HARTS_MAX, `arm-generic-timer: ${harts} harts, expected 1 to ${HARTS_MAX}`);
  const timers = harts * LINES_PER_HART;
  return {
    nsPerTick,
    offset: Array<bigint>(harts).fill(0n),
    control: Array<number>(timers).fill(0),
    compare: Array<bigint>(timers).fill(0n),
    deadline: null,
  };
}

function copyOf(state: GenericTimerState): Fresh<GenericTimerState> {
  return {
    nsPerTick: state.nsPerTick,
    offset: state.offset,
    control: state.control,
    compare: state.compare,
    deadline: state.deadline,
  };
}

type TimerStep = Step<GenericTimerState, DeviceEffect>;

export const genericTimer: DeviceKind<GenericTimerState> = {
  digest: 'arm-generic-timer/1',
  digestFields: ['offset', 'control', 'compare'],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return read(state, event);
      case 'bus/write':
        return write(state, event);
      case 'time/reached':
        return {
          state: state.deadline === null || state.deadline > event.now ? state : withDeadline(copyOf(state), event.now),
          effects: NO_EFFECTS,
        };
      case 'line/changed':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts: (value, { nsPerTick, offset, control }) =>
    record({
      nsPerTick: same(nsPerTick),
      offset: listOf(u64, offset.length),
      control: listOf(uint(CTL_WRITABLE), control.length),
      compare: listOf(u64, control.length),
      deadline: moment,
    })(value),
  selectLines(state, now) {
    let lines = 0;
    for (let timer = 0; timer < state.control.length; timer++)
      if (state.control[timer] === reg.CTL_ENABLE && isMet(state, timer, now)) lines |= 1 << timer;
    return lines;
  },
  selectDeadline: (state) => state.deadline,
};

const hartOf = (timer: number): number => Math.floor(timer / LINES_PER_HART);

function ticksAt({ nsPerTick }: GenericTimerState, now: number): number {
  // Exact: for safe integers the quotient never rounds up to the next whole number.
  return Math.floor(now / nsPerTick);
}

const offsetOf = (state: GenericTimerState, timer: number): bigint =>
  timer % LINES_PER_HART === timerLine.virtual ? state.offset[hartOf(timer)]! : 0n;

/** What a timer counts by, at `now`: a u64. */
const counterOf = (state: GenericTimerState, timer: number, now: number): bigint =>
  BigInt.asUintN(64, BigInt(ticksAt(state, now)) - offsetOf(state, timer));

/** Is the counter at or above CVAL? */
const isMet = (state: GenericTimerState, timer: number, now: number): boolean =>
  counterOf(state, timer, now) >= state.compare[timer]!;

/** The timer's number within its hart and the register of it; undefined for other offsets. */
function timerAt(offset: number): { readonly line: number; readonly part: number } | undefined {
  for (const [line, base] of [reg.CNTP_TVAL_EL0, reg.CNTV_TVAL_EL0, reg.CNTHP_TVAL_EL2, reg.CNTHV_TVAL_EL2].entries())
    if (offset >= base && offset <= base + reg.CVAL) return { line, part: offset - base };
  return undefined;
}

const isAnswered = (state: GenericTimerState, { space, hart, offset, size }: BusRead | BusWrite): boolean =>
  space === 'sysreg' && size === 8 && offset % 8 === 0 && hart < state.offset.length;

function read(state: GenericTimerState, event: BusRead): TimerStep {
  const value = isAnswered(state, event) ? registerAt(state, event) : undefined;
  return { state, effects: value === undefined ? FAULTED : replied64(value) };
}

function registerAt(state: GenericTimerState, { hart, offset, now }: BusRead): bigint | undefined {
  const first = hart * LINES_PER_HART;
  if (offset === reg.CNTPCT_EL0) return counterOf(state, first + timerLine.physical, now);
  if (offset === reg.CNTVCT_EL0) return counterOf(state, first + timerLine.virtual, now);
  if (offset === reg.CNTVOFF_EL2) return state.offset[hart];
  const found = timerAt(offset);
  if (found === undefined) return undefined;
  const timer = first + found.line;
  switch (found.part) {
    case reg.TVAL:
      return BigInt.asUintN(32, state.compare[timer]! - counterOf(state, timer, now));
    case reg.CTL: {
      // "When the value of the ENABLE bit is 0, the ISTATUS field is UNKNOWN": zero here, as on QEMU.
      const control = state.control[timer]!;
      const isEnabled = (control & reg.CTL_ENABLE) !== 0;
      return BigInt(control | (isEnabled && isMet(state, timer, now) ? reg.CTL_ISTATUS : 0));
    }
    default:
      return state.compare[timer];
  }
}

function write(state: GenericTimerState, event: BusWrite): TimerStep {
  const next = isAnswered(state, event) ? written(state, event) : undefined;
  return next === undefined ? { state, effects: FAULTED } : { state: next, effects: NO_EFFECTS };
}

function written(state: GenericTimerState, { hart, offset, value, now }: BusWrite): GenericTimerState | undefined {
  const next = copyOf(state);
  if (offset === reg.CNTVOFF_EL2) {
    next.offset = state.offset.with(hart, value);
    return withDeadline(next, now);
  }
  const found = timerAt(offset);
  if (found === undefined) return undefined;
  const timer = hart * LINES_PER_HART + found.line;
  if (found.part === reg.CTL) next.control = state.control.with(timer, Number(value) & CTL_WRITABLE);
  else {
    const compare = found.part === reg.CVAL ? value : counterOf(state, timer, now) + BigInt.asIntN(32, value);
    next.compare = state.compare.with(timer, BigInt.asUintN(64, compare));
  }
  return withDeadline(next, now);
}

/** Works out when a line next changes by itself after `now`. Sets it in `state`. */
function withDeadline(state: Fresh<GenericTimerState>, now: number): GenericTimerState {
  let deadline: number | null = null;
  for (let timer = 0; timer < state.control.length; timer++) {
    if (state.control[timer] !== reg.CTL_ENABLE) continue;
    const moment = nextChange(state, timer, now);
    if (moment !== null && (deadline === null || moment < deadline)) deadline = moment;
  }
  state.deadline = deadline;
  return state;
}

/** When a timer's condition is next met, or no longer is because its counter wraps. */
function nextChange(state: GenericTimerState, timer: number, now: number): number | null {
  const counter = counterOf(state, timer, now);
  const compare = state.compare[timer]!;
  const ticks = counter < compare ? compare - counter : WRAP - counter;
  const at = BigInt(ticksAt(state, now)) + ticks;
  if (at > MAX_TICKS) return null;
  const moment = Number(at) * state.nsPerTick;
  return moment <= Number.MAX_SAFE_INTEGER ? moment : null;
}
