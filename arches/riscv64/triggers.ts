/**
 * Address triggers: types 2 (mcontrol) and 6 (mcontrol6) of the debug specification, comparing for equality, timing before,
 * action breakpoint exception. `debug: Match Control (mcontrol)`
 *
 * A page with an enabled trigger is never a whole page to a TLB, so that every access to it comes by here.
 */
import type { Access } from '#core/machine/hart.ts';
import { PAGE_SIZE } from '#core/mmu/walk.ts';
import { layout, TRIGGER_COUNT } from './layout.ts';
import { WatchedRegisters } from './watched-registers.ts';

export const TYPE_SHIFT = 60n;
export const TYPE_MCONTROL = 2n;
export const TYPE_MCONTROL6 = 6n;

export const LOAD = 1 << 0;
export const STORE = 1 << 1;
export const EXECUTE = 1 << 2;
/** U, S and M at bits 3, 4 and 6: privilege p at bit 3 + p. */
export const MODE_SHIFT = 3;
export const MODES = 0b1011 << MODE_SHIFT;
/** VU and VS at bits 23 and 24, in mcontrol6 only: an mcontrol never matches with V=1. */
export const VIRTUAL_MODE_SHIFT = 23;
export const VIRTUAL_MODES = 0b11 << VIRTUAL_MODE_SHIFT;

const NEEDED: Readonly<Record<Access, number>> = { load: LOAD, store: STORE, fetch: EXECUTE };

/** Bytes of an access that an encoded size matches; 0 for any. A size not listed is not supported. */
export const ACCESS_SIZES: readonly (number | undefined)[] = [0, 1, 2, 4, undefined, 8];

/** The size field, put together: 2 bits at 16 and 2 at 21 in mcontrol, 4 at 16 in mcontrol6. */
export function encodedSize(tdata1: bigint): number {
  const low = Number(tdata1 & 0xffff_ffffn);
  if (tdata1 >> TYPE_SHIFT === TYPE_MCONTROL6) return (low >>> 16) & 15;
  return ((low >>> 16) & 3) | (((low >>> 21) & 3) << 2);
}

interface Trigger {
  readonly low: number;
  readonly high: number;
  readonly control: number;
  readonly sizeBytes: number;
}

/** The enabled triggers of a hart. Derived from the block. */
export class Triggers {
  #enabled: readonly Trigger[] = [];
  readonly #registers = new WatchedRegisters(layout.tdata1, layout.tdata2);

  /** Derives the triggers anew if a register changed. Answers whether one did. */
  reload(block: DataView): boolean {
    if (!this.#registers.haveChanged(block)) return false;
    this.#derive(block);
    return true;
  }

  #derive(block: DataView): void {
    const enabled: Trigger[] = [];
    for (let i = 0; i < TRIGGER_COUNT; i++) {
      const tdata1 = block.getBigUint64(layout.tdata1.offset + 8 * i, true);
      const control = Number(tdata1 & 0xffff_ffffn);
      if ((control & (LOAD | STORE | EXECUTE)) === 0 || (control & (MODES | VIRTUAL_MODES)) === 0) continue;
      const low = block.getUint32(layout.tdata2.offset + 8 * i, true);
      const high = block.getUint32(layout.tdata2.offset + 8 * i + 4, true);
      enabled.push({ low, high, control, sizeBytes: ACCESS_SIZES[encodedSize(tdata1)] ?? 0 });
    }
    this.#enabled = enabled;
  }

  /** Equal only if the triggers are. */
  get key(): string {
    return this.#enabled.map(({ low, high, control, sizeBytes }) => `${high},${low},${control},${sizeBytes}`).join();
  }

  get isEmpty(): boolean {
    return this.#enabled.length === 0;
  }

  /** Does an access fire one? `mode` and `isVirtual` are those of the hart itself, whatever MPRV says. */
  fires(low: number, high: number, width: number, access: Access, mode: number, isVirtual = false): boolean {
    const modeBit = 1 << ((isVirtual ? VIRTUAL_MODE_SHIFT : MODE_SHIFT) + mode);
    return this.#enabled.some(
      (trigger) =>
        trigger.high === high &&
        trigger.low >= low &&
        trigger.low < (access === 'fetch' ? low + 1 : low + width) &&
        (trigger.control & NEEDED[access]) !== 0 &&
        (trigger.control & modeBit) !== 0 &&
        (trigger.sizeBytes === 0 || access === 'fetch' || trigger.sizeBytes === width),
    );
  }

  /** Is there one on the page of a virtual address? */
  touchesPage(low: number, high: number): boolean {
    const page = Math.floor(low / PAGE_SIZE);
    return this.#enabled.some((trigger) => trigger.high === high && Math.floor(trigger.low / PAGE_SIZE) === page);
  }
}
