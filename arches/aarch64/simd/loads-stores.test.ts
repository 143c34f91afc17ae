import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { simdLoadsStores } from './loads-stores.ts';
import { loads } from './testing/loads-stores/loads.ts';
import { pairs } from './testing/loads-stores/pairs.ts';
import { stores } from './testing/loads-stores/stores.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [...loads, ...stores, ...pairs];

describe('loads and stores of SIMD and floating point', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of simdLoadsStores) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
