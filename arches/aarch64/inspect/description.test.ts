import { describe, expect, it } from 'vitest';
import { fieldOf } from '#core/inspect/description.ts';
import { findRegister } from '#core/inspect/registers.ts';
import { aarch64 } from '../arch.ts';
import { layout } from '../layout.ts';
import { systemRegisters } from '../sysreg/table.ts';
import { newTestPe } from '../testing/pe.ts';
import { description } from './description.ts';

const { registers } = description;
const gdbRows = (feature: string) =>
  registers.flatMap(({ name, gdb, bits }) => (gdb?.feature === feature ? [[gdb.name ?? name, bits, gdb.number] as const] : []));

describe('registers', () => {
  it('have one name each, whatever one calls them', () => {
    const names = registers.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const name of ['x0', 'fp', 'LR', 'sp', 'pc', 'cpsr', 'v31', 'q0', 'HCR_EL2', 'hcr_el2', 'SCTLR', 'esr_el1', 'fpcr'])
      expect(findRegister(description, name), name).toBeDefined();
    for (const name of ['x31', 'v32', 'TLBI EL1']) expect(findRegister(description, name)).toBeUndefined();
  });

  it('have a number of gdb’s each', () => {
    const numbers = registers.flatMap(({ gdb }) => (gdb === undefined ? [] : [gdb.number]));
    expect(numbers.length).toBe(registers.length);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('read as MRS does, and change nothing', () => {
    const pe = newTestPe(1).with({ EL: 2n, SPSel: 1n });
    let seed = 0x1234_5678_9abc_def1n;
    const kept = ['pc', 'EL', 'SPSel', 'HCR_EL2', 'IL', 'SS', 'MDCR_EL2', 'CPTR_EL2'];
    for (const field of Object.values(layout)) {
      seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n);
      if ('width' in field && !kept.includes(field.name)) pe.set(field, BigInt.asUintN(Math.min(8 * field.width, 60), seed));
    }
    for (const flag of ['D', 'A', 'I', 'F', 'PAN', 'UAO', 'SSBS', 'OSLK', 'OSDLK'] as const) pe.set(layout[flag], 1n);
    pe.lines = 3;
    const before = new Uint8Array(pe.block.buffer.slice(0));
    for (const { name, number, read, isOfBoard } of systemRegisters)
      if (number >> 14 >= 2 && read !== undefined && isOfBoard !== true && findRegister(description, name) !== undefined)
        expect([name, findRegister(description, name)!.read(pe.context)]).toEqual([name, pe.mrs(number)]);
    expect(new Uint8Array(pe.block.buffer)).toEqual(before);
  });

  it('tell every change of what the block holds', () => {
    const unseen = aarch64.fields.filter(
      ({ name }) =>
        !registers.some(({ name: own, heldIn }) => heldIn?.includes(name) || own.toLowerCase() === name.toLowerCase()),
    );
    // What the machine keeps, the monitors, and the stack pointer that only EL3 could name.
    const own = [
      'steps',
      'retired',
      'flow',
      'waiting',
      'isOff',
      'stepFrom',
      'event',
      'exclusiveSize',
      'exclusiveAddress',
      'SP_EL2',
    ];
    expect(unseen.map(({ name }) => name).sort()).toEqual(own.sort());
  });

  it('have fields that lie in them and do not overlap', () => {
    for (const { name, bits, fields } of registers) {
      let above = bits;
      for (const { name: field, at, width } of fields) {
        expect(at + width, `${name}.${field}`).toBeLessThanOrEqual(above);
        expect(at).toBeGreaterThanOrEqual(0);
        above = at;
      }
    }
  });

  it.each([
    ['pstate', 0x6000_03c5n, 'Z=1 C=1 D=1 A=1 I=1 F=1 M=5 (EL1h)'],
    ['SPSR_EL2', 0x8020_0004n, 'N=1 SS=1 M=4 (EL1t)'],
    ['HCR_EL2', 0x8000_0039n, 'RW=1 AMO=1 IMO=1 FMO=1 VM=1'],
    ['SCTLR_EL1', 0x30d4_198dn, 'SPAN=1 nTWE=1 I=1 SED=1 ITD=1 SA=1 C=1 M=1'],
    ['TTBR0_EL1', 0x0001_0000_4101_2000n, 'ASID=1 BADDR=545296384 (table at 0x41012000)'],
    ['VTTBR_EL2', 0x0003_0000_4020_0001n, 'VMID=3 BADDR=537919488 (table at 0x40200000) CnP=1'],
    [
      'TCR_EL1',
      0x5_b510_3510n,
      'IPS=5 (48 bits) TG1=2 (4 KiB) SH1=3 (inner) ORGN1=1 IRGN1=1 T1SZ=16 (48 bits) SH0=3 (inner) ORGN0=1 IRGN0=1 T0SZ=16 (48 bits)',
    ],
    ['VTCR_EL2', 0x8002_3558n, 'PS=2 (40 bits) SH0=3 (inner) ORGN0=1 IRGN0=1 SL0=1 T0SZ=24 (40 bits)'],
    ['MAIR_EL1', 0xff04n, 'Attr1=255 (Normal write-back) Attr0=4 (Device-nGnRE)'],
    ['HPFAR_EL2', 0x40_1230n, 'FIPA=262435 (page 0x40123000)'],
    ['CPACR_EL1', 0x30_0000n, 'FPEN=3 (nobody traps)'],
  ])('%s %s is %s', (name, value, text) => {
    const { fields } = findRegister(description, name)!;
    const shown = fields.flatMap((field) => {
      const own = fieldOf(field, value);
      const words = field.meaning?.(own);
      return own === 0n ? [] : [`${field.name}=${own}${words ? ` (${words})` : ''}`];
    });
    expect(shown.join(' ')).toBe(text);
  });

  it.each([
    ['ESR_EL2', 0x9300_0046n, 'data abort: write, translation fault, level 2, 1 byte, w0'],
    ['ESR_EL2', 0x93c3_8006n, 'data abort: read, translation fault, level 2, 8 bytes, x3'],
    ['ESR_EL1', 0x8600_000fn, 'instruction abort, same EL: permission fault, level 3'],
    ['ESR_EL1', 0x5600_0000n, 'SVC: #0x0'],
    ['ESR_EL2', 0x5a00_4a48n, 'HVC: #0x4a48'],
    ['ESR_EL2', 0x0600_0001n, 'trapped WFI or WFE: WFE'],
    ['ESR_EL2', 0x6230_0801n, 'trapped MSR, MRS or System instruction: read of TTBR0_EL1, x0'],
    ['ESR_EL1', 0xf200_0800n, 'BRK: #0x800'],
    ['ESR_EL1', 0xfe00_0000n, 'class 0x3f'],
    ['v3', 0x4045_0000_0000_0000n, '42'],
    ['v3', 0x3f80_0000n, '1f'],
  ])('%s %s means %s', (name, value, text) => {
    expect(findRegister(description, name)!.meaning!(value)).toBe(text);
  });
});

