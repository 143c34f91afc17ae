/** How every command ends: with an exit code, and one line if it failed. */
import { EXIT_REFUSED, type ExitCode } from './exit-codes.ts';
import { failureLine } from './failure.ts';
import { Output } from './output.ts';

/** `subject` is the file that the command is about, for messages that don't name it. */
export async function carryOut(
  subject: string | undefined,
  command: (output: Output) => Promise<ExitCode> | ExitCode,
): Promise<void> {
  const output = new Output();
  try {
    process.exitCode = await command(output);
  } catch (error) {
    output.tell(failureLine(error, subject));
    process.exitCode = EXIT_REFUSED;
  }
}
