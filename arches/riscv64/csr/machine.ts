/** Machine-level CSRs, other than counters, PMP and triggers. */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { exception, interrupt } from '../causes.ts';
import { hasSupervisorTimer, pendingBits, STIP } from '../interrupts.ts';
import { layout } from '../layout.ts';
import { type Csr, constant, defineCsr, stored } from './csr.ts';
import { HENVCFG_BY_MENVCFG, PBMTE, STCE, XENVCFG_WRITABLE } from './envcfg.ts';
import { MSTATUS_WRITABLE, writtenStatus } from './status.ts';

export const bitsOf = (...numbers: readonly number[]) => numbers.reduce((bits, number) => bits | (1n << BigInt(number)), 0n);

const S_INTERRUPTS = bitsOf(interrupt.SSI, interrupt.STI, interrupt.SEI, interrupt.LCOFI);
export const VS_INTERRUPTS = bitsOf(interrupt.VSSI, interrupt.VSTI, interrupt.VSEI);
const M_INTERRUPTS = bitsOf(interrupt.MSI, interrupt.MTI, interrupt.MEI);

/** "... bits 10, 6, and 2 of mideleg ... are each read-only one." Bit 12 only needs to be with guest external interrupts, but is on QEMU. */
export const MIDELEG_READ_ONLY_ONES = VS_INTERRUPTS | bitsOf(interrupt.SGEI);

const MIE_WRITABLE = M_INTERRUPTS | S_INTERRUPTS | VS_INTERRUPTS;

/** Through `mip`: "hip.VSEIP" and "hip.VSTIP" are read-only, and `mip` has aliases of these. */
const MIP_WRITABLE = S_INTERRUPTS | bitsOf(interrupt.VSSI);

/** All but the environment call from M: "medeleg[11] is read-only zero". */
const MEDELEG_WRITABLE = bitsOf(
  exception.INSTRUCTION_ADDRESS_MISALIGNED,
  exception.INSTRUCTION_ACCESS_FAULT,
  exception.ILLEGAL_INSTRUCTION,
  exception.BREAKPOINT,
  exception.LOAD_ADDRESS_MISALIGNED,
  exception.LOAD_ACCESS_FAULT,
  exception.STORE_ADDRESS_MISALIGNED,
  exception.STORE_ACCESS_FAULT,
  exception.ECALL_FROM_U,
  exception.ECALL_FROM_S,
  exception.ECALL_FROM_VS,
  exception.INSTRUCTION_PAGE_FAULT,
  exception.LOAD_PAGE_FAULT,
  exception.STORE_PAGE_FAULT,
  exception.INSTRUCTION_GUEST_PAGE_FAULT,
  exception.LOAD_GUEST_PAGE_FAULT,
  exception.VIRTUAL_INSTRUCTION,
  exception.STORE_GUEST_PAGE_FAULT,
);

const MISA_MXL_64 = 2n << 62n;
const extensions = (letters: string) => bitsOf(...[...letters].map((letter) => letter.charCodeAt(0) - 'A'.charCodeAt(0)));

/** QEMU 7.2 answers with its version, 7.2.22. */
const MARCHID = 0x7_0216n;

/** "The low bit of mepc (mepc[0]) is always zero." Bit 1 holds what is written, since C is always on. */
export const XEPC_WRITABLE = ~1n & (2n ** 64n - 1n);

/** Modes direct (0) and vectored (1); a write with a reserved mode is ignored, as on QEMU. */
export const isTvecMode = (value: bigint) => (value & 3n) < 2n;

/** The bits software sees as written: without the wires, and without STIP while `stimecmp` decides it. */
function softwareBits({ block }: HartContext): bigint {
  const bits = readField(block, layout.mip);
  return hasSupervisorTimer(block) ? bits & ~BigInt(STIP) : bits;
}

/** Writes bits of `mip`; but STIP not while `stimecmp` decides it. */
export function writeMip({ block }: HartContext, value: bigint, mask: bigint): void {
  const writable = hasSupervisorTimer(block) ? mask & ~BigInt(STIP) : mask;
  writeField(block, layout.mip, (readField(block, layout.mip) & ~writable) | (value & writable));
}

