/**
 * Shifts of lanes by lanes: to the left by the signed number in a lane's lowest byte, so to the right where that is negative. Rounded and
 * saturated as the instruction says. arm: SSHL, SRSHL, SQSHL (register), SQRSHL, and the same of unsigned numbers.
 */
import type { Computation, Helper } from '#core/isa/semantics.ts';
import type { LaneSize } from '../vocabulary.ts';
import { helperNamed } from './helpers.ts';
import { extendedFrom, forEachLane, laneOf, onesOf, type Signedness } from './lanes.ts';
import { noteSaturation } from './saturation.ts';

export interface Rules {
  readonly signedness: Signedness;
  readonly isRounded: boolean;
  readonly isSaturated: boolean;
}

const MAGNITUDE_MAX = 64n;

/** `value` moved to the right by 1 to 128. */
function right<V>(m: Computation<V>, { signedness, isRounded }: Rules, value: V, amount: V): V {
  const shift = signedness === 'signed' ? m.sra : m.srl;
  const beyond = signedness === 'signed' ? m.sra(value, m.const64(63n)) : m.const64(0n);
  const by = (count: V) => m.select(m.ltu(count, m.const64(MAGNITUDE_MAX)), shift(value, count), beyond);
  if (!isRounded) return by(amount);
  const half = m.and(by(m.sub(amount, m.const64(1n))), m.const64(1n));
  return m.add(by(amount), half);
}

/** `value` moved to the left by 0 to 127. */
function left<V>(m: Computation<V>, size: LaneSize, { signedness, isSaturated }: Rules, value: V, amount: V): V {
  const isFar = m.ltu(m.const64(MAGNITUDE_MAX - 1n), amount);
  const near = m.sll(value, amount);
  if (!isSaturated) return m.select(isFar, m.const64(0n), near);
  const isSigned = signedness === 'signed';
  const back = isSigned ? m.sra(near, amount) : m.srl(near, amount);
  const inLane = isSigned ? extendedFrom(m, size, near) : m.and(near, m.const64(onesOf(size)));
  const isLost = m.or(isFar, m.or(m.ne(back, value), m.ne(inLane, near)));
  const isOver = m.and(isLost, m.ne(value, m.const64(0n)));
  noteSaturation(m, isOver);
  const limit = isSigned ? m.xor(m.const64(onesOf(size) >> 1n), m.sra(value, m.const64(63n))) : m.const64(onesOf(size));
  return m.select(isOver, limit, m.select(isFar, m.const64(0n), near));
}

/** (lane, extended to 64 bits; shift, likewise) → lane, in the low bits. */
const laneShift = (mnemonic: string, size: LaneSize, rules: Rules): Helper =>
  helperNamed(`${mnemonic}Lane${size}`, 2, (m, value, shift) =>
    m.ifValue(
      m.lts(shift!, m.const64(0n)),
      () => right(m, rules, value!, m.sub(m.const64(0n), shift!)),
      () => left(m, size, rules, value!, shift!),
    ),
  );

/** The lanes of a half, shifted as the instruction of that name does. */
export function shiftedByLanes<V>(m: Computation<V>, mnemonic: string, size: LaneSize, rules: Rules, half: V, shifts: V): V {
  const lane = laneShift(mnemonic, size, rules);
  return forEachLane(m, size, (i) => {
    const shift = m.sext8(laneOf(m, size, 'unsigned', shifts, i));
    return m.call(lane, laneOf(m, size, rules.signedness, half, i), shift);
  });
}
