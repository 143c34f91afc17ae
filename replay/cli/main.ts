/** The command `replay`, which `replay/command` starts. Exit codes: 0 fine, 1 ran and differed or the guest failed, 2 refused. */
import { isMainThread } from 'node:worker_threads';
import { Command, CommanderError } from 'commander';
import { offerModules } from '#core/machine/interpreter-module.ts';
import { ENGINE } from '../engine/engine-version.ts';
import { FORMAT_VERSION } from '../log/limits.ts';
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

/** In the order of the help. What only one of them needs is read when that one is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  record: async () => (await import('./commands/record.ts')).recordCommand(),
  run: async () => (await import('./commands/run.ts')).runCommand(),
  info: async () => (await import('./commands/info.ts')).infoCommand(),
  exits: async () => (await import('./commands/exits.ts')).exitsCommand(),
  console: async () => (await import('./commands/console.ts')).consoleCommand(),
  gdb: async () => (await import('./commands/gdb.ts')).gdbCommand(),
  images: async () => (await import('./commands/images.ts')).imagesCommand(),
  goto: async () => (await import('./commands/goto.ts')).gotoCommand(),
  registers: async () => (await import('./commands/registers.ts')).registersCommand(),
  memory: async () => (await import('./commands/memory.ts')).memoryCommand(),
  disasm: async () => (await import('./commands/disasm.ts')).disasmCommand(),
  walk: async () => (await import('./commands/walk.ts')).walkCommand(),
  trace: async () => (await import('./commands/trace.ts')).traceCommand(),
  lastwrite: async () => (await import('./commands/lastwrite.ts')).lastwriteCommand(),
  test: async () => (await import('./commands/test.ts')).testCommand(),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(),
  inspect: async () => (await import('./commands/inspect.ts')).inspectCommand(),
  repair: async () => (await import('./commands/repair.ts')).repairCommand(),
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand(),
  bisect: async () => (await import('./commands/bisect.ts')).bisectCommand(),
  diff: async () => (await import('./commands/diff.ts')).diffCommand(),
};

async function main(): Promise<void> {
  // Whatever slipped past the commands: one line, as for everything else.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      process.stderr.write(`${failureLine(error)}\n`);
      process.exit(EXIT_REFUSED);
    });
  // Who reads the help may have gone, e.g. `| head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  offerModules(findWrittenModule);
  const program = new Command('replay')
    .description('Records runs of whole machines and replays them, instruction for instruction.')
    .version(`${ENGINE.replace('/', ' ')} (recordings of format ${FORMAT_VERSION})`)
    .addHelpText('after', EXAMPLES);
  const asked = process.argv[2] ?? '';
  for (const name of Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands))
    program.addCommand(await commands[name]!());
  endAsReplayDoes(program, 'replay');
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_REFUSED;
  }
  for (const stream of [process.stdout, process.stderr])
    if (stream.writableLength > 0) await new Promise<void>((resolve) => void stream.write('', () => resolve()));
  // Else Node waits for what V8 still compiles, which nobody will run.
  process.exit();
}

/** One line and a pointer to help, for a command and those in it. */
function endAsReplayDoes(command: Command, name: string): void {
  command
    .exitOverride()
    .showHelpAfterError(`see ${name} --help`)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'replay: ')) });
  for (const inner of command.commands) endAsReplayDoes(inner, `${name} ${inner.name()}`);
}

// A thread of `lastwrite` starts sooner in the command's own script.
if (isMainThread) void main();
else void import('./last-write-worker.ts');
