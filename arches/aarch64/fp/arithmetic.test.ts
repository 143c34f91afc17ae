import { describe, expect, it } from 'vitest';
import { decode } from '../a64.ts';
import { expectedEffect, type FloatRow, scalarEffect } from '../testing/float-rows.ts';
import { floatArithmetic } from './arithmetic.ts';
import { floatMoves } from './moves.ts';
import { allButProducts } from './testing/arithmetic/all-but-products.ts';
import { products } from './testing/arithmetic/products.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly FloatRow[] = [...products, ...allButProducts];

describe('floating-point data processing of scalars', () => {
  it.each(rows)('%s', (...row) => {
    expect(scalarEffect(row)).toBe(expectedEffect(row));
  });

  it('has every definition in a row', () => {
    const tested = new Set(rows.map(([, word]) => decode(word, 0)!.insn));
    const moves = floatMoves.filter(({ spec }) => spec !== 'arm: FMOV (general)');
    for (const insn of [...floatArithmetic, ...moves])
      expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
