/**
 * Which interrupts are pending, and which is taken. `priv: Machine Interrupt (mip and mie) Registers`
 *
 * The board's wires have the bits of `mip`, so that pending is: what software wrote, the wires, the comparison of Sstc.
 */
import type { HartView } from '#core/machine/hart.ts';
import { interrupt } from './causes.ts';
import * as status from './csr/status.ts';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';

/** Bits of `HartView.lines()`. */
export const wires = {
  MSIP: 1 << interrupt.MSI,
  MTIP: 1 << interrupt.MTI,
  SEIP: 1 << interrupt.SEI,
  MEIP: 1 << interrupt.MEI,
} as const;

/** Nanoseconds of a tick of `time`: 10 MHz, as on QEMU's `virt`. */
export const NS_PER_TICK = 100;

/** Where the board answers with `mtime` in the `sysreg` space. */
export const SYSREG_MTIME = 0;

/** `time`: "a read-only shadow of the memory-mapped mtime register". A board without one counts from reset. */
export function readTime(context: HartView): bigint {
  return context.sysregRead(SYSREG_MTIME, 8) ?? BigInt(Math.floor(context.now() / NS_PER_TICK));
}

/** `time` as VS and VU see it. Truncated to 64 bits: `htimedelta` may stand for a negative one. */
export function readGuestTime(context: HartView): bigint {
  return BigInt.asUintN(64, readTime(context) + context.block.getBigUint64(layout.htimedelta.offset, true));
}

export const STIP = 1 << interrupt.STI;
const VSTIP = 1 << interrupt.VSTI;

/** Bit 31 of the high word of `menvcfg` and `henvcfg`. */
const STCE_HIGH = 2 ** 31;

/** Does `stimecmp` decide STIP? `sstc: Supervisor Timer (stimecmp) Register` */
export function hasSupervisorTimer(block: DataView): boolean {
  return block.getUint32(layout.menvcfg.offset + 4, true) >= STCE_HIGH;
}

/** Does `vstimecmp` raise VSTIP? Never without {@link hasSupervisorTimer}, as STCE of `henvcfg` is then zero. */
export function hasGuestTimer(block: DataView): boolean {
  return block.getUint32(layout.henvcfg.offset + 4, true) >= STCE_HIGH;
}

/** Ticks until a timer is reached; 0 or less from then on. */
const ticksLeft = (context: HartView) => context.block.getBigUint64(layout.stimecmp.offset, true) - readTime(context);
const guestTicksLeft = (context: HartView) => context.block.getBigUint64(layout.vstimecmp.offset, true) - readGuestTime(context);

/**
 * `mip` as a number; every interrupt there is has a bit below 14. `stimecmp` decides STIP; VSTIP is "the logical-OR of
 * hvip.VSTIP and the timer interrupt signal resulting from vstimecmp".
 */
export function pendingBits(context: HartView): number {
  const { block } = context;
  let bits = block.getUint32(layout.mip.offset, true) | context.lines();
  if (!hasSupervisorTimer(block)) return bits;
  bits = (bits & ~STIP) | (ticksLeft(context) <= 0n ? STIP : 0);
  return hasGuestTimer(block) && guestTicksLeft(context) <= 0n ? bits | VSTIP : bits;
}

/** The moment so many ticks from now, ns; Infinity when it is past or too far. */
function momentOf(context: HartView, ticks: bigint): number {
  const left = Number(ticks);
  const deadline = (Math.floor(context.now() / NS_PER_TICK) + left) * NS_PER_TICK;
  return left > 0 && Number.isSafeInteger(deadline) ? deadline : Number.POSITIVE_INFINITY;
}

/** When `stimecmp` or `vstimecmp` is reached, ns; Infinity when that changes nothing from now on. */
export function selectTimerDeadline(context: HartView): number {
  if (!hasSupervisorTimer(context.block)) return Number.POSITIVE_INFINITY;
  const own = momentOf(context, ticksLeft(context));
  return hasGuestTimer(context.block) ? Math.min(own, momentOf(context, guestTicksLeft(context))) : own;
}

/**
 * Highest first: "MEI, MSI, MTI, SEI, SSI, STI, LCOFI", the H extension's where its section puts them. Among the interrupts
 * of one destination; those for the higher privilege come before all others.
 */
const PRIORITY: readonly number[] = [
  interrupt.MEI,
  interrupt.MSI,
  interrupt.MTI,
  interrupt.SEI,
  interrupt.SSI,
  interrupt.STI,
  interrupt.SGEI,
  interrupt.VSEI,
  interrupt.VSSI,
  interrupt.VSTI,
  interrupt.LCOFI,
];

function first(bits: number): number {
  for (const number of PRIORITY) if (bits & (1 << number)) return number;
  return -1;
}

/** The interrupt to take before the next instruction, or -1. */
export function selectInterrupt(context: HartView): number {
  const { block } = context;
  const enabled = block.getUint32(layout.mie.offset, true);
  if (enabled === 0) return -1;
  const due = pendingBits(context) & enabled;
  if (due === 0) return -1;
  const now = block.getUint8(layout.privilege.offset);
  const mstatus = block.getUint32(layout.mstatus.offset, true);
  const delegated = block.getUint32(layout.mideleg.offset, true);
  const toM = due & ~delegated;
  if (toM !== 0 && (now < privilege.M || (mstatus & status.MIE) !== 0)) return first(toM);
  const toS = due & delegated;
  if (toS === 0 || now === privilege.M) return -1;
  const isVirtual = block.getUint8(layout.virtualized.offset) !== 0;
  const toVs = toS & block.getUint32(layout.hideleg.offset, true);
  const toHs = toS & ~toVs;
  if (toHs !== 0 && (isVirtual || now === privilege.U || (mstatus & status.SIE) !== 0)) return first(toHs);
  // "VS-mode interrupts are globally disabled when executing in U-mode", and in HS.
  if (toVs === 0 || !isVirtual) return -1;
  return now === privilege.U || (block.getUint32(layout.vsstatus.offset, true) & status.SIE) !== 0 ? first(toVs) : -1;
}

/**
 * Does a hart in `wfi` go on? "The operation of WFI must be unaffected by the global interrupt bits in mstatus (MIE and
 * SIE) and the delegation register mideleg." `priv: Wait for Interrupt`
 */
export function wakesFromWait(context: HartView): boolean {
  return (pendingBits(context) & context.block.getUint32(layout.mie.offset, true)) !== 0;
}
