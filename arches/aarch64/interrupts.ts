/** Which interrupt is due, and who takes it. arm: Asynchronous exception types, routing, masking and priorities. */
import { readField } from '#core/isa/evaluate.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { isStepPending } from './debug.ts';
import { takeInterrupt, vector } from './exceptions.ts';
import { layout } from './layout.ts';
import { levelOf, lowWord } from './pstate.ts';
import { HCR } from './sysreg/bits.ts';

/** Bits of `HartContext.lines`, as the GIC has them; and what turns on a PE that is off. */
export const wire = { IRQ: 1, FIQ: 2, VIRQ: 4, VFIQ: 8, START: 16 } as const;

/**
 * Numbers of interrupts; the smaller goes first. Which does is the implementation's choice, and this is QEMU's. To start is the only one of
 * a PE that is off. A Software Step exception is none, but comes between instructions as they do, and after them.
 */
export const interrupt = { FIQ: 0, IRQ: 1, VIRQ: 2, VFIQ: 3, VSERROR: 4, START: 5, STEP: 6 } as const;

interface Kind {
  readonly wire: number;
  readonly isVirtual: boolean;
  /** Of HCR_EL2: routes the physical one to EL2, and lets the virtual one be. */
  readonly route: bigint;
  /** Of HCR_EL2: the virtual one is pending. */
  readonly pending: bigint;
  readonly mask: { readonly offset: number };
  readonly vector: number;
}

const KINDS: readonly Kind[] = [
  { wire: wire.FIQ, isVirtual: false, route: HCR.FMO, pending: 0n, mask: layout.F, vector: vector.FIQ },
  { wire: wire.IRQ, isVirtual: false, route: HCR.IMO, pending: 0n, mask: layout.I, vector: vector.IRQ },
  { wire: wire.VIRQ, isVirtual: true, route: HCR.IMO, pending: HCR.VI, mask: layout.I, vector: vector.IRQ },
  { wire: wire.VFIQ, isVirtual: true, route: HCR.FMO, pending: HCR.VF, mask: layout.F, vector: vector.FIQ },
  { wire: 0, isVirtual: true, route: HCR.AMO, pending: HCR.VSE, mask: layout.A, vector: vector.SERROR },
];

const isOff = ({ block }: HartContext): boolean => block.getUint8(layout.isOff.offset) !== 0;
const isToStart = (context: HartContext): boolean => (context.lines() & wire.START) !== 0;

const targetOf = ({ isVirtual, route }: Kind, hcr: bigint): number => (!isVirtual && (hcr & (route | HCR.TGE)) !== 0n ? 2 : 1);

function isDue(context: HartContext, kind: Kind, hcr: bigint, respectsMask: boolean): boolean {
  if ((context.lines() & kind.wire) === 0 && (hcr & kind.pending) === 0n) return false;
  const level = levelOf(context.block);
  const isMasked = respectsMask && context.block.getUint8(kind.mask.offset) !== 0;
  if (kind.isVirtual) return (hcr & kind.route) !== 0n && (hcr & HCR.TGE) === 0n && level < 2 && !isMasked;
  const target = targetOf(kind, hcr);
  if (level > target) return false;
  return (target === 2 && level < 2) || !isMasked;
}

/** What HCR_EL2 has pending, in its low word. */
const PENDING = Number(HCR.VF | HCR.VI | HCR.VSE);

/** The interrupt to take now, or -1. */
export function selectInterrupt(context: HartContext): number {
  if (isOff(context)) return isToStart(context) ? interrupt.START : -1;
  // Asked after every return: most often there is nothing at all.
  if (context.lines() === 0 && (lowWord(context.block, layout.HCR_EL2) & PENDING) === 0)
    return isStepPending(context) ? interrupt.STEP : -1;
  const hcr = readField(context.block, layout.HCR_EL2);
  const due = KINDS.findIndex((kind) => isDue(context, kind, hcr, true));
  return due < 0 && isStepPending(context) ? interrupt.STEP : due;
}

/** Does WFI end? PSTATE does not mask what wakes. arm: WFI wake-up events. */
export function wakesFromWait(context: HartContext): boolean {
  if (isOff(context)) return isToStart(context);
  const hcr = readField(context.block, layout.HCR_EL2);
  return KINDS.some((kind) => isWakeUp(context, kind, hcr)) || isStepPending(context);
}

function isWakeUp(context: HartContext, kind: Kind, hcr: bigint): boolean {
  if (!kind.isVirtual) return (context.lines() & kind.wire) !== 0;
  return isDue(context, kind, hcr, false);
}

/** Takes interrupt `number`. */
export function enterInterrupt(block: DataView, number: number): void {
  const kind = KINDS[number]!;
  const hcr = readField(block, layout.HCR_EL2);
  const iss = number === interrupt.VSERROR ? lowWord(block, layout.VSESR_EL2) & 0x1ff_ffff : undefined;
  if (number === interrupt.VSERROR) block.setBigUint64(layout.HCR_EL2.offset, hcr & ~HCR.VSE, true);
  takeInterrupt(block, targetOf(kind, hcr), kind.vector, iss);
}