/** What `qemu-system-aarch64` 7.2 tells gdb of its `neoverse-n1`, but for EL3, AArch32, PMU, and names for what is reserved. */
const QEMU_SYSTEM_REGISTERS = `
ACTLR_EL1 ACTLR_EL2 AFSR0_EL1 AFSR0_EL2 AFSR1_EL1 AFSR1_EL2 AIDR AMAIR0 AMAIR_EL2 CLIDR CNTFRQ_EL0 CNTHCTL_EL2 CNTHP_CTL_EL2
CNTHP_CVAL_EL2 CNTHV_CTL_EL2 CNTHV_CVAL_EL2 CNTKCTL CNTP_CTL_EL0 CNTP_CVAL_EL0 CNTVOFF_EL2 CNTV_CTL_EL0 CNTV_CVAL_EL0 CONTEXTIDR_EL1
CONTEXTIDR_EL2 CPACR CPTR_EL2 CSSELR CTR_EL0 DBGBCR0_EL1 DBGBCR5_EL1 DBGBVR0_EL1 DBGBVR5_EL1 DBGWCR0_EL1 DBGWCR3_EL1 DBGWVR0_EL1
DBGWVR3_EL1 DISR_EL1 ELR_EL1 ELR_EL2 ERRIDR_EL1 ESR_EL1 ESR_EL2 FAR_EL1 FAR_EL2 HACR_EL2 HCR_EL2 HPFAR_EL2 HSTR_EL2 ID_AA64DFR0_EL1
ID_AA64DFR1_EL1 ID_AA64ISAR0_EL1 ID_AA64ISAR1_EL1 ID_AA64MMFR0_EL1 ID_AA64MMFR1_EL1 ID_AA64MMFR2_EL1 ID_AA64PFR1_EL1 LORC_EL1 LOREA_EL1
LORID_EL1 LORN_EL1 LORSA_EL1 MAIR_EL1 MAIR_EL2 MDCCSR_EL0 MDCR_EL2 MDRAR_EL1 MDSCR_EL1 OSDLR_EL1 OSLSR_EL1 PAR_EL1 REVIDR_EL1 SCTLR
SCTLR_EL2 SPSR_EL1 SPSR_EL2 SP_EL0 SP_EL1 TCR_EL1 TCR_EL2 TPIDRRO_EL0 TPIDR_EL0 TPIDR_EL1 TPIDR_EL2 TTBR0_EL1 TTBR0_EL2 TTBR1_EL1
TTBR1_EL2 VBAR VBAR_EL2 VDISR_EL2 VMPIDR_EL2 VPIDR_EL2 VSESR_EL2 VTCR_EL2 VTTBR_EL2`;

describe('what gdb is told', () => {
  it('is what QEMU tells it', () => {
    const core = gdbRows('org.gnu.gdb.aarch64.core');
    expect(core.slice(0, 31)).toEqual(Array.from({ length: 31 }, (_, n) => [`x${n}`, 64, n]));
    expect(core.slice(31)).toEqual([
      ['sp', 64, 31],
      ['pc', 64, 32],
      ['cpsr', 32, 33],
    ]);
    const fpu = gdbRows('org.gnu.gdb.aarch64.fpu');
    expect(fpu.slice(0, 32)).toEqual(Array.from({ length: 32 }, (_, n) => [`v${n}`, 128, 34 + n]));
    expect(fpu.slice(32).toSorted(([, , a], [, , b]) => a - b)).toEqual([
      ['fpsr', 32, 66],
      ['fpcr', 32, 67],
    ]);
    const system = new Set(gdbRows('org.qemu.gdb.arm.sys.regs').map(([name]) => name));
    expect(
      QEMU_SYSTEM_REGISTERS.trim()
        .split(/\s+/)
        .filter((name) => !system.has(name)),
    ).toEqual([]);
  });

  it('has types that come before what is made of them', () => {
    const known = new Set(['ieee_double', 'ieee_single', 'uint128', 'int128']);
    for (const bits of [8, 16, 32, 64]) for (const sign of ['', 'u']) known.add(`${sign}int${bits}`);
    for (const { types } of description.gdb.features)
      for (const type of types) {
        for (const part of type.kind === 'vector' ? [type.type] : type.fields.map((field) => field.type))
          expect(known, part).toContain(part);
        known.add(type.id);
      }
    expect(known).toContain('aarch64v');
  });
});
