/**
 * From virtual address to physical, or to the exception that says why not: as whom an access is made, what it must pass
 * besides the page walk (`translation.ts`), and which accesses translate alike.
 *
 * Not modelled: a TLB (the machine has one that never shows), Svnapot.
 */
import { type Access, type HartContext, TRAPPED } from '#core/machine/hart.ts';
import { exception } from './causes.ts';
import * as hypervisorStatus from './csr/hstatus.ts';
import * as status from './csr/status.ts';
import type { FaultDetails } from './fault-details.ts';
import { layout } from './layout.ts';
import type { Permission } from './paging.ts';
import { Pmp } from './pmp.ts';
import { privilege } from './privilege.ts';
import { NO_ACCESS, NO_GUEST_PAGE, NO_PAGE, Translation, type WalkContext, type WalkObserver } from './translation.ts';
import { Triggers } from './triggers.ts';

const ACCESS_FAULT: Readonly<Record<Access, number>> = {
  fetch: exception.INSTRUCTION_ACCESS_FAULT,
  load: exception.LOAD_ACCESS_FAULT,
  store: exception.STORE_ACCESS_FAULT,
};
const GUEST_PAGE_FAULT: Readonly<Record<Access, number>> = {
  fetch: exception.INSTRUCTION_GUEST_PAGE_FAULT,
  load: exception.LOAD_GUEST_PAGE_FAULT,
  store: exception.STORE_GUEST_PAGE_FAULT,
};
const PAGE_FAULT: Readonly<Record<Access, number>> = {
  fetch: exception.INSTRUCTION_PAGE_FAULT,
  load: exception.LOAD_PAGE_FAULT,
  store: exception.STORE_PAGE_FAULT,
};

/** In the high word of `mstatus`. */
const MPV_HIGH = Number(status.MPV >> 32n);

/** Numbers kept for regimes at most; when there are more, they are forgotten and new ones given. */
const REGIME_LIMIT = 256;
/** U, S and S with SUM, times MXR: none, that of the guest, that of HS. */
const REGIMES_PER_BASE = 9;

/** As whom an access is made, when not as the hart itself: by HLV, HLVX and HSV. */
export interface Actor {
  readonly mode: number;
  readonly isVirtual: boolean;
  /** HLVX: needs what a fetch needs. */
  readonly isFetchLike: boolean;
}

export type MmuContext = WalkContext & Pick<HartContext, 'trap'>;

/** Where an access leads: the physical address; or a cause, and the guest physical address that has no page if there is one. */
export type Prospect = { readonly physical: number } | { readonly cause: number; readonly guestPhysical: bigint | undefined };

function causesOf(answer: number): Readonly<Record<Access, number>> {
  return answer === NO_PAGE ? PAGE_FAULT : answer === NO_GUEST_PAGE ? GUEST_PAGE_FAULT : ACCESS_FAULT;
}

export class Mmu {
  readonly #context: MmuContext;
  readonly #translation: Translation;
  readonly #pmp = new Pmp();
  readonly #triggers = new Triggers();
  #isWholePage = true;
  #allowsOther = false;
  #actor: Actor | undefined;

  /** First of the regimes that hold in M, in S and U, and in VS and VU. */
  #machineBase: number;
  #translatedBase = 0;
  #guestBase = 0;
  #bases = new Map<string, number>();
  #nextBase = 0;

  readonly #details: FaultDetails = { tval2Low: 0, tval2High: 0, tinst: 0n, isGuestVirtual: false };
  #hasFaulted = false;

  constructor(context: MmuContext, observer?: WalkObserver) {
    this.#context = context;
    this.#translation = new Translation(context, this.#pmp, observer);
    this.#machineBase = this.#baseOf(';');
    this.reload();
  }

