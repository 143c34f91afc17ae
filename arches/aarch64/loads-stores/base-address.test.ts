import { describe, expect, it } from 'vitest';
import { DECODE_CHECKS_SP, decode, insns } from '../a64.ts';
import { exceptionClass } from '../exception-classes.ts';
import { SP } from '../layout.ts';
import { BENCH_MEMORY, effectOf, type Setup } from '../testing/execute.ts';
import { checkingTwinOf } from './base-address.ts';

/** A word of each definition that has a twin, its base SP and its other operands small. */
const words = insns.flatMap((insn) => {
  const [encoding] = insn.encodings;
  const fields = encoding!.decode(encoding!.match);
  if (checkingTwinOf(insn) === undefined || fields === undefined) return [];
  return [[`${insn.mnemonic} as ${encoding!.format}`, encoding!.encode({ ...fields, rn: SP })] as const];
});

/** Everything that instructions call, as far as it can be told what it did. */
const common: Setup = { x: { 0: 8n, 1: 9n }, memory: '01 02 03 04 05 06 07 08', serve: () => 5n };

describe('the alignment of a stack pointer', () => {
  it('is a matter of every access with a base', () => {
    expect(words.length).toBeGreaterThan(130);
  });

  it('keeps each from doing anything when it is checked and wrong', () => {
    for (const [name, word] of words) {
      const effect = effectOf(word, { ...common, sp: BENCH_MEMORY + 8n, mode: DECODE_CHECKS_SP });
      expect(effect, name).toEqual({ trap: { cause: exceptionClass.SP_ALIGNMENT, value: 0n } });
    }
  });

  it('does not matter when it is not checked, or right', () => {
    for (const [name, word] of words) {
      const aligned = { ...common, sp: BENCH_MEMORY };
      expect(effectOf(word, { ...aligned, mode: DECODE_CHECKS_SP }), name).toEqual(effectOf(word, aligned));
      const { trap } = effectOf(word, { ...common, sp: BENCH_MEMORY + 8n });
      expect(trap?.cause, name).not.toBe(exceptionClass.SP_ALIGNMENT);
    }
  });

  it('is not a matter of prefetches, nor of other bases', () => {
    expect(checkingTwinOf(decode(0xf980_03e0, DECODE_CHECKS_SP)!.insn)).toBeUndefined(); // prfm pldl1keep, [sp]
    expect(decode(0xf940_0020, DECODE_CHECKS_SP)).toEqual(decode(0xf940_0020, 0)); // ldr x0, [x1]
  });
});
