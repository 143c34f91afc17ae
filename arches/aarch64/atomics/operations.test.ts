import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { atomicOperations } from './operations.ts';
import { arithmetic } from './testing/operations/arithmetic.ts';
import { extremes } from './testing/operations/extremes.ts';
import { swaps } from './testing/operations/swaps.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [...arithmetic, ...extremes, ...swaps];

describe('atomic operations', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of atomicOperations) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
