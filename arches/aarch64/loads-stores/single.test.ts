import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { singleLoadsStores } from './single.ts';
import { loads } from './testing/single/loads.ts';
import { narrowStores } from './testing/single/narrow-stores.ts';
import { signedLoads } from './testing/single/signed-loads.ts';
import { stores } from './testing/single/stores.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [...narrowStores, ...loads, ...signedLoads, ...stores];

describe('loads and stores of one register', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of singleLoadsStores) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
