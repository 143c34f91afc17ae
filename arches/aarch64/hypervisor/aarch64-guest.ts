/**
 * What AArch64 adds to the built-in hypervisor: it sits at EL2. Stage 2 translates for the guest, what it waits for and whom it calls is
 * trapped, its interrupt controller is emulated from the syndromes of its accesses, and its physical timer interrupts EL2.
 */
import type { VcpuExit } from '#core/hypervisor/exit.ts';
import type { Effects, GuestIsa } from '#core/hypervisor/guest-isa.ts';
import { linesOfEntry, linesOfStart } from '#core/hypervisor/lines.ts';
import type { RegisterView, SeatEvent } from '#core/hypervisor/seat.ts';
import type { VmConfig } from '#core/hypervisor/vm.ts';
import { exceptionClass } from '../exception-classes.ts';
import { vector } from '../exceptions.ts';
import { S1PTW, status } from '../faults.ts';
import { layout, registerOf } from '../layout.ts';
import { HCR } from '../sysreg/bits.ts';
import { decodeCall, resultOf } from './calls.ts';
import { type GicPlaces, isGuestGic, isPrivate, readGuestGic, writeGuestGic } from './guest-gic.ts';
import {
  ACKNOWLEDGE,
  acknowledged,
  guestGicIn,
  interruptTaken,
  listed,
  listRegisterRead,
  savedGuestGic,
  startInterrupts,
} from './interrupts.ts';
import { wrote } from './registers.ts';
import { mapPage, rootOf, tablesOfRam } from './stage-2.ts';

const HCR_GUEST = HCR.VM | HCR.FMO | HCR.IMO | HCR.AMO | HCR.TWI | HCR.TSC | HCR.RW;
/** 39 bits of address, three levels; tables in cacheable memory; 40 bits of physical address. */
const VTCR = 0x8002_3559n;
const SCTLR_EL1_RESET = 0x30d0_0800n;
/** EL1 with its own stack pointer, and D, A, I and F masked. */
export const SPSR_EL1H_MASKED = 0x3c5n;
/** The guest has the physical counter and timer itself: EL1PCTEN, EL1PCEN. */
export const CNTHCTL_OPEN = 3n;

const INSTRUCTION_SIZE = 4n;
const VECTOR_MASK = 0x180n;

const ISV = 1n << 24n;
const SSE = 1n << 21n;
const WNR = 1n << 6n;
const FAULT_TYPE = 0x3cn;

const fieldOf = (number: number) => registerOf(layout.x, number);

export function createAarch64Guest(gic: GicPlaces): GuestIsa {
  return {
    linesOfStart,
    linesOfEntry: (vm, sizeBytes) => linesOfEntry(vm, sizeBytes, rootOf(vm)),
    prepare: (vm) => {
      const { effects, nextTable } = tablesOfRam(vm);
      const registers = registersAtEntry(vm);
      return { effects: [...effects, ...startInterrupts(vm, gic), ...registers, { type: 'translation/changed' }], nextTable };
    },
    decodeExit: (vm, event, question) => (question === null ? decodeExit(vm, gic, event) : decodeAnswer(vm, event, question)),
    // The preferred return from a trapped SMC is to the call itself, that from HVC is behind it.
    answer: (form, answer, registers) => [wrote(fieldOf(0), resultOf(answer)), ...(form === 'SMC' ? goOnBehind(registers) : [])],
    mapPage,
  };
}

function registersAtEntry(vm: VmConfig): Effects {
  return [
    wrote(layout.HCR_EL2, HCR_GUEST),
    wrote(layout.VTCR_EL2, VTCR),
    wrote(layout.VTTBR_EL2, BigInt(rootOf(vm))),
    wrote(layout.CNTHCTL_EL2, CNTHCTL_OPEN),
    wrote(layout.SCTLR_EL1, SCTLR_EL1_RESET),
    wrote(layout.SPSR_EL2, SPSR_EL1H_MASKED),
    wrote(layout.ELR_EL2, BigInt(vm.entry)),
  ];
}

const goOnBehind = (registers: RegisterView): Effects => [
  wrote(layout.ELR_EL2, BigInt.asUintN(64, registers.read(layout.ELR_EL2) + INSTRUCTION_SIZE)),
];

