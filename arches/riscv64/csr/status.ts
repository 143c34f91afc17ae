/** Bits of `mstatus`, `sstatus` and `vsstatus`. `priv: Machine Status (mstatus and mstatush) Registers` */

/** In the low word, as numbers: what traps and translations look at. */
export const SIE = 1 << 1; // interrupts are enabled in S
export const MIE = 1 << 3; // interrupts are enabled in M
export const SPIE = 1 << 5; // SIE before the trap into S
export const MPIE = 1 << 7; // MIE before the trap into M
export const SPP = 1 << 8; // privilege before the trap into S
export const VS = 3 << 9; // vector unit: off, initial, clean, dirty
export const MPP_SHIFT = 11;
export const MPP = 3 << MPP_SHIFT; // privilege before the trap into M
export const FS = 3 << 13; // floating-point unit: off, initial, clean, dirty
export const XS = 3 << 15; // other extensions; none, so 0
export const MPRV = 1 << 17; // loads and stores of M translate as MPP's
export const SUM = 1 << 18; // S may load and store user pages
export const MXR = 1 << 19; // executable pages may be loaded from
export const TVM = 1 << 20; // satp and sfence.vma trap in S
export const TW = 1 << 21; // wfi traps below M
export const TSR = 1 << 22; // sret traps in S

/** In the high word, in place. */
export const UXL = 3n << 32n;
export const SXL = 3n << 34n;
export const GVA = 1n << 38n;
export const MPV = 1n << 39n;
export const SD = 1n << 63n;

/** XLEN of 64 in UXL, and in SXL, which never change. */
export const UXL_64 = 2n << 32n;
export const XLEN_64 = UXL_64 | (2n << 34n);

/**
 * What software may write. Without the V extension the field VS has no effect, but is there as on QEMU's `rv64`.
 * UXL is read-only: U-mode is always 64 bits wide.
 */
export const MSTATUS_WRITABLE =
  BigInt(SIE | MIE | SPIE | MPIE | SPP | VS | MPP | FS | MPRV | SUM | MXR | TVM | TW | TSR) | GVA | MPV;

/** What `sstatus` shows of it, and what it lets through. */
export const SSTATUS_VISIBLE = BigInt(SIE | SPIE | SPP | VS | FS | XS | SUM | MXR) | UXL | SD;
export const SSTATUS_WRITABLE = MSTATUS_WRITABLE & SSTATUS_VISIBLE;

/** MPP is WARL and holds an implemented privilege; 2 is none, and becomes U. */
function legalizeMpp(status: bigint): bigint {
  return (status & BigInt(MPP)) === 2n << BigInt(MPP_SHIFT) ? status & ~BigInt(MPP) : status;
}

/** `mstatus` or `vsstatus` after software wrote the bits of `writable`. SD, which says that some unit is dirty, is kept true in storage. */
export function writtenStatus(before: bigint, value: bigint, writable: bigint): bigint {
  const status = legalizeMpp((before & ~writable & ~SD) | (value & writable));
  const low = Number(status & 0xffff_ffffn);
  const isDirty = (low & FS) === FS || (low & VS) === VS || (low & XS) === XS;
  return isDirty ? status | SD : status;
}
