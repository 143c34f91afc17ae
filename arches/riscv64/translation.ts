/**
 * Page walks of one and of two stages. `priv: Virtual Address Translation Process`, `priv: Two-Stage Address Translation`
 *
 * The accessed and dirty bits of both stages are set by the hart, as on QEMU 7.2. Guest physical addresses have up to 64 bits (VS-stage may
 * be Bare), so they go in halves.
 */
import type { HartContext } from '#core/machine/hart.ts';
import {
  type EntryFormat,
  type EntryKind,
  located,
  newWalkResult,
  PAGE_SIZE,
  SAFE_PAGE_COUNT,
  type TableTree,
  type WalkMemory,
  type WalkResult,
  walk,
  walked,
} from '#core/mmu/walk.ts';
import * as status from './csr/status.ts';
import { layout } from './layout.ts';
import { isAllowed, isCanonical, levelsOf, type Permission, PTE_A, PTE_D, PTE_W, plainEntries, typedEntries } from './paging.ts';
import type { Pmp } from './pmp.ts';
import { privilege } from './privilege.ts';

/** Answers that are not addresses. */
export const NO_PAGE = -1;
export const NO_ACCESS = -2;
export const NO_GUEST_PAGE = -3;

/** "GPA bits 63:41 must all be zeros" in Sv39x4: two bits more than the levels of the same name translate. */
const WIDENED_BITS = 2;
const PAGE_BITS = 12;
const PTE_SIZE = 8;
const PBMTE_HIGH = 2 ** 30;
/** High words of addresses that are safe integers. */
const SAFE_HIGH = (SAFE_PAGE_COUNT * PAGE_SIZE) / 2 ** 32;

/** MXR "makes execute-only pages readable by explicit loads"; the reads and writes of VS-stage tables are implicit. */
const NO_MXR = false;

/** `priv: Transformed Instruction or Pseudoinstruction for mtinst or htinst`: 64-bit read or write for VS-stage address translation. */
const PSEUDO_READ = 0x3000n;
const PSEUDO_WRITE = 0x3020n;

/** One stage, as its registers say: no tree means that addresses stay as they are. */
interface Stage {
  readonly tree: TableTree | undefined;
  readonly format: EntryFormat;
  /** Equal only if all of the above is. */
  readonly key: string;
}

function stageOf(block: DataView, field: { readonly offset: number }, widenedBits: number, hasMemoryTypes: boolean): Stage {
  const low = block.getUint32(field.offset, true);
  const high = block.getUint32(field.offset + 4, true);
  const levels = levelsOf(high >>> 28);
  if (levels === undefined) return { tree: undefined, format: plainEntries, key: '' };
  const rootPage = (high & 0xfff) * 2 ** 32 + low;
  return {
    tree: { rootPage, levels, widenedBits },
    format: hasMemoryTypes ? typedEntries : plainEntries,
    key: `${levels},${rootPage},${hasMemoryTypes}`,
  };
}

/** What page walks need of a hart. */
export type WalkContext = Pick<HartContext, 'block' | 'walkRead64' | 'walkWrite32'>;

/** Told of each entry that is read: of which register's table, what it is, and its address as the entry before gives it. */
export type WalkObserver = (table: 'satp' | 'vsatp' | 'hgatp', entry: WalkResult, kind: EntryKind, address: number) => void;

export class Translation {
  readonly #context: WalkContext;
  readonly #pmp: Pmp;
  #satp!: Stage;
  #vsatp!: Stage;
  #hgatp!: Stage;
  readonly #first = newWalkResult();
  readonly #second = newWalkResult();
  /** Where the entry of VS-stage that was read last is for the guest. */
  #entryLow = 0;
  #entryHigh = 0;
  /** Does the walk set accessed bits of what G-stage reads for it? */
  #updates = true;
  /** Does the last answer come with entries that let stores through as well? */
  #storable = false;

  /** After `NO_GUEST_PAGE`: the guest physical address, and what `htinst` says of an access that the guest did not ask for itself. */
  guestLow = 0;
  guestHigh = 0;
  pseudoinstruction = 0n;

  readonly #satpMemory: WalkMemory;
  readonly #vsatpMemory: WalkMemory;
  readonly #hgatpMemory: WalkMemory;

