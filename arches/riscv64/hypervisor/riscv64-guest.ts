/**
 * What RISC-V adds to the built-in hypervisor: it sits in HS-mode, and M-mode has nothing to do. All traps come to HS but for those that
 * the guest handles itself, and the guest's timer is `stimecmp`, handed on as VSTIP.
 */
import type { VcpuExit } from '#core/hypervisor/exit.ts';
import type { Effects, GuestIsa } from '#core/hypervisor/guest-isa.ts';
import { linesOfEntry, linesOfStart } from '#core/hypervisor/lines.ts';
import type { RegisterView, RegisterWrote } from '#core/hypervisor/seat.ts';
import type { VmConfig } from '#core/hypervisor/vm.ts';
import type { Field } from '#core/isa/layout.ts';
import { exception, interrupt } from '../causes.ts';
import * as status from '../csr/status.ts';
import { guestPhysicalAddress } from '../exit.ts';
import { layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { answerRegisters, decodeCall, type HartCalls } from './calls.ts';
import { mapPage, rootOf, tablesOfRam } from './stage-2.ts';

const bits = (...numbers: readonly number[]): bigint => numbers.reduce((mask, number) => mask | (1n << BigInt(number)), 0n);

/** What the guest handles itself: everything that S-mode software is used to. */
const HEDELEG = bits(
  exception.INSTRUCTION_ADDRESS_MISALIGNED,
  exception.ILLEGAL_INSTRUCTION,
  exception.BREAKPOINT,
  exception.ECALL_FROM_U,
  exception.INSTRUCTION_PAGE_FAULT,
  exception.LOAD_PAGE_FAULT,
  exception.STORE_PAGE_FAULT,
);
const HIDELEG = bits(interrupt.VSSI, interrupt.VSTI, interrupt.VSEI);
const MIDELEG = HIDELEG | bits(interrupt.SSI, interrupt.STI, interrupt.SEI, interrupt.SGEI);
/** All that can be delegated. */
const MEDELEG =
  HEDELEG |
  bits(
    exception.INSTRUCTION_ACCESS_FAULT,
    exception.LOAD_ADDRESS_MISALIGNED,
    exception.LOAD_ACCESS_FAULT,
    exception.STORE_ADDRESS_MISALIGNED,
    exception.STORE_ACCESS_FAULT,
    exception.ECALL_FROM_VS,
    exception.INSTRUCTION_GUEST_PAGE_FAULT,
    exception.LOAD_GUEST_PAGE_FAULT,
    exception.VIRTUAL_INSTRUCTION,
    exception.STORE_GUEST_PAGE_FAULT,
  );

const HSTATUS_VSXL_64 = 2n << 32n;
const VSSTATUS_UXL_64 = 2n << 32n;
const HSTATUS_SPV = 1n << 7n;
const HSTATUS_SPVP = 1n << 8n;
/** The guest may use the floating-point unit; its own FS decides. */
const FS_INITIAL = 1 << 13;
const HGATP_SV39X4 = 8n << 60n;
const MENVCFG_STCE = 1n << 63n;
const ALL_COUNTERS = 0xffff_ffffn;
const NEVER = (1n << 64n) - 1n;
/** One PMP entry that allows everything: NAPOT, X, W, R. */
const PMPCFG_ALL = 0x1fn;
const PMPADDR_ALL = (1n << 54n) - 1n;

const STIE = bits(interrupt.STI);
const VSTIP = bits(interrupt.VSTI);
const VSSIP = bits(interrupt.VSSI);

const INTERRUPT = 1n << 63n;
const ECALL_SIZE = 4n;

/** Register n of a file as a field. */
const register = (file: { readonly name: string; readonly offset: number }, index: number): Field => ({
  name: `${file.name}${index}`,
  offset: file.offset + 8 * index,
  width: 8,
});
const A0 = 10;
const ARGUMENTS = Array.from({ length: 8 }, (_, index) => register(layout.x, A0 + index));

const wrote = (field: Field, value: bigint): RegisterWrote => ({ type: 'register/wrote', field, value });
const set = (registers: RegisterView, field: Field, mask: bigint): RegisterWrote => wrote(field, registers.read(field) | mask);
const clear = (registers: RegisterView, field: Field, mask: bigint): RegisterWrote => wrote(field, registers.read(field) & ~mask);

export const riscv64Guest: GuestIsa = {
  linesOfStart,
  linesOfEntry: (vm, sizeBytes) => linesOfEntry(vm, sizeBytes, rootOf(vm)),
  mapPage,
  decodeExit: (_vm, { registers }) => decodeExit(registers),
  prepare: (vm) => {
    const { effects, nextTable } = tablesOfRam(vm);
    return { effects: [...effects, ...registersAtEntry(vm), { type: 'translation/changed' }], nextTable };
  },
  answer: (form, answer, registers) => {
    const effects = answerRegisters(form, answer).map((value, index) => wrote(ARGUMENTS[index]!, value));
    effects.push(wrote(layout.sepc, registers.read(layout.sepc) + ECALL_SIZE));
    return effects;
  },
};

const hartCalls: HartCalls = {
  setTimer: (registers, deadline) => [
    wrote(layout.stimecmp, deadline),
    clear(registers, layout.mip, VSTIP),
    set(registers, layout.mie, STIE),
  ],
  interruptSelf: (registers) => [set(registers, layout.mip, VSSIP)],
};

function registersAtEntry(vm: VmConfig): Effects {
  return [
    wrote(layout.privilege, BigInt(privilege.S)),
    wrote(register(layout.pmpcfg, 0), PMPCFG_ALL),
    wrote(register(layout.pmpaddr, 0), PMPADDR_ALL),
    wrote(layout.medeleg, MEDELEG),
    wrote(layout.mideleg, MIDELEG),
    wrote(layout.menvcfg, MENVCFG_STCE),
    wrote(layout.mcounteren, ALL_COUNTERS),
    wrote(layout.hcounteren, ALL_COUNTERS),
    wrote(layout.hedeleg, HEDELEG),
    wrote(layout.hideleg, HIDELEG),
    wrote(layout.mip, 0n),
    wrote(layout.mie, 0n),
    wrote(layout.stimecmp, NEVER),
    wrote(layout.hgatp, HGATP_SV39X4 | BigInt(rootOf(vm) / 4096)),
    wrote(layout.hstatus, HSTATUS_VSXL_64 | HSTATUS_SPV | HSTATUS_SPVP),
    wrote(layout.mstatus, status.XLEN_64 | BigInt(status.SPP | FS_INITIAL)),
    wrote(layout.vsstatus, VSSTATUS_UXL_64),
    wrote(layout.sepc, BigInt(vm.entry)),
  ];
}

/** Why control came to HS: `scause`, and what goes with it. */
function decodeExit(registers: RegisterView): VcpuExit {
  const cause = registers.read(layout.scause);
  switch (cause) {
    case INTERRUPT | BigInt(interrupt.STI):
      // Masked until the guest arms it anew: it would strike again at once.
      return { kind: 'handled', effects: [set(registers, layout.mip, VSTIP), clear(registers, layout.mie, STIE)] };
    case BigInt(exception.ECALL_FROM_VS):
      return decodeCall(registers, ARGUMENTS, hartCalls);
    case BigInt(exception.INSTRUCTION_GUEST_PAGE_FAULT):
    case BigInt(exception.LOAD_GUEST_PAGE_FAULT):
    case BigInt(exception.STORE_GUEST_PAGE_FAULT): {
      const address = guestPhysicalAddress(registers.read(layout.htval), registers.read(layout.stval));
      return { kind: 'stage2Fault', address: Number(address), report: reportOf(registers) };
    }
  }
  return { kind: 'unhandled', report: reportOf(registers) };
}

function reportOf(registers: RegisterView): string {
  const cause = registers.read(layout.scause);
  const code = (cause & INTERRUPT) === 0n ? `${cause}` : `interrupt ${cause & ~INTERRUPT}`;
  const rest = [layout.sepc, layout.stval, layout.htval].map((field) => `${field.name}=0x${registers.read(field).toString(16)}`);
  return `Unhandled trap: code=${code}, ${rest.join(', ')}`;
}
