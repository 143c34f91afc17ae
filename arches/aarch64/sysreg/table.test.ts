import { describe, expect, it } from 'vitest';
import { layout } from '../layout.ts';
import { newTestPe, type TestPe } from '../testing/pe.ts';
import { HCR, SCTLR } from './bits.ts';
import { numberOf } from './register.ts';
import { syndromeOf, systemRegisters } from './table.ts';

type Fields = Parameters<TestPe['with']>[0];
const EL0: Fields = { EL: 0n, SPSel: 0n };
const EL2: Fields = { EL: 2n };
const HOST = HCR.E2H | HCR.TGE;

const UNDEFINED = { class: 0, iss: 0n };
/** The ISS of MRS and MSR with x5. */
const trapOf = (name: string, isRead: boolean) => ({
  class: 0x18,
  iss: BigInt(syndromeOf(systemRegisters.find((register) => register.name === name)!.number, 5, isRead)),
});

describe('system registers', () => {
  it('have numbers and names of their own, but for maintenance', () => {
    const names = systemRegisters.map(({ name }) => name).filter((name) => !name.startsWith('TLBI'));
    expect(new Set(names).size).toBe(names.length);
  });

  it('have no error records, and so nothing to select one', () => {
    expect(newTestPe().mrs('ERRIDR_EL1')).toBe(0n);
    expect(newTestPe().taken(newTestPe().mrs(numberOf(3, 0, 5, 3, 1)))).toMatchObject({ class: 0 });
  });

  it('the syndrome of an access has every part of its number', () => {
    expect(syndromeOf(numberOf(3, 5, 9, 6, 3), 17, true)).toBe(0x37_662d);
  });

  // In EL1, VBAR_EL1 is aligned, SPSR has 32 bits, EL1 is AArch64 for good …
  it.each<[string, bigint, bigint, Fields]>([
    ['VBAR_EL1', -1n, 0xffff_ffff_ffff_f800n, {}],
    ['SPSR_EL1', -1n, 0xffff_ffffn, {}],
    ['ELR_EL1', 0x1234_5678_9abc_def1n, 0x1234_5678_9abc_def1n, {}],
    ['TPIDR_EL0', -1n, 0xffff_ffff_ffff_ffffn, EL0],
    ['TPIDR_EL1', 5n, 5n, {}],
    ['ACTLR_EL1', -1n, 0n, {}],
    ['CPACR_EL1', -1n, 0x30_0000n, {}],
    ['SCTLR_EL1', -1n & ~1n, 0xffff_f01f_ffff_fffen, {}],
    ['HCR_EL2', -1n & ~1n, 0x3f_ffff_fffen, EL2],
    ['VTTBR_EL2', 0x1234n, 0x1234n, EL2],
    ['HPFAR_EL2', -1n, 0xfff_ffff_fff0n, EL2],
    ['CSSELR_EL1', -1n, 0xfn, {}],
    ['NZCV', -1n, 0xf000_0000n, EL0],
    ['DAIF', -1n, 0x3c0n, {}],
    ['DAIF', 0x140n, 0x140n, {}],
    ['SPSel', -1n, 1n, {}],
    ['PAN', -1n, 0x40_0000n, {}],
    ['UAO', 0n, 0n, {}],
    ['SSBS', -1n, 0x1000n, EL0],
    ['FPCR', -1n, 0x07c8_0000n, { CPACR_EL1: 3n << 20n }],
    ['FPSR', -1n, 0xf800_009fn, { CPACR_EL1: 3n << 20n }],
    ['MDSCR_EL1', -1n, 0xb001n, {}],
    ['DBGCLAIMSET_EL1', 5n, 0xffn, {}],
    ['DBGBVR5_EL1', 0x1000n, 0x1000n, {}],
    ['DBGWCR3_EL1', 7n, 7n, {}],
    ['OSDLR_EL1', 1n, 1n, {}],
  ])('%s of %d is read as it holds it', (name, written, read, fields) => {
    const pe = newTestPe().with(fields);
    expect(pe.msr(name, BigInt.asUintN(64, written))).toBe(0n);
    expect(pe.mrs(name)).toBe(read);
  });

  it.each<[string, bigint, Fields]>([
    ['MIDR_EL1', 0x414f_d0c1n, EL2],
    ['MPIDR_EL1', 0x8000_0003n, EL2],
    ['ID_AA64PFR0_EL1', 0x1100_0000_1011_0111n, {}],
    ['ID_AA64MMFR1_EL1', 0x1021_2122n, {}],
    ['ID_AA64DFR1_EL1', 0n, {}],
    ['CTR_EL0', 0x8444_c004n, {}],
    ['CCSIDR_EL1', 0x201f_e01an, { CSSELR_EL1: 1n }],
    ['DCZID_EL0', 0x14n, EL0],
    ['DCZID_EL0', 0x04n, { ...EL0, SCTLR_EL1: SCTLR.DZE }],
    ['DCZID_EL0', 0x14n, { HCR_EL2: HCR.TDZ }],
    ['CurrentEL', 0x8n, EL2],
    ['CurrentEL', 0x4n, {}],
    ['OSLSR_EL1', 0xan, {}],
    ['SP_EL0', 0x70n, { SP: 0x80n, SP_EL0: 0x70n }],
    ['SP_EL1', 0x90n, { ...EL2, SP: 0x80n, SP_EL1: 0x90n }],
  ])('%s reads %d', (name, value, fields) => {
    const pe = newTestPe(3).with(fields);
    expect(pe.mrs(name)).toBe(value);
  });

  it('below EL2 the hypervisor says who one is', () => {
    const pe = newTestPe().with({ VPIDR_EL2: 0x1111n, VMPIDR_EL2: 0x2222n });
    expect([pe.mrs('MIDR_EL1'), pe.mrs('MPIDR_EL1')]).toEqual([0x1111n, 0x2222n]);
  });

  it.each<[string, 'mrs' | 'msr', Fields]>([
    ['SCTLR_EL1', 'mrs', EL0],
    ['VBAR_EL2', 'mrs', {}],
    ['HCR_EL2', 'msr', {}],
    ['MIDR_EL1', 'msr', {}],
    ['CurrentEL', 'msr', {}],
    ['CurrentEL', 'mrs', EL0],
    ['TPIDRRO_EL0', 'msr', EL0],
    ['OSLAR_EL1', 'mrs', {}],
    ['SP_EL0', 'mrs', { SPSel: 0n }],
    ['SP_EL1', 'mrs', {}],
    ['CNTFRQ_EL0', 'msr', {}],
    ['IC IALLU', 'msr', EL0],
    ['TLBI ALLE2', 'msr', {}],
  ])('%s by %s is undefined where it has to be', (name, access, fields) => {
    const pe = newTestPe().with(fields);
    const answer = access === 'mrs' ? pe.mrs(name) : pe.msr(name, 0n);
    expect(pe.taken(answer)).toEqual({ level: 1n, ...UNDEFINED });
  });

  it("what nobody has is undefined, or traps to EL2 with TIDCP when it is the implementation's", () => {
    const own = numberOf(3, 0, 15, 2, 1);
    const level1 = newTestPe();
    expect(level1.taken(level1.mrs(own))).toEqual({ level: 1n, ...UNDEFINED });
    const trapped = newTestPe().with({ HCR_EL2: HCR.TIDCP });
    expect(trapped.taken(trapped.mrs(own))).toEqual({ level: 2n, class: 0x18, iss: BigInt(syndromeOf(own, 5, true)) });
    const other = newTestPe().with({ HCR_EL2: HCR.TIDCP });
    expect(other.taken(other.mrs(numberOf(3, 0, 13, 0, 7)))).toEqual({ level: 1n, ...UNDEFINED });
  });
});

