/**
 * CLINT: software interrupts and the machine timer of every hart (RISC-V ACLINT specification: MSWI and MTIMER).
 *
 * Output line 2h is hart h's MSIP, line 2h + 1 its MTIP. MTIME counts `now` in ticks of `nsPerTick` plus an offset that a
 * write sets. The `sysreg` space answers MTIME at offset 0, for the board to wire to the `time` CSR.
 * MTIMECMP resets to 0 (the specification leaves it open), so MTIP is up at reset, as on QEMU 7.2.
 *
 * | what a hostile guest can do               | what bounds it                                                |
 * |-------------------------------------------|---------------------------------------------------------------|
 * | set any MTIMECMP or MTIME                 | 64-bit wrap-around; a moment past 2^53 ns never comes         |
 * | address harts that are not there          | reads 0, writes are dropped                                   |
 * | set a timer in the past                   | MTIP is a level; no deadline is left behind                   |
 */

import { assert } from '#core/assert.ts';
import type { BusRead, BusWrite, DeviceEffect, DeviceKind, Fresh } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied, replied64 } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { listOf, moment, record, same, u64, uint } from '#core/shape.ts';
import * as reg from './registers.ts';

/** Two lines a hart of the 31 a device has. */
const HARTS_MAX = 15;
const WRAP = 1n << 64n;
const MAX_TICKS = BigInt(Number.MAX_SAFE_INTEGER);

export interface ClintParameters {
  readonly harts: number;
  /** Virtual nanoseconds of one tick of MTIME: 100 at 10 MHz. */
  readonly nsPerTick: number;
}

export interface ClintState {
  readonly nsPerTick: number;
  /** Bit 0 of each hart's MSIP. */
  readonly msip: readonly (0 | 1)[];
  /** One u64 a hart. */
  readonly mtimecmp: readonly bigint[];
  /** What MTIME is ahead of the ticks of `now`, a u64. */
  readonly mtimeOffset: bigint;
  /** When each hart's MTIP rises, ns, or null for never; in the past if it is up. Follows from the fields above until MTIME wraps. */
  readonly mtipFrom: readonly (number | null)[];
  /** The next moment of `mtipFrom`, or when MTIME wraps, that has not come. */
  readonly deadline: number | null;
}

export function createClint({ harts, nsPerTick }: ClintParameters): ClintState {
  assert(harts >= 1 && harts <= HARTS_MAX, `clint: ${harts} harts, expected 1 to ${HARTS_MAX}`);
  const none = Array.from({ length: harts }, () => 0 as const);
  const registers = { nsPerTick, msip: none, mtimecmp: none.map(() => 0n), mtimeOffset: 0n };
  return withDeadline({ ...registers, mtipFrom: none, deadline: null }, 0);
}

function copyOf(state: ClintState): Fresh<ClintState> {
  return {
    nsPerTick: state.nsPerTick,
    msip: state.msip,
    mtimecmp: state.mtimecmp,
    mtimeOffset: state.mtimeOffset,
    mtipFrom: state.mtipFrom,
    deadline: state.deadline,
  };
}

type ClintStep = Step<ClintState, DeviceEffect>;

export const clint: DeviceKind<ClintState> = {
  digest: 'clint/1',
  digestFields: ['msip', 'mtimecmp', 'mtimeOffset'],
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
  accepts: (value, { nsPerTick, msip: { length } }) =>
    record({
      nsPerTick: same(nsPerTick),
      msip: listOf(uint(1), length),
      mtimecmp: listOf(u64, length),
      mtimeOffset: u64,
      mtipFrom: listOf(moment, length),
      deadline: moment,
    })(value),
  selectLines({ msip, mtipFrom }, now) {
    let lines = 0;
    for (let hart = 0; hart < msip.length; hart++) {
      const from = mtipFrom[hart]!;
      lines |= (msip[hart]! | (from !== null && from <= now ? 2 : 0)) << (2 * hart);
    }
    return lines;
  },
  selectDeadline: (state) => state.deadline,
};

/** MTIME at `now`, a u64: what the `time` CSR shows. */
export function selectMtime(state: ClintState, now: number): bigint {
  const ticks = BigInt(ticksAt(state, now));
  return state.mtimeOffset === 0n ? ticks : BigInt.asUintN(64, ticks + state.mtimeOffset);
}

