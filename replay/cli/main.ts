#!/usr/bin/env node
/** The command `replay`. Exit codes: 0 fine, 1 ran and differed or the guest failed, 2 refused. */
import { Command, CommanderError } from 'commander';
import { offerModules } from '#core/machine/interpreter-module.ts';
import { ENGINE } from '../engine/engine-version.ts';
import { FORMAT_VERSION } from '../log/limits.ts';
import { bisectCommand } from './commands/bisect.ts';
import { consoleCommand } from './commands/console.ts';
import { diffCommand } from './commands/diff.ts';
import { disasmCommand } from './commands/disasm.ts';
import { exitsCommand } from './commands/exits.ts';
import { gdbCommand } from './commands/gdb.ts';
import { gotoCommand } from './commands/goto.ts';
import { imagesCommand } from './commands/images.ts';
import { infoCommand } from './commands/info.ts';
import { inspectCommand } from './commands/inspect.ts';
import { lastwriteCommand } from './commands/lastwrite.ts';
import { memoryCommand } from './commands/memory.ts';
import { migrateCommand } from './commands/migrate.ts';
import { recordCommand } from './commands/record.ts';
import { registersCommand } from './commands/registers.ts';
import { repairCommand } from './commands/repair.ts';
import { runCommand } from './commands/run.ts';
import { testCommand } from './commands/test.ts';
import { traceCommand } from './commands/trace.ts';
import { verifyCommand } from './commands/verify.ts';
import { walkCommand } from './commands/walk.ts';
import { EXIT_REFUSED } from './exit-codes.ts';
import { failureLine } from './failure.ts';
import { findWrittenModule } from './written-modules.ts';

const EXAMPLES = `
Examples:
  $ replay record --board riscv64-virt --kernel hello.elf -o hello.log
  $ replay run hello.log
  $ replay info hello.log

replay COMMAND --help says more. Exit code: 0 fine, 1 ran and differed or the guest failed, 2 refused.
`;

// Whatever slipped past the commands: one line, as for everything else.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    process.stderr.write(`${failureLine(error)}\n`);
    process.exit(EXIT_REFUSED);
  });

offerModules(findWrittenModule);

const program = new Command('replay')
  .description('Records runs of whole machines and replays them, instruction for instruction.')
  .version(`${ENGINE.replace('/', ' ')} (recordings of format ${FORMAT_VERSION})`)
  .addHelpText('after', EXAMPLES);
const commands = [
  ...[recordCommand(), runCommand(), infoCommand(), exitsCommand(), consoleCommand(), gdbCommand(), imagesCommand()],
  ...[gotoCommand(), registersCommand(), memoryCommand(), disasmCommand(), walkCommand(), traceCommand(), lastwriteCommand()],
  ...[testCommand(), verifyCommand(), inspectCommand(), repairCommand(), migrateCommand()],
  ...[bisectCommand(), diffCommand()],
];
for (const command of commands) program.addCommand(command);
endAsReplayDoes(program, 'replay');

/** One line and a pointer to help, for a command and those in it. */
function endAsReplayDoes(command: Command, name: string): void {
  command
    .exitOverride()
    .showHelpAfterError(`see ${name} --help`)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'replay: ')) });
  for (const inner of command.commands) endAsReplayDoes(inner, `${name} ${inner.name()}`);
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : EXIT_REFUSED;
}
