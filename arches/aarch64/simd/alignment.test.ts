/** What faults before anything is accessed: alignment that SCTLR_ELx asks for, and stores that reach where nothing can be written. */
import { describe, expect, it } from 'vitest';
import { assert } from '#core/assert.ts';
import { executeOn } from '#core/testing/bench.ts';
import { DECODE_CHECKS_SP, decode } from '../a64.ts';
import { exceptionClass } from '../exception-classes.ts';
import { layout } from '../layout.ts';
import { HCR, SCTLR } from '../sysreg/bits.ts';

const arch = { x: layout.x, loadFault: exceptionClass.DATA_ABORT, storeFault: exceptionClass.DATA_ABORT };

/** Executes a word with x5, or SP, as its base, in memory of 64 bytes at 0x8000. */
function outcomeOf(word: number, base: bigint, state: Partial<Record<keyof typeof layout, bigint>> = {}) {
  const decoded = decode(word, (state.SCTLR_EL1 ?? 0n) & SCTLR.SA ? DECODE_CHECKS_SP : 0);
  assert(decoded !== undefined, 'the word is undefined');
  const fields = { SP: base, EL: 1n, ...state };
  return executeOn(arch, decoded.insn, decoded.fields, {
    x: { 5: base },
    state: Object.entries(fields).map(([name, value]) => [layout[name as 'SP'], value] as const),
  });
}

const LDR_Q = 0x3dc0_00a3; // ldr q3, [x5]
const STP_D = 0x6d00_10a3; // stp d3, d4, [x5]
const STR_Q = 0x3d80_00a3; // str q3, [x5]
const LD1_4S = 0x4c40_78a3; // ld1 { v3.4s }, [x5]
const ST2_4H = 0x0c00_84a3; // st2 { v3.4h, v4.4h }, [x5]
const ST1_LANE = 0x0d00_80a3; // st1 { v3.s }[0], [x5]
const LD1_SP = 0x4c40_7be3; // ld1 { v3.4s }, [sp]
const LDR_Q_SP = 0x3dc0_03e3; // ldr q3, [sp]
const A = { SCTLR_EL1: SCTLR.A };

describe('alignment', () => {
  it.each([
    ['ldr q', LDR_Q, 0x8008n, 0n],
    ['str q', STR_Q, 0x8008n, 1n],
    ['stp d', STP_D, 0x8004n, 1n],
    ['ld1 by words', LD1_4S, 0x8002n, 0n],
    ['st2 by halfwords', ST2_4H, 0x8001n, 1n],
    ['st1 of a word', ST1_LANE, 0x8002n, 1n],
  ] as const)('%s faults where it is checked', (_, word, base, isWrite) => {
    expect(outcomeOf(word, base, A).served[0]).toEqual(['alignmentFault', base, isWrite]);
    expect(outcomeOf(word, base).served).toEqual([]);
    expect(outcomeOf(word, 0x8000n, A).served).toEqual([]);
  });

  it('of an element is enough for a structure, which is then accessed by elements', () => {
    expect(outcomeOf(LD1_4S, 0x8004n, A).served).toEqual([
      ['loadElements', 0x8004n, 4n],
      ['loadElements', 0x800cn, 4n],
    ]);
    expect(outcomeOf(ST2_4H, 0x8002n, A).served).toEqual([
      ['storeElements', 0x8002n, 2n, 0n],
      ['storeElements', 0x800an, 2n, 0n],
    ]);
  });

  it('is checked by the level that controls the access', () => {
    const checked = (state: Parameters<typeof outcomeOf>[2]) => outcomeOf(LDR_Q, 0x8008n, state).served.length > 0;
    const host = HCR.E2H | HCR.TGE;
    expect(checked({ EL: 2n, SCTLR_EL1: SCTLR.A })).toBe(false);
    expect(checked({ EL: 2n, SCTLR_EL2: SCTLR.A })).toBe(true);
    expect(checked({ EL: 0n, SCTLR_EL2: SCTLR.A })).toBe(false);
    expect(checked({ EL: 0n, SCTLR_EL1: SCTLR.A })).toBe(true);
    expect(checked({ EL: 0n, SCTLR_EL2: SCTLR.A, HCR_EL2: host })).toBe(true);
    expect(checked({ EL: 0n, SCTLR_EL1: SCTLR.A, HCR_EL2: host })).toBe(false);
  });

  it.each([
    ['ld1', LD1_SP],
    ['ldr', LDR_Q_SP],
  ])('of SP that is the base of %s is checked where SCTLR_ELx.SA says so', (_, word) => {
    const trap = { cause: exceptionClass.SP_ALIGNMENT, value: 0n };
    expect(outcomeOf(word, 0x8008n, { SCTLR_EL1: SCTLR.SA }).trap).toEqual(trap);
    expect(outcomeOf(word, 0x8000n, { SCTLR_EL1: SCTLR.SA }).trap).toBeUndefined();
    expect(outcomeOf(word, 0x8008n).trap).toBeUndefined();
  });
});

describe('a store that reaches where nothing can be written', () => {
  it.each([
    ['str q', STR_Q],
    ['stp d', STP_D],
    ['st2', ST2_4H],
  ])('%s writes nothing', (_, word) => {
    // The bench has no memory below 0x8000, so that the first page is the one that refuses.
    const outcome = outcomeOf(word, 0x7ff8n);
    expect(outcome.trap).toEqual({ cause: exceptionClass.DATA_ABORT, value: 0x7ff8n });
    expect(outcome.memory.every((byte) => byte === 0)).toBe(true);
  });
});
