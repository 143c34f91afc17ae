/** Bit fields of registers and what their values mean. Names are those of the manual's figures. */
import { type BitField, fieldOf } from '#core/inspect/description.ts';
import { exception, interrupt } from '../causes.ts';
import { causeName, EXCEPTION_NAMES, GUEST_TRANSLATION_MODES, INTERRUPT_NAMES, TRANSLATION_MODES } from './names.ts';

type Meaning = (value: bigint) => string;

const bit = (name: string, at: number): BitField => ({ name, at, width: 1 });
const bits = (name: string, at: number, width: number, meaning?: Meaning): BitField =>
  meaning === undefined ? { name, at, width } : { name, at, width, meaning };

/** A meaning by number; '' for numbers that have none. */
const oneOf =
  (names: Readonly<Record<number, string>>): Meaning =>
  (value) =>
    names[Number(value)] ?? '';

const floatState = oneOf({ 0: 'Off', 1: 'Initial', 2: 'Clean', 3: 'Dirty' });
/** Of units that are not there: Off goes without saying. */
const otherState = oneOf({ 1: 'Initial', 2: 'Clean', 3: 'Dirty' });
const privileges = oneOf({ 0: 'U', 1: 'S', 3: 'M' });
const xlen = oneOf({ 1: '32', 2: '64' });

/** Of the figures of mstatus, sstatus and vsstatus; each shows some of them. `priv: Machine Status (mstatus and mstatush) Registers` */
const STATUS: readonly BitField[] = [
  bit('SD', 63),
  bit('MPV', 39),
  bit('GVA', 38),
  bits('SXL', 34, 2, xlen),
  bits('UXL', 32, 2, xlen),
  bit('TSR', 22),
  bit('TW', 21),
  bit('TVM', 20),
  bit('MXR', 19),
  bit('SUM', 18),
  bit('MPRV', 17),
  bits('XS', 15, 2, otherState),
  bits('FS', 13, 2, floatState),
  bits('MPP', 11, 2, privileges),
  bits('VS', 9, 2, otherState),
  bits('SPP', 8, 1, privileges),
  bit('MPIE', 7),
  bit('SPIE', 5),
  bit('MIE', 3),
  bit('SIE', 1),
];
const SUPERVISOR_STATUS = STATUS.filter(({ name }) =>
  ['SD', 'UXL', 'MXR', 'SUM', 'XS', 'FS', 'VS', 'SPP', 'SPIE', 'SIE'].includes(name),
);

const HSTATUS: readonly BitField[] = [
  bits('VSXL', 32, 2, xlen),
  bit('VTSR', 22),
  bit('VTW', 21),
  bit('VTVM', 20),
  bits('VGEIN', 12, 6),
  bit('HU', 9),
  bits('SPVP', 8, 1, privileges),
  bit('SPV', 7),
  bit('GVA', 6),
  bit('VSBE', 5),
];

/** A page number as the address of its page. */
const pageAddress: Meaning = (value) => `table at 0x${(value << 12n).toString(16)}`;

const TRANSLATION: readonly BitField[] = [
  bits('MODE', 60, 4, oneOf(TRANSLATION_MODES)),
  bits('ASID', 44, 16),
  bits('PPN', 0, 44, pageAddress),
];
const GUEST_TRANSLATION: readonly BitField[] = [
  bits('MODE', 60, 4, oneOf(GUEST_TRANSLATION_MODES)),
  bits('VMID', 44, 14),
  bits('PPN', 0, 44, pageAddress),
];

/** `SSI` as `SSIP`, `SSIE` or `SSI` itself, for the interrupts that a register has. */
const interruptBits = (suffix: string, numbers: readonly number[]): readonly BitField[] =>
  numbers.toSorted((a, b) => b - a).map((number) => bit(`${INTERRUPT_NAMES[number]}${suffix}`, number));

const ALL_INTERRUPTS = Object.values(interrupt);
const S_INTERRUPTS = [interrupt.SSI, interrupt.STI, interrupt.SEI, interrupt.LCOFI];
const VS_INTERRUPTS = [interrupt.VSSI, interrupt.VSTI, interrupt.VSEI];
const HS_INTERRUPTS = [...VS_INTERRUPTS, interrupt.SGEI];
/** As a guest sees its own: in the places of the supervisor's. */
const GUEST_INTERRUPTS = [interrupt.SSI, interrupt.STI, interrupt.SEI];

const EXCEPTIONS: readonly BitField[] = Object.values(exception)
  .toSorted((a, b) => b - a)
  .map((number) => bit(EXCEPTION_NAMES[number]!, number));