describe('traps', () => {
  it.each<[string, 'mrs' | 'msr', bigint]>([
    ['SCTLR_EL1', 'msr', HCR.TVM],
    ['SCTLR_EL1', 'mrs', HCR.TRVM],
    ['TTBR0_EL1', 'msr', HCR.TVM],
    ['CONTEXTIDR_EL1', 'mrs', HCR.TRVM],
    ['ID_AA64PFR0_EL1', 'mrs', HCR.TID3],
    ['CLIDR_EL1', 'mrs', HCR.TID2],
    ['CSSELR_EL1', 'msr', HCR.TID2],
    ['REVIDR_EL1', 'mrs', HCR.TID1],
    ['ACTLR_EL1', 'msr', HCR.TACR],
    ['ERRIDR_EL1', 'mrs', HCR.TERR],
    ['LORSA_EL1', 'msr', HCR.TLOR],
    ['DC CISW', 'msr', HCR.TSW],
    ['DC CIVAC', 'msr', HCR.TPCP],
    ['IC IVAU', 'msr', HCR.TPU],
    ['TLBI VMALLE1', 'msr', HCR.TTLB],
    ['DC ZVA', 'msr', HCR.TDZ],
  ])('HCR_EL2 sends %s by %s to EL2, of EL1 only', (name, access, bit) => {
    const pe = newTestPe().with({ HCR_EL2: bit });
    const answer = access === 'mrs' ? pe.mrs(name) : pe.msr(name, 0x8000_0000n);
    expect(pe.taken(answer)).toEqual({ level: 2n, ...trapOf(name, access === 'mrs') });
    const above = newTestPe().with({ ...EL2, HCR_EL2: bit });
    expect(typeof (access === 'mrs' ? above.mrs(name) : above.msr(name, 0x8000_0000n))).toBe('bigint');
  });

  it.each<[string, 'mrs' | 'msr', Fields, bigint]>([
    ['CTR_EL0', 'mrs', {}, SCTLR.UCT],
    ['DC CVAU', 'msr', {}, SCTLR.UCI],
    ['DC ZVA', 'msr', {}, SCTLR.DZE],
  ])('EL0 has %s by %s when SCTLR says so', (name, access, fields, bit) => {
    const attempt = (SCTLR_EL1: bigint, HCR_EL2 = 0n, SCTLR_EL2 = 0n) => {
      const pe = newTestPe().with({ ...EL0, ...fields, SCTLR_EL1, HCR_EL2, SCTLR_EL2 });
      return { pe, answer: access === 'mrs' ? pe.mrs(name) : pe.msr(name, 0x8000_0000n) };
    };
    const refused = attempt(0n);
    expect(refused.pe.taken(refused.answer)).toEqual({ level: 1n, ...trapOf(name, access === 'mrs') });
    expect(typeof attempt(bit).answer).toBe('bigint');
    const hosted = attempt(bit, HOST);
    expect(hosted.pe.taken(hosted.answer)).toEqual({ level: 2n, ...trapOf(name, access === 'mrs') });
    expect(typeof attempt(0n, HOST, bit).answer).toBe('bigint');
  });

  it.each<[string, Fields, number | undefined]>([
    ['with SCTLR_EL1.UMA', { SCTLR_EL1: SCTLR.UMA }, undefined],
    ['without', {}, 1],
    ['with UMA and TGE', { SCTLR_EL1: SCTLR.UMA, HCR_EL2: HCR.TGE }, undefined],
    ['without, and with TGE', { HCR_EL2: HCR.TGE }, 2],
    ['below a host', { SCTLR_EL1: SCTLR.UMA, SCTLR_EL2: SCTLR.UMA, HCR_EL2: HOST }, 2],
  ])('EL0 has DAIF %s: or is trapped', (_, fields, level) => {
    const pe = newTestPe().with({ ...EL0, ...fields });
    const read = pe.mrs('DAIF');
    if (level === undefined) expect(read).toBe(0n);
    else expect(pe.taken(read)).toEqual({ level: BigInt(level), ...trapOf('DAIF', true) });
    const set = newTestPe().with({ ...EL0, ...fields });
    expect(typeof set.serve('writePstate', 0o36n, 1n)).toBe(level === undefined ? 'bigint' : 'object');
  });

  it.each<[string, Fields, object | undefined]>([
    ['at EL1 with CPACR_EL1.FPEN 0', {}, { level: 1n, class: 7, iss: 0x1e0_0000n }],
    ['at EL1 with FPEN 1', { CPACR_EL1: 1n << 20n }, undefined],
    ['at EL0 with FPEN 1', { ...EL0, CPACR_EL1: 1n << 20n }, { level: 1n, class: 7, iss: 0x1e0_0000n }],
    ['at EL0 with FPEN 3', { ...EL0, CPACR_EL1: 3n << 20n }, undefined],
    ['at EL0 with TGE', { ...EL0, HCR_EL2: HCR.TGE }, { level: 2n, class: 0, iss: 0n }],
    ['with CPTR_EL2.TFP', { CPACR_EL1: 3n << 20n, CPTR_EL2: 0x400n }, { level: 2n, class: 7, iss: 0x1e0_0000n }],
    ['at EL2', EL2, undefined],
    ['at EL2 with E2H and FPEN 0', { ...EL2, HCR_EL2: HCR.E2H }, { level: 2n, class: 7, iss: 0x1e0_0000n }],
    ['at EL2 with E2H and FPEN 3', { ...EL2, HCR_EL2: HCR.E2H, CPTR_EL2: 3n << 20n }, undefined],
  ])('floating point %s', (_, fields, expected) => {
    const pe = newTestPe().with(fields);
    const answer = pe.mrs('FPCR');
    if (expected === undefined) expect(answer).toBe(0n);
    else expect(pe.taken(answer)).toEqual(expected);
  });

  it.each<[string, Fields]>([
    ['MDSCR_EL1', { MDCR_EL2: 0x200n }],
    ['OSLSR_EL1', { MDCR_EL2: 0x400n }],
    ['DBGBVR0_EL1', { MDCR_EL2: 0x100n }],
    ['MDRAR_EL1', { MDCR_EL2: 0x800n }],
    // TGE sets TDA, TDOSA and TDRA.
    ['MDCCSR_EL0', { ...EL0, HCR_EL2: HCR.TGE }],
    ['CPACR_EL1', { CPTR_EL2: 1n << 31n }],
  ])('%s is sent to EL2', (name, fields) => {
    const pe = newTestPe().with(fields);
    expect(pe.taken(pe.mrs(name))).toEqual({ level: 2n, ...trapOf(name, true) });
  });
});

