/**
 * The encoding classes of A64 and what becomes of each: its instructions are defined here, or it is absent and all its words are
 * undefined. arm: A64 Instruction Set Encoding, whose tables this follows. Of several patterns that match, the first decides.
 *
 * Within a class that is defined, words that the manual leaves unallocated, or allocates to a feature that is not here, are undefined too.
 */
export interface EncodingClass {
  readonly name: string;
  /** Bits 31 to 0, as far as they are fixed; any others may follow. */
  readonly pattern: string;
  /** Why all of its words are undefined. */
  readonly absent?: string;
}

const UNALLOCATED = 'unallocated in Armv8.2-A';

export const encodingClasses: readonly EncodingClass[] = [
  { name: 'Reserved, UDF', pattern: '0xx 0000', absent: 'permanently undefined' },
  { name: 'SME', pattern: '1xx 0000', absent: 'no FEAT_SME' },
  { name: 'Unallocated', pattern: 'xxx 0001', absent: UNALLOCATED },
  { name: 'SVE', pattern: 'xxx 0010', absent: 'no FEAT_SVE' },
  { name: 'Unallocated', pattern: 'xxx 0011', absent: UNALLOCATED },

  { name: 'PC-rel. addressing', pattern: 'xxx 100 00' },
  { name: 'Add/subtract (immediate)', pattern: 'xxx 100 010' },
  { name: 'Add/subtract (immediate, with tags)', pattern: 'xxx 100 011', absent: 'no FEAT_MTE' },
  { name: 'Logical (immediate)', pattern: 'xxx 100 100' },
  { name: 'Move wide (immediate)', pattern: 'xxx 100 101' },
  { name: 'Bitfield', pattern: 'xxx 100 110' },
  { name: 'Extract', pattern: 'xxx 100 111' },

  { name: 'Conditional branch (immediate)', pattern: '010 101 00 xxxxxx xxxxxxxxxxxxx 0' },
  { name: 'Conditional branch (immediate), BC.cond', pattern: '010 101 00', absent: 'no FEAT_HBC' },
  { name: 'Unallocated', pattern: '010 101', absent: UNALLOCATED },
  { name: 'Exception generation', pattern: '110 101 00' },
  { name: 'System instructions with register argument', pattern: '110 101 01 0000 0011 0001', absent: 'no FEAT_WFxT' },
  { name: 'Hints', pattern: '110 101 01 0000 0011 0010' },
  { name: 'Barriers', pattern: '110 101 01 0000 0011 0011' },
  { name: 'PSTATE', pattern: '110 101 01 0000 0xxx 0100' },
  { name: 'System with result', pattern: '110 101 01 0010 0', absent: 'no FEAT_TME' },
  { name: 'System instructions', pattern: '110 101 01 00x0 1' },
  { name: 'System register move', pattern: '110 101 01 00x1' },
  { name: 'Unallocated', pattern: '110 101 01', absent: UNALLOCATED },
  { name: 'Unconditional branch (register)', pattern: '110 101 1' },
  { name: 'Unconditional branch (immediate)', pattern: 'x00 101' },
  { name: 'Compare and branch (immediate)', pattern: 'x01 101 0' },
  { name: 'Test and branch (immediate)', pattern: 'x01 101 1' },
  { name: 'Unallocated', pattern: 'x11 101', absent: UNALLOCATED },

  { name: 'Load/store exclusive, ordered, compare and swap', pattern: 'xx 001 0 00' },
  { name: 'Load/store memory tags', pattern: '11 011 0 01 xx 1', absent: 'no FEAT_MTE' },
  { name: 'LDAPR/STLR (unscaled immediate)', pattern: 'xx 011 0 01', absent: 'no FEAT_LRCPC2' },
  { name: 'Load register (literal)', pattern: 'xx 011 0 00' },
  { name: 'Load/store no-allocate pair (offset)', pattern: 'xx 101 0 00 0' },
  { name: 'Load/store register pair (post-indexed)', pattern: 'xx 101 0 00 1' },
  { name: 'Load/store register pair (offset)', pattern: 'xx 101 0 01 0' },
  { name: 'Load/store register pair (pre-indexed)', pattern: 'xx 101 0 01 1' },
  { name: 'Load/store register (unscaled immediate)', pattern: 'xx 111 0 00 xx 0 xxxxxxxxx 00' },
  { name: 'Load/store register (immediate post-indexed)', pattern: 'xx 111 0 00 xx 0 xxxxxxxxx 01' },
  { name: 'Load/store register (unprivileged)', pattern: 'xx 111 0 00 xx 0 xxxxxxxxx 10' },
  { name: 'Load/store register (immediate pre-indexed)', pattern: 'xx 111 0 00 xx 0 xxxxxxxxx 11' },
  { name: 'Atomic memory operations', pattern: 'xx 111 0 00 xx 1 xxxxxxxxx 00' },
  { name: 'Load/store register (register offset)', pattern: 'xx 111 0 00 xx 1 xxxxxxxxx 10' },
  { name: 'Load/store register (pac)', pattern: 'xx 111 0 00 xx 1 xxxxxxxxx x1', absent: 'no FEAT_PAuth' },
  { name: 'Load/store register (unsigned immediate)', pattern: 'xx 111 0 01' },

  { name: 'Load register (literal), SIMD&FP', pattern: 'xx 011 1 00' },
  { name: 'Load/store no-allocate pair (offset), SIMD&FP', pattern: 'xx 101 1 00 0' },
  { name: 'Load/store register pair (post-indexed), SIMD&FP', pattern: 'xx 101 1 00 1' },
  { name: 'Load/store register pair (offset), SIMD&FP', pattern: 'xx 101 1 01 0' },
  { name: 'Load/store register pair (pre-indexed), SIMD&FP', pattern: 'xx 101 1 01 1' },
  {
    name: 'Load/store register (unscaled immediate), SIMD&FP',
    pattern: 'xx 111 1 00 xx 0 xxxxxxxxx 00',
  },
  {
    name: 'Load/store register (immediate post-indexed), SIMD&FP',
    pattern: 'xx 111 1 00 xx 0 xxxxxxxxx 01',
  },
  {
    name: 'Load/store register (immediate pre-indexed), SIMD&FP',
    pattern: 'xx 111 1 00 xx 0 xxxxxxxxx 11',
  },
  { name: 'Load/store register (register offset), SIMD&FP', pattern: 'xx 111 1 00 xx 1 xxxxxxxxx 10' },
  { name: 'Load/store register (unsigned immediate), SIMD&FP', pattern: 'xx 111 1 01' },
  { name: 'Advanced SIMD load/store multiple structures', pattern: '0x 001 1 00 0 x 000000' },
  { name: 'Advanced SIMD load/store multiple structures (post-indexed)', pattern: '0x 001 1 00 1 x 0' },
  { name: 'Advanced SIMD load/store single structure', pattern: '0x 001 1 01 0 xx 00000' },
  { name: 'Advanced SIMD load/store single structure (post-indexed)', pattern: '0x 001 1 01 1' },
  { name: 'Unallocated', pattern: 'xx xx1 x 0', absent: UNALLOCATED },

  { name: 'Data-processing (2 source)', pattern: 'x0x 1101 0110' },
  { name: 'Data-processing (1 source)', pattern: 'x1x 1101 0110' },
  { name: 'Logical (shifted register)', pattern: 'xxx 0101 0' },
  { name: 'Add/subtract (shifted register)', pattern: 'xxx 0101 1 xx 0' },
  { name: 'Add/subtract (extended register)', pattern: 'xxx 0101 1 xx 1' },
  { name: 'Add/subtract (with carry)', pattern: 'xxx 1101 0000 xxxxx 000000' },
  { name: 'Rotate right into flags', pattern: 'xxx 1101 0000 xxxxx x00001', absent: 'no FEAT_FlagM' },
  { name: 'Evaluate into flags', pattern: 'xxx 1101 0000 xxxxx xx0010', absent: 'no FEAT_FlagM' },
  { name: 'Conditional compare (register)', pattern: 'xxx 1101 0010 xxxxx xxxx 0' },
  { name: 'Conditional compare (immediate)', pattern: 'xxx 1101 0010 xxxxx xxxx 1' },
  { name: 'Conditional select', pattern: 'xxx 1101 0100' },
  { name: 'Data-processing (3 source)', pattern: 'xxx 1101 1' },
  { name: 'Unallocated', pattern: 'xxx 1101', absent: UNALLOCATED },

  { name: 'Cryptographic AES', pattern: '0100 111 0x x101 00xxxxx10' },
  { name: 'Cryptographic three-register SHA', pattern: '0101 111 0x x0xx xxx0xxx00' },
  { name: 'Cryptographic two-register SHA', pattern: '0101 111 0x x101 00xxxxx10' },
  { name: 'Advanced SIMD scalar copy', pattern: '01x1 111 00 00xx xxx0xxxx1' },
  { name: 'Advanced SIMD scalar three same FP16', pattern: '01x1 111 0x 10xx xxx00xxx1' },
  {
    name: 'Advanced SIMD scalar two-register miscellaneous FP16',
    pattern: '01x1 111 0x 1111 00xxxxx10',
  },
  { name: 'Advanced SIMD scalar three same extra', pattern: '01x1 111 0x x0xx xxx1xxxx1' },
  { name: 'Advanced SIMD scalar two-register miscellaneous', pattern: '01x1 111 0x x100 00xxxxx10' },
  { name: 'Advanced SIMD scalar pairwise', pattern: '01x1 111 0x x110 00xxxxx10' },
  { name: 'Advanced SIMD scalar three different', pattern: '01x1 111 0x x1xx xxxxxxx00' },
  { name: 'Advanced SIMD scalar three same', pattern: '01x1 111 0x x1xx xxxxxxxx1' },
  { name: 'Advanced SIMD scalar shift by immediate', pattern: '01x1 111 10 xxxx xxxxxxxx1' },
  { name: 'Advanced SIMD scalar x indexed element', pattern: '01x1 111 1x xxxx xxxxxxxx0' },
  { name: 'Advanced SIMD table lookup', pattern: '0x00 111 0x x0xx xxx0xxx00' },
  { name: 'Advanced SIMD permute', pattern: '0x00 111 0x x0xx xxx0xxx10' },
  { name: 'Advanced SIMD extract', pattern: '0x10 111 0x x0xx xxx0xxxx0' },
  { name: 'Advanced SIMD copy', pattern: '0xx0 111 00 00xx xxx0xxxx1' },
  { name: 'Advanced SIMD three same (FP16)', pattern: '0xx0 111 0x 10xx xxx00xxx1' },
  { name: 'Advanced SIMD two-register miscellaneous (FP16)', pattern: '0xx0 111 0x 1111 00xxxxx10' },
  { name: 'Advanced SIMD three-register extension', pattern: '0xx0 111 0x x0xx xxx1xxxx1' },
  { name: 'Advanced SIMD two-register miscellaneous', pattern: '0xx0 111 0x x100 00xxxxx10' },
  { name: 'Advanced SIMD across lanes', pattern: '0xx0 111 0x x110 00xxxxx10' },
  { name: 'Advanced SIMD three different', pattern: '0xx0 111 0x x1xx xxxxxxx00' },
  { name: 'Advanced SIMD three same', pattern: '0xx0 111 0x x1xx xxxxxxxx1' },
  { name: 'Advanced SIMD modified immediate', pattern: '0xx0 111 10 0000 xxxxxxxx1' },
  { name: 'Advanced SIMD shift by immediate', pattern: '0xx0 111 10 xxxx xxxxxxxx1' },
  { name: 'Advanced SIMD vector x indexed element', pattern: '0xx0 111 1x xxxx xxxxxxxx0' },
  { name: 'Cryptographic three-register, imm2', pattern: '1100 111 00 10xx xxx10xxxx', absent: 'no FEAT_SM3' },
  { name: 'Cryptographic three-register SHA 512', pattern: '1100 111 00 11xx xxx1x00xx', absent: 'no FEAT_SHA512' },
  { name: 'Cryptographic four-register', pattern: '1100 111 00 xxxx xxx0xxxxx', absent: 'no FEAT_SHA3' },
  { name: 'XAR', pattern: '1100 111 01 00xx', absent: 'no FEAT_SHA3' },
  { name: 'Cryptographic two-register SHA 512', pattern: '1100 111 01 1000 0001000xx', absent: 'no FEAT_SHA512' },
  {
    name: 'Conversion between floating-point and fixed-point',
    pattern: 'x0x1 111 0x x0xx',
  },
  { name: 'Conversion between floating-point and integer', pattern: 'x0x1 111 0x x1xx xxx000000' },
  { name: 'Floating-point data-processing (1 source)', pattern: 'x0x1 111 0x x1xx xxxx10000' },
  { name: 'Floating-point compare', pattern: 'x0x1 111 0x x1xx xxxxx1000' },
  { name: 'Floating-point immediate', pattern: 'x0x1 111 0x x1xx xxxxxx100' },
  { name: 'Floating-point conditional compare', pattern: 'x0x1 111 0x x1xx xxxxxxx01' },
  { name: 'Floating-point data-processing (2 source)', pattern: 'x0x1 111 0x x1xx xxxxxxx10' },
  { name: 'Floating-point conditional select', pattern: 'x0x1 111 0x x1xx xxxxxxx11' },
  { name: 'Floating-point data-processing (3 source)', pattern: 'x0x1 111 1x' },
  { name: 'Unallocated', pattern: 'xxx x111', absent: UNALLOCATED },
];

/** Mask and match of a pattern. */
export function bitsOf({ pattern }: EncodingClass): { readonly mask: number; readonly match: number } {
  const bits = pattern.replaceAll(' ', '').padEnd(32, 'x');
  const read = (zero: string) =>
    Number.parseInt(
      bits.replaceAll(/[01x]/g, (bit) => (bit === zero || bit === '1' ? '1' : '0')),
      2,
    );
  return { mask: read('0') >>> 0, match: read('1') >>> 0 };
}

/** The class of a word. Every word has one. */
export function classOf(word: number): EncodingClass | undefined {
  return classesWithBits.find(({ mask, match }) => ((word ^ match) & mask) === 0)?.encodingClass;
}

const classesWithBits = encodingClasses.map((encodingClass) => ({ encodingClass, ...bitsOf(encodingClass) }));
