/** Words for numbers: levels, causes, faults. */
import { exceptionClass, exceptionClassNames } from '../exception-classes.ts';
import { status } from '../faults.ts';
import { interrupt } from '../interrupts.ts';

/** The least first. */
export const PRIVILEGES: readonly string[] = ['EL0', 'EL1', 'EL2'];

const INTERRUPT_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(interrupt).map(([name, number]) => [number, name]));

/** Of exceptions the class is the cause. */
export const causeName = (cause: number, isInterrupt: boolean): string =>
  (isInterrupt ? INTERRUPT_NAMES.get(cause) : exceptionClassNames.get(cause)) ??
  `${isInterrupt ? 'interrupt' : 'class'} ${cause}`;

/** Classes that are one more when the level stays. */
const AT_OWN_LEVEL: readonly number[] = [
  exceptionClass.INSTRUCTION_ABORT,
  exceptionClass.DATA_ABORT,
  exceptionClass.BREAKPOINT,
  exceptionClass.SOFTWARE_STEP,
  exceptionClass.WATCHPOINT,
];

/** ESR_ELx.EC in words, also where it says that the level stayed. */
export function className(ec: number): string {
  const own = exceptionClassNames.get(ec);
  if (own !== undefined) return own;
  return AT_OWN_LEVEL.includes(ec - 1) ? `${exceptionClassNames.get(ec - 1)}, same EL` : '';
}

/** In the manual's words, without the level. */
const FAULT_NAMES: ReadonlyMap<number, string> = new Map([
  [status.ADDRESS_SIZE, 'address size fault'],
  [status.TRANSLATION, 'translation fault'],
  [status.ACCESS_FLAG, 'access flag fault'],
  [status.PERMISSION, 'permission fault'],
  [status.EXTERNAL_ABORT_ON_WALK, 'external abort on a walk'],
]);

/** A fault status code in words. */
export function faultName(code: number): string {
  if (code === status.EXTERNAL_ABORT) return 'external abort';
  if (code === status.ALIGNMENT) return 'alignment fault';
  const name = FAULT_NAMES.get(code & ~3);
  return name === undefined ? `fault status ${code}` : `${name}, level ${code & 3}`;
}