  /** A register changed that decides how addresses translate. Privilege, V, `mstatus`, `vsstatus` and `hstatus` are read as needed. */
  reload(): void {
    const { block } = this.#context;
    this.#translation.reload();
    const hasNewPmp = this.#pmp.reload(block);
    const hasNewTriggers = this.#triggers.reload(block);
    if (hasNewPmp || hasNewTriggers) this.#machineBase = this.#baseOf(`${this.#pmp.key};${this.#triggers.key}`);
    this.#translatedBase = this.#baseOf(`S${this.#translation.key},${this.#machineBase}`);
    this.#guestBase = this.#baseOf(`VS${this.#translation.guestKey},${this.#machineBase}`);
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

  /** Does MPRV of M apply? "Load and store memory addresses are translated and protected ... as though the current privilege mode were set to MPP", and V to MPV. */
  #isModified(access: Access): boolean {
    const { block } = this.#context;
    if (access === 'fetch' || block.getUint8(layout.privilege.offset) !== privilege.M) return false;
    return (block.getUint32(layout.mstatus.offset, true) & status.MPRV) !== 0;
  }

  #effectiveMode(access: Access): number {
    const { block } = this.#context;
    if (this.#actor !== undefined) return this.#actor.mode;
    if (!this.#isModified(access)) return block.getUint8(layout.privilege.offset);
    return (block.getUint32(layout.mstatus.offset, true) & status.MPP) >>> status.MPP_SHIFT;
  }

  /** Is an access made as in VS or VU? "Upon trap return, MPV is ignored when MPP=3", and so it is here. */
  #isVirtual(access: Access, mode: number): boolean {
    const { block } = this.#context;
    if (mode === privilege.M) return false;
    if (this.#actor !== undefined) return this.#actor.isVirtual;
    if (!this.#isModified(access)) return block.getUint8(layout.virtualized.offset) !== 0;
    return (block.getUint32(layout.mstatus.offset + 4, true) & MPV_HIGH) !== 0;
  }

  fetchRegime(): number {
    const { block } = this.#context;
    const mode = block.getUint8(layout.privilege.offset);
    if (mode === privilege.M) return this.#machineBase;
    return (block.getUint8(layout.virtualized.offset) === 0 ? this.#translatedBase : this.#guestBase) + mode;
  }

  dataRegime(): number {
    const { block } = this.#context;
    const mode = this.#effectiveMode('load');
    if (mode === privilege.M) return this.#machineBase;
    const isVirtual = this.#isVirtual('load', mode);
    const mstatus = block.getUint32(layout.mstatus.offset, true);
    const first = isVirtual ? block.getUint32(layout.vsstatus.offset, true) : mstatus;
    const mxr = mstatus & status.MXR ? 6 : first & status.MXR ? 3 : 0;
    const sum = first & status.SUM ? 2 : 1;
    return (isVirtual ? this.#guestBase : this.#translatedBase) + mxr + (mode === privilege.U ? 0 : sum);
  }

  get allowsOther(): boolean {
    return this.#allowsOther;
  }

  get isWholePage(): boolean {
    return this.#isWholePage;
  }

  /** Loads and stores within `action` are made as HLV, HSV and, `isFetchLike`, HLVX make them. */
  withGuestAccess<T>(isFetchLike: boolean, action: () => T): T {
    const hstatus = this.#context.block.getUint32(layout.hstatus.offset, true);
    return this.#as({ mode: hstatus & hypervisorStatus.SPVP ? privilege.S : privilege.U, isVirtual: true, isFetchLike }, action);
  }

  #as<T>(actor: Actor | undefined, action: () => T): T {
    this.#actor = actor;
    try {
      return action();
    } finally {
      this.#actor = undefined;
    }
  }

  /** `Hart.translate`. */
  translate(low: number, high: number, access: Access, width: number): number {
    if (!this.#triggers.isEmpty && this.#triggerFires(low, high, access, width)) {
      this.#context.trap(exception.BREAKPOINT, 0n);
      return TRAPPED;
    }
    const physical = this.#translate(low, high, access, width, true);
    if (physical >= 0) return physical;
    this.#fault(causesOf(physical), low, high, access, physical === NO_GUEST_PAGE);
    return TRAPPED;
  }

  #fault(causes: Readonly<Record<Access, number>>, low: number, high: number, access: Access, isGuestFault: boolean): void {
    const { guestLow, guestHigh, pseudoinstruction } = this.#translation;
    const details = this.#details;
    this.#hasFaulted = true;
    details.isGuestVirtual = this.#isVirtual(access, this.#effectiveMode(access));
    details.tval2Low = isGuestFault ? ((guestLow >>> 2) | (guestHigh << 30)) >>> 0 : 0;
    details.tval2High = isGuestFault ? guestHigh >>> 2 : 0;
    details.tinst = isGuestFault ? pseudoinstruction : 0n;
    this.#context.trap(causes[access], (BigInt(high) << 32n) | BigInt(low));
  }

  /** What goes with the trap that is being taken, when an access made it; once. */
  takeFaultDetails(): FaultDetails | undefined {
    if (!this.#hasFaulted) return undefined;
    this.#hasFaulted = false;
    return this.#details;
  }

  #triggerFires(low: number, high: number, access: Access, width: number): boolean {
    const { block } = this.#context;
    if (access === 'fetch') {
      // Of an instruction only the address it starts at is compared.
      const { offset } = layout.pc;
      if (block.getUint32(offset, true) !== low || block.getUint32(offset + 4, true) !== high) return false;
    }
    const isVirtual = block.getUint8(layout.virtualized.offset) !== 0;
    return this.#triggers.fires(low, high, width, access, block.getUint8(layout.privilege.offset), isVirtual);
  }

  /** Where an instruction at an address is, without any effect; undefined when it cannot be fetched. */
  peek(low: number, high: number): number | undefined {
    const physical = this.#translate(low, high, 'fetch', 2, false);
    return physical >= 0 ? physical : undefined;
  }

  /** As whom the hart accesses memory at present. MPRV counts for loads and stores. */
  actorOf(access: Access): Actor {
    const mode = this.#effectiveMode(access);
    return { mode, isVirtual: this.#isVirtual(access, mode), isFetchLike: false };
  }

  /** For who looks: where an access of a byte would lead, by `actor` or by the hart as it is. Triggers are not asked. */
  foresee(low: number, high: number, access: Access, actor?: Actor): Prospect {
    return this.#prospectOf(
      this.#as(actor, () => this.#translate(low, high, access, 1, true)),
      access,
    );
  }

  /** The same of a guest physical address, for VS and VU. */
  foreseeGuestPhysical(low: number, high: number, access: Access): Prospect {
    const physical = this.#translation.translateGuestPhysical(low, high, access, true);
    const isAllowed = physical < 0 || this.#pmp.allows(physical, 1, access, privilege.S);
    return this.#prospectOf(isAllowed ? physical : NO_ACCESS, access);
  }

  #prospectOf(answer: number, access: Access): Prospect {
    if (answer >= 0) return { physical: answer };
    const { guestLow, guestHigh } = this.#translation;
    const guestPhysical = answer === NO_GUEST_PAGE ? (BigInt(guestHigh) << 32n) | BigInt(guestLow) : undefined;
    return { cause: causesOf(answer)[access], guestPhysical };
  }

  #translate(low: number, high: number, access: Access, width: number, updates: boolean): number {
    const mode = this.#effectiveMode(access);
    const permission: Permission = access === 'load' && this.#actor?.isFetchLike === true ? 'executableLoad' : access;
    const physical = this.#isVirtual(access, mode)
      ? this.#translation.translateGuest(low, high, permission, mode, updates)
      : this.#translation.translate(low, high, permission, mode, updates);
    if (physical < 0) return physical;
    if (!this.#pmp.allows(physical, width, access, mode)) return NO_ACCESS;
    this.#allowsOther =
      access === 'store'
        ? this.#pmp.allows(physical, width, 'load', mode)
        : access === 'load' && this.#translation.isStorable && this.#pmp.allows(physical, width, 'store', mode);
    this.#isWholePage = this.#pmp.isUniform(physical) && (this.#triggers.isEmpty || !this.#triggers.touchesPage(low, high));
    return physical;
  }

  /** `Hart.accessFault`. */
  accessFault(low: number, high: number, access: Access): void {
    this.#fault(ACCESS_FAULT, low, high, access, false);
  }
}
