/** `replay record`: boots a machine, live, and writes down what it was told. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import type { Reading } from '#core/machine/processor-transient.ts';
import { boardNames } from '../../boards/registry.ts';
import { type BoardRequest, DEFAULT_REQUEST, type DriveFile, type ImageFile } from '../../boards/request.ts';
import { readImageFile } from '../../images/read-file.ts';
import { readSymbols } from '../../images/symbols.ts';
import type { SymbolFile } from '../../log/types.ts';
import { carryOut } from '../action.ts';
import { collectFiles, type FileOption } from '../file-options.ts';
import { recordLive } from '../live-recording.ts';
import { parseCount, parseSize, parseTime, parseU64 } from '../quantities.ts';
import { readingOption } from '../reading-option.ts';
import { UsageError } from '../usage-error.ts';

const EXAMPLES = `
Examples:
  $ replay record --board riscv64-virt --kernel hello.elf -o hello.log
  $ replay record --board riscv64-virt --bios fw_jump.bin --kernel Image --append "console=ttyS0" -m 1G --smp 2 -o boot.log
  $ replay record --board riscv64-virt --kernel kernel.bin --drive disk.img --pflash flash.img,unit=1,readonly=on --max-time 10s -o run.log

On a terminal the keyboard goes to the guest; Ctrl-A x ends the recording, Ctrl-A h lists the other keys.
Elsewhere the guest gets what standard input holds. Guest disks and flash are written inside the machine only, never to the files.
Exit code: 0 recorded, 1 recorded and the guest reported failure, 2 refused.
`;

interface RecordOptions {
  readonly board: string;
  readonly bios?: string;
  readonly kernel?: string;
  readonly initrd?: string;
  readonly append: string;
  readonly memory: number;
  readonly smp: number;
  readonly drive: readonly FileOption[];
  readonly pflash: readonly FileOption[];
  readonly console: 'serial' | 'virtio';
  readonly virtioVersion: string;
  readonly icountShift: number;
  readonly quantum: number;
  readonly seed: bigint;
  readonly rtcEpoch: number;
  readonly maxSteps: number;
  readonly maxTime: number;
  readonly symbols: readonly string[];
  readonly pace: boolean;
  readonly reading: Reading;
  readonly output: string;
}

export function recordCommand(): Command {
  return new Command('record')
    .summary('boot a machine and record the run')
    .description('Boots a machine and records everything that it takes to run it again, instruction for instruction.')
    .addOption(new Option('--board <name>', 'the machine').choices(boardNames).makeOptionMandatory())
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
    .option('--no-pace', 'let idle time pass at once, not in real time')
    .addOption(readingOption())
    .requiredOption('-o, --output <log>', 'the recording; a file that is there is replaced')
    .addHelpText('after', EXAMPLES)
    .action((options: RecordOptions) =>
      carryOut(undefined, (output) => {
        checkOutput(options);
        return recordLive(output, {
          path: options.output,
          board: options.board,
          request: requestOf(options),
          symbols: options.symbols.map(symbolFileOf),
          maxSteps: options.maxSteps,
          maxTime: options.maxTime,
          isPaced: options.pace,
          reading: options.reading,
        });
      }),
    );
}

/** A slip of the hand must not replace a kernel by its recording. */
function checkOutput({ output, bios, kernel, initrd, drive, pflash, symbols }: RecordOptions): void {
  const target = statSync(output, { throwIfNoEntry: false });
  const read = [bios, kernel, initrd, ...[...drive, ...pflash].map(({ path }) => path), ...symbols];
  for (const path of target === undefined ? [] : read) {
    const source = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
    if (source?.dev === target!.dev && source.ino === target!.ino)
      throw new UsageError(`-o: ${output} would replace ${path}, which goes into the recording`);
  }
}

function requestOf(options: RecordOptions): BoardRequest {
  const image = (path: string | undefined) => (path === undefined ? null : imageFile(path));
  return {
    harts: options.smp,
    ramSizeBytes: options.memory,
    shift: options.icountShift,
    quantum: options.quantum,
    rtcEpoch: options.rtcEpoch,
    seed: options.seed,
    virtioVersion: options.virtioVersion === '1' ? 1 : 2,
    virtioLatency: DEFAULT_REQUEST.virtioLatency,
    console: options.console,
    append: options.append,
    bios: image(options.bios),
    kernel: image(options.kernel),
    initrd: image(options.initrd),
    drives: options.drive.map(driveFile),
    pflash: banksOf(options.pflash),
  };
}

const imageFile = (path: string): ImageFile => ({ name: basename(path), bytes: readImageFile(path) });
const driveFile = ({ path, isReadOnly }: FileOption): DriveFile => ({ ...imageFile(path), isReadOnly });

/** Banks by unit: those that name one there, the others in the first that are free. */
function banksOf(options: readonly FileOption[]): readonly (DriveFile | null)[] {
  const banks: (DriveFile | null)[] = [];
  for (const option of [...options].sort((a, b) => Number(a.unit === null) - Number(b.unit === null))) {
    let unit = option.unit ?? 0;
    while (option.unit === null && banks[unit]) unit++;
    if (banks[unit]) throw new UsageError(`--pflash: two files for unit ${unit}`);
    while (banks.length < unit) banks.push(null);
    banks[unit] = driveFile(option);
  }
  return banks;
}

function symbolFileOf(path: string): SymbolFile {
  const bytes = readImageFile(path);
  if (readSymbols(path, bytes).count === 0) throw new UsageError(`--symbols: ${path} has no symbols; was it stripped?`);
  return { name: basename(path), sha256: createHash('sha256').update(bytes).digest('hex') };
}
