/** Bit fields of registers and what their values mean. Names are those of the manual's figures; fields of what is not here are left out. */
import type { BitField } from '#core/inspect/description.ts';
import { syndromeText } from './syndromes.ts';

type Meaning = (value: bigint) => string;

const bit = (name: string, at: number): BitField => ({ name, at, width: 1 });
const bits = (name: string, at: number, width: number, meaning?: Meaning): BitField =>
  meaning === undefined ? { name, at, width } : { name, at, width, meaning };

/** A meaning by number; '' for numbers that have none. */
const oneOf =
  (names: Readonly<Record<number, string>>): Meaning =>
  (value) =>
    names[Number(value)] ?? '';

const MODES = oneOf({ 0: 'EL0t', 4: 'EL1t', 5: 'EL1h', 8: 'EL2t', 9: 'EL2h' });

/** `arm: SPSR_EL1, Saved Program Status Register (EL1)` */
const SPSR: readonly BitField[] = [
  ...[bit('N', 31), bit('Z', 30), bit('C', 29), bit('V', 28)],
  ...[bit('UAO', 23), bit('PAN', 22), bit('SS', 21), bit('IL', 20), bit('SSBS', 12)],
  ...[bit('D', 9), bit('A', 8), bit('I', 7), bit('F', 6)],
  bits('M', 0, 5, MODES),
];

const SYNDROME: readonly BitField[] = [bits('EC', 26, 6), bit('IL', 25), bits('ISS', 0, 25)];

/** Of the figures of SCTLR_EL1 and SCTLR_EL2; the latter shows some of them unless HCR_EL2.{E2H,TGE} is {1,1}. */
const SCTLR: readonly BitField[] = [
  ...[bit('DSSBS', 44), bit('UCI', 26), bit('EE', 25), bit('E0E', 24), bit('SPAN', 23), bit('IESB', 21)],
  ...[bit('WXN', 19), bit('nTWE', 18), bit('nTWI', 16), bit('UCT', 15), bit('DZE', 14), bit('I', 12)],
  ...[bit('UMA', 9), bit('SED', 8), bit('ITD', 7), bit('CP15BEN', 5), bit('SA0', 4), bit('SA', 3)],
  ...[bit('C', 2), bit('A', 1), bit('M', 0)],
];

const HCR: readonly BitField[] = [
  ...[bit('TEA', 37), bit('TERR', 36), bit('TLOR', 35), bit('E2H', 34), bit('ID', 33), bit('CD', 32), bit('RW', 31)],
  ...[bit('TRVM', 30), bit('HCD', 29), bit('TDZ', 28), bit('TGE', 27), bit('TVM', 26), bit('TTLB', 25), bit('TPU', 24)],
  ...[bit('TPCP', 23), bit('TSW', 22), bit('TACR', 21), bit('TIDCP', 20), bit('TSC', 19), bit('TID3', 18), bit('TID2', 17)],
  ...[bit('TID1', 16), bit('TID0', 15), bit('TWE', 14), bit('TWI', 13), bit('DC', 12), bits('BSU', 10, 2), bit('FB', 9)],
  ...[bit('VSE', 8), bit('VI', 7), bit('VF', 6), bit('AMO', 5), bit('IMO', 4), bit('FMO', 3), bit('PTW', 2)],
  ...[bit('SWIO', 1), bit('VM', 0)],
];

const tableAddress: Meaning = (value) => `table at 0x${(value << 1n).toString(16)}`;
const TTBR: readonly BitField[] = [bits('ASID', 48, 16), bits('BADDR', 1, 47, tableAddress), bit('CnP', 0)];
const VTTBR: readonly BitField[] = [bits('VMID', 48, 16), bits('BADDR', 1, 47, tableAddress), bit('CnP', 0)];

const addressSizes = oneOf({ 0: '32 bits', 1: '36 bits', 2: '40 bits', 3: '42 bits', 4: '44 bits', 5: '48 bits' });
const lowGranules = oneOf({ 0: '4 KiB', 1: '64 KiB', 2: '16 KiB' });
const highGranules = oneOf({ 1: '16 KiB', 2: '4 KiB', 3: '64 KiB' });
const shareabilities = oneOf({ 0: 'non', 2: 'outer', 3: 'inner' });
const inputSize: Meaning = (value) => `${64n - value} bits`;

