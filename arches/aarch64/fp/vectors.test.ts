import { describe, expect, it } from 'vitest';
import { decode } from '../a64.ts';
import { expectedEffect, type FloatRow, vectorEffect } from '../testing/float-rows.ts';
import { floatMiscellaneous } from './miscellaneous.ts';
import { floatSame } from './same.ts';
import { arithmetic } from './testing/vectors/arithmetic.ts';
import { comparisons } from './testing/vectors/comparisons.ts';
import { conversions } from './testing/vectors/conversions.ts';
import { estimates } from './testing/vectors/estimates.ts';
import { extremes } from './testing/vectors/extremes.ts';
import { oneSource } from './testing/vectors/one-source.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly FloatRow[] = [...arithmetic, ...comparisons, ...extremes, ...oneSource, ...conversions, ...estimates];

describe('floating point of vectors', () => {
  it.each(rows)('%s', (...row) => {
    expect(vectorEffect(row)).toBe(expectedEffect(row));
  });

  it('has every definition in a row', () => {
    const tested = new Set(rows.map(([, word]) => decode(word, 0)!.insn));
    for (const insn of [...floatSame, ...floatMiscellaneous].filter(({ encodings }) =>
      /^vector(Same|One)\d/.test(encodings[0]!.format),
    ))
      expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
