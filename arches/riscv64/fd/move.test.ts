/** Loads, stores, moves, signs, comparisons and classes, and what every instruction does to FS and to reserved rounding modes. */
import { describe, expect, it } from 'vitest';
import { layout } from '../layout.ts';
import { BENCH_MEMORY } from '../testing/execute.ts';
import { fd } from './fd.ts';
import { boxed, ofDouble, ofInteger, ofSingle, run } from './testing.ts';

const ONE = 0x3ff0_0000_0000_0000n;
const TWO = 0x4000_0000_0000_0000n;
const QNAN = 0x7ff8_0000_0000_0005n;
const SNAN = 0x7ff0_0000_0000_0001n;
const NEGATIVE = 1n << 63n;
const ONE_S = boxed(0x3f80_0000n);
const SNAN_S = boxed(0x7f80_0001n);

describe('loads and stores', () => {
  const bytes = [0x01, 0x02, 0x83, 0xff, 0x05, 0x06, 0x07, 0xf8];
  const x = { 1: BENCH_MEMORY + 1n };

  it('fld and fsd move 64 bits', () => {
    expect(run('fld', { x, imm: -1n, memory: bytes }).f(4)).toBe(0xf807_0605_ff83_0201n);
    const { memory } = run('fsd', { x, imm: 7n, f: [0n, 0x1122_3344_5566_7788n] });
    expect(memory.slice(7, 17)).toEqual([0, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0]);
  });

  it('flw boxes, and fsw takes the low half of anything', () => {
    expect(run('flw', { x, imm: -1n, memory: bytes }).f(4)).toBe(0xffff_ffff_ff83_0201n);
    const { memory } = run('fsw', { x, imm: -1n, f: [0n, 0x1122_3344_5566_7788n] });
    expect(memory.slice(0, 5)).toEqual([0x88, 0x77, 0x66, 0x55, 0]);
  });

  it('trap as others do, and leave the register and FS alone', () => {
    const outcome = run('fld', { x: { 1: 4n }, mstatus: 0x2000n });
    expect(outcome.trap).toEqual({ cause: 5, value: 4n });
    expect([outcome.f(4), outcome.state(layout.mstatus)]).toEqual([0n, 0x2000n]);
    expect(run('fsw', { x: { 1: 4n } }).trap).toEqual({ cause: 7, value: 4n });
  });
});

describe('moves', () => {
  it('between registers move bits', () => {
    expect(run('fmv.x.d', { f: [SNAN] }).x(4)).toBe(SNAN);
    expect(run('fmv.d.x', { x: { 1: SNAN } }).f(4)).toBe(SNAN);
    expect(run('fmv.x.w', { f: [0x1234_5678_8765_4321n] }).x(4)).toBe(0xffff_ffff_8765_4321n);
    expect(run('fmv.w.x', { x: { 1: 0x1234_5678_7f80_0001n } }).f(4)).toBe(SNAN_S);
  });

  it.each([
    ['fsgnj.d', QNAN, ONE | NEGATIVE, 'fff8000000000005'],
    ['fsgnj.d', SNAN | NEGATIVE, ONE, '7ff0000000000001'],
    ['fsgnjn.d', ONE, TWO, 'bff0000000000000'],
    ['fsgnjn.d', ONE, TWO | NEGATIVE, '3ff0000000000000'],
    ['fsgnjx.d', ONE | NEGATIVE, TWO | NEGATIVE, '3ff0000000000000'],
    ['fsgnjx.d', ONE, TWO | NEGATIVE, 'bff0000000000000'],
  ])('%s of %s and %s', (mnemonic, a, b, expected) => {
    expect(ofDouble(run(mnemonic, { f: [a, b] }))).toBe(expected);
  });

  it('with signs take singles out of their boxes', () => {
    expect(ofSingle(run('fsgnjn.s', { f: [SNAN_S, ONE_S] }))).toBe('ff800001');
    expect(ofSingle(run('fsgnj.s', { f: [ONE, boxed(0xbf80_0000n)] }))).toBe('ffc00000');
    expect(ofSingle(run('fsgnjx.s', { f: [boxed(0xbf80_0000n), 0xbf80_0000n] }))).toBe('bf800000'); // a NaN is positive
  });
});

