import { describe, expect, it } from 'vitest';
import { rType } from './formats.ts';
import { layout } from './layout.ts';
import { execute } from './testing/execute.ts';
import { defineInsn, type RiscvInsn } from './vocabulary.ts';

const SINGLE_1 = 0xffff_ffff_3f80_0000n;
const DIRTY = 0x8000_0000_0000_6000n;
const fields = { rd: 3, rs1: 1, rs2: 2 };

const define = (run: RiscvInsn<typeof fields>['execute']) =>
  defineInsn({ mnemonic: 'test', spec: 'none', encodings: [rType({ opcode: 0b0001011, funct3: 0, funct7: 0 })], execute: run });

describe('registers of floating point', () => {
  const fromX = define((m, { rd, rs1 }) => m.writeF(rd, m.readX(rs1)));
  const boxed = define((m, { rd, rs1 }) => m.writeF32(rd, m.readX(rs1)));
  const unboxed = define((m, { rd, rs1 }) => {
    m.writeF(rs1, m.readX(rs1));
    m.writeX(rd, m.readF32(rs1));
  });

  it('hold 64 bits, and mark FS dirty', () => {
    const outcome = execute(fromX, fields, { x: { 1: SINGLE_1 }, state: [[layout.mstatus, 0x2008n]] });
    expect(outcome.f(3)).toBe(SINGLE_1);
    expect(outcome.state(layout.mstatus)).toBe(DIRTY | 8n);
  });

  it('mark FS of vsstatus dirty too, with V=1', () => {
    const run = (virtualized: bigint) => {
      const state = [
        [layout.vsstatus, 0x2_0000_2002n],
        [layout.virtualized, virtualized],
      ] as const;
      const outcome = execute(fromX, fields, { state });
      return [outcome.state(layout.mstatus), outcome.state(layout.vsstatus)];
    };
    expect(run(0n)).toEqual([DIRTY, 0x2_0000_2002n]);
    expect(run(1n)).toEqual([DIRTY, DIRTY | 0x2_0000_2002n]);
  });

  it('box singles', () => {
    const outcome = execute(boxed, fields, { x: { 1: 0x3f80_0000n } });
    expect(outcome.f(3)).toBe(SINGLE_1);
    expect(outcome.state(layout.mstatus)).toBe(DIRTY);
  });

  it.each([
    ['a boxed single', SINGLE_1, 0x3f80_0000n],
    ['a boxed negative one, zero-extended', 0xffff_ffff_bf80_0000n, 0xbf80_0000n],
    ['a double as the canonical NaN', 0x3ff0_0000_0000_0000n, 0x7fc0_0000n],
    ['a box that misses a bit as the canonical NaN', 0xffff_fffe_3f80_0000n, 0x7fc0_0000n],
  ])('read %s', (_, register, single) => {
    expect(execute(unboxed, fields, { x: { 1: register } }).x(3)).toBe(single);
  });
});

describe('definitions', () => {
  it('see where they are in every execution', () => {
    const where = define((m, { rd, rs1 }) => {
      m.writeX(rd, m.pc);
      m.writeX(rs1, m.followingPc);
    });
    for (const pc of [0x4000n, 0x5000n]) {
      const { x } = execute(where, fields, { pc, sizeBytes: 2 });
      expect([x(3), x(1)]).toEqual([pc, pc + 2n]);
    }
  });
});
