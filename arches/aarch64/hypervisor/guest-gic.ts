/**
 * The GICv3 that the guest sees, but for its CPU interface, which is the hart's virtual one: a distributor without SPIs and one redistributor,
 * emulated an access at a time. What the guest has set lies in the machine's memory. gic: The GIC register descriptions, IHI 0069.
 */

/** Where both are, for the guest and in the machine. */
export interface GicPlaces {
  readonly distributor: number;
  readonly redistributor: number;
}

export const GICD_SIZE = 0x1_0000;
/** Two frames, of which the second has the interrupts of a hart's own. */
export const GICR_SIZE = 0x2_0000;
export const GICR_SGI_FRAME = 0x1_0000;

export const GICD_CTLR = 0x0000;
export const CTLR_ENABLE_GROUP1 = 1 << 1;
const CTLR_ENABLES = 3;
/** Affinity routing is on, and there is one security state. */
const CTLR_FIXED = (1 << 4) | (1 << 6);
const GICR_TYPER = 0x0008;
const TYPER_LAST = 1 << 4;
export const GICR_WAKER = 0x0014;
const WAKER_SLEEP = 1 << 1;
/** ProcessorSleep and ChildrenAsleep. */
const ASLEEP = 6;
export const IGROUPR0 = 0x0080;
export const ISENABLER0 = 0x0100;
const ICENABLER0 = 0x0180;
const IPRIORITYR = 0x0400;
const PIDR2 = 0xffe8;
const PIDR2_GICV3 = 0x3b;

const PRIVATE_COUNT = 32;

export interface GuestGic {
  readonly ctlr: number;
  readonly waker: number;
  /** One bit an interrupt. */
  readonly groups: number;
  readonly enabled: number;
  /** Active in the machine, and still to be listed for the guest. */
  readonly waiting: number;
  readonly priorities: readonly number[];
}

export const initialGuestGic: GuestGic = {
  ctlr: 0,
  waker: ASLEEP,
  groups: 0,
  enabled: 0,
  waiting: 0,
  priorities: Array<number>(PRIVATE_COUNT).fill(0),
};

/** Five words, and the priorities. */
export const GUEST_GIC_SIZE = 20 + PRIVATE_COUNT;

export function bytesOf({ ctlr, waker, groups, enabled, waiting, priorities }: GuestGic): Uint8Array {
  const bytes = new Uint8Array(GUEST_GIC_SIZE);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of [ctlr, waker, groups, enabled, waiting].entries()) view.setUint32(4 * index, word, true);
  bytes.set(priorities, 20);
  return bytes;
}

export function guestGicOf(bytes: Uint8Array): GuestGic {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const word = (index: number) => view.getUint32(4 * index, true);
  const priorities = [...bytes.subarray(20, GUEST_GIC_SIZE)];
  return { ctlr: word(0), waker: word(1), groups: word(2), enabled: word(3), waiting: word(4), priorities };
}

export function isGuestGic({ distributor, redistributor }: GicPlaces, address: number): boolean {
  const isIn = (base: number, sizeBytes: number) => address >= base && address < base + sizeBytes;
  return isIn(distributor, GICD_SIZE) || isIn(redistributor, GICR_SIZE);
}

/** A register at its address; what is none reads as zero. */
export function readGuestGic({ distributor, redistributor }: GicPlaces, gic: GuestGic, address: number): number {
  const inDistributor = address - distributor;
  if (inDistributor >= 0 && inDistributor < GICD_SIZE) {
    if (inDistributor === GICD_CTLR) return gic.ctlr | CTLR_FIXED;
    return inDistributor === PIDR2 ? PIDR2_GICV3 : 0; // GICD_TYPER too: no SPIs
  }
  const offset = address - redistributor;
  if (offset >= GICR_SGI_FRAME) return readPrivate(gic, offset - GICR_SGI_FRAME);
  switch (offset) {
    case GICR_TYPER:
      return TYPER_LAST;
    case GICR_WAKER:
      return gic.waker;
    case PIDR2:
      return PIDR2_GICV3;
  }
  return 0;
}

function readPrivate(gic: GuestGic, offset: number): number {
  switch (offset) {
    case IGROUPR0:
      return gic.groups;
    case ISENABLER0:
    case ICENABLER0:
      return gic.enabled;
  }
  return gic.priorities[offset - IPRIORITYR] ?? 0;
}

export function writeGuestGic(
  { distributor, redistributor }: GicPlaces,
  gic: GuestGic,
  { address, sizeBytes, value }: { readonly address: number; readonly sizeBytes: number; readonly value: bigint },
): GuestGic {
  const word = Number(BigInt.asUintN(32, value));
  if (address === distributor + GICD_CTLR) return { ...gic, ctlr: word & CTLR_ENABLES };
  if (address === redistributor + GICR_WAKER) return { ...gic, waker: (word & WAKER_SLEEP) !== 0 ? ASLEEP : 0 };
  switch (address - redistributor - GICR_SGI_FRAME) {
    case IGROUPR0:
      return { ...gic, groups: word };
    case ISENABLER0:
      return { ...gic, enabled: (gic.enabled | word) >>> 0 };
    case ICENABLER0:
      return { ...gic, enabled: (gic.enabled & ~word) >>> 0 };
  }
  const first = address - redistributor - GICR_SGI_FRAME - IPRIORITYR;
  const priorities = gic.priorities.map((priority, index) =>
    index >= first && index < first + sizeBytes ? Number((value >> BigInt(8 * (index - first))) & 0xffn) : priority,
  );
  return { ...gic, priorities };
}

/** Is it in the frame whose writes may let an interrupt through that waits? */
export const isPrivate = ({ redistributor }: GicPlaces, address: number): boolean =>
  address >= redistributor + GICR_SGI_FRAME && address < redistributor + GICR_SIZE;
