/** The file that a command writes. */
import { statSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** A slip of the hand must not replace what a command reads: throws `UsageError` when `output` is one of `inputs`. */
export function checkOutput(output: string, inputs: readonly string[], role: string, option = '-o'): void {
  const target = statSync(output, { throwIfNoEntry: false });
  for (const path of target === undefined ? [] : inputs) {
    const source = statSync(path, { throwIfNoEntry: false });
    if (source?.dev === target!.dev && source.ino === target!.ino)
      throw new UsageError(`${option}: ${output} would replace ${path}, which ${role}`);
  }
}
