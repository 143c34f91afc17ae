/** Stage 2 translation, of EL1&0 below a hypervisor. arm: AArch64.S2Translate(). Not modelled: attributes of memory, so neither HCR_EL2.PTW. */
import { readField } from '#core/isa/evaluate.ts';
import { status } from './faults.ts';
import { layout } from './layout.ts';
import { HCR } from './sysreg/bits.ts';
import {
  AF,
  addressBitsOf,
  alignedTable,
  DBM,
  type EntryObserver,
  FAULT,
  granuleOfTg0,
  INPUT_BITS_MAX,
  INPUT_BITS_MIN,
  strideOf,
  TableWalk,
  type Tree,
  type WalkContext,
} from './tables.ts';
import type { Use } from './translation.ts';

export interface Stage2Tables extends Tree {
  /** Sizes and levels do not fit together: every address faults. */
  readonly isDisabled: boolean;
  readonly updatesAccess: boolean;
  readonly updatesDirty: boolean;
}

const bits = (value: bigint, at: number, width: number): number => Number((value >> BigInt(at)) & ((1n << BigInt(width)) - 1n));

/** Tables of one level that may stand together in the place of one of the level above: sixteen. */
const CONCATENATED_BITS = 4;

/** What VTCR_EL2 and VTTBR_EL2 say; undefined while there is no stage 2. With a key that tells such tables apart. */
export function stage2Of(block: DataView): { readonly tables: Stage2Tables; readonly key: string } | undefined {
  const hcr = readField(block, layout.HCR_EL2);
  if ((hcr & (HCR.VM | HCR.DC)) === 0n || (hcr & HCR.TGE) !== 0n) return undefined;
  const vtcr = readField(block, layout.VTCR_EL2);
  const vttbr = readField(block, layout.VTTBR_EL2);
  const granuleBits = granuleOfTg0(bits(vtcr, 14, 2));
  const inputBits = 64 - bits(vtcr, 0, 6);
  const startLevel = (granuleBits === 12 ? 2 : 3) - bits(vtcr, 6, 2);
  const firstBits = inputBits - granuleBits - (3 - startLevel) * strideOf(granuleBits);
  const isInconsistent = startLevel < 0 || firstBits <= 0 || firstBits > strideOf(granuleBits) + CONCATENATED_BITS;
  const updatesAccess = bits(vtcr, 21, 1) !== 0;
  const tables: Stage2Tables = {
    register: 'VTTBR_EL2',
    isDisabled: isInconsistent || inputBits < INPUT_BITS_MIN || inputBits > INPUT_BITS_MAX,
    table: alignedTable(Number(vttbr & 0xffff_ffff_fffen), inputBits, startLevel, granuleBits),
    granuleBits,
    inputBits,
    startLevel,
    outputBits: addressBitsOf(bits(vtcr, 16, 3)),
    updatesAccess,
    updatesDirty: updatesAccess && bits(vtcr, 22, 1) !== 0,
  };
  return { tables, key: `${vtcr},${vttbr}` };
}

const S2AP_READ = 1 << 6;
const S2AP_WRITE = 1 << 7;
/** XN[1:0], in the high half: nobody, or only one of EL1 and EL0, executes. */
const XN_SHIFT = 21;
const EXECUTABLE_AT_EL1 = [true, false, false, true];
const EXECUTABLE_AT_EL0 = [true, true, false, false];

const toItself = (address: number) => address;

export class Stage2 {
  readonly #tables: TableWalk;
  /** After an answer: may it be stored to as well, with no entry to update? */
  isStorable = false;
  /** Does a store mark its entry dirty? */
  marksDirty = true;

  constructor(context: WalkContext, observer?: EntryObserver) {
    this.#tables = new TableWalk(context, observer);
  }

  /** After `FAULT`: the fault status code, with the level. */
  get faultCode(): number {
    return this.#tables.faultCode ?? 0;
  }

  /** Of the last entry. */
  get entryLow(): number {
    return this.#tables.entry.entryLow;
  }

  /** The physical address, or `FAULT`. Sets flags of entries on the way. */
  translate(tables: Stage2Tables, address: number, use: Use, isPrivileged: boolean): number {
    const walk = this.#tables;
    if (tables.isDisabled || address >= 2 ** tables.inputBits) return walk.fault(status.TRANSLATION, 0);
    const output = walk.walk(tables, address, toItself);
    if (output === FAULT) return FAULT;
    const { entryLow: low, entryHigh: high } = walk.entry;
    if ((low & AF) === 0 && !tables.updatesAccess) return walk.fault(status.ACCESS_FLAG);
    const isMarkable = tables.updatesDirty && (high & DBM) !== 0 && (low & S2AP_WRITE) === 0;
    const canWrite = (low & S2AP_WRITE) !== 0 || isMarkable;
    const executable = (isPrivileged ? EXECUTABLE_AT_EL1 : EXECUTABLE_AT_EL0)[(high >>> XN_SHIFT) & 3]!;
    const canRead = (low & S2AP_READ) !== 0;
    const isAllowed = { fetch: executable, load: canRead, store: canWrite, reach: true }[use];
    if (!isAllowed) return walk.fault(status.PERMISSION);
    let updated = low | AF;
    if (use === 'store' && this.marksDirty && isMarkable) updated |= S2AP_WRITE;
    this.isStorable = (updated & S2AP_WRITE) !== 0;
    if (updated === low || walk.update(updated)) return output;
    return walk.fault(status.EXTERNAL_ABORT_ON_WALK);
  }
}
