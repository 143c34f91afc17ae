/** A recording's machine with images of today in the place of those that were recorded. */
import { basename } from 'node:path';
import { type BoardRequest, type ImageFile, RequestError } from '../boards/request.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import { requestIn } from '../engine/recorded-board.ts';
import { isElf } from '../images/elf-format.ts';
import { readGuest } from '../images/guest.ts';
import { withGuest } from '../images/guest-on-disk.ts';
import { readImageFile } from '../images/read-file.ts';
import { guestPath } from '../images/scenario-disk.ts';
import type { LogReader } from '../log/reader.ts';
import type { SymbolFile } from '../log/types.ts';
import { archOfBoard, symbolFilesOf } from '../scenarios/scenario.ts';

/** Paths of files, by what the board does with them. */
export interface FreshImages {
  readonly bios?: string;
  readonly kernel?: string;
  readonly initrd?: string;
  /** Kernel of the hypervisor's guest, ELF or flat. It keeps the name that the recorded one has on the disk. */
  readonly guest?: string;
}

export const freshImageRoles = ['guest', 'kernel', 'bios', 'initrd'] as const satisfies readonly (keyof FreshImages)[];

export interface FreshMachine {
  readonly request: BoardRequest;
  readonly symbols: readonly SymbolFile[];
  /** Files that name addresses of the fresh images. */
  readonly symbolPaths: readonly string[];
}

/**
 * Throws `RequestError` for an image that the recording has no place for, `ImageError` for a file that is no such image, and
 * `LogError` when a recorded image can't be read.
 */
export function freshMachine(log: LogReader, images: FreshImages): FreshMachine {
  const { bios, kernel, initrd, guest } = images;
  const recorded = requestIn(log);
  const replaced = {
    bios: replacement(log, 'bios', recorded.bios, bios),
    kernel: replacement(log, 'kernel', recorded.kernel, kernel),
    initrd: replacement(log, 'initrd', recorded.initrd, initrd),
  };
  const own = guest === undefined ? undefined : exchangeGuest(log, recorded, guest);
  const elves = [own?.symbols, kernel, bios].filter((path) => path !== undefined).filter((path) => isElf(readImageFile(path)));
  const named = elves.flatMap(symbolFilesOf);
  // The recorded guest's symbols are not the fresh one's, whatever their files are called.
  const gone = new Set([...named.map(({ name }) => name), own?.recordedSymbols]);
  return {
    request: { ...recorded, ...replaced, ...(own && { drives: own.drives }) },
    symbols: [...named, ...log.header.symbols.filter(({ name }) => !gone.has(name))],
    symbolPaths: elves,
  };
}

function replacement(log: LogReader, role: string, recorded: ImageFile | null, path: string | undefined): ImageFile | null {
  if (path === undefined) return recorded;
  if (recorded === null) throw new RequestError(`--${role}: the recording has no such image; it has ${imageList(log)}`);
  return { name: basename(path), bytes: readImageFile(path) };
}

const imageList = ({ header }: LogReader): string =>
  header.images.length === 0 ? 'none' : header.images.map(({ role, name }) => `${role} ${JSON.stringify(name)}`).join(', ');

function exchangeGuest(log: LogReader, recorded: BoardRequest, path: string) {
  const { header } = log;
  const arch = archOfBoard(header.board);
  if (arch === undefined) throw new RequestError(`--guest: the board ${header.board} runs no guests`);
  const { bytes, symbols } = readGuest(arch, path);
  const [disk, ...others] = recorded.drives;
  // A hypervisor on the board finds its guest by itself; then the guest's symbols tell its name.
  const stems = header.symbols.map(({ name }) => name.replace(/\.elf$/, ''));
  const paths = recorded.guest === null ? stems.map(guestPath) : [recorded.guest];
  const exchanged = disk && withGuest(disk.image.bytes, paths, bytes);
  if (exchanged === undefined)
    throw new RequestError(
      `--guest: the recording's first disk is not one that \`replay record --guest\` made, so its guest can't be exchanged; it has ${imageList(log)}`,
    );
  return {
    drives: [{ ...disk!, image: SparseImage.of(exchanged.disk) }, ...others],
    symbols: symbols ?? undefined,
    recordedSymbols: `${basename(exchanged.path)}.elf`,
  };
}
