/** Where firmware, kernel, initrd and device tree go, and where the hart starts: the rules of QEMU 7.2's `virt` machine. */
import { hex } from '#core/hex.ts';
import { ImageError } from '../../images/image-error.ts';
import { checkDisjoint, type Placement, placeFlat, placeImage, type Ram } from '../placement.ts';
import { type BoardRequest, RequestError } from '../request.ts';
import { riscv64VirtTree } from './device-tree.ts';
import { DRAM_BASE, FLASH } from './memory-map.ts';
import { resetRom } from './reset-rom.ts';

const MIB = 2 ** 20;
/** QEMU reserves this much for the tree, whatever its size. */
const DEVICE_TREE_SIZE = MIB;
const ALIGNMENT = 2 * MIB;
/** The tree stays below 3 GiB, within reach of 32-bit software. */
const DEVICE_TREE_END_MAX = 3 * 2 ** 30;
const INITRD_DISTANCE_MAX = 128 * MIB;

export interface BootPlan {
  /** In RAM. They don't overlap. */
  readonly placements: readonly Placement[];
  readonly resetRom: Uint8Array;
  readonly notes: readonly string[];
}

/** Throws `ImageError` or `RequestError`. */
export function planBoot(request: BoardRequest): BootPlan {
  const { kernel, append, initrd } = request;
  if (kernel === null && append !== '') throw new RequestError('--append is for a kernel: give one with --kernel');
  if (kernel === null && initrd !== null) throw new RequestError('--initrd is for a kernel: give one with --kernel');
  const ram = { base: DRAM_BASE, sizeBytes: request.ramSizeBytes };
  const bios = request.bios && placeImage(request.bios, 'riscv64', ram, DRAM_BASE);
  const kernelAddress = alignUp(bios?.end ?? DRAM_BASE, ALIGNMENT);
  const placedKernel = kernel && placeImage(kernel, 'riscv64', ram, kernelAddress);
  const placedInitrd = initrd && placedKernel && placeInitrd(request, ram, placedKernel.start);
  const start = request.pflash[0] ? FLASH.base : DRAM_BASE;
  const deviceTree = deviceTreeAddress(request.ramSizeBytes);
  const tree = riscv64VirtTree({
    harts: request.harts,
    ramSizeBytes: request.ramSizeBytes,
    seed: request.seed,
    append,
    initrd: placedInitrd && { start: placedInitrd.start, end: placedInitrd.end },
  });
  if (tree.length > DEVICE_TREE_SIZE)
    throw new RequestError(`--append: too long, the device tree has room for ${DEVICE_TREE_SIZE} bytes`);
  const placements = [
    ...(bios?.placements ?? []),
    ...(placedKernel?.placements ?? []),
    ...(placedInitrd?.placements ?? []),
    { what: 'the device tree', address: deviceTree, bytes: tree, sizeBytes: DEVICE_TREE_SIZE },
  ];
  checkDisjoint(placements);
  const atStart = bios ?? placedKernel;
  return {
    placements,
    resetRom: resetRom({
      start,
      deviceTree,
      next: placedKernel?.start ?? (request.pflash[1] ? FLASH.base + FLASH.sizeBytes : 0),
    }),
    notes: [
      ...(bios?.notes ?? []),
      ...(placedKernel?.notes ?? []),
      ...(start === DRAM_BASE && atStart && atStart.entry !== null && atStart.entry !== BigInt(start)
        ? [`the hart starts at ${hex(start)} as on QEMU, not at the entry of the image, ${hex(atStart.entry)}`]
        : []),
    ],
  };
}

/** As far up as possible, so that a kernel that grows does not reach it. */
function deviceTreeAddress(ramSizeBytes: number): number {
  const end = Math.min(DRAM_BASE + ramSizeBytes, DEVICE_TREE_END_MAX);
  const address = Math.floor((end - DEVICE_TREE_SIZE) / ALIGNMENT) * ALIGNMENT;
  if (address < DRAM_BASE)
    throw new RequestError(`-m: ${ramSizeBytes} bytes of RAM have no room for the device tree; give 2M or more`);
  return address;
}

/** Half the RAM behind the kernel, or 128 MiB, so that a kernel that unpacks itself does not reach it. */
function placeInitrd({ initrd, ramSizeBytes }: BoardRequest, ram: Ram, kernelStart: number) {
  const placed = placeFlat(initrd!, ram, kernelStart + Math.min(ramSizeBytes / 2, INITRD_DISTANCE_MAX));
  if (placed.end >= 2 ** 32)
    throw new ImageError(`${initrd!.name}: would end at ${hex(placed.end)}, but the tree tells 32-bit addresses`);
  return placed;
}

function alignUp(address: number, alignment: number): number {
  return Math.ceil(address / alignment) * alignment;
}
