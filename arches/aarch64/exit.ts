/**
 * VM exits and entries in words: what recordings keep and tables print. A VM exit is an exception from below EL2 to EL2. arm: ESR_EL2,
 * Exception Syndrome Register (EL2); psci: Function prototypes.
 */
import { readField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { ContextChange } from '#core/machine/hart.ts';
import { exceptionClass, exceptionClassNames } from './exception-classes.ts';
import { vector } from './exceptions.ts';
import { S1PTW } from './faults.ts';
import { layout, registerOf } from './layout.ts';
import { callName } from './psci.ts';
import { levelOf, lowWord } from './pstate.ts';
import { registerNameOf } from './sysreg/names.ts';

type Details = ContextChange['details'];

/** Which vector of a table, whoever it is for. */
const VECTOR_MASK = 0x180;
const INTERRUPT_NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [vector.IRQ, 'IRQ'],
  [vector.FIQ, 'FIQ'],
  [vector.SERROR, 'SError'],
]);

const WNR = 1n << 6n;
const IMMEDIATE = 0xffffn;
const IS_READ = 1n;
const IS_WFE = 1n;

const told = (reason: string, details: Details): ContextChange => ({ reason, details });

/** Just after an exception from below EL2 to EL2. */
export function describeExit(block: DataView): ContextChange {
  const read = (field: Field) => readField(block, field);
  const x = (number: number) => read(registerOf(layout.x, number));
  const pc = read(layout.ELR_EL2);
  const interrupt = INTERRUPT_NAMES.get(lowWord(block, layout.pc) & VECTOR_MASK);
  if (interrupt !== undefined) return told('interrupt', { pc, name: interrupt });
  const esr = read(layout.ESR_EL2);
  const iss = esr & 0x1ff_ffffn;
  const far = read(layout.FAR_EL2);
  const cause = Number(esr >> 26n);
  switch (cause) {
    case exceptionClass.HVC:
    case exceptionClass.SMC: {
      const by = cause === exceptionClass.HVC ? 'HVC' : 'SMC';
      return told('hypercall', {
        pc,
        by,
        immediate: iss & IMMEDIATE,
        call: callName(x(0)),
        x0: x(0),
        x1: x(1),
        x2: x(2),
        x3: x(3),
      });
    }
    case exceptionClass.INSTRUCTION_ABORT:
    case exceptionClass.DATA_ABORT: {
      const access = cause === exceptionClass.INSTRUCTION_ABORT ? 'fetch' : (iss & WNR) === 0n ? 'load' : 'store';
      const page = (read(layout.HPFAR_EL2) >> 4n) << 12n;
      // Of an entry of the guest's tables only the page is told.
      const address = (Number(iss) & S1PTW) === 0 ? page | (far & 0xfffn) : page;
      return told('npf', { pc, access, address, virtual: far });
    }
    case exceptionClass.TRAPPED_SYSTEM:
      return told('systemRegister', { pc, register: registerNameOf(iss), access: (iss & IS_READ) === 0n ? 'write' : 'read' });
    case exceptionClass.TRAPPED_WAIT:
      return told('wait', { pc, instruction: (iss & IS_WFE) === 0n ? 'WFI' : 'WFE' });
    default:
      return told('exception', { pc, class: cause, name: exceptionClassNames.get(cause) ?? '', iss });
  }
}

/** Just after the level fell below EL2: it, where it goes on, and what virtual interrupts HCR_EL2 has pending. */
export function describeEntry(block: DataView): ContextChange {
  const pending = (readField(block, layout.HCR_EL2) >> 6n) & 7n;
  return told(`EL${levelOf(block)}`, { pc: readField(block, layout.pc), pending });
}
