/**
 * From virtual address to physical, or to the exception that says why not. `priv: Virtual Address Translation Process`
 *
 * The accessed and dirty bits are set by the hart, as on QEMU 7.2. There is one stage; the second comes with the H
 * extension as the `locate` of this one's tables. Not modelled: a TLB (the machine has one that never shows), Svnapot.
 */
import { type Access, type HartContext, TRAPPED } from '#core/machine/hart.ts';
import {
  type EntryFormat,
  newWalkResult,
  PAGE_SIZE,
  SAFE_PAGE_COUNT,
  type TableTree,
  type WalkResult,
  walk,
  walked,
} from '#core/mmu/walk.ts';
import { exception } from './causes.ts';
import * as status from './csr/status.ts';
import { layout } from './layout.ts';
import { isAllowed, isCanonical, PTE_A, PTE_D, PTE_W, plainEntries, SATP_LEVELS, typedEntries } from './paging.ts';
import { Pmp } from './pmp.ts';
import { privilege } from './privilege.ts';
import { Triggers } from './triggers.ts';

const ACCESS_FAULT: Readonly<Record<Access, number>> = {
  fetch: exception.INSTRUCTION_ACCESS_FAULT,
  load: exception.LOAD_ACCESS_FAULT,
  store: exception.STORE_ACCESS_FAULT,
};
const PAGE_FAULT: Readonly<Record<Access, number>> = {
  fetch: exception.INSTRUCTION_PAGE_FAULT,
  load: exception.LOAD_PAGE_FAULT,
  store: exception.STORE_PAGE_FAULT,
};

/** Answers of `#translate` that are not addresses. */
const NO_PAGE = -1;
const NO_ACCESS = -2;

const PTE_SIZE = 8;
const MENVCFG_PBMTE_HIGH = 2 ** 30;

/** High words of addresses that are safe integers. */
const SAFE_HIGH = (SAFE_PAGE_COUNT * PAGE_SIZE) / 2 ** 32;

/** Numbers kept for regimes at most; when there are more, they are forgotten and new ones given. */
const REGIME_LIMIT = 256;
const REGIMES_PER_BASE = 8;

export class Mmu {
  readonly #context: HartContext;
  readonly #result = newWalkResult();
  #isWholePage = true;
  #allowsOther = false;

  // Derived from satp, menvcfg, PMP and the triggers by `reload`.
  #tree: TableTree | undefined;
  #format: EntryFormat = plainEntries;
  readonly #pmp = new Pmp();
  readonly #triggers = new Triggers();
  /** First of the regimes that hold in M, and in S and U. */
  #machineBase: number;
  #translatedBase = 0;

  #bases = new Map<string, number>();
  #nextBase = 0;

  readonly #memory = {
    locate: (address: number) => (this.#pmp.allows(address, PTE_SIZE, 'load', privilege.S) ? address : NO_PAGE),
    walkRead64: (address: number, result: WalkResult) => this.#context.walkRead64(address, result),
  };

  constructor(context: HartContext) {
    this.#context = context;
    this.#machineBase = this.#baseOf(';');
    this.reload();
  }

  /** One of `satp`, `menvcfg`, the PMP or trigger registers changed. Privilege and `mstatus` are read as needed. */
  reload(): void {
    const { block } = this.#context;
    const satpLow = block.getUint32(layout.satp.offset, true);
    const satpHigh = block.getUint32(layout.satp.offset + 4, true);
    const levels = SATP_LEVELS[satpHigh >>> 28];
    const rootPage = (satpHigh & 0xfff) * 2 ** 32 + satpLow;
    this.#tree = levels === undefined ? undefined : { rootPage, levels, widenedBits: 0 };
    const hasMemoryTypes = (block.getUint32(layout.menvcfg.offset + 4, true) & MENVCFG_PBMTE_HIGH) !== 0;
    this.#format = hasMemoryTypes ? typedEntries : plainEntries;
    const hasNewPmp = this.#pmp.reload(block);
    const hasNewTriggers = this.#triggers.reload(block);
    if (hasNewPmp || hasNewTriggers) this.#machineBase = this.#baseOf(`${this.#pmp.key};${this.#triggers.key}`);
    this.#translatedBase = this.#baseOf(`${levels},${rootPage},${hasMemoryTypes},${this.#machineBase}`);
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

  /** "When MPRV=1, load and store memory addresses are translated and protected ... as though the current privilege mode were set to MPP." */
  #effectiveMode(access: Access): number {
    const { block } = this.#context;
    const mode = block.getUint8(layout.privilege.offset);
    if (mode !== privilege.M || access === 'fetch') return mode;
    const mstatus = block.getUint32(layout.mstatus.offset, true);
    return (mstatus & status.MPRV) === 0 ? mode : (mstatus & status.MPP) >>> status.MPP_SHIFT;
  }

  fetchRegime(): number {
    const mode = this.#context.block.getUint8(layout.privilege.offset);
    return mode === privilege.M ? this.#machineBase : this.#translatedBase + mode;
  }

