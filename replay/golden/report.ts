/** Verdicts in words: the same ones on a terminal, in JUnit's XML and in annotations. */
import { formatCount } from '../cli/format.ts';
import { type Difference, type Instruction, instructionText, type Verdict } from './verdict.ts';

/** `the run differs at step 1,234, in exit; the first instruction that differs is at step 1,200, 0x80200a14 <user_main+0x14>: nop`. */
export function headline({ step, what, instruction }: Difference): string {
  const where = `the run differs at step ${formatCount(step)}, in ${what}`;
  if (instruction === null) return where;
  const { isFirst, step: at } = instruction;
  if (!isFirst) return `${where}, at ${instructionText(instruction)}`;
  return `${where}; the first instruction that differs is at step ${formatCount(at)}, ${instructionText(instruction)}`;
}

/** What was recorded, what came, the same of the first instruction, and notes: a line each. */
export function detailLines({ recorded, came, instruction, notes }: Difference): readonly string[] {
  return [
    `recorded  ${recorded}`,
    `came      ${came}`,
    ...(instruction?.isFirst === true ? firstLines(instruction) : []),
    ...notes,
  ];
}

function firstLines(instruction: Instruction): readonly string[] {
  const { step, hart, recorded, registers } = instruction;
  const before = recorded === null ? [] : [`  recorded  ${instructionText(recorded)}`];
  const after = registers.map(
    (register) => `  after it  hart ${register.hart} ${register.name}: recorded ${register.recorded}, came ${register.came}`,
  );
  return [`first at step ${formatCount(step)}, hart ${hart}`, ...before, `  came      ${instructionText(instruction)}`, ...after];
}

export const isPassed = ({ outcome }: Verdict): boolean => outcome === 'same' || outcome === 'recorded';
