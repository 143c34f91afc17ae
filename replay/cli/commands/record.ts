/** `replay record`: boots a machine, live, and writes down what it was told. */
import { Command, Option } from 'commander';
import type { Reading } from '#core/machine/processor-transient.ts';
import { boardNames } from '../../boards/registry.ts';
import { DEFAULT_REQUEST } from '../../boards/request.ts';
import { guestArches } from '../../images/guest.ts';
import type { SymbolFile } from '../../log/types.ts';
import { scenarios } from '../../scenarios/registry.ts';
import { symbolFilesOf } from '../../scenarios/scenario.ts';
import { carryOut } from '../action.ts';
import { formatTable } from '../format.ts';
import { recordLive } from '../live-recording.ts';
import { type MachineOptions, machineOf } from '../machine-options.ts';
import { collectFiles, collectSettings } from '../option-values.ts';
import { checkOutput } from '../output-file.ts';
import { parseCount, parseSize, parseSpacing, parseTime, parseU64 } from '../quantities.ts';
import { readingOption } from '../reading-option.ts';
import { UsageError } from '../usage-error.ts';

const EXAMPLES = `
Examples:
  $ replay record --board riscv64-virt --kernel hello.elf -o hello.log
  $ replay record guestmonolithickernel --arch riscv64 -o run.log
  $ replay record guestvdev --arch riscv64 --guest my-kernel.elf -o mine.log
  $ replay record bootloader --arch aarch64 -o handed-over.log
  $ replay record --board riscv64-virt --bios fw_jump.bin --kernel Image --append "console=ttyS0" -m 1G --smp 2 -o boot.log
  $ replay record --board riscv64-virt --kernel kernel.bin --drive disk.img --pflash flash.img,unit=1,readonly=on --max-time 10s -o run.log

Scenarios:
${formatTable(scenarios.map(({ name, summary }) => [`  ${name}`, summary])).join('\n')}

A scenario brings its disk, its flash bank and its guest, whose symbols are recorded; other options go with it. --guest has the
guest run by the built-in hypervisor, or by the scenario's own.
On a terminal the keyboard goes to the guest; Ctrl-A x ends the recording, Ctrl-A h lists the other keys.
A recording with keyframes is larger; replay lastwrite and all that goes to a position are quick on one from the start.
Elsewhere the guest gets what standard input holds. Guest disks and flash are written inside the machine only, never to the files.
Exit code: 0 recorded, 1 recorded and the guest reported failure, 2 refused.
`;

interface RecordOptions extends MachineOptions {
  readonly maxSteps: number;
  readonly maxTime: number;
  readonly symbols: readonly string[];
  readonly pace: boolean;
  readonly keyframes?: number;
  readonly reading: Reading;
  readonly output: string;
}

export function recordCommand(): Command {
  return new Command('record')
    .summary('boot a machine and record the run')
    .description('Boots a machine and records everything that it takes to run it again, instruction for instruction.')
    .argument('[scenario]', `a machine with a hypervisor and a guest: ${scenarios.map(({ name }) => name).join(', ')}`)
    .addOption(new Option('--arch <name>', "the scenario's architecture").choices(guestArches))
    .addOption(new Option('--board <name>', 'the machine, where there is no scenario').choices(boardNames))
    .option('--guest <file>', 'kernel for the hypervisor: ELF or flat, put on the first disk as /sbin/NAME')
    .addOption(
      new Option('--guest-memory <size>', 'RAM that the built-in hypervisor gives the guest')
        .argParser(parseSize)
        .default(DEFAULT_REQUEST.guestRamSizeBytes, '16M'),
    )
    .option('--bios <file>', 'firmware, ELF or flat; without it there is none')
    .option('--kernel <file>', 'kernel or bare program, ELF or flat')
    .option('--initrd <file>', 'initial RAM disk for the kernel')
    .option('--append <text>', "the kernel's command line", '')
    .addOption(
      new Option('-m, --memory <size>', 'RAM: 128M, 1G; a bare number is MiB')
        .argParser(parseSize)
        .default(DEFAULT_REQUEST.ramSizeBytes, '128M'),
    )
    .option('--smp <n>', 'harts', parseCount, DEFAULT_REQUEST.harts)
    .addOption(
      new Option('--drive <file[,readonly=on]>', 'virtio disk; may be given again')
        .argParser(collectFiles(false))
        .default([], 'none'),
    )
    .addOption(
      new Option('--pflash <file[,unit=N][,readonly=on]>', 'flash bank; may be given again')
        .argParser(collectFiles(true))
        .default([], 'none'),
    )
    .addOption(
      new Option('--machine <name=value,...>', "what of the board may be chosen: gic-version=2 of aarch64-virt's")
        .argParser(collectSettings)
        .default({}, 'none'),
    )
    .addOption(new Option('--console <device>', 'where the keyboard goes').choices(['serial', 'virtio']).default('serial'))
    .addOption(new Option('--virtio-version <n>', 'of the virtio-mmio transports; 1 is legacy').choices(['1', '2']).default('2'))
    .option('--icount-shift <n>', 'a step is 2^n virtual nanoseconds', parseCount, DEFAULT_REQUEST.shift)
    .option('--quantum <steps>', "length of a hart's turn", parseCount, DEFAULT_REQUEST.quantum)
    .addOption(new Option('--seed <n>', 'where everything random at reset comes from').argParser(parseU64).default(0n, '0'))
    .option('--rtc-epoch <seconds>', 'wall time at reset, since 1970', parseCount, DEFAULT_REQUEST.rtcEpoch)
    .addOption(
      new Option('--max-steps <n>', 'end after so many steps: 1000000, 10M')
        .argParser(parseCount)
        .default(Number.POSITIVE_INFINITY, 'none'),
    )
    .addOption(
      new Option('--max-time <time>', 'end at this virtual time: 10s, 500ms')
        .argParser(parseTime)
        .default(Number.POSITIVE_INFINITY, 'none'),
    )
    .addOption(
      new Option('--symbols <elf>', 'names addresses in later reports; may be given again')
        .argParser((path: string, before: readonly string[]) => [...before, path])
        .default([], 'none'),
    )
    .option(
      '--keyframes <n>',
      'keep the whole state at every n-th checkpoint (2^20 steps), for going there at once',
      parseSpacing,
    )
    .option('--no-pace', 'let idle time pass at once, not in real time')
    .addOption(readingOption())
    .requiredOption('-o, --output <log>', 'the recording; a file that is there is replaced')
    .addHelpText('after', EXAMPLES)
    .action((scenario: string | undefined, options: RecordOptions) =>
      carryOut(undefined, (output) => {
        const { board, request, symbols, paths } = machineOf(scenario, options);
        checkOutput(options.output, [...paths, ...options.symbols], 'goes into the recording');
        return recordLive(output, {
          path: options.output,
          board,
          request,
          symbols: symbolsOf(symbols, options.symbols),
          maxSteps: options.maxSteps,
          maxTime: options.maxTime,
          isPaced: options.pace,
          keyframes: options.keyframes,
          reading: options.reading,
        });
      }),
    );
}

/** Each file once, for a scenario's may be asked for again. */
function symbolsOf(own: readonly SymbolFile[], paths: readonly string[]): readonly SymbolFile[] {
  const files = [...own, ...paths.map(symbolFileOf)];
  return files.filter(({ sha256 }, index) => files.findIndex((file) => file.sha256 === sha256) === index);
}

function symbolFileOf(path: string): SymbolFile {
  const [file] = symbolFilesOf(path);
  if (file === undefined) throw new UsageError(`--symbols: ${path} has no symbols; was it stripped?`);
  return file;
}