/** Guest physical. HPFAR_EL2 has the page, FAR_EL2 the rest. */
function faultAddress(registers: RegisterView): number {
  const page = (registers.read(layout.HPFAR_EL2) & 0xf_ffff_fff0n) << 8n;
  return Number(page | (registers.read(layout.FAR_EL2) & 0xfffn));
}

/** Why control came to EL2. */
function decodeExit(vm: VmConfig, gic: GicPlaces, event: SeatEvent): VcpuExit {
  const { registers } = event;
  if (isInterrupt(registers)) return acknowledged();
  const esr = registers.read(layout.ESR_EL2);
  const cause = Number(esr >> 26n);
  switch (cause) {
    case exceptionClass.TRAPPED_WAIT:
      return { kind: 'waits', effects: goOnBehind(registers) };
    case exceptionClass.SMC:
    case exceptionClass.HVC: {
      const form = cause === exceptionClass.SMC ? 'SMC' : 'HVC';
      return { kind: 'hypercall', form, request: decodeCall([0, 1, 2].map((number) => registers.read(fieldOf(number)))) };
    }
    case exceptionClass.DATA_ABORT:
    case exceptionClass.INSTRUCTION_ABORT: {
      const isTranslation = (esr & FAULT_TYPE) === BigInt(status.TRANSLATION) && (Number(esr) & S1PTW) === 0;
      if (!isTranslation) break;
      const address = faultAddress(registers);
      if (cause === exceptionClass.DATA_ABORT && isGuestGic(gic, address) && (esr & ISV) !== 0n && (esr & SSE) === 0n)
        return emulated(vm, gic, event, esr, address);
      return { kind: 'stage2Fault', address, report: reportOf(registers) };
    }
  }
  return { kind: 'unhandled', report: reportOf(registers) };
}

const isInterrupt = (registers: RegisterView): boolean => Number(registers.read(layout.pc) & VECTOR_MASK) !== vector.SYNCHRONOUS;

/** An access to the guest's interrupt controller, as its syndrome tells it. */
function emulated(vm: VmConfig, gic: GicPlaces, { registers, memory }: SeatEvent, esr: bigint, address: number): VcpuExit {
  const sizeBytes = 1 << Number((esr >> 22n) & 3n);
  const number = Number((esr >> 16n) & 31n);
  const field = fieldOf(number);
  const isZeroRegister = number === layout.x.zero;
  const before = guestGicIn(vm, memory);
  const behind = goOnBehind(registers);
  if ((esr & WNR) === 0n) {
    const value = BigInt.asUintN(8 * sizeBytes, BigInt(readGuestGic(gic, before, address)));
    return { kind: 'handled', effects: isZeroRegister ? behind : [wrote(field, value), ...behind] };
  }
  const value = BigInt.asUintN(8 * sizeBytes, registers.read(field));
  const after = writeGuestGic(gic, before, { address, sizeBytes, value });
  return isPrivate(gic, address)
    ? listed(vm, after, behind)
    : { kind: 'handled', effects: [savedGuestGic(vm, after), ...behind] };
}

function decodeAnswer(vm: VmConfig, event: SeatEvent, question: string): VcpuExit {
  const { registers, memory } = event;
  const value = event.type === 'bus/answered' ? (event.value ?? 0n) : 0n;
  const guestGic = guestGicIn(vm, memory);
  if (question === ACKNOWLEDGE) return interruptTaken(vm, guestGic, value, reportOf(registers));
  return listRegisterRead(vm, guestGic, value);
}

/** The last exit as a line. */
export function reportOf(registers: RegisterView): string {
  const shown = (name: string, value: bigint | number) => `${name}=0x${value.toString(16)}`;
  return `Unhandled exception: ${[
    isInterrupt(registers) ? 'interrupt' : shown('esr', registers.read(layout.ESR_EL2)),
    shown('elr', registers.read(layout.ELR_EL2)),
    shown('far', registers.read(layout.FAR_EL2)),
    shown('ipa', faultAddress(registers)),
  ].join(', ')}`;
}