  dataRegime(): number {
    const { block } = this.#context;
    const mode = this.#effectiveMode('load');
    if (mode === privilege.M) return this.#machineBase;
    const mstatus = block.getUint32(layout.mstatus.offset, true);
    const mxr = (mstatus & status.MXR) === 0 ? 0 : 4;
    if (mode === privilege.U) return this.#translatedBase + mxr;
    return this.#translatedBase + mxr + ((mstatus & status.SUM) === 0 ? 1 : 2);
  }

  get allowsOther(): boolean {
    return this.#allowsOther;
  }

  get isWholePage(): boolean {
    return this.#isWholePage;
  }

  /** `Hart.translate`. */
  translate(low: number, high: number, access: Access, width: number): number {
    if (!this.#triggers.isEmpty && this.#triggerFires(low, high, access, width)) {
      this.#context.trap(exception.BREAKPOINT, 0n);
      return TRAPPED;
    }
    const physical = this.#translate(low, high, access, width, true);
    if (physical >= 0) return physical;
    const cause = (physical === NO_PAGE ? PAGE_FAULT : ACCESS_FAULT)[access];
    this.#context.trap(cause, (BigInt(high) << 32n) | BigInt(low));
    return TRAPPED;
  }

  #triggerFires(low: number, high: number, access: Access, width: number): boolean {
    const { block } = this.#context;
    if (access === 'fetch') {
      // Of an instruction only the address it starts at is compared.
      const { offset } = layout.pc;
      if (block.getUint32(offset, true) !== low || block.getUint32(offset + 4, true) !== high) return false;
    }
    return this.#triggers.fires(low, high, width, access, block.getUint8(layout.privilege.offset));
  }

  /** Where an instruction at an address is, without any effect; undefined when it cannot be fetched. */
  peek(low: number, high: number): number | undefined {
    const physical = this.#translate(low, high, 'fetch', 2, false);
    return physical >= 0 ? physical : undefined;
  }

  #translate(low: number, high: number, access: Access, width: number, updates: boolean): number {
    const mode = this.#effectiveMode(access);
    const tree = mode === privilege.M ? undefined : this.#tree;
    const physical = tree === undefined ? physicalOf(low, high) : this.#walk(tree, low, high, access, mode, updates);
    if (physical < 0) return physical;
    if (!this.#pmp.allows(physical, width, access, mode)) return NO_ACCESS;
    // A store needs more than a load: W, which comes with R, and D.
    this.#allowsOther =
      access === 'store'
        ? this.#pmp.allows(physical, width, 'load', mode)
        : this.#allowsStore(tree, physical, width, access, mode);
    this.#isWholePage = this.#pmp.isUniform(physical) && (this.#triggers.isEmpty || !this.#triggers.touchesPage(low, high));
    return physical;
  }

  #allowsStore(tree: TableTree | undefined, physical: number, width: number, access: Access, mode: number): boolean {
    if (access !== 'load' || !this.#pmp.allows(physical, width, 'store', mode)) return false;
    return tree === undefined || (this.#result.entryLow & (PTE_W | PTE_D)) === (PTE_W | PTE_D);
  }

  /** The steps of the section named at the top, from 2. Stage 1, and for now all of it. */
  #walk(tree: TableTree, low: number, high: number, access: Access, mode: number, updates: boolean): number {
    if (!isCanonical(high, 12 + 9 * tree.levels)) return NO_PAGE;
    const result = this.#result;
    const outcome = walk(tree, low, high, this.#format, this.#memory, result);
    if (outcome !== walked.LEAF) return outcome === walked.INVALID ? NO_PAGE : NO_ACCESS;
    const mstatus = this.#context.block.getUint32(layout.mstatus.offset, true);
    const sum = (mstatus & status.SUM) !== 0;
    if (!isAllowed(result.entryLow, access, mode, sum, (mstatus & status.MXR) !== 0)) return NO_PAGE;
    const wanted = access === 'store' ? PTE_A | PTE_D : PTE_A;
    if ((result.entryLow & wanted) !== wanted && updates && !this.#update(result.entryAddress, result.entryLow | wanted)) {
      return NO_ACCESS;
    }
    if (result.page >= SAFE_PAGE_COUNT) return NO_ACCESS;
    return result.page * PAGE_SIZE + (low & (PAGE_SIZE - 1));
  }

  /** Step 7: "If a store to pte would violate a PMA or PMP check, raise an access-fault exception corresponding to the original access type." */
  #update(entryAddress: number, entryLow: number): boolean {
    if (!this.#pmp.allows(entryAddress, PTE_SIZE, 'store', privilege.S)) return false;
    return this.#context.walkWrite32(entryAddress, entryLow >>> 0);
  }

  /** `Hart.accessFault`. */
  accessFault(low: number, high: number, access: Access): void {
    this.#context.trap(ACCESS_FAULT[access], (BigInt(high) << 32n) | BigInt(low));
  }
}

function physicalOf(low: number, high: number): number {
  return high >= SAFE_HIGH ? NO_ACCESS : high * 2 ** 32 + low;
}
