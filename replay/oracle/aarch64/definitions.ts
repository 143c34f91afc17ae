/**
 * Random words from the definitions of A64, sorted by what they may do: what a new definition adds is drawn from then on.
 * arm: A64 Instruction Set Encoding.
 */
import { decode, insns } from '#arches/aarch64/a64.ts';
import type { Encoding, Fields, Insn } from '#core/isa/insn.ts';
import type { Random } from '../random.ts';

export interface Definition {
  readonly insn: Insn;
  readonly encoding: Encoding<Fields>;
}

const GROUP_SHIFT = 25;
const groupOf = (word: number): number => (word >>> GROUP_SHIFT) & 15;

/** FCVTZS of one half to a fixed-point number: QEMU 7.2 leaves its sign in the halfword above, which the manual has zero. */
const isOtherwiseOnQemu = ({ insn, encoding }: Definition): boolean =>
  insn.mnemonic === 'fcvtzs' && encoding.format === 'scalarFixed16';

const all: readonly Definition[] = insns
  .flatMap((insn) => insn.encodings.map((encoding) => ({ insn, encoding })))
  .filter((definition) => !isOtherwiseOnQemu(definition));
const inGroups = (isIn: (group: number) => boolean) => all.filter(({ encoding }) => isIn(groupOf(encoding.match)));

/** Branches, exceptions and system instructions: units of their own draw these. */
const isSystem = (group: number): boolean => (group & 14) === 10;
const isLoadOrStore = (group: number): boolean => (group & 5) === 4;
const isVector = (group: number): boolean => (group & 7) === 7;

/** Computation on general registers. */
export const integerDefinitions = inGroups((group) => !isSystem(group) && !isLoadOrStore(group) && !isVector(group));
/** Computation on V registers, scalar or not. */
export const vectorDefinitions = inGroups(isVector);

const EXCLUSIVE = /^(ld|st)xr|^(ld|st)xp$/;
const loadsAndStores = inGroups(isLoadOrStore);
/** PC-relative, so without a base. */
const isLiteral = ({ encoding }: Definition): boolean => ((encoding.match >>> 24) & 0x3b) === 0x18;
const isVectorAccess = ({ encoding }: Definition): boolean => ((encoding.match >>> 26) & 1) === 1;
export const literalDefinitions = loadsAndStores.filter(isLiteral);
export const exclusiveDefinitions = loadsAndStores.filter(({ insn }) => EXCLUSIVE.test(insn.mnemonic));
const based = loadsAndStores.filter((each) => !isLiteral(each) && !EXCLUSIVE.test(each.insn.mnemonic));
export const accessDefinitions = based.filter((each) => !isVectorAccess(each));
export const vectorAccessDefinitions = based.filter(isVectorAccess);

/** Conditional and unconditional, to an offset. */
export const branchDefinitions = all.filter(({ encoding }) => {
  const word = encoding.match;
  return (
    (word & 0x7c00_0000) === 0x1400_0000 || (word & 0x7c00_0000) === 0x3400_0000 || (word & 0xff00_0010) >>> 0 === 0x5400_0000
  );
});

/** A word of a definition; undefined when what was drawn is reserved there. */
export function drawWord(random: Random, { insn, encoding }: Definition): number | undefined {
  const word = ((random.u32() & ~encoding.mask) | encoding.match) >>> 0;
  return decode(word, 0)?.insn === insn ? word : undefined;
}

/** Unallocated words that QEMU 7.2 executes, or aborts at: of Advanced SIMD, two-register miscellaneous (FP16), reductions, modified immediates. */
const UNDEFINED_ELSEWHERE: readonly (readonly [mask: number, match: number])[] = [
  [0x9f7e_0c00, 0x0e78_0800],
  [0xdf7e_0c00, 0x5e78_0800],
  [0x9f3e_0c00, 0x0e30_0800],
  [0xdf3e_0c00, 0x5e30_0800],
  [0x9ff8_fc00, 0x0f00_fc00],
];

/** A word that is undefined here, and should be. */
export function drawUndefined(random: Random): number {
  for (;;) {
    const word = random.u32();
    const isOurs = decode(word, 0) === undefined;
    if (isOurs && !UNDEFINED_ELSEWHERE.some(([mask, match]) => ((word ^ match) & mask) === 0)) return word;
  }
}

/** Where the numbers of registers are that a result may go to, by the names of fields. */
const RESULT_AT: Readonly<Record<string, number>> = { rd: 0, rt: 0, rt2: 10, rs: 16 };
const SECOND_OF_PAIR: Readonly<Record<string, number>> = { rtNext: 0, rsNext: 16 };
const ZERO_REGISTER = 31;

/** May a case that must keep the registers that are not `free` execute this word? Of V registers, the numbers are held to the same. */
export function keepsRegisters(word: number, free: readonly number[]): boolean {
  const fields = decode(word, 0)?.fields ?? {};
  const numberAt = (at: number) => (word >>> at) & 31;
  const results = Object.keys(fields).flatMap((name) => {
    if (name in RESULT_AT) return [numberAt(RESULT_AT[name]!)];
    return name in SECOND_OF_PAIR ? [numberAt(SECOND_OF_PAIR[name]!) + 1] : [];
  });
  // SP has a number of its own, where it may be a result.
  const isSp = fields['rd'] === 0 && numberAt(0) === ZERO_REGISTER;
  return !isSp && results.every((number) => number >= ZERO_REGISTER || free.includes(number));
}
