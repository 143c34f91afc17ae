import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EvaluatorHost, evaluatorOf } from '#core/isa/evaluate.ts';
import { decode, decodeAnywhere, decodeModeOf } from '../a64.ts';
import { layout } from '../layout.ts';
import { HCR } from '../sysreg/bits.ts';
import { systemRegisters } from '../sysreg/table.ts';
import { newTestPe, type TestPe } from '../testing/pe.ts';
import { inPlace, inPlaceInsns } from './in-place.ts';

/** Executes a word at the PE's level, with twins or without; whether a service was called. */
function execute(pe: TestPe, word: number, hasTwins: boolean): boolean {
  let isServed = false;
  const host: EvaluatorHost = {
    block: pe.block,
    load: () => 0n,
    store: () => true,
    probe: () => true,
    trap: () => {},
    serve: ({ name }, values) => {
      isServed = true;
      return pe.hart.services[name]!(...values);
    },
    jumped: () => {},
  };
  const level = Number(pe.get(layout.EL));
  const decoded = hasTwins ? decode(word, decodeModeOf(false, false, level)) : decodeAnywhere(word);
  evaluatorOf(host)(decoded!, 0x1000n);
  return isServed;
}

const RT = 5;
const wordOf = (isRead: boolean, number: number) => (0xd500_0000 | (isRead ? 0x0020_0000 : 0) | (number << 5) | RT) >>> 0;
const stateOf = (pe: TestPe) => [Buffer.from(new Uint8Array(pe.block.buffer)).toString('base64'), pe.take().trap];

const anyU64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const anyHcr = fc
  .subarray([HCR.TVM, HCR.TRVM, HCR.E2H, HCR.TGE, HCR.IMO])
  .map((bits) => bits.reduce((value, bit) => value | bit, HCR.RW));

/** Memory is what takes time to make, and nothing here uses it. */
const pes = [newTestPe(), newTestPe()] as const;
const fresh = new Uint8Array(pes[0].block.buffer.slice(0));

function peWith(level: bigint, SPSel: bigint, HCR_EL2: bigint, seed: bigint, reused: 0 | 1 = 0): TestPe {
  new Uint8Array(pes[reused].block.buffer).set(fresh);
  const pe = pes[reused].with({ EL: level, SPSel: level === 0n ? 0n : SPSel, HCR_EL2 });
  let value = seed | 1n;
  const names = ['ELR_EL1', 'SPSR_EL1', 'ESR_EL1', 'FAR_EL1', 'ELR_EL2', 'SPSR_EL2', 'ESR_EL2', 'FAR_EL2', 'TPIDR_EL0'] as const;
  for (const name of [...names, 'TPIDRRO_EL0', 'TPIDR_EL1', 'TPIDR_EL2', 'SP', 'SP_EL0', 'MAIR_EL1', 'MAIR_EL2'] as const) {
    value = BigInt.asUintN(64, value * 6364136223846793005n + 1442695040888963407n);
    const isWord = /^(ESR|SPSR)/.test(name);
    pe.set(layout[name], name === 'SP_EL0' && (level === 0n || SPSel === 0n) ? 0n : isWord ? value >> 32n : value);
  }
  for (const [i, mask] of [layout.D, layout.A, layout.I, layout.F].entries()) pe.set(mask, (seed >> BigInt(i)) & 1n);
  pe.block.setBigUint64(layout.x.offset + 8 * RT, BigInt.asUintN(64, seed * 3n), true);
  return pe;
}

describe('moves in place', () => {
  it('do what the services do, whatever HCR_EL2 says', () => {
    const registers = fc.constantFrom(...systemRegisters.filter(({ number }) => number >> 14 === 3));
    const levels = fc.constantFrom(0n, 1n, 2n);
    fc.assert(
      fc.property(
        registers,
        levels,
        fc.constantFrom(0n, 1n),
        anyHcr,
        anyU64,
        fc.boolean(),
        (register, level, SPSel, hcr, seed, isRead) => {
          const word = wordOf(isRead, register.number);
          const [one, other] = [peWith(level, SPSel, hcr, seed), peWith(level, SPSel, hcr, seed, 1)];
          execute(one, word, true);
          execute(other, word, false);
          expect(stateOf(one)).toEqual(stateOf(other));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are the same for every value of the immediate that masks', () => {
    for (let crm = 0; crm < 16; crm++) {
      const word = 0xd503_40df | (crm << 8);
      for (const seed of [0n, 5n, 15n]) {
        const [one, other] = [peWith(1n, 1n, HCR.RW, seed), peWith(1n, 1n, HCR.RW, seed, 1)];
        expect([execute(one, word >>> 0, true), execute(other, word >>> 0, false)]).toEqual([false, true]);
        expect(stateOf(one)).toEqual(stateOf(other));
      }
    }
  });

  it.each([
    ['ELR_EL1', 1, true, true],
    ['ELR_EL1', 0, true, false],
    ['ELR_EL1', 2, false, true],
    ['SPSR_EL2', 2, false, true],
    ['SPSR_EL2', 1, true, false],
    ['ESR_EL1', 1, true, true],
    ['FAR_EL1', 1, false, true],
    ['TPIDR_EL0', 0, true, true],
    ['TPIDRRO_EL0', 0, true, true],
    ['TPIDRRO_EL0', 0, false, false],
    ['SP_EL0', 1, true, true],
    ['DAIF', 1, true, true],
    ['DAIF', 1, false, false],
    ['SCTLR_EL1', 1, true, true],
    ['SCTLR_EL1', 1, false, false],
    ['VBAR_EL1', 1, false, false],
    ['CPACR_EL1', 1, true, false],
  ] as const)('%s at EL%i, read: %s, are: %s', (name, level, isRead, expected) => {
    const { number } = systemRegisters.find((register) => register.name === name)!;
    const decoded = decodeAnywhere(wordOf(isRead, number))!;
    expect(inPlaceInsns.includes(inPlace(decoded, level).insn)).toBe(expected);
  });

  it('are looked at by a service where HCR_EL2 traps them, or E2H means another register', () => {
    const number = (name: string) => systemRegisters.find((register) => register.name === name)!.number;
    expect(execute(peWith(1n, 1n, HCR.RW, 3n), wordOf(true, number('ESR_EL1')), true)).toBe(false);
    expect(execute(peWith(1n, 1n, HCR.RW | HCR.TRVM, 3n), wordOf(true, number('ESR_EL1')), true)).toBe(true);
    expect(execute(peWith(2n, 1n, HCR.RW | HCR.E2H, 3n), wordOf(true, number('ELR_EL1')), true)).toBe(true);
    expect(execute(peWith(2n, 1n, HCR.RW | HCR.E2H, 3n), wordOf(true, number('ELR_EL2')), true)).toBe(false);
  });
});
