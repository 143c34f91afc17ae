/** Scalars and lanes of V registers, in the evaluator's reading. */
import { describe, expect, it } from 'vitest';
import { encodingOf } from '#core/isa/encoding.ts';
import { executeOn } from '#core/testing/bench.ts';
import { exceptionClass } from './exception-classes.ts';
import { layout, registerOf } from './layout.ts';
import { type A64Semantics, defineInsn } from './vocabulary.ts';

const arch = { x: layout.x, loadFault: exceptionClass.DATA_ABORT, storeFault: exceptionClass.DATA_ABORT };
const encodings = [encodingOf({ format: 'none', sizeBytes: 4, match: 0, mask: -1, fields: {} })];

/** v1 after `execute`, as its upper and lower half. */
function v1After(execute: <V>(m: A64Semantics<V, number>) => void): readonly bigint[] {
  const insn = defineInsn({ mnemonic: '', spec: '', encodings, execute: (m) => execute(m as A64Semantics<never, number>) });
  const [low, high] = [registerOf(layout.vLow, 1), registerOf(layout.vHigh, 1)];
  const state = [
    [low, 0x0706_0504_0302_0100n],
    [high, 0x0f0e_0d0c_0b0a_0908n],
  ] as const;
  const outcome = executeOn(arch, insn, {}, { state });
  return [outcome.state(high), outcome.state(low)];
}

describe('V registers', () => {
  it.each([
    [8, 0x00n],
    [16, 0x0100n],
    [32, 0x0302_0100n],
    [64, 0x0706_0504_0302_0100n],
  ] as const)('a scalar of %i bits is the lowest, and is written with zeros above', (size, value) => {
    expect(v1After((m) => m.writeScalar(size, 1, m.readScalar(size, 1)))).toEqual([0n, value]);
    expect(v1After((m) => m.writeScalar(size, 1, m.const64(-1n)))).toEqual([0n, (1n << BigInt(size)) - 1n]);
  });

  it.each([
    [8, 7n, 0x07n],
    [8, 8n, 0x08n],
    [16, 3n, 0x0706n],
    [16, 12n, 0x0908n],
    [32, 1n, 0x0706_0504n],
    [32, 3n, 0x0f0e_0d0cn],
    [64, 1n, 0x0f0e_0d0c_0b0a_0908n],
  ] as const)('lane %#$1 of %i bits is read', (size, index, value) => {
    expect(v1After((m) => m.writeScalar(64, 1, m.readLane(size, 1, m.const64(index))))).toEqual([0n, value]);
  });

  it.each([
    [8, 9n, 0x0f0e_0d0c_0b0a_ff08n, 0x0706_0504_0302_0100n],
    [16, 0n, 0x0f0e_0d0c_0b0a_0908n, 0x0706_0504_0302_ffffn],
    [32, 3n, 0xffff_ffff_0b0a_0908n, 0x0706_0504_0302_0100n],
    [64, 0n, 0x0f0e_0d0c_0b0a_0908n, 0xffff_ffff_ffff_ffffn],
  ] as const)('a lane of %i bits is written, and the others stay', (size, index, high, low) => {
    expect(v1After((m) => m.writeLane(size, 1, m.const64(index), m.const64(-1n)))).toEqual([high, low]);
  });

  it('halves are computed where there are any', () => {
    const seen: string[] = [];
    const after = (q: number) =>
      v1After((m) => {
        m.writeHalves(q, 1, (half) => {
          seen.push(half);
          return m.const64(-1n);
        });
      });
    expect(after(0)).toEqual([0n, 2n ** 64n - 1n]);
    expect(seen).toEqual(['low']);
    expect(after(1)).toEqual([2n ** 64n - 1n, 2n ** 64n - 1n]);
    expect(seen).toEqual(['low', 'low', 'high']);
  });
});
