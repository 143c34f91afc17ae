/**
 * Breakpoints and watchpoints. A page with an enabled one is never a whole page to a TLB, so that every access to it comes by here. arm:
 * AArch64.BreakpointMatch(), AArch64.WatchpointMatch(), AArch64.StateMatch().
 *
 * Not modelled: breakpoints that match a context alone or an address that differs, and links to VMIDs or both contexts; they never match.
 */
import { readField } from '#core/isa/evaluate.ts';
import { BREAKPOINT_COUNT, layout, registerOf, WATCHPOINT_COUNT } from './layout.ts';
import { isHost, levelOf } from './pstate.ts';
import { HCR, MDSCR } from './sysreg/bits.ts';

/** Of DBGBCR and DBGWCR. */
const ENABLED = 1n;
const bitsOf = (value: bigint, at: number, width: number): number => Number((value >> BigInt(at)) & ((1n << BigInt(width)) - 1n));

const type = { ADDRESS: 0, LINKED_ADDRESS: 1, LINKED_CONTEXT: 3 } as const;
/** The last breakpoints are those that can compare a context. arm: ID_AA64DFR0_EL1, CTX_CMPs. */
const CONTEXT_COUNT = 2;
/** Security states of SSC without EL3: all, or Non-secure. "Secure only" matches nothing. */
const SECURE_ONLY = 2;
const EL2_TOO = 3;

interface Point {
  /** Address of the first byte, and of the one after the last. */
  readonly start: bigint;
  readonly end: bigint;
  readonly control: bigint;
  /** Number of the breakpoint whose context has to match as well. */
  readonly link: number | undefined;
}

interface Watch extends Point {
  readonly onLoad: boolean;
  readonly onStore: boolean;
}

/** Addresses are sign-extended from bit 48 of the registers. */
const addressOf = (value: bigint): bigint => BigInt.asUintN(64, BigInt.asIntN(49, value));
const ALL_BYTES = 0xf;
const INSTRUCTION_SIZE = 4n;
const PAGE = 12n;

function breakpointOf(value: bigint, control: bigint): readonly Point[] {
  const kind = bitsOf(control, 20, 4);
  if ((control & ENABLED) === 0n || bitsOf(control, 5, 4) !== ALL_BYTES) return [];
  if (kind !== type.ADDRESS && kind !== type.LINKED_ADDRESS) return [];
  const start = addressOf(value) & ~3n;
  const link = kind === type.LINKED_ADDRESS ? bitsOf(control, 16, 4) : undefined;
  return [{ start, end: start + INSTRUCTION_SIZE, control, link }];
}

function watchpointOf(value: bigint, control: bigint): readonly Watch[] {
  if ((control & ENABLED) === 0n) return [];
  const [mask, bytes, kinds] = [bitsOf(control, 24, 5), bitsOf(control, 5, 8), bitsOf(control, 3, 2)];
  const link = bitsOf(control, 20, 1) === 1 ? bitsOf(control, 16, 4) : undefined;
  const common = { control, link, onLoad: (kinds & 1) !== 0, onStore: (kinds & 2) !== 0 };
  const base = addressOf(value) & ~3n;
  if (mask > 2) {
    const start = base & ~((1n << BigInt(mask)) - 1n);
    return [{ ...common, start, end: start + (1n << BigInt(mask)) }];
  }
  // A contiguous run of bytes of the doubleword, or of the word.
  if (bytes === 0) return [];
  const first = BigInt(31 - Math.clz32(bytes & -bytes));
  const last = BigInt(31 - Math.clz32(bytes));
  return [{ ...common, start: base + first, end: base + last + 1n }];
}

/** What is enabled of a PE. Derived from the block. */
export class DebugPoints {
  #breakpoints: readonly Point[] = [];
  #watchpoints: readonly Watch[] = [];
  /** Equal only if the points are. */
  key = '';