describe('MSR (immediate)', () => {
  const set = (field: number, immediate: bigint, fields: Fields = {}) => {
    const pe = newTestPe().with(fields);
    return { pe, answer: pe.serve('writePstate', BigInt(field), immediate) };
  };

  it('sets and clears masks', () => {
    const { pe } = set(0o36, 0b1010n);
    expect([layout.D, layout.A, layout.I, layout.F].map((field) => pe.get(field))).toEqual([1n, 0n, 1n, 0n]);
    pe.serve('writePstate', 0o37n, 0b1000n);
    expect(pe.get(layout.D)).toBe(0n);
  });

  it('chooses the stack pointer', () => {
    const { pe } = set(0o05, 0n, { SP: 0x10n, SP_EL0: 0x20n });
    expect([layout.SP, layout.SP_EL0, layout.SP_EL1].map((field) => pe.get(field))).toEqual([0x20n, 0n, 0x10n]);
  });

  it.each([
    ['PAN', 0o04, layout.PAN],
    ['UAO', 0o03, layout.UAO],
    ['SSBS', 0o31, layout.SSBS],
  ])('sets %s by its lowest bit', (_, field, register) => {
    expect(set(field, 0xfn).pe.get(register)).toBe(1n);
    expect(set(field, 0xen).pe.get(register)).toBe(0n);
  });

  it('at EL0 is undefined, or trapped where it is for masks', () => {
    const { pe, answer } = set(0o04, 1n, EL0);
    expect(pe.taken(answer)).toEqual({ level: 1n, ...UNDEFINED });
    const masks = set(0o36, 0b0011n, EL0);
    expect(masks.pe.taken(masks.answer)).toEqual({
      level: 1n,
      class: 0x18,
      iss: BigInt(syndromeOf(numberOf(0, 3, 4, 3, 6), 31, false)),
    });
    expect(set(0o31, 1n, EL0).answer).toBe(0n);
  });
});

