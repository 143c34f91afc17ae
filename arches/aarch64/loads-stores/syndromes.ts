/**
 * What a fault of stage 2 tells a hypervisor of the access, so that it can do it in the guest's place: of loads and stores of one general
 * register that write nothing back. arm: ISS encoding for an exception from a Data Abort, ISV.
 */
import type { Decoded, Insn } from '#core/isa/insn.ts';
import type { DataSize } from '../operands.ts';

export interface AccessDescription {
  /** Log2 of the bytes. */
  readonly size: number;
  readonly isSigned: boolean;
  readonly registerSize: DataSize;
  readonly isOrdered: boolean;
}

const ISV = 1 << 24;
const SAS_SHIFT = 22;
const SSE = 1 << 21;
const SRT_SHIFT = 16;
const SF = 1 << 15;
const AR = 1 << 14;

const described = new Map<Insn, number>();

/** Notes what a definition accesses, and answers with it. */
export function describeAccess<I>(insn: I, { size, isSigned, registerSize, isOrdered }: AccessDescription): I {
  let syndrome = ISV | (size << SAS_SHIFT);
  if (isSigned) syndrome |= SSE;
  if (registerSize === 64) syndrome |= SF;
  if (isOrdered) syndrome |= AR;
  described.set(insn as Insn, syndrome);
  return insn;
}

/** ISV to AR of the syndrome; 0 when the instruction is none of these. */
export function accessSyndromeOf({ insn, fields }: Decoded): number {
  const syndrome = described.get(insn);
  return syndrome === undefined ? 0 : syndrome | (Number(fields['rt'] ?? 0) << SRT_SHIFT);
}