export const machineCsrs: readonly Csr[] = [
  defineCsr({ number: 0xf11, name: 'mvendorid', spec: 'priv: Machine Vendor ID (mvendorid) Register', ...constant(0n) }),
  defineCsr({ number: 0xf12, name: 'marchid', spec: 'priv: Machine Architecture ID (marchid) Register', ...constant(MARCHID) }),
  defineCsr({ number: 0xf13, name: 'mimpid', spec: 'priv: Machine Implementation ID (mimpid) Register', ...constant(MARCHID) }),
  defineCsr({
    number: 0xf14,
    name: 'mhartid',
    spec: 'priv: Hart ID (mhartid) Register',
    read: ({ index }) => BigInt(index),
  }),
  defineCsr({
    number: 0xf15,
    name: 'mconfigptr',
    spec: 'priv: Machine Configuration Pointer (mconfigptr) Register',
    ...constant(0n),
  }),
  defineCsr({
    number: 0x300,
    name: 'mstatus',
    spec: 'priv: Machine Status (mstatus and mstatush) Registers',
    read: ({ block }) => readField(block, layout.mstatus),
    write: ({ block }, value) =>
      writeField(block, layout.mstatus, writtenStatus(readField(block, layout.mstatus), value, MSTATUS_WRITABLE)),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x301,
    name: 'misa',
    spec: 'priv: Machine ISA (misa) Register',
    ...constant(MISA_MXL_64 | extensions('IMAFDCHSU')),
  }),
  defineCsr({
    number: 0x302,
    name: 'medeleg',
    spec: 'priv: Machine Trap Delegation (medeleg and mideleg) Registers',
    ...stored(layout.medeleg, MEDELEG_WRITABLE),
  }),
  defineCsr({
    number: 0x303,
    name: 'mideleg',
    spec: 'priv: Machine Trap Delegation (medeleg and mideleg) Registers',
    ...stored(layout.mideleg, S_INTERRUPTS), // the others keep what reset gave them
    affects: 'execution',
  }),
  defineCsr({
    number: 0x304,
    name: 'mie',
    spec: 'priv: Machine Interrupt (mip and mie) Registers',
    ...stored(layout.mie, MIE_WRITABLE),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x305,
    name: 'mtvec',
    spec: 'priv: Machine Trap-Vector Base-Address (mtvec) Register',
    read: ({ block }) => readField(block, layout.mtvec),
    write: ({ block }, value) => {
      if (isTvecMode(value)) writeField(block, layout.mtvec, value);
    },
  }),
  defineCsr({
    number: 0x30a,
    name: 'menvcfg',
    spec: 'priv: Machine Environment Configuration (menvcfg) Register',
    read: ({ block }) => readField(block, layout.menvcfg),
    write: ({ block }, value) => {
      writeField(block, layout.menvcfg, value & (XENVCFG_WRITABLE | PBMTE | STCE));
      writeField(block, layout.henvcfg, readField(block, layout.henvcfg) & (value | ~HENVCFG_BY_MENVCFG));
    },
    affects: 'translation',
  }),
  defineCsr({
    number: 0x340,
    name: 'mscratch',
    spec: 'priv: Machine Scratch (mscratch) Register',
    ...stored(layout.mscratch),
  }),
  defineCsr({
    number: 0x341,
    name: 'mepc',
    spec: 'priv: Machine Exception Program Counter (mepc) Register',
    ...stored(layout.mepc, XEPC_WRITABLE),
  }),
  defineCsr({
    number: 0x342,
    name: 'mcause',
    spec: 'priv: Machine Cause (mcause) Register',
    ...stored(layout.mcause),
  }),
  defineCsr({
    number: 0x343,
    name: 'mtval',
    spec: 'priv: Machine Trap Value (mtval) Register',
    ...stored(layout.mtval),
  }),
  defineCsr({
    number: 0x344,
    name: 'mip',
    spec: 'priv: Machine Interrupt (mip and mie) Registers',
    read: (context) => BigInt(pendingBits(context)),
    // "Only the software-writable SEIP bit participates in the read-modify-write sequence of a CSRRS or CSRRC instruction."
    modifies: softwareBits,
    write: (context, value) => writeMip(context, value, MIP_WRITABLE),
    affects: 'execution',
  }),
  defineCsr({
    number: 0x34a,
    name: 'mtinst',
    spec: 'priv: Machine Trap Instruction (mtinst) Register',
    ...stored(layout.mtinst),
  }),
  defineCsr({
    number: 0x34b,
    name: 'mtval2',
    spec: 'priv: Machine Second Trap Value (mtval2) Register',
    ...stored(layout.mtval2),
  }),
];
