/** FPCR and FPSR, as instructions see them. arm: FPCR, Floating-point Control Register; FPSR, Floating-point Status Register. */
import type { Computation } from '#core/isa/semantics.ts';
import { exception } from '#core/softfloat/rules.ts';
import { layout } from '../layout.ts';

/** Places of bits of FPCR. */
export const FPCR_FZ16 = 19;
export const FPCR_RMODE = 22;
export const FPCR_FZ = 24;
export const FPCR_DN = 25;
export const FPCR_AHP = 26;

/** Bits of FPSR: operations, results and operands that were not ordinary. */
export const IOC = 1;
export const DZC = 2;
export const OFC = 4;
export const UFC = 8;
export const IXC = 16;
export const IDC = 128;

/** A bit of FPCR: 1 or 0. */
export function controlBit<V>(m: Computation<V>, place: number): V {
  return m.and(m.srl(m.readField(layout.FPCR), m.const64(BigInt(place))), m.const64(1n));
}

/**
 * FPCR.RMode as a mode of `rounding`: to nearest, towards plus infinity, minus infinity and zero are 0 to 3 there, and 0, 3, 2, 1
 * here.
 */
export function roundingMode<V>(m: Computation<V>): V {
  const shifted = m.srl(m.readField(layout.FPCR), m.const64(BigInt(FPCR_RMODE)));
  return m.and(m.sub(m.const64(0n), shifted), m.const64(3n));
}

/** Joins bits to FPSR. */
export function raiseStatus<V>(m: Computation<V>, bits: number): void {
  m.writeField(layout.FPSR, m.or(m.readField(layout.FPSR), m.const64(BigInt(bits))));
}

const STATUS = [
  [exception.invalid, IOC],
  [exception.divideByZero, DZC],
  [exception.overflow, OFC],
  [exception.underflow, UFC],
  [exception.inexact, IXC],
] as const;

/** Exceptions of IEEE 754 as bits of FPSR. */
export const statusOf = (exceptions: number): number =>
  STATUS.filter(([named]) => (exceptions & named) !== 0).reduce((bits, [, bit]) => bits | bit, 0);
