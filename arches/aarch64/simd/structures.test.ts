import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { structures } from './structures.ts';
import { lanes } from './testing/structures/lanes.ts';
import { loadsOfOne } from './testing/structures/loads-of-one.ts';
import { loadsOfSeveral } from './testing/structures/loads-of-several.ts';
import { storesOfOne } from './testing/structures/stores-of-one.ts';
import { storesOfSeveral } from './testing/structures/stores-of-several.ts';
import { toAllLanes } from './testing/structures/to-all-lanes.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [...loadsOfOne, ...loadsOfSeveral, ...storesOfOne, ...storesOfSeveral, ...lanes, ...toAllLanes];

describe('loads and stores of structures', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of structures) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
