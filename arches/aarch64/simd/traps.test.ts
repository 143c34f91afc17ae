/** Who may use SIMD and floating point. arm: Trapping of Advanced SIMD and floating-point functionality. */
import { describe, expect, it } from 'vitest';
import { decode } from '../a64.ts';
import { HCR } from '../sysreg/bits.ts';
import { newTestPe, type TestPe } from '../testing/pe.ts';

type Fields = Parameters<TestPe['with']>[0];

const AND = 0x4e22_1c23; // and v3.16b, v1.16b, v2.16b
const UNALLOCATED = 0x4e60_5800; // CNT of halfwords
const EL0: Fields = { EL: 0n, SPSel: 0n };
const EL2: Fields = { EL: 2n };
const HOST = HCR.E2H | HCR.TGE;
const trapped = (level: bigint) => ({ level, class: 7, iss: 0x1e0_0000n });

/** What a word raises where it is no instruction; undefined where it is one. */
function raisedBy(word: number, fields: Fields) {
  const pe = newTestPe().with(fields);
  if (decode(word, pe.hart.decodeMode()) !== undefined) return undefined;
  pe.hart.illegalInstruction(word);
  return pe.taken(pe.take().trap!);
}

describe('an instruction of SIMD and floating point', () => {
  it.each<[string, Fields, object | undefined]>([
    ['at EL1 with CPACR_EL1.FPEN 0', {}, trapped(1n)],
    ['at EL1 with FPEN 1', { CPACR_EL1: 1n << 20n }, undefined],
    ['at EL1 with FPEN 2', { CPACR_EL1: 2n << 20n }, trapped(1n)],
    ['at EL1 with FPEN 3', { CPACR_EL1: 3n << 20n }, undefined],
    ['at EL0 with FPEN 0', EL0, trapped(1n)],
    ['at EL0 with FPEN 1', { ...EL0, CPACR_EL1: 1n << 20n }, trapped(1n)],
    ['at EL0 with FPEN 3', { ...EL0, CPACR_EL1: 3n << 20n }, undefined],
    ['at EL0 with TGE', { ...EL0, HCR_EL2: HCR.TGE }, { level: 2n, class: 0, iss: 0n }],
    ['at EL1 with CPTR_EL2.TFP', { CPACR_EL1: 3n << 20n, CPTR_EL2: 0x400n }, trapped(2n)],
    ['at EL0 with TFP', { ...EL0, CPACR_EL1: 3n << 20n, CPTR_EL2: 0x400n }, trapped(2n)],
    ['at EL1 with FPEN 0 and TFP', { CPTR_EL2: 0x400n }, trapped(1n)],
    ['at EL2', EL2, undefined],
    ['at EL2 with TFP', { ...EL2, CPTR_EL2: 0x400n }, trapped(2n)],
    ['at EL2 with E2H and FPEN 0', { ...EL2, HCR_EL2: HCR.E2H }, trapped(2n)],
    ['at EL2 with E2H and FPEN 1', { ...EL2, HCR_EL2: HCR.E2H, CPTR_EL2: 1n << 20n }, undefined],
    ['at EL2 with E2H and TFP, which is another bit then', { ...EL2, HCR_EL2: HCR.E2H, CPTR_EL2: 3n << 20n }, undefined],
    ['at EL1 with E2H and CPTR_EL2.FPEN 0', { CPACR_EL1: 3n << 20n, HCR_EL2: HCR.E2H }, trapped(2n)],
    ['at EL0 of a host, FPEN 1', { ...EL0, HCR_EL2: HOST, CPTR_EL2: 1n << 20n }, trapped(2n)],
    ['at EL0 of a host, FPEN 3', { ...EL0, HCR_EL2: HOST, CPTR_EL2: 3n << 20n }, undefined],
  ])('%s', (_, fields, expected) => {
    expect(raisedBy(AND, fields)).toEqual(expected);
  });

  it('is undefined before it is trapped', () => {
    expect(decode(UNALLOCATED, 0)).toBeUndefined();
    expect(raisedBy(UNALLOCATED, {})).toEqual({ level: 1n, class: 0, iss: 0n });
  });

  it('traps again when CPACR_EL1 is written, and no longer when it is written back', () => {
    const pe = newTestPe();
    pe.msr('CPACR_EL1', 3n << 20n);
    expect(pe.take().calls).toEqual(['reenter']);
    expect(decode(AND, pe.hart.decodeMode())).toBeDefined();
    pe.msr('CPACR_EL1', 0n);
    expect(decode(AND, pe.hart.decodeMode())).toBeUndefined();
  });
});
