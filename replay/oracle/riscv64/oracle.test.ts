import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCases, explainCase, shrinkCase, splitCases } from '../compare-cases.ts';
import { compareFloat, parseFloatLines } from '../float.ts';
import { GOLDEN_CASES, GOLDEN_FLOAT, goldenCasesProgram, goldenFloatProgram } from '../golden.ts';
import { Random } from '../random.ts';
import { onOurs, type Side } from '../sides.ts';
import { type Case, codeOf, type Mode, modes, placeUnits, recordOf, sizeOfWord } from './case.ts';
import { drawCase } from './draw-case.ts';
import { CODE } from './layout.ts';
import { riscv64 } from './oracle.ts';
import { drawRegisters } from './registers.ts';
import { compressedWord } from './safe-words.ts';

const IMAGES = join(import.meta.dirname, '../../../fixtures/images/riscv64');
const golden = (name: string) => readFileSync(join(import.meta.dirname, 'golden', name), 'latin1');
const lines = (output: string) => output.trimEnd().split(/\r?\n/);
/** More than any program here needs: one that goes astray must end. */
const STEPS_MAX = 2 ** 30;
const interpreter = onOurs(riscv64, 'interpreter', STEPS_MAX);
const reference = onOurs(riscv64, 'reference', 2 ** 24);
const anyMode = fc.constantFrom(...(Object.keys(modes) as Mode[]));
const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('the CPU', () => {
  it('does what QEMU does with random programs in every mode', { timeout: 120_000 }, async () => {
    expect(lines(await interpreter(goldenCasesProgram(riscv64, IMAGES)))).toEqual(lines(golden(GOLDEN_CASES)));
  });

  it('computes what QEMU computes with every floating-point operation', { timeout: 120_000 }, async () => {
    expect(lines(await interpreter(goldenFloatProgram(riscv64, IMAGES)))).toEqual(lines(golden(GOLDEN_FLOAT)));
  });

  it('does the same with random programs on the reference reading', { timeout: 120_000 }, async () => {
    const cases = (['MP', 'S48', 'U39', 'MH39', 'HS39', 'VS48', 'VU'] as const).map((mode, i) => drawCase(500 + i, mode, 100));
    const comparison = await compareCases({ isa: riscv64, images: IMAGES, ours: interpreter, qemu: reference }, cases);
    expect(comparison.different).toEqual([]);
    expect(comparison.traps).toBeGreaterThan(30);
  });
});

describe('drawCase', () => {
  it('gives the same case for the same numbers, and another for others', () => {
    const record = (seed: number) => recordOf(drawCase(seed, 'S39', 60), 0, false);
    expect(record(9)).toEqual(record(9));
    expect(record(9)).not.toEqual(record(10));
  });

  it('lays units out so that every jump over some ends between two', () => {
    fc.assert(
      fc.property(anySeed, anyMode, (seed, mode) => {
        const subject = drawCase(seed, mode, 40);
        const placed = placeUnits(subject);
        let at = CODE;
        for (const [index, { address, words }] of placed.entries()) {
          expect(address).toBe(at);
          const size = words.reduce((sum, word) => sum + sizeOfWord(word), 0);
          expect(size).toBe(subject.units[index]?.sizeBytes ?? 4);
          at += size;
        }
        expect(codeOf(subject)).toHaveLength(at - CODE);
      }),
      { numRuns: 50 },
    );
  });

  it('lets no fault of a fetch be delegated: it is how the harness learns of delegated traps', () => {
    fc.assert(
      fc.property(anySeed, anyMode, (seed, mode) => {
        const { medeleg, hedeleg } = drawCase(seed, mode, 1).csrs;
        // Instruction access fault, page fault and guest-page fault.
        expect((medeleg | hedeleg) & 0x10_1002n).toBe(0n);
      }),
    );
  });

  it('gives a guest no page that it may execute and not read, and maps its code where it has tables', () => {
    fc.assert(
      fc.property(anySeed, anyMode, (seed, mode) => {
        const { guest } = drawCase(seed, mode, 30);
        expect(guest !== undefined).toBe(modes[mode].hasGuest);
        for (const { pte } of guest?.mappings ?? []) if ((pte & 0x8n) !== 0n) expect(pte & 0x2n).toBe(0x2n);
        if (guest !== undefined && guest.hgatpMode !== 0)
          expect(guest.mappings.some(({ address }) => address === BigInt(CODE))).toBe(true);
      }),
    );
  });

  it('keeps every access of a compressed instruction to its bases', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const random = new Random(seed);
        const registers = drawRegisters(random);
        const word = compressedWord(random, registers);
        const [quadrant, funct3] = [word & 3, word >> 13];
        if (quadrant === 0 && funct3 !== 0 && funct3 !== 4) expect(registers.bases).toContain(8 + ((word >> 7) & 7));
        if (quadrant === 1) expect(funct3).toBeLessThan(5);
        expect(registers.bases).toContain(2);
      }),
    );
  });
});

