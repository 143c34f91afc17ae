/**
 * What kernels and programs are made of: of Debian's kernel 6.1 for arm64, 96 of 100 instructions that no block ends with, and those of
 * compiled loops. The interpreter's loop has these in place. All others it calls, as it must not grow: see `core/isa/interpret.ts`.
 */
import type { Insn } from '#core/isa/insn.ts';

/** Mnemonics, and the formats of their encodings. */
const USUAL: readonly (readonly [mnemonics: string, formats: string])[] = [
  ['add sub subs', 'addSubtractImmediate64 addSubtractShifted64 addSubtractImmediate32 addSubtractShifted32'],
  ['adds', 'addSubtractImmediate64 addSubtractImmediate32'],
  ['add sub', 'addSubtractShifted64lsl addSubtractShifted32lsl addSubtractShifted64lsr addSubtractShifted32lsr'],
  ['add', 'addSubtractExtended64zero addSubtractExtended64sign'],
  ['and orr eor ands', 'logicalImmediate64 logicalImmediate32 logicalShifted64 logicalShifted32'],
  ['and orr eor', 'logicalShifted64lsl logicalShifted32lsl logicalShifted64lsr logicalShifted32lsr'],
  ['bic', 'logicalShifted64 logicalShifted32'],
  ['movz movn movk', 'moveWide64 moveWide32 moveWideKeep64 moveWideKeep32'],
  ['adr adrp', 'pcRelative pcRelativePage'],
  ['ubfm sbfm bfm extr', 'bitfield64 bitfield32 extract64 extract32'],
  ['ccmp', 'conditionalCompare64 conditionalCompare32 conditionalCompareImmediate64 conditionalCompareImmediate32'],
  ['csel csinc csinv', 'conditionalSelect64 conditionalSelect32'],
  ['udiv lslv lsrv', 'twoSources64 twoSources32'],
  ['madd msub', 'threeSources64 threeSources32'],
  ['umaddl smaddl umulh', 'threeSourcesLong multiplyHigh'],
  ['hint dsb dmb prfm', 'hintNumber barrier unsignedOffset64'],
  ['str ldr', 'unsignedOffset64 postIndexed64 preIndexed64 registerOffset64none'],
  ['ldr', 'registerOffset64zero registerOffset64sign literal64'],
  ['str ldr strb ldrb', 'unsignedOffset32 registerOffset32none'],
  ['strb ldrb', 'postIndexed32 registerOffset32zero'],
  ['strh ldrh', 'unsignedOffset32'],
  ['ldrsw', 'unsignedOffset64'],
  ['stp ldp', 'pairOffset64 pairPreIndexed64 pairPostIndexed64 pairOffset32'],
];

const keyOf = (mnemonic: string, format: string) => `${mnemonic} ${format}`;
const usual = new Set(
  USUAL.flatMap(([mnemonics, formats]) =>
    mnemonics.split(' ').flatMap((mnemonic) => formats.split(' ').map((format) => keyOf(mnemonic, format))),
  ),
);

export const isUsual = ({ mnemonic, encodings }: Insn): boolean =>
  encodings.some(({ format }) => usual.has(keyOf(mnemonic, format)));