  reload(block: DataView): void {
    this.#breakpoints = [];
    this.#watchpoints = [];
    this.key = '';
    if ((readField(block, layout.MDSCR_EL1) & MDSCR.MDE) === 0n || block.getUint8(layout.OSLK.offset) !== 0) return;
    const pairs = (count: number, values: typeof layout.DBGBVR, controls: typeof layout.DBGBCR) =>
      Array.from({ length: count }, (_, index): [bigint, bigint] => [
        readField(block, registerOf(values, index)),
        readField(block, registerOf(controls, index)),
      ]);
    const breakpoints = pairs(BREAKPOINT_COUNT, layout.DBGBVR, layout.DBGBCR);
    const watchpoints = pairs(WATCHPOINT_COUNT, layout.DBGWVR, layout.DBGWCR);
    this.#breakpoints = breakpoints.flatMap(([value, control]) => breakpointOf(value, control));
    this.#watchpoints = watchpoints.flatMap(([value, control]) => watchpointOf(value, control));
    if (!this.isEmpty) this.key = [...breakpoints, ...watchpoints].join(';');
  }

  get isEmpty(): boolean {
    return this.#breakpoints.length === 0 && this.#watchpoints.length === 0;
  }

  /** Is there one on the page of an address? */
  touchesPage(address: bigint): boolean {
    const page = address >> PAGE;
    return [...this.#breakpoints, ...this.#watchpoints].some(
      ({ start, end }) => start >> PAGE <= page && page <= (end - 1n) >> PAGE,
    );
  }

  /** Does an instruction at an address meet a breakpoint? */
  breaksAt(block: DataView, address: bigint): boolean {
    return this.#breakpoints.some((point) => point.start === address && matchesState(block, point, levelOf(block) > 0, true));
  }

  /** The address at which an access meets a watchpoint; undefined when it meets none. */
  watchedAt(block: DataView, address: bigint, width: number, isWrite: boolean, isPrivileged: boolean): bigint | undefined {
    const end = address + BigInt(width);
    const found = this.#watchpoints.find(
      (watch) =>
        watch.start < end &&
        watch.end > address &&
        (isWrite ? watch.onStore : watch.onLoad) &&
        matchesState(block, watch, isPrivileged, false),
    );
    return found === undefined ? undefined : found.start > address ? found.start : address;
  }
}

/** HMC, SSC and PMC or PAC against the level; for an access that EL1 makes as EL0 does, as EL0. */
function matchesState(block: DataView, { control, link }: Point, isPrivileged: boolean, isBreakpoint: boolean): boolean {
  const [privileges, higher, security] = [bitsOf(control, 1, 2), bitsOf(control, 13, 1), bitsOf(control, 14, 2)];
  if (security === SECURE_ONLY) return false;
  const level = !isPrivileged && !isBreakpoint ? 0 : levelOf(block);
  const ofEl2 = higher === 1 || security === EL2_TOO;
  const isOfLevel = [(privileges & 2) !== 0, (privileges & 1) !== 0, ofEl2][level]!;
  return isOfLevel && (link === undefined || matchesContext(block, link));
}

/** A linked breakpoint that compares CONTEXTIDR_EL1, or CONTEXTIDR_EL2 at a host and EL0 below it. */
function matchesContext(block: DataView, number: number): boolean {
  if (number < BREAKPOINT_COUNT - CONTEXT_COUNT || number >= BREAKPOINT_COUNT) return false;
  const control = readField(block, registerOf(layout.DBGBCR, number));
  if ((control & ENABLED) === 0n || bitsOf(control, 20, 4) !== type.LINKED_CONTEXT) return false;
  const level = levelOf(block);
  const hasE2h = (readField(block, layout.HCR_EL2) & HCR.E2H) !== 0n;
  const isInHost = level === 2 ? hasE2h : level === 0 && isHost(block);
  if (level === 2 && !isInHost) return false;
  const context = readField(block, isInHost ? layout.CONTEXTIDR_EL2 : layout.CONTEXTIDR_EL1) & 0xffff_ffffn;
  return context === (readField(block, registerOf(layout.DBGBVR, number)) & 0xffff_ffffn);
}
