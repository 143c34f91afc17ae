/**
 * From virtual address to physical, or to the abort that says why not.
 *
 * Not modelled yet: stage 1 and stage 2 translation, so that addresses are physical ones (the PE reports when either is switched on).
 * Not modelled: a misaligned access to Device memory goes through, as on QEMU 7.2; the manual has it fault.
 */
import { readField } from '#core/isa/evaluate.ts';
import { type Access, type HartContext, TRAPPED } from '#core/machine/hart.ts';
import { exceptionClass } from './exception-classes.ts';
import type { Syndrome } from './exceptions.ts';
import { abortOf, status } from './faults.ts';
import { layout } from './layout.ts';
import { isHost, levelOf } from './pstate.ts';
import { SCTLR } from './sysreg/bits.ts';

const INSTRUCTION_SIZE = 4;
/** ID_AA64MMFR0_EL1.PARange: addresses of 48 bits. */
const ADDRESS_BITS_HIGH = 16;
/** Bits 31:0 of an address have their own half. */
const HIGH_UNIT = 2 ** 32;

export class Mmu {
  readonly #context: HartContext;
  readonly #raise: (syndrome: Syndrome) => void;
  #isWholePage = true;

  constructor(context: HartContext, raise: (syndrome: Syndrome) => void) {
    this.#context = context;
    this.#raise = raise;
  }

  /** Does every misaligned access fault now? */
  get #checksAlignment(): boolean {
    const { block } = this.#context;
    const isEl2 = levelOf(block) === 2 || (levelOf(block) === 0 && isHost(block));
    return (readField(block, isEl2 ? layout.SCTLR_EL2 : layout.SCTLR_EL1) & SCTLR.A) !== 0n;
  }

  fetchRegime(): number {
    return 0;
  }

  /** Alignment is a matter of each access, so that those that are checked are not kept in a TLB. */
  dataRegime(): number {
    return this.#checksAlignment ? 1 : 0;
  }

  get isWholePage(): boolean {
    return this.#isWholePage;
  }

  get allowsOther(): boolean {
    return true;
  }

  /** `Hart.translate`. */
  translate(low: number, high: number, access: Access, width: number): number {
    this.#isWholePage = access === 'fetch' || !this.#checksAlignment;
    if (access === 'fetch') {
      if (low % INSTRUCTION_SIZE === 2) return low + high * HIGH_UNIT; // the second half of an instruction
      if (low % INSTRUCTION_SIZE !== 0)
        return this.#refuse({ class: exceptionClass.PC_ALIGNMENT, iss: 0n, far: address(low, high) });
    } else if (!this.#isWholePage && low % width !== 0) return this.#abort(access, status.ALIGNMENT, low, high);
    if (high >>> ADDRESS_BITS_HIGH !== 0) return this.#abort(access, status.ADDRESS_SIZE, low, high);
    return low + high * HIGH_UNIT;
  }

  #abort(access: Access, code: number, low: number, high: number): number {
    return this.#refuse(abortOf(access, code, address(low, high)));
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

const address = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low);
