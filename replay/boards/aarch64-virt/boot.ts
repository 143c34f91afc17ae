/** Where kernel, initrd and device tree go, and where the hart starts: the rules of QEMU 7.2's `virt` machine. */
import { hex } from '#core/hex.ts';
import { isElf } from '../../images/elf-format.ts';
import { ImageError } from '../../images/image-error.ts';
import { checkDisjoint, type PlacedImage, type Placement, placeFlat, placeImage, type Ram } from '../placement.ts';
import { type BoardRequest, RequestError } from '../request.ts';
import { aarch64VirtTree, type GicVersion } from './device-tree.ts';
import { readKernelImage } from './kernel-image.ts';
import { FLASH, RAM_BASE } from './memory-map.ts';

const MIB = 2 ** 20;
const PAGE_SIZE = 4096;
/** QEMU gives the tree this much, whatever its size. */
const DEVICE_TREE_SIZE = MIB;
const DEVICE_TREE_ALIGNMENT = 2 * MIB;
const INITRD_DISTANCE_MAX = 128 * MIB;

/** QEMU's first instructions where it boots Linux: x0 is the device tree, x1 to x3 are zero, x4 is where to. */
const BOOTLOADER = [
  0x5800_00c0, // ldr x0, 0x18
  0xaa1f_03e1, // mov x1, xzr
  0xaa1f_03e2, // mov x2, xzr
  0xaa1f_03e3, // mov x3, xzr
  0x5800_0084, // ldr x4, 0x20
  0xd61f_0080, // br x4
] as const;

export interface BootPlan {
  /** In RAM. They don't overlap. */
  readonly placements: readonly Placement[];
  /** Where the first hart starts. */
  readonly start: bigint;
  /** Firmware, which has the first flash bank. */
  readonly firmware: Uint8Array | null;
  readonly notes: readonly string[];
}

/** Throws `ImageError` or `RequestError`. */
export function planBoot(request: BoardRequest, gicVersion: GicVersion): BootPlan {
  const { bios, kernel, append, initrd, pflash } = request;
  if (kernel === null && append !== '') throw new RequestError('--append is for a kernel: give one with --kernel');
  if (kernel === null && initrd !== null) throw new RequestError('--initrd is for a kernel: give one with --kernel');
  if (bios !== null && pflash[0]) throw new RequestError('--bios: firmware has the flash bank of unit 0; give one or the other');
  if (bios !== null && bios.bytes.length > FLASH.sizeBytes)
    throw new ImageError(`${bios.name}: firmware has at most ${FLASH.sizeBytes} bytes, this file ${bios.bytes.length}`);
  const hasFirmware = bios !== null || Boolean(pflash[0]);
  const asked = { ...request, gicVersion };
  const plan = kernel === null ? withoutKernel(asked) : isElf(kernel.bytes) ? withElf(asked) : withLinux(asked);
  checkDisjoint(plan.placements);
  return {
    placements: plan.placements,
    start: hasFirmware ? BigInt(FLASH.base) : plan.start,
    firmware: bios?.bytes ?? null,
    notes:
      hasFirmware && kernel !== null ? [...plan.notes, 'the hart starts in flash; the kernel lies in RAM for it'] : plan.notes,
  };
}

type Plan = Pick<BootPlan, 'placements' | 'start' | 'notes'>;

type Asked = BoardRequest & { readonly gicVersion: GicVersion };

const ramOf = ({ ramSizeBytes }: BoardRequest): Ram => ({ base: RAM_BASE, sizeBytes: ramSizeBytes });

function treeAt(address: number, request: Asked, initrd: PlacedImage | null): Placement {
  const { harts, ramSizeBytes, seed, append, gicVersion } = request;
  const bytes = aarch64VirtTree({ harts, ramSizeBytes, seed, append, initrd, gicVersion });
  if (bytes.length > DEVICE_TREE_SIZE)
    throw new RequestError(`--append: too long, the device tree has room for ${DEVICE_TREE_SIZE} bytes`);
  if (address + DEVICE_TREE_SIZE > RAM_BASE + ramSizeBytes)
    throw new RequestError(`-m: ${ramSizeBytes} bytes of RAM have no room for the device tree at ${hex(address)}; give more`);
  return { what: 'the device tree', address, bytes, sizeBytes: DEVICE_TREE_SIZE };
}

/** Nothing runs but what may be in flash, which finds the tree at the start of RAM. */
function withoutKernel(request: Asked): Plan {
  return { placements: [treeAt(RAM_BASE, request, null)], start: BigInt(FLASH.base), notes: [] };
}

/** A bare program: it starts at its entry, and finds the tree at the start of RAM where it left room for it. */
function withElf(request: Asked): Plan {
  const { kernel, initrd } = request;
  if (initrd !== null)
    throw new RequestError(`--initrd: ${kernel!.name} is an ELF file, which QEMU gives no initrd; take an Image`);
  const placed = placeImage(kernel!, 'aarch64', ramOf(request), RAM_BASE);
  const hasRoom = placed.start - RAM_BASE >= DEVICE_TREE_SIZE;
  const tree = hasRoom ? [treeAt(RAM_BASE, request, null)] : [];
  const note = `${kernel!.name} begins at ${hex(placed.start)}, so that there is no device tree`;
  return {
    placements: [...placed.placements, ...tree],
    start: placed.entry!,
    notes: hasRoom ? placed.notes : [...placed.notes, note],
  };
}

function withLinux(request: Asked): Plan {
  const { kernel, ramSizeBytes } = request;
  const ram = ramOf(request);
  const image = readKernelImage(kernel!);
  const start = RAM_BASE + image.offset;
  const placed = placeFlat(image.file, ram, start);
  const room = { ...placed.placements[0]!, sizeBytes: image.sizeBytes };
  // Far enough behind a kernel that unpacks itself, and not in it.
  const distance = Math.max(Math.min(ramSizeBytes / 2, INITRD_DISTANCE_MAX), image.offset + image.sizeBytes);
  const free = RAM_BASE + Math.ceil(distance / PAGE_SIZE) * PAGE_SIZE;
  const initrd = request.initrd && placeFlat(request.initrd, ram, free);
  if (initrd !== null && initrd.end >= 2 ** 32)
    throw new ImageError(`${request.initrd!.name}: would end at ${hex(initrd.end)}, but the tree tells 32-bit addresses`);
  const tree = Math.ceil((initrd?.end ?? free) / DEVICE_TREE_ALIGNMENT) * DEVICE_TREE_ALIGNMENT;
  return {
    placements: [room, ...(initrd?.placements ?? []), treeAt(tree, request, initrd), bootloader(tree, start)],
    start: BigInt(RAM_BASE),
    notes: placed.notes,
  };
}

function bootloader(tree: number, entry: number): Placement {
  const bytes = new Uint8Array(4 * BOOTLOADER.length + 16);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of BOOTLOADER.entries()) view.setUint32(4 * index, word, true);
  view.setBigUint64(4 * BOOTLOADER.length, BigInt(tree), true);
  view.setBigUint64(4 * BOOTLOADER.length + 8, BigInt(entry), true);
  return { what: 'the first instructions', address: RAM_BASE, bytes, sizeBytes: bytes.length };
}
