/** What an architecture adds to the hypervisor: its registers, its page tables, its calls. */
import type { MemoryView } from '../bus/device.ts';
import type { Answer, VcpuExit } from './exit.ts';
import type { RegisterView, SeatEffect, SeatEvent } from './seat.ts';
import type { VmConfig } from './vm.ts';

export type Memory = Pick<MemoryView, 'readRam'>;
export type Effects = readonly SeatEffect[];

/** What changes page tables comes to, and where the next table goes. */
export interface TablesChanged {
  readonly effects: Effects;
  readonly nextTable: number;
}

export interface GuestIsa {
  /** What is said before the guest is loaded: what it will have. */
  linesOfStart(vm: VmConfig): readonly string[];
  /** What is said when `sizeBytes` of it are, and it is about to be entered. */
  linesOfEntry(vm: VmConfig, sizeBytes: number): readonly string[];
  /** Registers as the hypervisor keeps them, and the guest's before it is first entered; and its RAM mapped. */
  prepare(vm: VmConfig): TablesChanged;
  /** Why control came back; `question`, if not null, is what was asked before, and the event its answer. */
  decodeExit(vm: VmConfig, event: SeatEvent, question: string | null): VcpuExit;
  /** The guest goes on after its call. */
  answer(form: string, answer: Answer, registers: RegisterView): Effects;
  /** Maps one page of a device to itself. Undefined when there is no room for tables. */
  mapPage(vm: VmConfig, memory: Memory, nextTable: number, address: number): TablesChanged | undefined;
}
