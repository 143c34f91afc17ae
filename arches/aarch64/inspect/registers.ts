/** Registers as people and gdb see them. */
import type { GdbDescription, GdbType, RegisterDescription, ValueKind } from '#core/inspect/description.ts';
import { readField } from '#core/isa/evaluate.ts';
import type { HartView } from '#core/machine/hart.ts';
import { layout, registerOf } from '../layout.ts';
import { savedState } from '../pstate.ts';
import type { SystemRegister } from '../sysreg/register.ts';
import { offsetOf } from '../sysreg/register.ts';
import { systemRegisters } from '../sysreg/table.ts';
import { FIELDS, MEANINGS } from './fields.ts';

/** Names, types and numbers are those that `qemu-system-aarch64` tells gdb; only system registers have numbers of our own. */
const CORE = 'org.gnu.gdb.aarch64.core';
const FPU = 'org.gnu.gdb.aarch64.fpu';
const SYSTEM = 'org.qemu.gdb.arm.sys.regs';
const [SP_NUMBER, PC_NUMBER, CPSR_NUMBER, FIRST_V_NUMBER, FPSR_NUMBER, FPCR_NUMBER] = [31, 32, 33, 34, 66, 67];
/** QEMU counts on from here in no order. */
const FIRST_SYSTEM_NUMBER = 0x1_0000;

/** A V register by size of its elements: as floating point, unsigned and signed. */
const ELEMENTS: readonly (readonly [letter: string, bits: number, float: string | undefined])[] = [
  ['d', 64, 'ieee_double'],
  ['s', 32, 'ieee_single'],
  ['h', 16, undefined],
  ['b', 8, undefined],
  ['q', 128, undefined],
];
const V_BITS = 128;
const V_TYPE = 'aarch64v';

function elementTypes([letter, bits, float]: (typeof ELEMENTS)[number]): readonly GdbType[] {
  const count = V_BITS / bits;
  const kinds = [...(float === undefined ? [] : [['f', float]]), ['u', `uint${bits}`], ['s', `int${bits}`]] as [string, string][];
  const idOf = (kind: string) => `v${count}${kind === 's' ? 'i' : kind}`;
  return [
    ...kinds.map(([kind, type]): GdbType => ({ kind: 'vector', id: idOf(kind), type, count })),
    { kind: 'union', id: `vn${letter}`, fields: kinds.map(([kind]) => ({ name: kind, type: idOf(kind) })) },
  ];
}

export const gdb: GdbDescription = {
  architecture: 'aarch64',
  features: [
    { name: CORE, types: [] },
    {
      name: FPU,
      types: [
        ...ELEMENTS.flatMap(elementTypes),
        { kind: 'union', id: V_TYPE, fields: ELEMENTS.map(([letter]) => ({ name: letter, type: `vn${letter}` })) },
      ],
    },
    { name: SYSTEM, types: [] },
  ],
  stopsBeforeAccess: true,
};

const FP = 29;
const LR = 30;
const GENERAL = 'arm: Registers in AArch64 state';

function xRegister(index: number): RegisterDescription {
  const kind: ValueKind = index === LR ? 'code' : index === FP ? 'data' : 'number';
  const other = { [FP]: ['fp'], [LR]: ['lr'] }[index] ?? [];
  const field = registerOf(layout.x, index);
  return {
    name: `x${index}`,
    aliases: other,
    bits: 64,
    group: 'general',
    spec: GENERAL,
    kind,
    fields: [],
    gdb: { feature: CORE, number: index },
    read: ({ block }) => readField(block, field),
  };
}

const common = { aliases: [], bits: 64, group: 'general', fields: [] } as const;

const general: readonly RegisterDescription[] = [
  ...Array.from({ length: LR + 1 }, (_, index) => xRegister(index)),
  {
    ...common,
    name: 'sp',
    spec: GENERAL,
    kind: 'data',
    gdb: { feature: CORE, type: 'data_ptr', number: SP_NUMBER },
    read: ({ block }) => readField(block, layout.SP),
  },
  {
    ...common,
    name: 'pc',
    spec: GENERAL,
    kind: 'code',
    gdb: { feature: CORE, type: 'code_ptr', number: PC_NUMBER },
    read: ({ block }) => readField(block, layout.pc),
  },
  {
    ...common,
    name: 'pstate',
    group: 'PSTATE',
    bits: 32,
    spec: 'arm: Process state, PSTATE',
    kind: 'number',
    fields: FIELDS['SPSR'] ?? [],
    gdb: { name: 'cpsr', feature: CORE, number: CPSR_NUMBER },
    heldIn: ['NZCV', 'D', 'A', 'I', 'F', 'SPSel', 'EL', 'PAN', 'UAO', 'SSBS', 'SS', 'IL'],
    read: ({ block }) => BigInt(savedState(block)),
  },
];

const SIMD = 'SIMD and floating point';

/** A double or a single, where the rest of the register is 0 as scalar operations leave it. */
function scalarText(value: bigint): string {
  if (value === 0n || value >> 64n !== 0n) return '';
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, value);
  return value >> 32n === 0n ? `${view.getFloat32(4)}f` : String(view.getFloat64(0));
}

