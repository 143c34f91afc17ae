/**
 * From virtual address to physical, or to the abort that says why not: as whom an access is made, which accesses translate alike, and how
 * the stages come together.
 *
 * Not modelled: a misaligned access to Device memory goes through, as on QEMU 7.2; the manual has it fault.
 */
import { type Access, TRAPPED } from '#core/machine/hart.ts';
import { breakpointSyndrome, isDebuggedNow, watchpointSyndrome } from './debug.ts';
import { DebugPoints } from './debug-points.ts';
import { exceptionClass } from './exception-classes.ts';
import type { Syndrome } from './exceptions.ts';
import { abortOf, guestAbortOf, type Refused, status } from './faults.ts';
import { layout } from './layout.ts';
import { combinedAttributes, type MemoryAttributes, stage1Attributes } from './memory-attributes.ts';
import { isHost, isPanSet, levelOf } from './pstate.ts';
import { Stage2, type Stage2Tables, stage2Of } from './stage-2.ts';
import { type EntryObserver, FAULT, type WalkContext } from './tables.ts';
import { type Accessor, type Range, type Regime, type Request, rangeAt, regimeOf, Stage1, type Use } from './translation.ts';

const INSTRUCTION_SIZE = 4;
/** Bits of an address below its top byte. */
const TAG_SHIFT = 56;

/** Numbers kept for regimes at most; when there are more, they are forgotten and new ones given. */
const REGIME_LIMIT = 256;
/** Unprivileged, privileged, and privileged but barred from what is not. */
const REGIMES_PER_BASE = 3;

const UNPRIVILEGED: Accessor = { isPrivileged: false, isBarred: false };
const PRIVILEGED: Accessor = { isPrivileged: true, isBarred: false };
const BARRED: Accessor = { isPrivileged: true, isBarred: true };
const ACCESSORS = [UNPRIVILEGED, PRIVILEGED, BARRED];

const addressOf = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low);
const toItself = (address: number) => address;

/** What stage 2 refused. */
interface Stage2Fault {
  readonly code: number;
  readonly address: number;
  /** It was an entry of stage 1 that it would not let be read or written. */
  readonly isOfWalk: boolean;
}

/** As whom an access is made, when not as the PE itself. */
export interface Actor {
  /** By the regime of EL2, or of EL2&0; else by that of EL1&0. */
  readonly isOfEl2: boolean;
  readonly accessor: Accessor;
}

/** Where an access leads: the physical address, or why nowhere. */
export type Prospect = { readonly physical: number } | Refused;

/** The same with the attributes of the memory there. */
export type Examined = { readonly physical: number; readonly attributes: MemoryAttributes } | Refused;

export class Mmu {
  readonly #context: WalkContext;
  readonly #raise: (syndrome: Syndrome) => void;
  readonly #stage1: Stage1;
  readonly #stage2: Stage2;
  readonly #points = new DebugPoints();
  #isWholePage = true;
  #allowsOther = false;
  #actsUnprivileged = false;
  /** Of EL1&0, and of EL2 or EL2&0; with the first of their numbers. */
  #el1!: Regime;
  #el2!: Regime;
  #el1Base = 0;
  #el2Base = 0;
  /** By the level that makes an access: those of EL2, or of EL2&0? */
  readonly #isOfEl2At = [false, false, true];
  /** Of EL1&0; undefined while there is none. */
  #tables2: Stage2Tables | undefined;
  #stage2Fault: Stage2Fault | undefined;
  readonly #bases = new Map<string, number>();
  #nextBase = 0;
  readonly #request: Request = { low: 0, high: 0, use: 'load', accessor: PRIVILEGED };

  constructor(context: WalkContext, raise: (syndrome: Syndrome) => void, observer?: EntryObserver) {
    this.#context = context;
    this.#raise = raise;
    this.#stage1 = new Stage1(context, observer);
    this.#stage2 = new Stage2(context, observer);
    this.reload();
  }