describe('comparisons', () => {
  it.each([
    [ONE, TWO, '0', '1', '1'],
    [TWO, ONE, '0', '0', '0'],
    [ONE, ONE, '1', '0', '1'],
    [0n, NEGATIVE, '1', '0', '1'],
    [NEGATIVE, 0n, '1', '0', '1'],
    [TWO | NEGATIVE, ONE | NEGATIVE, '0', '1', '1'],
    [ONE | NEGATIVE, TWO | NEGATIVE, '0', '0', '0'],
    [ONE | NEGATIVE, ONE, '0', '1', '1'],
    [1n | NEGATIVE, 1n, '0', '1', '1'],
    [QNAN, ONE, '0', '0 NV', '0 NV'],
    [ONE, SNAN, '0 NV', '0 NV', '0 NV'],
    [QNAN, QNAN, '0', '0 NV', '0 NV'],
  ])('of %s and %s', (a, b, equal, less, lessOrEqual) => {
    const came = ['feq.d', 'flt.d', 'fle.d'].map((mnemonic) => ofInteger(run(mnemonic, { f: [a, b] })));
    expect(came).toEqual([equal, less, lessOrEqual]);
  });

  it('of singles', () => {
    expect(ofInteger(run('flt.s', { f: [boxed(0xbf80_0000n), ONE_S] }))).toBe('1');
    expect(ofInteger(run('fle.s', { f: [ONE_S, boxed(0xbf80_0000n)] }))).toBe('0');
    expect(ofInteger(run('feq.s', { f: [SNAN_S, ONE_S] }))).toBe('0 NV');
    expect(ofInteger(run('feq.s', { f: [ONE, ONE] }))).toBe('0'); // not boxed
  });

  it.each([
    [0xfff0_0000_0000_0000n, 0xff80_0000n, 0],
    [0xbff0_0000_0000_0000n, 0xbf80_0000n, 1],
    [0x8010_0000_0000_0000n, 0x8080_0000n, 1],
    [0x800f_ffff_ffff_ffffn, 0x807f_ffffn, 2],
    [0x8000_0000_0000_0000n, 0x8000_0000n, 3],
    [0x0000_0000_0000_0000n, 0x0000_0000n, 4],
    [0x0000_0000_0000_0001n, 0x0000_0001n, 5],
    [0x7fef_ffff_ffff_ffffn, 0x7f7f_ffffn, 6],
    [0x7ff0_0000_0000_0000n, 0x7f80_0000n, 7],
    [0x7ff7_ffff_ffff_ffffn, 0x7fbf_ffffn, 8],
    [0xfff0_0000_0000_0001n, 0xff80_0001n, 8],
    [0xffff_ffff_ffff_ffffn, 0xffff_ffffn, 9],
    [0x7ff8_0000_0000_0000n, 0x7fc0_0000n, 9],
  ])('fclass of %s and of single %s is bit %i', (asDouble, asSingle, bit) => {
    expect(run('fclass.d', { f: [asDouble] }).x(4)).toBe(1n << BigInt(bit));
    expect(run('fclass.s', { f: [boxed(asSingle)] }).x(4)).toBe(1n << BigInt(bit));
  });
});

describe('FS', () => {
  const DIRTY = 0x8000_0000_0000_6000n;
  const mstatusOf = (mnemonic: string, f: readonly bigint[]) => run(mnemonic, { f }).state(layout.mstatus);

  it.each(['fadd.d', 'fmadd.d', 'fmin.d', 'fsgnj.d', 'fcvt.d.w', 'fcvt.s.d', 'fmv.d.x'])(
    'is dirty after %s, which writes f4',
    (mnemonic) => {
      expect(mstatusOf(mnemonic, [ONE, ONE, ONE])).toBe(DIRTY);
    },
  );

  it.each(['feq.d', 'flt.d', 'fle.d', 'fclass.d', 'fcvt.w.d', 'fmv.x.d'])(
    'stays as it was after %s that raises nothing',
    (mnemonic) => {
      expect(mstatusOf(mnemonic, [ONE, ONE])).toBe(0x2000n);
    },
  );

  it.each(['feq.d', 'flt.d', 'fle.d', 'fcvt.w.d'])(
    'is dirty after %s that raises a flag, which is part of the state',
    (mnemonic) => {
      expect(mstatusOf(mnemonic, [SNAN, ONE])).toBe(DIRTY);
    },
  );
});

describe('rounding modes', () => {
  const rounding = fd
    .filter(({ encodings }) => ['Rrm', 'unaryRm', 'R4'].includes(encodings[0]!.format))
    .map(({ mnemonic }) => mnemonic);
  const f = [ONE_S, ONE_S, ONE_S];

  it.each(rounding)('%s is illegal while frm is reserved and its mode dynamic', (mnemonic) => {
    for (const frm of [5, 6, 7]) expect(run(mnemonic, { f, mode: 'dyn', frm }).served).toEqual([['illegalInstruction']]);
    for (const frm of [0, 1, 2, 3, 4]) expect(run(mnemonic, { f, mode: 'dyn', frm }).served).toEqual([]);
  });

  it.each(rounding)('%s does not look at frm when it has a mode', (mnemonic) => {
    expect(run(mnemonic, { f, mode: 'rmm', frm: 7 }).served).toEqual([]);
  });

  it('belong to 36 instructions', () => {
    // fadd fsub fmul fdiv fsqrt, four fused, eight conversions with integers: 17 a precision, fcvt.s.d and fcvt.d.s.
    expect(rounding).toHaveLength(2 * 17 + 2);
  });
});
