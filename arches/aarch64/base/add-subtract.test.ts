import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { addSubtract } from './add-subtract.ts';
import { additions } from './testing/add-subtract/additions.ts';
import { subtractions } from './testing/add-subtract/subtractions.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [...additions, ...subtractions];

describe('addition and subtraction', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of addSubtract) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
