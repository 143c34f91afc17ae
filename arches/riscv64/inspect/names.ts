/** Words for numbers: privileges, causes, modes of address translation. */
import { exception, interrupt } from '../causes.ts';
import { privilege } from '../privilege.ts';

/** Names of interrupts as the manual abbreviates them, and of exceptions in its words, by number. */
export const INTERRUPT_NAMES: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(interrupt).map(([name, number]) => [number, name]),
);
export const EXCEPTION_NAMES: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(exception).map(([name, number]) => [number, name.toLowerCase().replaceAll('_', ' ')]),
);

export const causeName = (cause: number, isInterrupt: boolean): string =>
  (isInterrupt ? INTERRUPT_NAMES[cause] : EXCEPTION_NAMES[cause]) ?? `${isInterrupt ? 'interrupt' : 'exception'} ${cause}`;

/** The least first. S stands for HS where there is a hypervisor. */
export const PRIVILEGES: Readonly<Record<string, { readonly mode: number; readonly isVirtual: boolean }>> = {
  VU: { mode: privilege.U, isVirtual: true },
  VS: { mode: privilege.S, isVirtual: true },
  U: { mode: privilege.U, isVirtual: false },
  S: { mode: privilege.S, isVirtual: false },
  M: { mode: privilege.M, isVirtual: false },
};

export function privilegeName(mode: number, isVirtual: boolean): string {
  const found = Object.entries(PRIVILEGES).find(([, as]) => as.mode === mode && as.isVirtual === isVirtual);
  return found?.[0] ?? `privilege ${mode}`;
}

/** Modes of `satp` and `vsatp`. */
export const TRANSLATION_MODES: Readonly<Record<number, string>> = { 0: 'Bare', 8: 'Sv39', 9: 'Sv48', 10: 'Sv57' };
/** Modes of `hgatp`. */
export const GUEST_TRANSLATION_MODES: Readonly<Record<number, string>> = { 0: 'Bare', 8: 'Sv39x4', 9: 'Sv48x4', 10: 'Sv57x4' };