function ticksAt({ nsPerTick }: ClintState, now: number): number {
  // Exact: for safe integers the quotient never rounds up to the next whole number.
  return Math.floor(now / nsPerTick);
}

/** The software-interrupt half takes words, the timer half words and doublewords, all aligned. */
function isAnswered({ space, offset, size }: BusRead | BusWrite): boolean {
  if (offset % size !== 0) return false;
  if (space === 'sysreg') return offset === 0 && size === 8;
  return offset < reg.MTIMECMP ? size === 4 : size >= 4 && offset < reg.WINDOW_SIZE;
}

function read(state: ClintState, event: BusRead): ClintStep {
  if (!isAnswered(event)) return { state, effects: FAULTED };
  const { offset, size, now } = event;
  if (event.space === 'sysreg') return { state, effects: replied64(selectMtime(state, now)) };
  if (offset < reg.MTIMECMP) return { state, effects: replied(state.msip[offset / 4] ?? 0) };
  const value = offset >= reg.MTIME ? selectMtime(state, now) : (state.mtimecmp[(offset - reg.MTIMECMP) >> 3] ?? 0n);
  if (size === 8) return { state, effects: replied64(value) };
  return { state, effects: replied64(offset & 4 ? value >> 32n : BigInt.asUintN(32, value)) };
}

function write(state: ClintState, event: BusWrite): ClintStep {
  if (!isAnswered(event) || event.space === 'sysreg') return { state, effects: FAULTED };
  return { state: written(state, event), effects: NO_EFFECTS };
}

function written(state: ClintState, event: BusWrite): ClintState {
  const { offset, value, now } = event;
  if (offset >= reg.MTIME) {
    const mtime = merged(selectMtime(state, now), event);
    const next = copyOf(state);
    next.mtimeOffset = BigInt.asUintN(64, mtime - BigInt(ticksAt(state, now)));
    return withDeadline(next, now);
  }
  if (offset >= reg.MTIMECMP) {
    const hart = (offset - reg.MTIMECMP) >> 3;
    if (hart >= state.mtimecmp.length) return state;
    const next = copyOf(state);
    next.mtimecmp = state.mtimecmp.with(hart, merged(state.mtimecmp[hart]!, event));
    return withDeadline(next, now);
  }
  const hart = offset / 4;
  if (hart >= state.msip.length) return state;
  const next = copyOf(state);
  next.msip = state.msip.with(hart, value & 1n ? 1 : 0);
  return next;
}

/** Replaces all of a register, or the half that a word access names. */
function merged(register: bigint, { offset, size, value }: BusWrite): bigint {
  if (size === 8) return value;
  return offset & 4 ? BigInt.asUintN(32, register) | (value << 32n) : ((register >> 32n) << 32n) | value;
}

/** Works out, from the registers and where MTIME stands at `now`, when each MTIP rises and when to look again. Sets it in `state`. */
function withDeadline(state: Fresh<ClintState>, now: number): ClintState {
  const { mtimecmp, mtimeOffset, nsPerTick } = state;
  // In ticks of `now`, MTIME runs in this lap from origin to origin + 2^64.
  let origin = -mtimeOffset;
  if (origin !== 0n && BigInt(ticksAt(state, now)) >= origin + WRAP) origin += WRAP;
  let deadline = origin < 0n ? momentOf(nsPerTick, origin + WRAP) : null;
  const mtipFrom: (number | null)[] = [];
  for (const compare of mtimecmp) {
    const moment = momentOf(nsPerTick, origin + compare);
    mtipFrom.push(moment);
    if (moment !== null && moment > now && (deadline === null || moment < deadline)) deadline = moment;
  }
  state.mtipFrom = mtipFrom;
  state.deadline = deadline;
  return state;
}

/** A tick count as virtual ns: 0 if it lies before reset, null if it is past all safe integers. */
function momentOf(nsPerTick: number, ticks: bigint): number | null {
  if (ticks <= 0n) return 0;
  if (ticks > MAX_TICKS) return null;
  const moment = Number(ticks) * nsPerTick;
  return moment <= Number.MAX_SAFE_INTEGER ? moment : null;
}
