/** Stock gdb, command by command. */
import type { ChildProcess } from 'node:child_process';
import { runProgram } from './command.ts';

const MARK = '@@@';

export interface GdbRun {
  /** Files with symbols. */
  readonly files?: readonly string[];
  readonly commands: readonly string[];
  /** Told of the process, and what it has printed so far. */
  readonly started?: (child: ChildProcess, output: () => string) => void;
}

/** Runs gdb with some commands, and answers with what each printed. An error is printed too, and does not end it. */
export async function runGdb({ files = [], commands, started }: GdbRun): Promise<readonly string[]> {
  const settings = ['set pagination off', 'set confirm off', 'set width 0', 'set breakpoint pending off'];
  const all = [...settings, ...commands].flatMap((command) => ['-ex', `echo ${MARK}\\n`, '-ex', command]);
  const [program, ...more] = files;
  const symbols = program === undefined ? [] : [program];
  const added = more.flatMap((file) => ['-ex', `add-symbol-file ${file}`]);
  const words = ['gdb-multiarch', '-nx', '-batch', ...symbols, ...added, ...all];
  const { output } = await runProgram(words, started);
  return output.split(`${MARK}\n`).slice(1 + settings.length);
}
