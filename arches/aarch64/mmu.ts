/**
 * From virtual address to physical, or to the abort that says why not: as whom an access is made, and which accesses translate alike.
 *
 * Not modelled yet: stage 2 translation (the PE reports when it is switched on).
 * Not modelled: a misaligned access to Device memory goes through, as on QEMU 7.2; the manual has it fault.
 */
import { readField } from '#core/isa/evaluate.ts';
import { type Access, type HartContext, TRAPPED } from '#core/machine/hart.ts';
import { exceptionClass } from './exception-classes.ts';
import type { Syndrome } from './exceptions.ts';
import { abortOf, status } from './faults.ts';
import { layout } from './layout.ts';
import { isHost, levelOf } from './pstate.ts';
import { HCR } from './sysreg/bits.ts';
import { type Accessor, FAULT, type Regime, regimeOf, Stage1 } from './translation.ts';

const INSTRUCTION_SIZE = 4;

/** Numbers kept for regimes at most; when there are more, they are forgotten and new ones given. */
const REGIME_LIMIT = 256;
/** Unprivileged, privileged, and privileged but barred from what is not. */
const REGIMES_PER_BASE = 3;

const UNPRIVILEGED: Accessor = { isPrivileged: false, isBarred: false };
const PRIVILEGED: Accessor = { isPrivileged: true, isBarred: false };
const BARRED: Accessor = { isPrivileged: true, isBarred: true };
const ACCESSORS = [UNPRIVILEGED, PRIVILEGED, BARRED];

const addressOf = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low);

export class Mmu {
  readonly #context: HartContext;
  readonly #raise: (syndrome: Syndrome) => void;
  readonly #stage1: Stage1;
  #isWholePage = true;
  #allowsOther = false;
  #actsUnprivileged = false;
  /** Of EL1&0, and of EL2 or EL2&0; with the first of their numbers. */
  #el1!: Regime;
  #el2!: Regime;
  #el1Base = 0;
  #el2Base = 0;
  readonly #bases = new Map<string, number>();
  #nextBase = 0;

  constructor(context: HartContext, raise: (syndrome: Syndrome) => void) {
    this.#context = context;
    this.#raise = raise;
    this.#stage1 = new Stage1(context);
    this.reload();
  }

  /** A register changed that decides how addresses translate. The level, PAN and UAO are read as needed. */
  reload(): void {
    const el1 = regimeOf(this.#context.block, 1);
    const el2 = regimeOf(this.#context.block, 2);
    this.#el1 = el1.regime;
    this.#el2 = el2.regime;
    this.#el1Base = this.#baseOf(`1${el1.key}`);
    this.#el2Base = this.#baseOf(`2${el2.key}`);
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
    const level = levelOf(this.#context.block);
    return level === 2 || (level === 0 && isHost(this.#context.block));
  }

  /** An index of `ACCESSORS`. */
  #accessor(access: Access): number {
    const { block } = this.#context;
    if (levelOf(block) === 0 || this.#actsUnprivileged) return 0;
    return access !== 'fetch' && block.getUint8(layout.PAN.offset) !== 0 ? 2 : 1;
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
      if (low % INSTRUCTION_SIZE !== 0)
        return this.#refuse({ class: exceptionClass.PC_ALIGNMENT, iss: 0n, far: addressOf(low, high) });
    } else if (regime.checksAlignment && low % width !== 0) return this.#abort(access, status.ALIGNMENT, low, high);
    const physical = this.#stage1.translate(regime, low, high, access, ACCESSORS[this.#accessor(access)]!, true);
    if (physical === FAULT) return this.#abort(access, this.#stage1.faultCode, low, high);
    this.#allowsOther = access === 'store' || (access === 'load' && this.#stage1.isStorable);
    return physical;
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

  /** What is switched on that is not there yet. */
  get missing(): string | undefined {
    return (readField(this.#context.block, layout.HCR_EL2) & HCR.VM) !== 0n ? 'stage 2 translation' : undefined;
  }
}