const TCR: readonly BitField[] = [
  ...[bit('HPD1', 42), bit('HPD0', 41), bit('HD', 40), bit('HA', 39), bit('TBI1', 38), bit('TBI0', 37), bit('AS', 36)],
  ...[bits('IPS', 32, 3, addressSizes), bits('TG1', 30, 2, highGranules), bits('SH1', 28, 2, shareabilities)],
  ...[bits('ORGN1', 26, 2), bits('IRGN1', 24, 2), bit('EPD1', 23), bit('A1', 22), bits('T1SZ', 16, 6, inputSize)],
  ...[bits('TG0', 14, 2, lowGranules), bits('SH0', 12, 2, shareabilities), bits('ORGN0', 10, 2), bits('IRGN0', 8, 2)],
  ...[bit('EPD0', 7), bits('T0SZ', 0, 6, inputSize)],
];

/** Without HCR_EL2.E2H; with it, the figure is that of TCR_EL1. */
const TCR_EL2: readonly BitField[] = [
  ...[bit('HPD', 24), bit('HD', 22), bit('HA', 21), bit('TBI', 20), bits('PS', 16, 3, addressSizes)],
  ...[bits('TG0', 14, 2, lowGranules), bits('SH0', 12, 2, shareabilities), bits('ORGN0', 10, 2), bits('IRGN0', 8, 2)],
  bits('T0SZ', 0, 6, inputSize),
];

const VTCR: readonly BitField[] = [
  ...[bit('HD', 22), bit('HA', 21), bit('VS', 19), bits('PS', 16, 3, addressSizes), bits('TG0', 14, 2, lowGranules)],
  ...[bits('SH0', 12, 2, shareabilities), bits('ORGN0', 10, 2), bits('IRGN0', 8, 2), bits('SL0', 6, 2)],
  bits('T0SZ', 0, 6, inputSize),
];

/** One byte an attribute. `arm: MAIR_EL1, Memory Attribute Indirection Register (EL1)` */
const memoryAttribute: Meaning = (value) => {
  const [outer, inner] = [Number(value >> 4n), Number(value & 15n)];
  if (outer === 0) return { 0: 'Device-nGnRnE', 4: 'Device-nGnRE', 8: 'Device-nGRE', 12: 'Device-GRE' }[inner] ?? '';
  const nameOf = (half: number) =>
    half === 4 ? 'non-cacheable' : (half & 12) === 0 || (half & 12) === 8 ? 'write-through' : 'write-back';
  return outer === inner ? `Normal ${nameOf(outer)}` : `Normal ${nameOf(outer)} outside, ${nameOf(inner)} inside`;
};
const MAIR: readonly BitField[] = Array.from({ length: 8 }, (_, i) => bits(`Attr${7 - i}`, 8 * (7 - i), 8, memoryAttribute));

const floatTraps = oneOf({ 0: 'EL0 and EL1 trap', 1: 'EL0 traps', 2: 'EL0 and EL1 trap', 3: 'nobody traps' });
const CPACR: readonly BitField[] = [bit('TTA', 28), bits('FPEN', 20, 2, floatTraps), bits('ZEN', 16, 2)];
/** Without HCR_EL2.E2H; with it, the figure is that of CPACR_EL1. */
const CPTR: readonly BitField[] = [bit('TCPAC', 31), bit('TTA', 20), bit('TFP', 10), bit('TZ', 8)];

const guestPage: Meaning = (value) => `page 0x${(value << 12n).toString(16)}`;

const roundingModes = oneOf({ 0: 'nearest', 1: 'up', 2: 'down', 3: 'toward zero' });
const FPCR: readonly BitField[] = [
  bit('AHP', 26),
  bit('DN', 25),
  bit('FZ', 24),
  bits('RMode', 22, 2, roundingModes),
  bit('FZ16', 19),
];
const FPSR: readonly BitField[] = [
  ...[bit('N', 31), bit('Z', 30), bit('C', 29), bit('V', 28), bit('QC', 27)],
  ...[bit('IDC', 7), bit('IXC', 4), bit('UFC', 3), bit('OFC', 2), bit('DZC', 1), bit('IOC', 0)],
];

