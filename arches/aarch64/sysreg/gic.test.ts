import { describe, expect, it } from 'vitest';
import { newTestPe } from '../testing/pe.ts';
import { HCR } from './bits.ts';
import { numberOf, offsetOf } from './register.ts';
import { syndromeOf } from './table.ts';

const VIRTUAL = offsetOf(2 ** 16);
const ICC_SRE_EL2 = numberOf(3, 4, 12, 9, 5);
const ICH_HCR = numberOf(3, 4, 12, 11, 0);
const registers = {
  PMR: numberOf(3, 0, 4, 6, 0),
  IAR0: numberOf(3, 0, 12, 8, 0),
  AP1R0: numberOf(3, 0, 12, 9, 0),
  DIR: numberOf(3, 0, 12, 11, 1),
  RPR: numberOf(3, 0, 12, 11, 3),
  SGI1R: numberOf(3, 0, 12, 11, 5),
  IAR1: numberOf(3, 0, 12, 12, 0),
  CTLR: numberOf(3, 0, 12, 12, 4),
  SRE: numberOf(3, 0, 12, 12, 5),
  IGRPEN0: numberOf(3, 0, 12, 12, 6),
  IGRPEN1: numberOf(3, 0, 12, 12, 7),
} as const;
type Name = keyof typeof registers;

/** At EL1, on a board whose interface says of itself who was asked: 1 the physical one, 2 the virtual. */
function newPe(HCR_EL2: bigint, ichHcr = 0n) {
  const pe = newTestPe().with({ HCR_EL2 });
  for (const number of Object.values(registers)) pe.sysreg.set(offsetOf(number), 1n).set(offsetOf(number) + VIRTUAL, 2n);
  pe.sysreg.set(offsetOf(ICH_HCR), ichHcr).set(offsetOf(ICC_SRE_EL2), 15n);
  return pe;
}

/** Those that go to the virtual interface, and those that trap to EL2. */
function sorted(HCR_EL2: bigint, ichHcr = 0n) {
  const found = { virtual: [] as Name[], trapped: [] as Name[] };
  for (const [name, number] of Object.entries(registers) as [Name, number][]) {
    const pe = newPe(HCR_EL2, ichHcr);
    const answer = pe.mrs(number);
    if (answer === 2n) found.virtual.push(name);
    else if (answer !== 1n) {
      expect(pe.taken(answer)).toEqual({ level: 2n, class: 0x18, iss: BigInt(syndromeOf(number, 5, true)) });
      found.trapped.push(name);
    }
  }
  return found;
}

// By hand from the accessibility pseudocode of each register.
describe('a guest’s access to the GIC', () => {
  it.each<[string, bigint, bigint, readonly Name[], readonly Name[]]>([
    ['nothing routed', 0n, 0n, [], []],
    ['IMO', HCR.IMO, 0n, ['PMR', 'AP1R0', 'DIR', 'RPR', 'IAR1', 'CTLR', 'IGRPEN1'], ['SGI1R']],
    ['FMO', HCR.FMO, 0n, ['PMR', 'IAR0', 'DIR', 'RPR', 'CTLR', 'IGRPEN0'], ['SGI1R']],
    ['TC', 0n, 1n << 10n, [], ['PMR', 'DIR', 'RPR', 'SGI1R', 'CTLR']],
    ['TALL0', 0n, 1n << 11n, [], ['IAR0', 'IGRPEN0']],
    ['TALL1', 0n, 1n << 12n, [], ['AP1R0', 'IAR1', 'IGRPEN1']],
    ['TDIR', 0n, 1n << 14n, [], ['DIR']],
    ['TALL1 with IMO', HCR.IMO, 1n << 12n, ['PMR', 'DIR', 'RPR', 'CTLR'], ['AP1R0', 'SGI1R', 'IAR1', 'IGRPEN1']],
  ])('with %s', (_, hcr, ichHcr, virtual, trapped) => {
    expect(sorted(hcr, ichHcr)).toEqual({ virtual, trapped });
  });

  it('finds ICC_SRE_EL1 only where ICC_SRE_EL2 allows it', () => {
    const pe = newPe(0n);
    expect(pe.mrs(registers.SRE)).toBe(1n);
    pe.sysreg.set(offsetOf(ICC_SRE_EL2), 7n);
    expect(pe.taken(pe.mrs(registers.SRE))).toMatchObject({ level: 2n, class: 0x18 });
  });

  it('at EL2 is to the physical interface', () => {
    const pe = newPe(HCR.IMO | HCR.FMO, 0xffff_ffffn).with({ EL: 2n });
    for (const number of Object.values(registers)) expect(pe.mrs(number)).toBe(1n);
  });
});

describe('ID_AA64PFR0_EL1', () => {
  it('has GIC where the board has the interface', () => {
    const gic = (pe: ReturnType<typeof newTestPe>) => ((pe.mrs('ID_AA64PFR0_EL1') as bigint) >> 24n) & 15n;
    expect([gic(newPe(0n)), gic(newTestPe())]).toEqual([1n, 0n]);
  });
});