  /** A register changed that decides how addresses translate. The level, PAN and UAO are read as needed. */
  reload(): void {
    const el1 = regimeOf(this.#context.block, 1);
    const el2 = regimeOf(this.#context.block, 2);
    const stage2 = stage2Of(this.#context.block);
    this.#points.reload(this.#context.block);
    const points = this.#points.key;
    this.#el1 = el1.regime;
    this.#el2 = el2.regime;
    this.#tables2 = stage2?.tables;
    this.#el1Base = this.#baseOf(`1${el1.key};${stage2?.key ?? ''};${points}`);
    this.#el2Base = this.#baseOf(`2${el2.key};${points}`);
    this.#isOfEl2At[0] = isHost(this.#context.block);
  }

  #baseOf(key: string): number {
    const known = this.#bases.get(key);
    if (known !== undefined) return known;
    if (this.#bases.size === REGIME_LIMIT) this.#bases.clear();
    const base = this.#nextBase;
    this.#nextBase += REGIMES_PER_BASE;
    this.#bases.set(key, base);
    return base;
  }

  #isOfEl2(): boolean {
    return this.#isOfEl2At[levelOf(this.#context.block)]!;
  }

  /** An index of `ACCESSORS`. */
  #accessor(access: Access): number {
    const { block } = this.#context;
    if (levelOf(block) === 0 || this.#actsUnprivileged) return 0;
    return access !== 'fetch' && isPanSet(block) ? 2 : 1;
  }

  fetchRegime(): number {
    return (this.#isOfEl2() ? this.#el2Base : this.#el1Base) + this.#accessor('fetch');
  }

  dataRegime(): number {
    return (this.#isOfEl2() ? this.#el2Base : this.#el1Base) + this.#accessor('load');
  }

  get isWholePage(): boolean {
    return this.#isWholePage;
  }

  get allowsOther(): boolean {
    return this.#allowsOther;
  }

  /**
   * Loads and stores within `action` are made as LDTR and STTR make them: as EL0 does, at EL1, and at EL2 of a host, unless PSTATE.UAO is
   * set. arm: AArch64.IsUnprivAccessPriv().
   */
  asUnprivileged<T>(action: () => T): T {
    const { block } = this.#context;
    const hasUser = levelOf(block) === 1 || (levelOf(block) === 2 && isHost(block));
    this.#actsUnprivileged = hasUser && block.getUint8(layout.UAO.offset) === 0;
    try {
      return action();
    } finally {
      this.#actsUnprivileged = false;
    }
  }

  /** `Hart.translate`. */
  translate(low: number, high: number, access: Access, width: number): number {
    const regime = this.#isOfEl2() ? this.#el2 : this.#el1;
    this.#isWholePage = access === 'fetch' || !regime.checksAlignment;
    if (access === 'fetch') {
      // Of an instruction that is fetched in halves only the address it starts at counts.
      if (this.#context.block.getUint32(layout.pc.offset, true) % INSTRUCTION_SIZE !== 0)
        return this.#refuse({ class: exceptionClass.PC_ALIGNMENT, iss: 0, far: addressOf(low, high) });
    } else if (regime.checksAlignment && low % width !== 0) return this.#abort(access, status.ALIGNMENT, low, high);
    const physical = this.#translate(regime, low, high, access, ACCESSORS[this.#accessor(access)]!);
    if (physical !== FAULT)
      return this.#points.isEmpty ? physical : this.#debugged(physical, addressOf(low, high), access, width);
    const fault = this.#stage2Fault;
    if (fault === undefined) return this.#abort(access, this.#stage1.faultCode ?? 0, low, high);
    return this.#refuse(guestAbortOf(access, fault.code, addressOf(low, high), fault.address, fault.isOfWalk));
  }

  /** The physical address, unless a breakpoint or watchpoint is met. */
  #debugged(physical: number, address: bigint, access: Access, width: number): number {
    const { block } = this.#context;
    if (this.#points.touchesPage(address)) this.#isWholePage = false;
    if (!isDebuggedNow(block)) return physical;
    if (access === 'fetch') {
      const isStart = block.getBigUint64(layout.pc.offset, true) === address;
      return isStart && this.#points.breaksAt(block, address) ? this.#refuse(breakpointSyndrome(block)) : physical;
    }
    const isWrite = access === 'store';
    const { isPrivileged } = ACCESSORS[this.#accessor(access)]!;
    const watched = this.#points.watchedAt(block, address, width, isWrite, isPrivileged);
    return watched === undefined ? physical : this.#refuse(watchpointSyndrome(block, isWrite, watched));
  }

  /** `Hart.refusesCrossing`: what crosses a page is misaligned. */
  refusesCrossing(low: number, high: number, access: Access): boolean {
    const regime = this.#isOfEl2() ? this.#el2 : this.#el1;
    if (regime.checksAlignment) this.#abort(access, status.ALIGNMENT, low, high);
    return regime.checksAlignment;
  }

  /** Where an instruction at an address is; undefined when it cannot be fetched. Raises nothing, but sets flags of entries. */
  peek(low: number, high: number): number | undefined {
    const regime = this.#isOfEl2() ? this.#el2 : this.#el1;
    const physical = this.#translate(regime, low, high, 'fetch', ACCESSORS[this.#accessor('fetch')]!);
    return physical === FAULT ? undefined : physical;
  }

  /** As whom the PE makes an access now. */
  actorOf(access: Access): Actor {
    return { isOfEl2: this.#isOfEl2(), accessor: ACCESSORS[this.#accessor(access)]! };
  }

  /** Where an access would lead. Raises nothing, but sets flags of entries; alignment is not looked at. */
  foresee(low: number, high: number, access: Access, { isOfEl2, accessor }: Actor): Prospect {
    return this.#foresee(isOfEl2 ? this.#el2 : this.#el1, low, high, access, accessor, 2);
  }

  #foresee(regime: Regime, low: number, high: number, use: Use, accessor: Accessor, stages: 1 | 2): Prospect {
    const physical = this.#translate(regime, low, high, use, accessor, stages);
    if (physical !== FAULT) return { physical };
    const fault = this.#stage2Fault;
    if (fault === undefined) return { code: this.#stage1.faultCode ?? 0, guestPhysical: undefined, isOfWalk: false };
    return { code: fault.code, guestPhysical: fault.address, isOfWalk: fault.isOfWalk };
  }

  /**
   * Where a branch, an exception or a return of the present level goes that names an address: its top byte is not part of it where it is
   * ignored. arm: AArch64.BranchAddr().
   */
  branchAddress(address: bigint): bigint {
    const isOfEl2 = this.#isOfEl2();
    const regime = isOfEl2 ? this.#el2 : this.#el1;
    const { ignoresTop } = rangeAt(regime, Number(address >> 32n));
    if (!ignoresTop) return address;
    return regime.hasUnprivileged ? BigInt.asUintN(64, BigInt.asIntN(TAG_SHIFT, address)) : BigInt.asUintN(TAG_SHIFT, address);
  }

  /** What AT asks: of stage 1 alone, or of both. Sets access flags, and marks nothing dirty. */
  examine(address: bigint, access: 'load' | 'store', { isOfEl2, accessor }: Actor, stages: 1 | 2): Examined {
    const regime = isOfEl2 ? this.#el2 : this.#el1;
    const found = this.#foreseeClean(regime, address, access, accessor, stages);
    if (!('physical' in found)) return found;
    const entry = regime.isTranslated ? this.#stage1.entryLow : undefined;
    const attributes = stage1Attributes(this.#context.block, isOfEl2, entry);
    const hasBoth = stages === 2 && !isOfEl2 && this.#tables2 !== undefined;
    return { ...found, attributes: hasBoth ? combinedAttributes(attributes, this.#stage2.entryLow) : attributes };
  }

  /** The same, and nothing is marked dirty. arm: AArch64.SetDirtyState(): neither for an AT, nor for a DC or IC. */
  #foreseeClean(regime: Regime, address: bigint, use: Use, accessor: Accessor, stages: 1 | 2): Prospect {
    this.#stage1.marksDirty = this.#stage2.marksDirty = false;
    const found = this.#foresee(regime, Number(address & 0xffff_ffffn), Number(address >> 32n), use, accessor, stages);
    this.#stage1.marksDirty = this.#stage2.marksDirty = true;
    return found;
  }

  /**
   * What maintenance of caches by address asks: to write where data is lost; to read at EL0; else only that the address leads somewhere. PAN
   * "has no effect on ... Data cache instructions, except DC ZVA". arm: AArch64.DC(), AArch64.IC(), AArch64.S1HasPermissionsFault().
   */
  reach(address: bigint, isInvalidation: boolean): Prospect {
    const isPrivileged = levelOf(this.#context.block) > 0;
    const use = isInvalidation ? 'store' : isPrivileged ? 'reach' : 'load';
    const regime = this.#isOfEl2() ? this.#el2 : this.#el1;
    return this.#foreseeClean(regime, address, use, isPrivileged ? PRIVILEGED : UNPRIVILEGED, 2);
  }

  /** The same of an address that stage 1 has led to. */
  foreseeGuestPhysical(address: number, access: Access, isPrivileged: boolean): Prospect {
    if (this.#tables2 === undefined) return { physical: address };
    const physical = this.#stage2.translate(this.#tables2, address, access, isPrivileged);
    if (physical !== FAULT) return { physical };
    return { code: this.#stage2.faultCode, guestPhysical: address, isOfWalk: false };
  }

  /** The tables of stage 1 for an address, given by its upper 32 bits, and those of stage 2; undefined where a stage does nothing. */
  tablesFor(isOfEl2: boolean, high: number): { readonly first: Range | undefined; readonly second: Stage2Tables | undefined } {
    const regime = isOfEl2 ? this.#el2 : this.#el1;
    return { first: regime.isTranslated ? rangeAt(regime, high) : undefined, second: isOfEl2 ? undefined : this.#tables2 };
  }

  /** Of one stage alone the second still translates the entries of the first. */
  #translate(regime: Regime, low: number, high: number, use: Use, accessor: Accessor, stages: 1 | 2 = 2): number {
    const request = this.#request;
    request.low = low;
    request.high = high;
    request.use = use;
    request.accessor = accessor;
    this.#stage2Fault = undefined;
    const tables = regime === this.#el1 ? this.#tables2 : undefined;
    if (tables === undefined) {
      const physical = this.#stage1.translate(regime, request, toItself, toItself);
      this.#allowsOther = use === 'store' || (use === 'load' && this.#stage1.isStorable);
      return physical;
    }
    const locate = (address: number) => this.#locate(tables, address, 'load');
    const guest = this.#stage1.translate(regime, request, locate, () => this.#entryForUpdate(tables));
    if (guest === FAULT || stages === 1) return guest;
    const physical = this.#stage2.translate(tables, guest, use, request.accessor.isPrivileged);
    if (physical === FAULT) this.#stage2Fault = { code: this.#stage2.faultCode, address: guest, isOfWalk: false };
    // What a guest may read need not be what it may write, and the other way round.
    this.#allowsOther = use === 'load' && this.#stage1.isStorable && this.#stage2.isStorable;
    return physical;
  }

  /** Guest address of the entry of stage 1 that was located last. */
  #entryAddress = 0;

  /** Where an entry of stage 1 is. */
  #locate(tables: Stage2Tables, address: number, use: 'load' | 'store'): number {
    this.#entryAddress = address;
    const physical = this.#stage2.translate(tables, address, use, true);
    if (physical === FAULT) this.#stage2Fault = { code: this.#stage2.faultCode, address, isOfWalk: true };
    return physical;
  }

  /** A flag is to be set in the entry that was read: the guest must be allowed to write it. */
  #entryForUpdate(tables: Stage2Tables): number {
    return this.#locate(tables, this.#entryAddress, 'store');
  }

  #abort(access: Access, code: number, low: number, high: number): number {
    return this.#refuse(abortOf(access, code, addressOf(low, high)));
  }

  #refuse(syndrome: Syndrome): number {
    this.#raise(syndrome);
    return TRAPPED;
  }

  /** `Hart.accessFault`. */
  accessFault(low: number, high: number, access: Access): void {
    this.#abort(access, status.EXTERNAL_ABORT, low, high);
  }
}
