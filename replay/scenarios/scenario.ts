/** A scenario: a guest and the hypervisor that runs it, by name. */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { BoardRequest, ImageFile } from '../boards/request.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import { type Guest, type GuestArch, guestArches, readGuest } from '../images/guest.ts';
import { imagesFolder } from '../images/package-files.ts';
import { readImageFile } from '../images/read-file.ts';
import { buildDisk, buildPflash, guestPath } from '../images/scenario-disk.ts';
import { readSymbols } from '../images/symbols.ts';
import type { SymbolFile } from '../log/types.ts';

export interface Scenario {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** One that comes with the program. */
  readonly guest: string;
  /** The built-in one, in which mode, or an image that the board boots as its kernel. */
  readonly hypervisor: 'builtIn' | 'bootloader' | { readonly image: string };
  /** Absent: all of them. */
  readonly arches?: readonly GuestArch[];
  /** What it chooses of the board: see `BoardRequest.machine`. */
  readonly machine?: BoardRequest['machine'];
}

export const boardOfArch: Readonly<Record<GuestArch, string>> = { riscv64: 'riscv64-virt', aarch64: 'aarch64-virt' };

/** The architecture of a board that runs guests. */
export const archOfBoard = (board: string): GuestArch | undefined => guestArches.find((arch) => boardOfArch[arch] === board);

export type GuestAndHypervisor = Pick<Scenario, 'hypervisor' | 'guest' | 'machine'>;

/** What a scenario brings: the guest on the first disk, a read-only flash bank in unit 1, and who runs the guest. */
export interface ScenarioMachine {
  readonly change: Pick<BoardRequest, 'machine' | 'kernel' | 'guest' | 'hypervisorMode' | 'drives' | 'pflash'>;
  readonly symbols: readonly SymbolFile[];
  /** The files that went into it. */
  readonly paths: readonly string[];
}

/** `guest` is a name or a file, in place of the scenario's own. Throws `ImageError`. */
export function prepareScenario(scenario: GuestAndHypervisor, arch: GuestArch): ScenarioMachine {
  const { hypervisor, guest, machine = {} } = scenario;
  const read = readGuest(arch, guest);
  const kernel = typeof hypervisor === 'string' ? null : join(imagesFolder(arch), hypervisor.image);
  // The guest's come first: VM exits are told by its addresses.
  const symbols = [read.symbols, kernel].flatMap((path) => (path === null ? [] : symbolFilesOf(path)));
  return {
    change: {
      machine,
      kernel: kernel === null ? null : imageFile(kernel),
      guest: kernel === null ? guestPath(read.name) : null,
      hypervisorMode: hypervisor === 'bootloader' ? 'bootloader' : 'virtualization',
      drives: [diskOf(read)],
      pflash: [null, { name: 'pflash.img', image: SparseImage.of(buildPflash(arch)), isReadOnly: true }],
    },
    symbols,
    paths: [read.path, ...(kernel === null ? [] : [kernel])],
  };
}

const imageFile = (path: string): ImageFile => ({ name: basename(path), bytes: readImageFile(path) });
const diskOf = ({ name, bytes }: Guest) => ({
  name: 'disk.img',
  image: SparseImage.of(buildDisk(name, bytes)),
  isReadOnly: false,
});

/** What a recording keeps of an ELF file that names addresses; nothing of one without symbols. */
export function symbolFilesOf(path: string): readonly SymbolFile[] {
  const bytes = readImageFile(path);
  if (readSymbols(path, bytes).count === 0) return [];
  return [{ name: basename(path), sha256: createHash('sha256').update(bytes).digest('hex') }];
}
