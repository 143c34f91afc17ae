/** Verdicts in words: the same ones on a terminal, in JUnit's XML and in annotations. */
import { formatCount } from '../cli/format.ts';
import { type Difference, placeText, type Verdict } from './verdict.ts';

/** `the run differs at step 1,234, in exit; the first instruction that differs is at step 1,200, 0x80200a14 <user_main+0x14>`. */
export function headline({ step, what, instruction }: Difference): string {
  const where = `the run differs at step ${formatCount(step)}, in ${what}`;
  if (instruction === null) return where;
  if (instruction.step === step) return `${where}, at ${placeText(instruction)}`;
  return `${where}; the first instruction that differs is at step ${formatCount(instruction.step)}, ${placeText(instruction)}`;
}

/** What was recorded, what came, and notes: a line each. */
export function detailLines({ recorded, came, notes }: Difference): readonly string[] {
  return [`recorded  ${recorded}`, `came      ${came}`, ...notes];
}

export const isPassed = ({ outcome }: Verdict): boolean => outcome === 'same' || outcome === 'recorded';
