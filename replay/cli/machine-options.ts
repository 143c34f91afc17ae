/** The options of `replay record` that say which machine, and the machine that they say. */
import { basename } from 'node:path';
import { type BoardRequest, DEFAULT_REQUEST, type DriveFile, type ImageFile } from '../boards/request.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import type { GuestArch } from '../images/guest.ts';
import { readImageFile } from '../images/read-file.ts';
import type { SymbolFile } from '../log/types.ts';
import { scenarios } from '../scenarios/registry.ts';
import { boardOfArch, prepareScenario, type Scenario, type ScenarioMachine } from '../scenarios/scenario.ts';
import type { FileOption } from './option-values.ts';
import { UsageError } from './usage-error.ts';

export interface MachineOptions {
  readonly arch?: GuestArch;
  readonly board?: string;
  readonly guest?: string;
  readonly guestMemory: number;
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
  readonly machine: Readonly<Record<string, string>>;
  readonly seed: bigint;
  readonly rtcEpoch: number;
}

export interface RequestedMachine {
  readonly board: string;
  readonly request: BoardRequest;
  /** Of the guest. */
  readonly symbols: readonly SymbolFile[];
  /** Every file that goes into the recording. */
  readonly paths: readonly string[];
}

/** Throws `UsageError` for options that do not go together, `ImageError` for files. */
export function machineOf(name: string | undefined, options: MachineOptions): RequestedMachine {
  const { arch, board } = archAndBoard(name, options);
  const request = requestOf(options);
  const paths = pathsOf(options);
  const scenario = name === undefined ? undefined : scenarioNamed(name);
  if (scenario === undefined && options.guest === undefined) return { board, request, symbols: [], paths };
  if (arch === undefined) throw new UsageError(`--guest: the board ${board} has no built-in hypervisor`);
  if (scenario?.arches !== undefined && !scenario.arches.includes(arch))
    throw new UsageError(`${scenario.name}: is for ${scenario.arches.join(' and ')}, not ${arch}`);
  const guest = options.guest ?? scenario!.guest;
  const machine = prepareScenario({ hypervisor: 'builtIn', ...scenario, guest }, arch);
  return { board, request: withScenario(request, machine), symbols: machine.symbols, paths: [...paths, ...machine.paths] };
}

function archAndBoard(
  name: string | undefined,
  { arch, board }: MachineOptions,
): { readonly arch: GuestArch | undefined; readonly board: string } {
  const arches = Object.keys(boardOfArch) as readonly GuestArch[];
  const found = arch ?? arches.find((each) => boardOfArch[each] === board);
  if (found !== undefined && board !== undefined && boardOfArch[found] !== board)
    throw new UsageError(`--arch: the board of ${found} is ${boardOfArch[found]}, not ${board}`);
  const chosen = board ?? (found === undefined ? undefined : boardOfArch[found]);
  if (chosen !== undefined) return { arch: found, board: chosen };
  if (name !== undefined) scenarioNamed(name);
  throw new UsageError(
    name === undefined
      ? `say what to record: a scenario (${scenarioNames()}) or --board`
      : `--arch: say which, ${arches.join(' or ')}`,
  );
}

const scenarioNames = () => scenarios.map(({ name }) => name).join(', ');

function scenarioNamed(name: string): Scenario {
  const scenario = scenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new UsageError(`no scenario ${JSON.stringify(name)}; there is ${scenarioNames()}`);
  return scenario;
}

/** Its disk is the first, its flash bank gives way to one that was asked for, and so does its hypervisor. */
function withScenario(request: BoardRequest, { change }: ScenarioMachine): BoardRequest {
  const units = Math.max(request.pflash.length, change.pflash.length);
  return {
    ...request,
    machine: { ...change.machine, ...request.machine },
    kernel: request.kernel ?? change.kernel,
    guest: change.guest,
    hypervisorMode: change.hypervisorMode,
    drives: [...change.drives, ...request.drives],
    pflash: Array.from({ length: units }, (_, unit) => request.pflash[unit] ?? change.pflash[unit] ?? null),
  };
}

function pathsOf({ bios, kernel, initrd, drive, pflash }: MachineOptions): readonly string[] {
  return [bios, kernel, initrd, ...[...drive, ...pflash].map(({ path }) => path)].filter((path) => path !== undefined);
}

function requestOf(options: MachineOptions): BoardRequest {
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
    machine: options.machine,
    console: options.console,
    append: options.append,
    bios: image(options.bios),
    kernel: image(options.kernel),
    initrd: image(options.initrd),
    guest: null,
    guestRamSizeBytes: options.guestMemory,
    hypervisorMode: DEFAULT_REQUEST.hypervisorMode,
    drives: options.drive.map(driveFile),
    pflash: banksOf(options.pflash),
  };
}

const imageFile = (path: string): ImageFile => ({ name: basename(path), bytes: readImageFile(path) });
const driveFile = ({ path, isReadOnly }: FileOption): DriveFile => {
  const { name, bytes } = imageFile(path);
  return { name, image: SparseImage.of(bytes), isReadOnly };
};

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