const vRegister = (index: number): RegisterDescription => ({
  ...common,
  name: `v${index}`,
  aliases: [`q${index}`],
  bits: V_BITS,
  group: SIMD,
  spec: 'arm: Registers in AArch64 state',
  kind: 'number',
  meaning: scalarText,
  gdb: { feature: FPU, type: V_TYPE, number: FIRST_V_NUMBER + index },
  heldIn: [registerOf(layout.vLow, index).name, registerOf(layout.vHigh, index).name],
  read: ({ block }) =>
    (readField(block, registerOf(layout.vHigh, index)) << 64n) | readField(block, registerOf(layout.vLow, index)),
});

/** Of AArch32, which QEMU names as AArch32 does. */
const AARCH32 = [
  ...['PFR0', 'PFR2', 'DFR0', 'DFR1', 'AFR0', 'MMFR0', 'MMFR1', 'MMFR2', 'MMFR3', 'MMFR4', 'MMFR5'],
  ...['ISAR0', 'ISAR1', 'ISAR2', 'ISAR3', 'ISAR4', 'ISAR5', 'ISAR6'],
];
/** Where QEMU's names are not the manual's. */
const QEMU_NAMES: Readonly<Record<string, string>> = {
  SCTLR_EL1: 'SCTLR',
  CPACR_EL1: 'CPACR',
  VBAR_EL1: 'VBAR',
  CNTKCTL_EL1: 'CNTKCTL',
  CSSELR_EL1: 'CSSELR',
  CLIDR_EL1: 'CLIDR',
  AIDR_EL1: 'AIDR',
  AMAIR_EL1: 'AMAIR0',
  ...Object.fromEntries(AARCH32.map((name) => [`ID_${name}_EL1`, `ID_${name}`])),
};

const DEBUG_OP0 = 2;
/** Whose a register is, by op1: EL1's, but EL0's and EL2's. */
const LEVELS: Readonly<Record<number, string>> = { 3: 'EL0', 4: 'EL2' };

function groupOf({ number }: SystemRegister): string {
  const [op1, CRn] = [(number >> 11) & 7, (number >> 7) & 15];
  if (number >> 14 === DEBUG_OP0) return 'debug';
  if (CRn === 0 && op1 !== 4) return 'identification';
  return LEVELS[op1] ?? 'EL1';
}

const CODE = /^(ELR|VBAR)_/;
const DATA = /^(FAR|SP)_|^TPIDR/;

const systemRead = ({ isOfBoard, number, read }: SystemRegister): ((hart: HartView) => bigint) =>
  isOfBoard === true ? (hart) => hart.sysregRead(offsetOf(number), 8) ?? 0n : (hart) => read!(hart);

/** Of what is held in fields of other names. */
const HELD_IN: Readonly<Record<string, readonly string[]>> = {
  OSLSR_EL1: ['OSLK'],
  OSDLR_EL1: ['OSDLK'],
  DBGCLAIMCLR_EL1: ['DBGCLAIM'],
  ...Object.fromEntries(
    [layout.DBGBVR, layout.DBGBCR, layout.DBGWVR, layout.DBGWCR].flatMap((file) =>
      Array.from({ length: file.count }, (_, index) => [`${file.name}${index}_EL1`, [registerOf(file, index).name]]),
    ),
  ),
};
/** What PSTATE says already. */
const IN_PSTATE = ['NZCV', 'DAIF', 'SSBS', 'CurrentEL', 'SPSel', 'PAN', 'UAO'];

function systemRegister(register: SystemRegister): RegisterDescription {
  const { name, number } = register;
  const own = { FPSR: FPSR_NUMBER, FPCR: FPCR_NUMBER }[name];
  const gdbName = QEMU_NAMES[name] ?? (own === undefined ? undefined : name.toLowerCase());
  const meaning = MEANINGS[name];
  const heldIn = HELD_IN[name];
  return {
    name,
    aliases: [],
    bits: own === undefined ? 64 : 32,
    group: own === undefined ? groupOf(register) : SIMD,
    spec: `arm: ${name}`,
    kind: CODE.test(name) ? 'code' : DATA.test(name) ? 'data' : 'number',
    fields: FIELDS[name] ?? [],
    ...(meaning && { meaning }),
    ...(heldIn && { heldIn }),
    gdb: {
      ...(gdbName !== undefined && { name: gdbName }),
      feature: own === undefined ? SYSTEM : FPU,
      number: own ?? FIRST_SYSTEM_NUMBER + number,
    },
    read: systemRead(register),
  };
}

const isReserved = (name: string) => name.startsWith('S3_');

/** op0 of registers; the other system instructions are none. */
const isRegister = ({ number, read, name }: SystemRegister) =>
  number >> 14 >= DEBUG_OP0 && read !== undefined && !IN_PSTATE.includes(name) && !isReserved(name);

/** Groups in the order in which a guest's trouble is looked for. */
const GROUP_ORDER = [SIMD, 'EL0', 'EL1', 'EL2', 'debug', 'identification'];

const system = systemRegisters.filter(isRegister).map(systemRegister);

export const registers: readonly RegisterDescription[] = [
  ...general,
  ...Array.from({ length: layout.vLow.count }, (_, index) => vRegister(index)),
  ...GROUP_ORDER.flatMap((wanted) => system.filter(({ group }) => group === wanted)),
];