const CAUSE: readonly BitField[] = [bit('Interrupt', 63), bits('Exception Code', 0, 63)];
const TVEC: readonly BitField[] = [
  bits('BASE', 2, 62, (value) => `0x${(value << 2n).toString(16)}`),
  bits('MODE', 0, 2, oneOf({ 0: 'Direct', 1: 'Vectored' })),
];

const SENVCFG: readonly BitField[] = [
  bit('CBZE', 7),
  bit('CBCFE', 6),
  bits('CBIE', 4, 2, oneOf({ 1: 'flush', 3: 'invalidate' })),
  bit('FIOM', 0),
];
const ENVCFG: readonly BitField[] = [bit('STCE', 63), bit('PBMTE', 62), ...SENVCFG];

const FFLAGS: readonly BitField[] = [bit('NV', 4), bit('DZ', 3), bit('OF', 2), bit('UF', 1), bit('NX', 0)];
const roundingMode = oneOf({ 0: 'RNE', 1: 'RTZ', 2: 'RDN', 3: 'RUP', 4: 'RMM' });

/** One byte an entry of PMP. `priv: Physical Memory Protection CSRs` */
const pmpEntry: Meaning = (value) => {
  if (value === 0n) return '';
  const letters = [...'RWX'].map((letter, at) => ((value >> BigInt(at)) & 1n ? letter : '-')).join('');
  const matching = ['OFF', 'TOR', 'NA4', 'NAPOT'][Number((value >> 3n) & 3n)]!;
  return `${letters} ${matching}${value & 0x80n ? ' locked' : ''}`;
};
const pmpConfiguration = (first: number): readonly BitField[] =>
  Array.from({ length: 8 }, (_, i) => bits(`pmp${first + 7 - i}cfg`, 8 * (7 - i), 8, pmpEntry));

const MISA: readonly BitField[] = [
  bits('MXL', 62, 2, xlen),
  ...[...'VUSMIHFDCA'].map((letter) => bit(letter, letter.charCodeAt(0) - 'A'.charCodeAt(0))),
];

const COUNTERS: readonly BitField[] = [bits('HPM', 3, 29), bit('IR', 2), bit('TM', 1), bit('CY', 0)];

/** `debug: Match Control (mcontrol)`, as far as it is modelled. */
const TRIGGER: readonly BitField[] = [
  bits('type', 60, 4, oneOf({ 2: 'mcontrol', 6: 'mcontrol6' })),
  bit('vs', 24),
  bit('vu', 23),
  bit('m', 6),
  bit('s', 4),
  bit('u', 3),
  bit('execute', 2),
  bit('store', 1),
  bit('load', 0),
];

export const FIELDS: Readonly<Record<string, readonly BitField[]>> = {
  fflags: FFLAGS,
  frm: [bits('frm', 0, 3, roundingMode)],
  fcsr: [bits('frm', 5, 3, roundingMode), ...FFLAGS],
  mstatus: STATUS,
  sstatus: SUPERVISOR_STATUS,
  vsstatus: SUPERVISOR_STATUS,
  hstatus: HSTATUS,
  misa: MISA,
  satp: TRANSLATION,
  vsatp: TRANSLATION,
  hgatp: GUEST_TRANSLATION,
  mip: interruptBits('P', ALL_INTERRUPTS),
  mie: interruptBits('E', ALL_INTERRUPTS),
  mideleg: interruptBits('', ALL_INTERRUPTS),
  sip: interruptBits('P', S_INTERRUPTS),
  sie: interruptBits('E', S_INTERRUPTS),
  hip: interruptBits('P', HS_INTERRUPTS),
  hie: interruptBits('E', HS_INTERRUPTS),
  hvip: interruptBits('P', VS_INTERRUPTS),
  hideleg: interruptBits('', VS_INTERRUPTS),
  vsip: interruptBits('P', GUEST_INTERRUPTS),
  vsie: interruptBits('E', GUEST_INTERRUPTS),
  medeleg: EXCEPTIONS,
  hedeleg: EXCEPTIONS,
  mcause: CAUSE,
  scause: CAUSE,
  vscause: CAUSE,
  mtvec: TVEC,
  stvec: TVEC,
  vstvec: TVEC,
  menvcfg: ENVCFG,
  henvcfg: ENVCFG,
  senvcfg: SENVCFG,
  mcounteren: COUNTERS,
  scounteren: COUNTERS,
  hcounteren: COUNTERS,
  mcountinhibit: COUNTERS,
  pmpcfg0: pmpConfiguration(0),
  pmpcfg2: pmpConfiguration(8),
  tdata1: TRIGGER,
};

const causeMeaning: Meaning = (value) => causeName(Number(fieldOf(CAUSE[1]!, value)), value >> 63n === 1n);

/** What values as a whole mean. */
export const MEANINGS: Readonly<Record<string, Meaning>> = { mcause: causeMeaning, scause: causeMeaning, vscause: causeMeaning };
