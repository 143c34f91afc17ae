/** What an architecture adds to the hypervisor: its registers, its page tables, its calls. */
import type { MemoryView } from '../bus/device.ts';
import type { Answer, VcpuExit } from './exit.ts';
import type { RegisterView, SeatEffect } from './seat.ts';
import type { VmConfig } from './vm.ts';

export type Memory = Pick<MemoryView, 'readRam'>;
export type Effects = readonly SeatEffect[];

/** What changes page tables comes to, and where the next table goes. */
export interface TablesChanged {
  readonly effects: Effects;
  readonly nextTable: number;
}

export interface GuestIsa {
  /** So that `hart/woken` comes at `now`, ns, after `hart/waited`. */
  wakeAt(now: number): Effects;
  /** Registers as the hypervisor keeps them, and the guest's before it is first entered; and its RAM mapped. */
  prepare(vm: VmConfig): TablesChanged;
  /** Physical address of the second-stage tables that `prepare` makes. */
  rootOf(vm: VmConfig): number;
  decodeExit(vm: VmConfig, registers: RegisterView): VcpuExit;
  /** The guest goes on after its call. */
  answer(form: string, answer: Answer, registers: RegisterView): Effects;
  /** Arms the guest's timer, and takes back an interrupt of the last. */
  setTimer(deadline: bigint, registers: RegisterView): Effects;
  /** The guest's timer interrupt is pending for it from now on. */
  injectTimer(registers: RegisterView): Effects;
  interruptSelf(registers: RegisterView): Effects;
  /** Maps one page of a device to itself. Undefined when there is no room for tables. */
  mapPage(vm: VmConfig, memory: Memory, nextTable: number, address: number): TablesChanged | undefined;
}