describe('a comparison', () => {
  /** A side with a bug: it takes `add x5, …` for `sub`. */
  const wrong: Side = (elf) => {
    const bytes = elf.slice();
    const view = new DataView(bytes.buffer);
    for (let at = 0x1000; at + 4 <= bytes.length; at += 2) {
      const word = view.getUint32(at, true);
      if ((word & 0xfe00_7fff) === 0x0000_02b3) view.setUint32(at, word | 0x4000_0000, true);
    }
    return interpreter(bytes);
  };
  const sides = { isa: riscv64, images: IMAGES, ours: wrong, qemu: interpreter };

  it('finds a wrong instruction and cuts the case down to it', { timeout: 120_000 }, async () => {
    const add: Case['units'][number] = { sizeBytes: 4, skip: 0, words: () => [0x0073_02b3] }; // add x5, x6, x7
    const drawn = drawCase(3, 'U', 30);
    const subject = { ...drawn, units: [...drawn.units.slice(0, 20), add, ...drawn.units.slice(20)] };
    expect((await compareCases(sides, [drawCase(4, 'U', 2), subject])).different).toEqual([1]);
    const shrunk = await shrinkCase(sides, subject);
    expect(placeUnits(shrunk).map(({ words }) => words)).toEqual([[0x0073_02b3], [0x0010_0073]]);
    expect((await explainCase(sides, shrunk)).some((line) => line.startsWith('ours x5: '))).toBe(true);
  });

  it('says which operation and operands differ in floating point', { timeout: 120_000 }, async () => {
    const off: Side = async (elf) =>
      (await interpreter(elf))
        .replace(/(fadd\.s mode 1 to 7 .*) flags 0x../, '$1 flags 0xff')
        .replace(/fadd\.s mode 1 to 10 0x./, 'fadd.s mode 1 to 10 0x?');
    const range = { firstOperation: 0, operationCount: 2, firstMode: 0, modeCount: 2, first: 0, count: 20, every: 10 };
    const report = await compareFloat({ isa: riscv64, images: IMAGES, ours: off, qemu: interpreter }, range);
    expect(report.results).toBe(80);
    expect(report.differences).toHaveLength(1);
    expect(report.differences[0]).toMatchObject({ operation: 'fadd.s', mode: 1 });
    expect(report.differences[0]!.ours).toMatch(/^fadd\.s mode 1 to 7 0x.* flags 0xff$/);
  });
});

describe('reading a harness', () => {
  it('takes the lines of each case, and those of results', () => {
    const output = 'x1: 0x1\r\ncase 0: 0xab traps 3\r\ncase 1: 0xcd traps 0\r\ndone\r\n';
    expect(splitCases(output)).toEqual(
      new Map([
        [0, ['x1: 0x1', 'case 0: 0xab traps 3']],
        [1, ['case 1: 0xcd traps 0']],
      ]),
    );
    expect(parseFloatLines('fadd.s mode 2 to 1000 0xab\r\ndone\r\n')).toEqual([
      { operation: 'fadd.s', mode: 2, to: 1000, text: 'fadd.s mode 2 to 1000 0xab' },
    ]);
  });
});