  constructor(context: WalkContext, pmp: Pmp, observer?: WalkObserver) {
    this.#context = context;
    this.#pmp = pmp;
    const memory = (table: 'satp' | 'vsatp' | 'hgatp', locate: (address: number) => number): WalkMemory => ({
      locate,
      walkRead64: (address, result) => this.#context.walkRead64(address, result),
      visited: observer && ((entry, kind, address) => observer(table, entry, kind, address)),
    });
    const readable = (address: number) => this.#readable(address);
    this.#satpMemory = memory('satp', readable);
    this.#hgatpMemory = memory('hgatp', readable);
    this.#vsatpMemory = memory('vsatp', (address) => {
      this.#entryLow = address >>> 0;
      this.#entryHigh = Math.floor(address / 2 ** 32);
      const physical = this.#secondStage(this.#entryLow, this.#entryHigh, 'load', NO_MXR, this.#updates);
      if (physical === NO_GUEST_PAGE) return located.NEXT_STAGE;
      return physical < 0 ? located.NO_ACCESS : this.#readable(physical);
    });
    this.reload();
  }

  /** One of `satp`, `vsatp`, `hgatp`, `menvcfg`, `henvcfg` changed. */
  reload(): void {
    const { block } = this.#context;
    const hasMemoryTypes = (block.getUint32(layout.menvcfg.offset + 4, true) & PBMTE_HIGH) !== 0;
    const hasGuestTypes = hasMemoryTypes && (block.getUint32(layout.henvcfg.offset + 4, true) & PBMTE_HIGH) !== 0;
    this.#satp = stageOf(block, layout.satp, 0, hasMemoryTypes);
    this.#vsatp = stageOf(block, layout.vsatp, 0, hasGuestTypes);
    this.#hgatp = stageOf(block, layout.hgatp, WIDENED_BITS, hasMemoryTypes);
  }

  get key(): string {
    return this.#satp.key;
  }

  get guestKey(): string {
    return `${this.#vsatp.key};${this.#hgatp.key}`;
  }

  /** After an answer: do the pages let stores through too? Asked after a load. */
  get isStorable(): boolean {
    return this.#storable;
  }

  /** One stage: HS, S and U. Where a virtual address is, or `NO_PAGE` or `NO_ACCESS`. `updates`: sets accessed and dirty bits. */
  translate(low: number, high: number, permission: Permission, mode: number, updates: boolean): number {
    const { tree, format } = this.#satp;
    this.#storable = true;
    if (tree === undefined || mode === privilege.M) return high >= SAFE_HIGH ? NO_ACCESS : high * 2 ** 32 + low;
    if (!isCanonical(high, PAGE_BITS + 9 * tree.levels)) return NO_PAGE;
    const leaf = this.#first;
    const outcome = walk(tree, low, high, format, this.#satpMemory, leaf);
    if (outcome !== walked.LEAF) return outcome === walked.INVALID ? NO_PAGE : NO_ACCESS;
    const mstatus = this.#context.block.getUint32(layout.mstatus.offset, true);
    const sum = (mstatus & status.SUM) !== 0;
    if (!isAllowed(leaf.entryLow, permission, mode, sum, (mstatus & status.MXR) !== 0)) return NO_PAGE;
    if (updates && !this.#mark(leaf, permission)) return NO_ACCESS;
    if (leaf.page >= SAFE_PAGE_COUNT) return NO_ACCESS;
    this.#storable = isStorable(leaf);
    return leaf.page * PAGE_SIZE + (low & (PAGE_SIZE - 1));
  }

  /** Both stages: VS and VU. */
  translateGuest(low: number, high: number, permission: Permission, mode: number, updates: boolean): number {
    const { tree, format } = this.#vsatp;
    this.#storable = true;
    if (tree === undefined) return this.#finalAddress(low, high, permission, updates);
    if (!isCanonical(high, PAGE_BITS + 9 * tree.levels)) return NO_PAGE;
    this.#updates = updates;
    const leaf = this.#first;
    const outcome = walk(tree, low, high, format, this.#vsatpMemory, leaf);
    if (outcome === walked.NEXT_STAGE) return this.#implicitFault(PSEUDO_READ);
    if (outcome !== walked.LEAF) return outcome === walked.INVALID ? NO_PAGE : NO_ACCESS;
    const { block } = this.#context;
    const vsstatus = block.getUint32(layout.vsstatus.offset, true);
    // "The HS-level MXR ... when set, overrides the VS-level one": it makes executable pages readable in both stages.
    const mxr = ((vsstatus | block.getUint32(layout.mstatus.offset, true)) & status.MXR) !== 0;
    if (!isAllowed(leaf.entryLow, permission, mode, (vsstatus & status.SUM) !== 0, mxr)) return NO_PAGE;
    if (updates && !isMarked(leaf, permission)) {
      // To set bits is a write by the guest's own walker, which the second stage must allow.
      const place = this.#secondStage(this.#entryLow, this.#entryHigh, 'store', NO_MXR, updates);
      if (place === NO_GUEST_PAGE) return this.#implicitFault(PSEUDO_WRITE);
      if (place < 0 || !this.#mark(leaf, permission)) return NO_ACCESS;
    }
    this.#storable = isStorable(leaf);
    const page = leaf.page;
    return this.#finalAddress(
      ((page % 2 ** 20) * PAGE_SIZE + (low & (PAGE_SIZE - 1))) >>> 0,
      Math.floor(page / 2 ** 20),
      permission,
      updates,
    );
  }

  /** Second stage alone: where an address is that the guest takes for a physical one. */
  translateGuestPhysical(low: number, high: number, permission: Permission, updates: boolean): number {
    this.#storable = true;
    return this.#finalAddress(low, high, permission, updates);
  }

  #finalAddress(low: number, high: number, permission: Permission, updates: boolean): number {
    const mxr = (this.#context.block.getUint32(layout.mstatus.offset, true) & status.MXR) !== 0;
    const physical = this.#secondStage(low, high, permission, mxr, updates);
    if (physical === NO_GUEST_PAGE) {
      this.guestLow = low;
      this.guestHigh = high;
      this.pseudoinstruction = 0n;
    } else this.#storable &&= this.#hgatp.tree === undefined || isStorable(this.#second);
    return physical;
  }

  /** The guest's walker itself ran into the second stage. */
  #implicitFault(pseudoinstruction: bigint): number {
    this.guestLow = this.#entryLow;
    this.guestHigh = this.#entryHigh;
    this.pseudoinstruction = pseudoinstruction;
    return NO_GUEST_PAGE;
  }

  /** Where a guest physical address is. "For G-stage address translation, all memory accesses ... are considered to be user-level". */
  #secondStage(low: number, high: number, permission: Permission, mxr: boolean, updates: boolean): number {
    const { tree, format } = this.#hgatp;
    if (tree === undefined) return high >= SAFE_HIGH ? NO_ACCESS : high * 2 ** 32 + low;
    if (high >= 2 ** (PAGE_BITS + 9 * tree.levels + WIDENED_BITS - 32)) return NO_GUEST_PAGE;
    const leaf = this.#second;
    const outcome = walk(tree, low, high, format, this.#hgatpMemory, leaf);
    if (outcome !== walked.LEAF) return outcome === walked.INVALID ? NO_GUEST_PAGE : NO_ACCESS;
    if (!isAllowed(leaf.entryLow, permission, privilege.U, false, mxr)) return NO_GUEST_PAGE;
    if (updates && !this.#mark(leaf, permission)) return NO_ACCESS;
    if (leaf.page >= SAFE_PAGE_COUNT) return NO_ACCESS;
    return leaf.page * PAGE_SIZE + (low & (PAGE_SIZE - 1));
  }

  /** The physical address of an entry, when it may be read. */
  #readable(address: number): number {
    const isReadable = address < SAFE_PAGE_COUNT * PAGE_SIZE && this.#pmp.allows(address, PTE_SIZE, 'load', privilege.S);
    return isReadable ? address : located.NO_ACCESS;
  }

  /** Step 7: "If a store to pte would violate a PMA or PMP check, raise an access-fault exception corresponding to the original access type." */
  #mark(leaf: WalkResult, permission: Permission): boolean {
    if (isMarked(leaf, permission)) return true;
    if (!this.#pmp.allows(leaf.entryAddress, PTE_SIZE, 'store', privilege.S)) return false;
    leaf.entryLow |= marksFor(permission);
    return this.#context.walkWrite32(leaf.entryAddress, leaf.entryLow >>> 0);
  }
}

const marksFor = (permission: Permission) => (permission === 'store' ? PTE_A | PTE_D : PTE_A);
const isMarked = ({ entryLow }: WalkResult, permission: Permission) => (~entryLow & marksFor(permission)) === 0;
/** A store needs more than a load: W, which comes with R, and D. */
const isStorable = ({ entryLow }: WalkResult) => (~entryLow & (PTE_W | PTE_D)) === 0;
