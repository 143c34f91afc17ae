/**
 * The hypervisor that hands its machine over: it drops to EL1, turns translation and caches off in a trampoline, and branches to the guest, which
 * has all of the hardware. It never comes back: firmware answers the guest's SMC, and nobody is left at EL2.
 */
import type { Effects, GuestIsa, TablesChanged } from '#core/hypervisor/guest-isa.ts';
import type { MemoryWrote } from '#core/hypervisor/seat.ts';
import type { VmConfig } from '#core/hypervisor/vm.ts';
import { layout, registerOf } from '../layout.ts';
import { HCR, SCTLR } from '../sysreg/bits.ts';
import { CNTHCTL_OPEN, reportOf, SPSR_EL1H_MASKED } from './aarch64-guest.ts';
import { wrote } from './registers.ts';
import { rootOf } from './stage-2.ts';

const PAGE_SIZE = 4096;
/** In the workspace. */
const TRAMPOLINE_OFFSET = 0x1000;
/** Where EL1 sees all of memory: physical addresses from here on. */
const LINEAR = 0xffff_0000_0000_0000n;

/** x1: physical address of its second instruction; x3: where the guest is. */
export const TRAMPOLINE: readonly number[] = [
  0xd61f_0020, // br x1: from the linear address to the physical one, which is mapped to itself
  0xd538_1002, // mrs x2, SCTLR_EL1
  0x927f_f842, // and x2, x2, #0xfffffffffffffffe: M
  0x927d_f842, // and x2, x2, #0xfffffffffffffffb: C
  0x9273_f842, // and x2, x2, #0xffffffffffffefff: I
  0xd518_1002, // msr SCTLR_EL1, x2
  0xd503_3fdf, // isb
  0xd508_871f, // tlbi vmalle1
  0xd503_379f, // dsb nsh
  0xd508_751f, // ic iallu
  0xd503_379f, // dsb nsh
  0xd503_3fdf, // isb
  0xd280_0000, // mov x0, #0
  0xd61f_0060, // br x3
];

const TABLE = 3n;
/** A page of attributes 0, inner shareable, accessed; EL0 does not execute it. */
const PAGE = (1n << 54n) | 0x703n;
/** For each half 48 bits of address by granules of 4 KiB, tables in cacheable memory; 40 bits of physical address. */
const TCR_EL1 = 0x2_b510_3510n;
/** Attributes 0: Normal, write-back. */
const MAIR_EL1 = 0xffn;
const SCTLR_EL1_RESET = 0x30d0_0800n;

const x = (number: number) => registerOf(layout.x, number);
const trampolineOf = ({ workspace }: VmConfig): number => workspace + TRAMPOLINE_OFFSET;
const hex = (address: number | bigint): string => `0x${address.toString(16)}`;

export const aarch64Bootloader: GuestIsa = {
  linesOfStart: () => ['Starting virtualization (bootloader mode)...'],
  linesOfEntry(vm, sizeBytes) {
    const [guest, trampoline] = [hex(vm.entry), trampolineOf(vm)];
    return [
      `Loaded ${sizeBytes} bytes to PA ${guest}`,
      `Trampoline at VA ${hex(LINEAR + BigInt(trampoline))} -> PA ${hex(trampoline)} (page ${hex(trampoline)})`,
      `Entering guest at PA ${guest} via trampoline at PA ${hex(trampoline)}...`,
    ];
  },
  prepare(vm) {
    const { effects, nextTable } = tablesOfTrampoline(vm);
    return { effects: [trampolineWrote(vm), ...effects, ...registersAtEntry(vm), { type: 'translation/changed' }], nextTable };
  },
  decodeExit: (_vm, { registers }) => ({ kind: 'unhandled', report: reportOf(registers) }),
  // Nobody calls, and no page is mapped: every exit is the end.
  answer: () => [],
  mapPage: () => undefined,
};

function trampolineWrote(vm: VmConfig): MemoryWrote {
  const bytes = new Uint8Array(4 * TRAMPOLINE.length);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of TRAMPOLINE.entries()) view.setUint32(4 * index, word, true);
  return { type: 'memory/wrote', address: trampolineOf(vm), bytes };
}

/** Four levels that map the trampoline's page alone, at the same place in either half of the address space. */
function tablesOfTrampoline(vm: VmConfig): TablesChanged {
  const page = trampolineOf(vm);
  const root = rootOf(vm);
  const tables = [3, 2, 1, 0].map((level, index): MemoryWrote => {
    const bytes = new Uint8Array(PAGE_SIZE);
    const slot = Math.floor(page / (PAGE_SIZE * 512 ** level)) % 512;
    const entry = level === 0 ? BigInt(page) | PAGE : BigInt(root + (index + 1) * PAGE_SIZE) | TABLE;
    new DataView(bytes.buffer).setBigUint64(8 * slot, entry, true);
    return { type: 'memory/wrote', address: root + index * PAGE_SIZE, bytes };
  });
  return { effects: tables, nextTable: root + tables.length * PAGE_SIZE };
}

function registersAtEntry(vm: VmConfig): Effects {
  const root = BigInt(rootOf(vm));
  const trampoline = BigInt(trampolineOf(vm));
  return [
    wrote(layout.HCR_EL2, HCR.RW),
    wrote(layout.CNTHCTL_EL2, CNTHCTL_OPEN),
    wrote(layout.TTBR0_EL1, root),
    wrote(layout.TTBR1_EL1, root),
    wrote(layout.TCR_EL1, TCR_EL1),
    wrote(layout.MAIR_EL1, MAIR_EL1),
    wrote(layout.SCTLR_EL1, SCTLR_EL1_RESET | SCTLR.M | SCTLR.C | SCTLR.I),
    wrote(x(1), trampoline + 4n),
    wrote(x(3), BigInt(vm.entry)),
    wrote(layout.SPSR_EL2, SPSR_EL1H_MASKED),
    wrote(layout.ELR_EL2, LINEAR + trampoline),
  ];
}
