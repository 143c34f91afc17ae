/**
 * The A64 instruction set of Armv8.2-A, with FEAT_LSE, FEAT_LOR, FEAT_CRC32, FEAT_LRCPC, FEAT_PAN, FEAT_UAO, FEAT_FP16, FEAT_RDM, FEAT_DotProd,
 * FEAT_AES with FEAT_PMULL, FEAT_SHA1 and FEAT_SHA256. What is absent, and so undefined, is listed in `encoding-classes.ts`.
 */
import { createDecoder, type Decoded, type Insn } from '#core/isa/insn.ts';
import type { Service } from '#core/isa/semantics.ts';
import { exclusiveAccesses } from './atomics/exclusive.ts';
import { atomicOperations } from './atomics/operations.ts';
import { orderedAccesses } from './atomics/ordered.ts';
import { addSubtract } from './base/add-subtract.ts';
import { bitfields } from './base/bitfields.ts';
import { bitOperations } from './base/bits.ts';
import { branches } from './base/branches.ts';
import { conditional } from './base/conditional.ts';
import { crc32 } from './base/crc32.ts';
import { logical } from './base/logical.ts';
import { moves } from './base/moves.ts';
import { multiplication } from './base/multiply.ts';
import { twoSourceInsns } from './base/two-sources.ts';
import { floatingPoint } from './fp/fp.ts';
import { SP } from './layout.ts';
import { checkingTwinOf, checkingTwins } from './loads-stores/base-address.ts';
import { literalLoads } from './loads-stores/literal.ts';
import { pairLoadsStores } from './loads-stores/pairs.ts';
import { prefetches } from './loads-stores/prefetch.ts';
import { loadStoreServices } from './loads-stores/services.ts';
import { singleLoadsStores } from './loads-stores/single.ts';
import { advancedSimd } from './simd/simd.ts';
import { exceptionGeneration } from './system/exception-generation.ts';
import { hints } from './system/hints.ts';
import { inPlace, inPlaceInsns } from './system/in-place.ts';
import { systemMoves } from './system/moves.ts';
import { systemServices } from './system/services.ts';
import { isUsual } from './usual-insns.ts';

/** Definitions that have encodings. */
export const insns: readonly Insn[] = [
  ...[...addSubtract, ...logical, ...moves, ...bitfields, ...conditional, ...bitOperations, ...twoSourceInsns, ...crc32],
  ...[...multiplication, ...branches],
  ...[...exceptionGeneration, ...hints, ...systemMoves],
  ...[...singleLoadsStores, ...prefetches, ...literalLoads, ...pairLoadsStores],
  ...[...orderedAccesses, ...exclusiveAccesses, ...atomicOperations],
  ...advancedSimd,
  ...floatingPoint,
];

/** Every definition that a word may decode to. */
export const allInsns: readonly Insn[] = [...insns, ...checkingTwins(), ...inPlaceInsns];

/** See `Arch.rareInsns`. What ends a block can't be among them, and what is done in place has a place to be quick in. */
export const rareInsns: ReadonlySet<Insn> = new Set(
  [...insns, ...checkingTwins()].filter((insn) => insn.endsBlock !== true && !isUsual(insn)),
);

export const services: readonly Service[] = [...systemServices, ...loadStoreServices];

/**
 * A decode mode: bits as below, then the exception level. Where SIMD and floating point are trapped, none of their words is an
 * instruction, and the PE says which trap it is. With PSTATE.IL no word is one; that mode has the level that does not exist.
 */
export const DECODE_FP_TRAPPED = 1;
export const DECODE_CHECKS_SP = 2;
const LEVEL_SHIFT = 2;
export const DECODE_ILLEGAL_STATE = 3 << LEVEL_SHIFT;
export const decodeModeOf = (isFpTrapped: boolean, checksSp: boolean, level: number) =>
  (isFpTrapped ? DECODE_FP_TRAPPED : 0) | (checksSp ? DECODE_CHECKS_SP : 0) | (level << LEVEL_SHIFT);

/** Bits 28:25, op0 of the manual's first table, tell apart groups that share little else. */
const GROUP_SHIFT = 25;
const GROUPS = Array.from({ length: 16 }, (_, op0) => op0);
const SIZE_BYTES = 4;

const decoders = GROUPS.map((op0) => {
  const isIn = ({ match, mask }: { readonly match: number; readonly mask: number }) =>
    ((match ^ (op0 << GROUP_SHIFT)) & mask & (15 << GROUP_SHIFT)) === 0;
  return createDecoder(
    insns.filter(({ encodings }) => encodings.some(isIn)),
    () => SIZE_BYTES,
  );
});

/** Bits 27 and 26 are those of SIMD and floating point, whatever else they do. arm: A64 Instruction Set Encoding. */
const SIMD_AND_FP = 3 << 26;

/** What `word` is where everything is on and allowed, before definitions are replaced by their twins: for who looks. */
export const decodeAnywhere = (word: number): Decoded | undefined => decoders[(word >>> GROUP_SHIFT) & 15]!(word);

/** Twins of moves of system registers are of a level. */
const SYSTEM_GROUP = 10;

/** What `word` is in a decode mode; undefined when it is undefined or trapped there. */
export function decode(word: number, mode: number): Decoded | undefined {
  if ((mode & DECODE_ILLEGAL_STATE) === DECODE_ILLEGAL_STATE) return undefined;
  if ((mode & DECODE_FP_TRAPPED) !== 0 && (word & SIMD_AND_FP) === SIMD_AND_FP) return undefined;
  const decoded = decodeAnywhere(word);
  if (decoded !== undefined && ((word >>> GROUP_SHIFT) & 15) === SYSTEM_GROUP) return inPlace(decoded, mode >>> LEVEL_SHIFT);
  if (decoded === undefined || (mode & DECODE_CHECKS_SP) === 0 || decoded.fields['rn'] !== SP) return decoded;
  const twin = checkingTwinOf(decoded.insn);
  return twin === undefined ? decoded : { ...decoded, insn: twin };
}
