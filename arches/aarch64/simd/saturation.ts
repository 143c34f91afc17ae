/** Lanes that stop at the ends of what they hold, and FPSR.QC, which notes it. arm: SatQ(), FPSR.QC. */
import type { Computation } from '#core/isa/semantics.ts';
import { layout } from '../layout.ts';
import type { LaneSize } from '../vocabulary.ts';
import type { Signedness } from './lanes.ts';
import * as lanes from './lanes.ts';

const QC = 1n << 27n;

/** Sets QC unless `saturated` is zero. */
export function noteSaturation<V>(m: Computation<V>, saturated: V): void {
  m.if(m.ne(saturated, m.const64(0n)), () => m.writeField(layout.FPSR, m.or(m.readField(layout.FPSR), m.const64(QC))));
}

const largestSigned = (size: LaneSize): bigint => lanes.onesOf(size) >> 1n;

/** The end of the signed range that is on the side of each lane's sign. */
export const signedLimits = <V>(m: Computation<V>, size: LaneSize, a: V): V =>
  m.xor(lanes.maskOfTops(m, size, a), lanes.everyLane(m, size, largestSigned(size)));

export function saturatingAdd<V>(m: Computation<V>, size: LaneSize, signedness: Signedness, a: V, b: V): V {
  const sum = lanes.addLanes(m, size, a, b);
  if (signedness === 'unsigned') {
    const isOver = lanes.lessMask(m, size, 'unsigned', sum, a);
    noteSaturation(m, isOver);
    return m.or(sum, isOver);
  }
  // Of two numbers of one sign the sum has the other.
  const isOver = lanes.maskOfTops(m, size, m.and(lanes.inverted(m, m.xor(a, b)), m.xor(a, sum)));
  noteSaturation(m, isOver);
  return lanes.chosen(m, isOver, signedLimits(m, size, a), sum);
}

export function saturatingSubtract<V>(m: Computation<V>, size: LaneSize, signedness: Signedness, a: V, b: V): V {
  const difference = lanes.subtractLanes(m, size, a, b);
  if (signedness === 'unsigned') {
    const isUnder = lanes.lessMask(m, size, 'unsigned', a, b);
    noteSaturation(m, isUnder);
    return m.and(difference, lanes.inverted(m, isUnder));
  }
  const isOver = lanes.maskOfTops(m, size, m.and(m.xor(a, b), m.xor(a, difference)));
  noteSaturation(m, isOver);
  return lanes.chosen(m, isOver, signedLimits(m, size, a), difference);
}

/** Adds an unsigned number to a signed one, which may go over the upper end only. */
export const addUnsignedToSigned = <V>(m: Computation<V>, size: LaneSize, signed: V, unsigned: V): V =>
  lanes.biased(m, size, saturatingAdd(m, size, 'unsigned', lanes.biased(m, size, signed), unsigned));

/** Adds a signed number to an unsigned one: its magnitude is added, or subtracted. */
export function addSignedToUnsigned<V>(m: Computation<V>, size: LaneSize, unsigned: V, signed: V): V {
  const isNegative = lanes.maskOfTops(m, size, signed);
  const added = saturatingAdd(m, size, 'unsigned', unsigned, m.and(signed, lanes.inverted(m, isNegative)));
  return saturatingSubtract(m, size, 'unsigned', added, m.and(lanes.negatedLanes(m, size, signed), isNegative));
}

/** What is the most negative number becomes the largest: after an absolute value or a negation that `isOver` names. */
function withoutMinimum<V>(m: Computation<V>, value: V, isOver: V): V {
  noteSaturation(m, isOver);
  return m.xor(value, isOver);
}

export function absoluteLanes<V>(m: Computation<V>, size: LaneSize, a: V): V {
  const isNegative = lanes.maskOfTops(m, size, a);
  return lanes.subtractLanes(m, size, m.xor(a, isNegative), isNegative);
}

export function saturatingAbsolute<V>(m: Computation<V>, size: LaneSize, a: V): V {
  const absolute = absoluteLanes(m, size, a);
  return withoutMinimum(m, absolute, lanes.maskOfTops(m, size, absolute));
}

export function saturatingNegate<V>(m: Computation<V>, size: LaneSize, a: V): V {
  const negated = lanes.negatedLanes(m, size, a);
  return withoutMinimum(m, negated, lanes.maskOfTops(m, size, m.and(a, negated)));
}

/** Numbers of `from` bits, kept to what half as many hold: in lanes as before, of which the lower parts count. */
export function limitedToHalf<V>(m: Computation<V>, from: LaneSize, source: Signedness, target: Signedness, a: V): V {
  const to = (from / 2) as LaneSize;
  const largest = target === 'signed' ? largestSigned(to) : lanes.onesOf(to);
  const notAbove = lanes.minimumLanes(m, from, source, a, lanes.everyLane(m, from, largest));
  if (source === 'unsigned') {
    noteSaturation(m, m.xor(notAbove, a));
    return notAbove;
  }
  const smallest = target === 'signed' ? -largest - 1n : 0n;
  const limited = lanes.maximumLanes(m, from, 'signed', notAbove, lanes.everyLane(m, from, smallest));
  noteSaturation(m, m.xor(limited, a));
  return limited;
}

/** The low `size` bits of a number of 64 bits, or the end of the signed range that it is beyond. */
export function limitedSigned<V>(m: Computation<V>, size: LaneSize, value: V): V {
  const isOver = m.ne(lanes.extendedFrom(m, size, value), value);
  noteSaturation(m, isOver);
  const largest = m.const64(largestSigned(size));
  return m.select(isOver, m.xor(largest, m.sra(value, m.const64(63n))), value);
}
