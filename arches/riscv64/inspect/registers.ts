/** Registers as people and gdb see them: names of the calling convention, and CSRs by the manual's names. */
import type { GdbDescription, RegisterDescription, ValueKind } from '#core/inspect/description.ts';
import { type Csr, csrs } from '../csr/table.ts';
import { layout } from '../layout.ts';
import { FIELDS, MEANINGS } from './fields.ts';
import { privilegeName } from './names.ts';

/** `psabi: Integer Register Convention`. */
export const X_NAMES: readonly string[] = [
  ...['zero', 'ra', 'sp', 'gp', 'tp', 't0', 't1', 't2', 's0', 's1', 'a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'],
  ...['s2', 's3', 's4', 's5', 's6', 's7', 's8', 's9', 's10', 's11', 't3', 't4', 't5', 't6'],
];
/** `psabi: Floating-point Register Convention`. */
export const F_NAMES: readonly string[] = [
  ...['ft0', 'ft1', 'ft2', 'ft3', 'ft4', 'ft5', 'ft6', 'ft7', 'fs0', 'fs1', 'fa0', 'fa1', 'fa2', 'fa3', 'fa4', 'fa5', 'fa6'],
  ...['fa7', 'fs2', 'fs3', 'fs4', 'fs5', 'fs6', 'fs7', 'fs8', 'fs9', 'fs10', 'fs11', 'ft8', 'ft9', 'ft10', 'ft11'],
];
const FP = 8;

/** Names, types and numbers are those that `qemu-system-riscv64` tells gdb. */
const CPU = 'org.gnu.gdb.riscv.cpu';
const FPU = 'org.gnu.gdb.riscv.fpu';
const VIRTUAL = 'org.gnu.gdb.riscv.virtual';
const CSR = 'org.gnu.gdb.riscv.csr';
const [PC_NUMBER, FIRST_F_NUMBER, PRIV_NUMBER, FIRST_CSR_NUMBER] = [32, 33, 65, 66];
const DOUBLE = 'riscv_double';

export const gdb: GdbDescription = {
  architecture: 'riscv:rv64',
  features: [
    { name: CPU, types: [] },
    {
      name: FPU,
      types: [
        {
          kind: 'union',
          id: DOUBLE,
          fields: [
            { name: 'float', type: 'ieee_single' },
            { name: 'double', type: 'ieee_double' },
          ],
        },
      ],
    },
    { name: VIRTUAL, types: [] },
    { name: CSR, types: [] },
  ],
  stopsBeforeAccess: true,
};

const POINTERS = ['sp', 'gp', 'tp', 's0'];

function xRegister(name: string, index: number): RegisterDescription {
  const kind: ValueKind = name === 'ra' ? 'code' : POINTERS.includes(name) ? 'data' : 'number';
  const type = { code: 'code_ptr', data: 'data_ptr', number: 'int', float: '' }[kind];
  return {
    name,
    aliases: index === FP ? ['x8', 'fp'] : [`x${index}`],
    bits: 64,
    group: 'general',
    spec: 'unpriv: Programmers’ Model for Base Integer ISA',
    kind,
    fields: [],
    commitName: `x${index}`,
    gdb: { ...(index === FP && { name: 'fp' }), feature: CPU, type, number: index },
    read: ({ block }) => block.getBigUint64(layout.x.offset + 8 * index, true),
  };
}

const pc: RegisterDescription = {
  name: 'pc',
  aliases: [],
  bits: 64,
  group: 'general',
  spec: 'unpriv: Programmers’ Model for Base Integer ISA',
  kind: 'code',
  fields: [],
  gdb: { feature: CPU, type: 'code_ptr', number: PC_NUMBER },
  read: ({ block }) => block.getBigUint64(layout.pc.offset, true),
};

const fRegister = (name: string, index: number): RegisterDescription => ({
  name,
  aliases: [`f${index}`],
  bits: 64,
  group: 'floating point',
  spec: 'unpriv: F Register State',
  kind: 'float',
  fields: [],
  commitName: `f${index}`,
  gdb: { feature: FPU, type: DOUBLE, number: FIRST_F_NUMBER + index },
  read: ({ block }) => block.getBigUint64(layout.f.offset + 8 * index, true),
});

/** The privilege, with V as bit 2. */
const priv: RegisterDescription = {
  name: 'priv',
  aliases: [],
  bits: 64,
  group: 'general',
  spec: 'debug: Virtual Debug Registers',
  kind: 'number',
  fields: [
    { name: 'v', at: 2, width: 1 },
    { name: 'prv', at: 0, width: 2 },
  ],
  meaning: (value) => privilegeName(Number(value & 3n), (value & 4n) !== 0n),
  gdb: { feature: VIRTUAL, number: PRIV_NUMBER },
  read: ({ block }) => BigInt(block.getUint8(layout.privilege.offset) | (block.getUint8(layout.virtualized.offset) << 2)),
};

const GROUPS = ['user', 'supervisor', 'hypervisor', 'machine'] as const;

/** By the privilege in bits 9:8 of the number. `priv: CSR Address Mapping Conventions` */
function groupOf(number: number): string {
  if (number >>> 8 === 2) return 'virtual supervisor';
  return number >>> 4 === 0x7a ? 'debug' : GROUPS[(number >>> 8) & 3]!;
}

const CODE = ['mepc', 'sepc', 'vsepc', 'mtvec', 'stvec', 'vstvec'];
const DATA = ['mtval', 'stval', 'vstval'];

function csrRegister({ number, name, spec, read }: Csr): RegisterDescription {
  const meaning = MEANINGS[name];
  return {
    name,
    aliases: [`csr0x${number.toString(16).padStart(3, '0')}`],
    bits: 64,
    group: groupOf(number),
    spec,
    kind: CODE.includes(name) ? 'code' : DATA.includes(name) ? 'data' : 'number',
    fields: FIELDS[name] ?? [],
    ...(meaning && { meaning }),
    commitName: `c${number}_${name}`,
    gdb: { feature: CSR, number: FIRST_CSR_NUMBER + number },
    read,
  };
}

/** Groups in the order in which a guest's trouble is looked for: what the guest had, its hypervisor, the machine. */
const GROUP_ORDER = ['user', 'virtual supervisor', 'hypervisor', 'supervisor', 'machine', 'debug'];

export const registers: readonly RegisterDescription[] = [
  ...X_NAMES.map(xRegister),
  pc,
  priv,
  ...F_NAMES.map(fRegister),
  ...GROUP_ORDER.flatMap((group) => csrs.filter(({ number }) => groupOf(number) === group).map(csrRegister)),
];