describe('virtualization host extensions', () => {
  it('lead names of EL1 to EL2, and those of EL12 to EL1', () => {
    const pe = newTestPe().with({ ...EL2, HCR_EL2: HCR.E2H, TCR_EL1: 1n, TCR_EL2: 2n });
    expect(pe.mrs('TCR_EL1')).toBe(2n);
    expect(pe.mrs('TCR_EL2')).toBe(2n);
    expect(pe.mrs(numberOf(3, 5, 2, 0, 2))).toBe(1n);
    pe.msr('CPACR_EL1', 3n << 20n);
    expect([pe.get(layout.CPTR_EL2), pe.get(layout.CPACR_EL1)]).toEqual([3n << 20n, 0n]);
  });

  it('are nothing without E2H, nor at EL1', () => {
    const plain = newTestPe().with({ ...EL2, TCR_EL1: 1n, TCR_EL2: 2n });
    expect(plain.mrs('TCR_EL1')).toBe(1n);
    expect(plain.taken(plain.mrs(numberOf(3, 5, 2, 0, 2)))).toEqual({ level: 2n, ...UNDEFINED });
    const guest = newTestPe().with({ HCR_EL2: HCR.E2H, TCR_EL1: 1n, TCR_EL2: 2n });
    expect(guest.mrs('TCR_EL1')).toBe(1n);
  });
});

