import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, insns } from '#arches/aarch64/a64.ts';
import { compareCases } from '../compare-cases.ts';
import { compareFloat } from '../float.ts';
import { GOLDEN_CASES, GOLDEN_FLOAT, goldenCasesProgram, goldenFloatProgram } from '../golden.ts';
import { Random } from '../random.ts';
import { onOurs, type Side } from '../sides.ts';
import { codeOf, placeUnits, recordOf } from './case.ts';
import {
  accessDefinitions,
  branchDefinitions,
  drawUndefined,
  exclusiveDefinitions,
  integerDefinitions,
  keepsRegisters,
  literalDefinitions,
  vectorAccessDefinitions,
  vectorDefinitions,
} from './definitions.ts';
import { drawCase } from './draw-case.ts';
import { CODE, DATA, EL1_VECTORS, GUEST_TABLES, TABLES } from './layout.ts';
import { modes } from './modes.ts';
import { aarch64 } from './oracle.ts';
import { drawRegisters } from './registers.ts';
import { guestTargets } from './stage-1.ts';
import { Tables } from './tables.ts';
import { drawWindow } from './window.ts';
import * as w from './words.ts';

const IMAGES = join(import.meta.dirname, '../../../fixtures/images/aarch64');
const golden = (name: string) => readFileSync(join(import.meta.dirname, 'golden', name), 'latin1');
const lines = (output: string) => output.trimEnd().split(/\r?\n/);
/** More than any program here needs: one that goes astray must end. */
const interpreter = onOurs(aarch64, 'interpreter', 2 ** 29);
const reference = onOurs(aarch64, 'reference', 2 ** 24);
const anyMode = fc.constantFrom(...modes.keys());
const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('the PE', () => {
  it('does what QEMU does with random programs in every mode', { timeout: 120_000 }, async () => {
    expect(lines(await interpreter(goldenCasesProgram(aarch64, IMAGES)))).toEqual(lines(golden(GOLDEN_CASES)));
  });

  it('computes what QEMU computes with every instruction of floating point and SIMD', { timeout: 120_000 }, async () => {
    expect(lines(await interpreter(goldenFloatProgram(aarch64, IMAGES)))).toEqual(lines(golden(GOLDEN_FLOAT)));
  });

  it('does the same with random programs on the reference reading', { timeout: 120_000 }, async () => {
    const cases = ['EL2-64K', 'EL0-guest-16K'].map((mode, i) => drawCase(500 + i, mode, 60));
    const comparison = await compareCases({ isa: aarch64, images: IMAGES, ours: interpreter, qemu: reference }, cases);
    expect(comparison.different).toEqual([]);
    expect(comparison.traps).toBeGreaterThan(20);
  });
});