const MDCR: readonly BitField[] = [
  bit('TDRA', 11),
  bit('TDOSA', 10),
  bit('TDA', 9),
  bit('TDE', 8),
  bit('TPM', 6),
  bit('TPMCR', 5),
];
const MDSCR: readonly BitField[] = [bit('MDE', 15), bit('KDE', 13), bit('TDCC', 12), bit('SS', 0)];

const breakpointTypes = oneOf({ 0: 'address', 1: 'linked address', 2: 'context', 3: 'linked context', 4: 'address mismatch' });
const BREAKPOINT: readonly BitField[] = [
  ...[bits('BT', 20, 4, breakpointTypes), bits('LBN', 16, 4), bits('SSC', 14, 2), bit('HMC', 13), bits('BAS', 5, 4)],
  ...[bits('PMC', 1, 2), bit('E', 0)],
];
const WATCHPOINT: readonly BitField[] = [
  ...[bits('MASK', 24, 5), bit('WT', 20), bits('LBN', 16, 4), bits('SSC', 14, 2), bit('HMC', 13), bits('BAS', 5, 8)],
  ...[bits('LSC', 3, 2, oneOf({ 1: 'load', 2: 'store', 3: 'both' })), bits('PAC', 1, 2), bit('E', 0)],
];

const TIMER: readonly BitField[] = [bit('ISTATUS', 2), bit('IMASK', 1), bit('ENABLE', 0)];
const CNTKCTL: readonly BitField[] = [
  ...[bit('EL0PTEN', 9), bit('EL0VTEN', 8), bits('EVNTI', 4, 4), bit('EVNTDIR', 3), bit('EVNTEN', 2)],
  ...[bit('EL0VCTEN', 1), bit('EL0PCTEN', 0)],
];
/** Without HCR_EL2.E2H. */
const CNTHCTL: readonly BitField[] = [
  bits('EVNTI', 4, 4),
  bit('EVNTDIR', 3),
  bit('EVNTEN', 2),
  bit('EL1PCEN', 1),
  bit('EL1PCTEN', 0),
];

const PAR: readonly BitField[] = [
  bits('ATTR', 56, 8),
  bits('PA', 12, 40, (value) => `0x${(value << 12n).toString(16)}`),
  bit('F', 0),
];

const PENDING: readonly BitField[] = [bit('A', 8), bit('I', 7), bit('F', 6)];

const numbered = (stem: string, count: number, fields: readonly BitField[]) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${stem}${index}_EL1`, fields]));

export const FIELDS: Readonly<Record<string, readonly BitField[]>> = {
  SPSR,
  SPSR_EL1: SPSR,
  SPSR_EL2: SPSR,
  ESR_EL1: SYNDROME,
  ESR_EL2: SYNDROME,
  SCTLR_EL1: SCTLR,
  SCTLR_EL2: SCTLR,
  HCR_EL2: HCR,
  TTBR0_EL1: TTBR,
  TTBR1_EL1: TTBR,
  TTBR0_EL2: TTBR,
  TTBR1_EL2: TTBR,
  VTTBR_EL2: VTTBR,
  TCR_EL1: TCR,
  TCR_EL2,
  VTCR_EL2: VTCR,
  MAIR_EL1: MAIR,
  MAIR_EL2: MAIR,
  CPACR_EL1: CPACR,
  CPTR_EL2: CPTR,
  HPFAR_EL2: [bits('FIPA', 4, 40, guestPage)],
  PAR_EL1: PAR,
  ISR_EL1: PENDING,
  FPCR,
  FPSR,
  MDCR_EL2: MDCR,
  MDSCR_EL1: MDSCR,
  OSLSR_EL1: [bit('OSLM', 3), bit('OSLK', 1)],
  CNTKCTL_EL1: CNTKCTL,
  CNTHCTL_EL2: CNTHCTL,
  ...Object.fromEntries(['CNTP_CTL_EL0', 'CNTV_CTL_EL0', 'CNTHP_CTL_EL2', 'CNTHV_CTL_EL2'].map((name) => [name, TIMER])),
  ...numbered('DBGBCR', 6, BREAKPOINT),
  ...numbered('DBGWCR', 4, WATCHPOINT),
};

/** What values as a whole mean. */
export const MEANINGS: Readonly<Record<string, Meaning>> = { ESR_EL1: syndromeText, ESR_EL2: syndromeText };