describe('registers of the board', () => {
  const ICC_PMR = numberOf(3, 0, 4, 6, 0);
  const CNTPCT = numberOf(3, 3, 14, 0, 1);
  const CNTVCT = numberOf(3, 3, 14, 0, 2);
  const hosted = { HCR_EL2: HCR.E2H | HCR.TGE };

  it('are at eight times their number', () => {
    const pe = newTestPe();
    pe.sysreg.set(8 * ICC_PMR, 0xf0n);
    expect(pe.mrs(ICC_PMR)).toBe(0xf0n);
    pe.msr(ICC_PMR, 0x80n);
    expect(pe.sysreg.get(8 * ICC_PMR)).toBe(0x80n);
  });

  it('are undefined where no device has them', () => {
    const pe = newTestPe();
    expect(pe.taken(pe.mrs(ICC_PMR))).toEqual({ level: 1n, ...UNDEFINED });
    expect(pe.taken(pe.msr(ICC_PMR, 0n))).toEqual({ level: 1n, ...UNDEFINED });
  });

  it.each<[string, number, Fields, bigint | undefined]>([
    ['CNTVCT_EL0 of EL1', CNTVCT, {}, undefined],
    ['CNTVCT_EL0 of EL0', CNTVCT, EL0, 1n],
    ['CNTVCT_EL0 of EL0 with EL0VCTEN', CNTVCT, { ...EL0, CNTKCTL_EL1: 2n }, undefined],
    ['CNTPCT_EL0 of EL1', numberOf(3, 3, 14, 0, 1), { CNTHCTL_EL2: 0n }, 2n],
    ['CNTPCT_EL0 of EL1 with EL1PCTEN', numberOf(3, 3, 14, 0, 1), { CNTHCTL_EL2: 1n }, undefined],
    ['CNTP_CTL_EL0 of EL1 with E2H', numberOf(3, 3, 14, 2, 1), { HCR_EL2: HCR.E2H, CNTHCTL_EL2: 0x800n }, undefined],
    ['CNTP_CTL_EL0 of EL1', numberOf(3, 3, 14, 2, 1), { CNTHCTL_EL2: 1n }, 2n],
    ['CNTV_CTL_EL0 of EL1', numberOf(3, 3, 14, 3, 1), {}, undefined],
  ])('%s: as the control registers allow', (_, number, fields, level) => {
    const pe = newTestPe().with(fields);
    pe.sysreg.set(8 * number, 0x77n);
    const answer = pe.mrs(number);
    if (level === undefined) expect(answer).toBe(0x77n);
    else expect(pe.taken(answer)).toEqual({ level, class: 0x18, iss: BigInt(syndromeOf(number, 5, true)) });
  });

  it.each<[string, number, Fields, number]>([
    ['CNTVCT_EL0 of EL2', CNTVCT, EL2, CNTVCT],
    ['CNTVCT_EL0 of a host, which has no offset', CNTVCT, { ...EL2, HCR_EL2: HCR.E2H }, CNTPCT],
    ['CNTVCT_EL0 of its applications', CNTVCT, { ...EL0, ...hosted, CNTHCTL_EL2: 3n }, CNTPCT],
    [
      'CNTV_CTL_EL0 of its applications',
      numberOf(3, 3, 14, 3, 1),
      { ...EL0, ...hosted, CNTHCTL_EL2: 0x300n },
      numberOf(3, 4, 14, 3, 1),
    ],
    ['CNTVCT_EL0 of its guest', CNTVCT, { HCR_EL2: HCR.E2H }, CNTVCT],
  ])('%s: which one is meant', (_, number, fields, meant) => {
    const pe = newTestPe().with(fields);
    pe.sysreg.set(8 * meant, 0x77n);
    expect(pe.mrs(number)).toBe(0x77n);
  });

  it('at EL2 with E2H the timers are those of EL2', () => {
    const [CNTV_CTL, CNTHV_CTL] = [numberOf(3, 3, 14, 3, 1), numberOf(3, 4, 14, 3, 1)];
    const pe = newTestPe().with({ ...EL2, HCR_EL2: HCR.E2H });
    pe.sysreg.set(8 * CNTHV_CTL, 5n).set(8 * CNTV_CTL, 6n);
    expect(pe.mrs(CNTV_CTL)).toBe(5n);
    expect(pe.mrs(numberOf(3, 5, 14, 3, 1))).toBe(6n);
  });
});

describe('DC ZVA', () => {
  it('zeroes 64 bytes', () => {
    const pe = newTestPe();
    for (let at = 0; at < 192; at += 4) pe.ram.setUint32(at, 0xffff_ffff, true);
    pe.msr('DC ZVA', 0x8000_0055n);
    expect(Array.from({ length: 24 }, (_, i) => pe.ram.getBigUint64(8 * i, true) === 0n)).toEqual(
      Array.from({ length: 24 }, (_, i) => i >= 8 && i < 16),
    );
  });

  it('reports a fault at the address it was given, which need not be where its block begins', () => {
    const pe = newTestPe();
    const address = 0x1_0000_0000_0037n; // more than 48 bits
    expect(pe.taken(pe.msr('DC ZVA', address))).toEqual({ level: 1n, class: 0x25, iss: 0x40n });
    expect(pe.get(layout.FAR_EL1)).toBe(address);
  });
});