describe('drawCase', () => {
  it('gives the same case for the same numbers, and another for others', () => {
    const record = (seed: number) => recordOf(drawCase(seed, 'EL1-16K', 40), 0, false);
    expect(record(9)).toEqual(record(9));
    expect(record(9)).not.toEqual(record(10));
  });

  it('lays units out so that every jump over some ends between two', () => {
    fc.assert(
      fc.property(anySeed, anyMode, (seed, mode) => {
        const subject = drawCase(seed, mode, 30);
        let at = CODE;
        for (const [index, { address, words }] of placeUnits(subject).entries()) {
          expect(address).toBe(at);
          expect(4 * words.length).toBe(subject.units[index]?.sizeBytes ?? 4);
          at += 4 * words.length;
        }
        expect(codeOf(subject)).toHaveLength(at - CODE);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves the harness its way back: SMC where HVC is disabled, the vectors of EL1 in stage 1, no steps of who takes them', () => {
    fc.assert(
      fc.property(anySeed, anyMode, (seed, mode) => {
        const { hcr, tables, registers } = drawCase(seed, mode, 1);
        const { level, isHost, granuleBits } = modes.get(mode)!;
        if ((hcr & (1n << 29n)) !== 0n) expect(hcr & (1n << 19n)).not.toBe(0n);
        const { mdscr_el1: mdscr } = registers;
        if ((mdscr & 1n) !== 0n) expect([level < 2, mdscr & (1n << 13n)]).toEqual([true, 0n]);
        if (level === 2 || isHost || granuleBits === 0) return;
        const entries = [...tables].filter(([address]) => address >= TABLES && address < GUEST_TABLES);
        expect(entries.some(([, value]) => (value & 0xffff_ffff_f000n) === BigInt(EL1_VECTORS))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('definitions', () => {
  it('are each drawn by some unit, but for those of exceptions and the system, which units put together', () => {
    const drawn = new Set(
      [
        ...[integerDefinitions, vectorDefinitions, accessDefinitions, vectorAccessDefinitions],
        ...[literalDefinitions, exclusiveDefinitions, branchDefinitions],
      ].flatMap((definitions) => definitions.map(({ insn }) => insn)),
    );
    const others = new Set(insns.filter((insn) => !drawn.has(insn)).map(({ mnemonic }) => mnemonic));
    const byName = ['svc', 'hvc', 'smc', 'brk', 'eret', 'mrs', 'msr', 'sys', 'sysl', 'br', 'blr', 'ret'];
    const hints = ['hint', 'yield', 'wfe', 'wfi', 'sev', 'sevl', 'esb', 'clrex', 'dsb', 'dmb', 'isb'];
    expect([...others].sort()).toEqual([...byName, ...hints, 'fcvtzs'].sort());
  });

  it('say of a word whether it leaves a register that is not free alone', () => {
    const free = [1, 2, 30];
    expect(keepsRegisters(w.movz(1, 5, 0), free)).toBe(true);
    expect(keepsRegisters(w.movz(3, 5, 0), free)).toBe(false);
    expect(keepsRegisters(w.addImmediate(w.SP, 1, 0), free)).toBe(false);
    expect(keepsRegisters(w.eor(w.ZERO, 3, 4), free)).toBe(true);
    expect(keepsRegisters(0x0822_7c02, [2])).toBe(false); // casp w2, w3, w2, w3, [x0]
    expect(keepsRegisters(0x0822_7c02, [2, 3])).toBe(true);
    expect(keepsRegisters(0xa940_1002, [2])).toBe(false); // ldp x2, x4, [x0]
  });

  it('leave words that are undefined', () => {
    const random = new Random(3);
    for (let i = 0; i < 200; i++) expect(decode(drawUndefined(random), 0)).toBeUndefined();
  });

  it('have registers that are free beside the bases', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const { bases, link, free } = drawRegisters(new Random(seed));
        expect(new Set([...bases, link, ...free]).size).toBe(32);
        expect(free).toContain(30);
      }),
    );
  });
});

/** Against LLVM 14's `llvm-mc --triple=aarch64`. */
describe('words', () => {
  it.each([
    ['movz x3, #0x1234, lsl #16', w.movz(3, 0x1234, 1), 0xd2a2_4683],
    ['movk x3, #0x1234, lsl #48', w.movk(3, 0x1234, 3), 0xf2e2_4683],
    ['add sp, x5, #16', w.addImmediate(31, 5, 16), 0x9100_40bf],
    ['and x1, x2, #0xfffffffffffffff8', w.clearLow(1, 2, 3), 0x927d_f041],
    ['eor x1, x2, x3', w.eor(1, 2, 3), 0xca03_0041],
    ['orr x1, xzr, x3', w.orr(1, 31, 3), 0xaa03_03e1],
    ['adr x7, .+6', w.adr(7, 6), 0x5000_0027],
    ['adr x7, .-4', w.adr(7, -4), 0x10ff_ffe7],
    ['b .-8', w.withOffset26(0x1400_0000, -8), 0x17ff_fffe],
    ['b.ne .+8', w.withOffset19(0x5400_0001, 8), 0x5400_0041],
    ['tbz w3, #0, .-4', w.withOffset14(0x3600_0003, -4), 0x3607_ffe3],
    ['mrs x4, elr_el1', w.mrs(4, 0xc201), 0xd538_4024],
    ['msr elr_el1, x4', w.msr(0xc201, 4), 0xd518_4024],
  ])('%s', (_, word, expected) => {
    expect(word.toString(16)).toBe(expected.toString(16));
  });
});

describe('tables', () => {
  it('make those on the way, and put sixteen of stage 2 side by side', () => {
    const words = new Map<number, bigint>();
    const tables = new Tables({ base: 0x1000, granuleBits: 12, inputBits: 34, startLevel: 2 }, words);
    tables.map(0x2_0040_3000n, 3, 0x40c0_0003n, () => 1n << 59n, true);
    // The first tables have 2^13 entries of 2 MiB.
    expect(words.get(0x1000 + 8 * 0x1002)).toBe(0x1_1003n | (1n << 59n));
    expect(words.get(0x1_1000 + 8 * 3)).toBe(0x40c0_0003n);
    expect(tables.made).toEqual([{ address: 0x1_1000, isRestricted: true }]);
  });
});

describe('blocks', () => {
  it('of a guest lead to the data, also where those of stage 2 are larger', () => {
    const random = new Random(5);
    const window = drawWindow(random, 16, 40);
    const blocks = new Set(Array.from({ length: 50 }, () => guestTargets(random, window, 12, 4096).block()));
    expect(blocks).toEqual(new Set([BigInt(DATA), window.block + BigInt(window.blockOffset)]));
    expect(window.blockOffset).toBe(DATA % 2 ** 29);
  });
});

describe('a comparison', () => {
  it('says which operands differ', { timeout: 120_000 }, async () => {
    const range = { firstOperation: 0, operationCount: 2, firstMode: 0, modeCount: 1, first: 0, count: 20, every: 10 };
    const off: Side = async (elf) =>
      (await interpreter(elf))
        .replace(/^(\S+ mode 0 to 7 .*) fpsr 0x../m, '$1 fpsr 0xff')
        .replace(/^(\S+ mode 0 to 10) 0x./m, '$1 0x?');
    const report = await compareFloat({ isa: aarch64, images: IMAGES, ours: off, qemu: interpreter }, range);
    expect(report.differences).toHaveLength(1);
    expect(report.differences[0]!.ours).toMatch(/^\S+ mode 0 to 7 0x\w+_0x\w+ .* fpsr 0xff/);
  });

  it('keeps its data from the code', () => {
    expect(DATA).toBeGreaterThan(CODE + 0x10_0000);
  });
});
