/**
 * Stage 1 translation: which tables a regime has, and what their entries allow. arm: AArch64.TranslateAddress(), in its order of checks.
 * Not modelled: attributes of memory, and break-before-make (there is no TLB that could go wrong).
 */
import { readField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import { status } from './faults.ts';
import { layout } from './layout.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';
import {
  AF,
  addressBitsOf,
  alignedTable,
  DBM,
  type EntryObserver,
  FAULT,
  granuleOfTg0,
  granuleOfTg1,
  INPUT_BITS_MAX,
  INPUT_BITS_MIN,
  type Locate,
  PHYSICAL_BITS,
  strideOf,
  TableWalk,
  type Tree,
  type WalkContext,
} from './tables.ts';

/** Half of the addresses of a regime, and its tables. */
export interface Range extends Tree {
  /** No walk is made: every address faults. EPD, or a size that there is not. */
  readonly isDisabled: boolean;
  /** The top byte of an address does not count. */
  readonly ignoresTop: boolean;
  /** Tables restrict what is below them. */
  readonly hasHierarchy: boolean;
  readonly updatesAccess: boolean;
  readonly updatesDirty: boolean;
}

export interface Regime {
  readonly isTranslated: boolean;
  /** The upper one is null where addresses have one range. */
  readonly lower: Range;
  readonly upper: Range | null;
  /** Has it EL0, and entries that tell it from the level above? */
  readonly hasUnprivileged: boolean;
  /** WXN: what is writable is not executable. */
  readonly writableIsNotExecutable: boolean;
  readonly checksAlignment: boolean;
}

const bits = (value: bigint, at: number, width: number): number => Number((value >> BigInt(at)) & ((1n << BigInt(width)) - 1n));
const bit = (value: bigint, at: number): boolean => ((value >> BigInt(at)) & 1n) !== 0n;

type RangeBits = Omit<Range, 'table' | 'inputBits' | 'startLevel'> & { readonly size: number };

/** A register that names a table, and what it holds. */
interface TableBase {
  readonly register: string;
  readonly value: bigint;
}

function rangeOf(ttbr: bigint, { size, isDisabled, ...rest }: RangeBits): Range {
  const { granuleBits } = rest;
  const inputBits = 64 - size;
  const startLevel = 4 - Math.ceil((inputBits - granuleBits) / strideOf(granuleBits));
  return {
    ...rest,
    isDisabled: isDisabled || inputBits < INPUT_BITS_MIN || inputBits > INPUT_BITS_MAX,
    table: alignedTable(Number(ttbr & 0xffff_ffff_fffen), inputBits, startLevel, granuleBits),
    inputBits,
    startLevel,
  };
}

/** TCR_EL1, and TCR_EL2 with E2H. */
function twoRanges(tcr: bigint, ttbr0: TableBase, ttbr1: TableBase): Pick<Regime, 'lower' | 'upper'> {
  const updatesAccess = bit(tcr, 39);
  const updatesDirty = updatesAccess && bit(tcr, 40);
  const common = { updatesAccess, updatesDirty, outputBits: addressBitsOf(bits(tcr, 32, 3)) };
  return {
    lower: rangeOf(ttbr0.value, {
      ...common,
      register: ttbr0.register,
      size: bits(tcr, 0, 6),
      granuleBits: granuleOfTg0(bits(tcr, 14, 2)),
      isDisabled: bit(tcr, 7),
      ignoresTop: bit(tcr, 37),
      hasHierarchy: !bit(tcr, 41),
    }),
    upper: rangeOf(ttbr1.value, {
      ...common,
      register: ttbr1.register,
      size: bits(tcr, 16, 6),
      granuleBits: granuleOfTg1(bits(tcr, 30, 2)),
      isDisabled: bit(tcr, 23),
      ignoresTop: bit(tcr, 38),
      hasHierarchy: !bit(tcr, 42),
    }),
  };
}

/** TCR_EL2 without E2H. */
function oneRange(tcr: bigint, ttbr: TableBase): Pick<Regime, 'lower' | 'upper'> {
  const updatesAccess = bit(tcr, 21);
  return {
    lower: rangeOf(ttbr.value, {
      register: ttbr.register,
      updatesAccess,
      updatesDirty: updatesAccess && bit(tcr, 22),
      outputBits: addressBitsOf(bits(tcr, 16, 3)),
      size: bits(tcr, 0, 6),
      granuleBits: granuleOfTg0(bits(tcr, 14, 2)),
      isDisabled: false,
      ignoresTop: bit(tcr, 20),
      hasHierarchy: !bit(tcr, 24),
    }),
    upper: null,
  };
}

/** The regime of EL1&0, or of EL2 (&0 with E2H), and a key that regimes share only if they translate alike. */
export function regimeOf(block: DataView, level: 1 | 2): { readonly regime: Regime; readonly key: string } {
  const read = (field: Field) => readField(block, field);
  const hcr = read(layout.HCR_EL2);
  const hasTwo = level === 1 || (hcr & HCR.E2H) !== 0n;
  const sctlr = read(level === 1 ? layout.SCTLR_EL1 : layout.SCTLR_EL2);
  const tcr = read(level === 1 ? layout.TCR_EL1 : layout.TCR_EL2);
  const base = (field: Field): TableBase => ({ register: field.name, value: read(field) });
  const ttbr0 = base(level === 1 ? layout.TTBR0_EL1 : layout.TTBR0_EL2);
  const ttbr1 = base(level === 1 ? layout.TTBR1_EL1 : layout.TTBR1_EL2);
  // With TGE or DC, stage 1 of EL1&0 is off whatever its M says.
  const isOff = level === 1 && (hcr & (HCR.TGE | HCR.DC)) !== 0n;
  const isTranslated = !isOff && (sctlr & SCTLR.M) !== 0n;
  const regime: Regime = {
    isTranslated,
    ...(hasTwo ? twoRanges(tcr, ttbr0, ttbr1) : oneRange(tcr, ttbr0)),
    hasUnprivileged: hasTwo,
    writableIsNotExecutable: (sctlr & SCTLR.WXN) !== 0n,
    checksAlignment: (sctlr & SCTLR.A) !== 0n,
  };
  const tables = isTranslated ? `${tcr},${ttbr0.value},${ttbr1.value}` : `off,${tcr & (3n << 37n)},${bit(tcr, 20)}`;
  return { regime, key: `${hasTwo}${regime.writableIsNotExecutable}${regime.checksAlignment};${tables}` };
}

/** As whom an access is made. */
export interface Accessor {
  readonly isPrivileged: boolean;
  /** PSTATE.PAN applies. */
  readonly isBarred: boolean;
}

const AP_USER = 1 << 6;
const AP_READ_ONLY = 1 << 7;
const PXN = 1 << 21;
const UXN = 1 << 22;
const PXN_TABLE = 1 << 27;
const UXN_TABLE = 1 << 28;
const AP_TABLE_NO_USER = 1 << 29;
const AP_TABLE_READ_ONLY = 1 << 30;

/** The half that an address is in, given by its upper 32 bits. */
export const rangeAt = ({ lower, upper }: Regime, high: number): Range =>
  upper !== null && (high & UPPER_HALF) !== 0 ? upper : lower;

/** `reach` asks for no permission, only that the address leads somewhere. */
export type Use = 'fetch' | 'load' | 'store' | 'reach';

/** Bit 55, in the high half. */
const UPPER_HALF = 0x80_0000;
const HIGH_UNIT = 2 ** 32;
const ADDRESS_HIGH = 0xffff;

/** One access to be translated. */
export interface Request {
  low: number;
  high: number;
  use: Use;
  accessor: Accessor;
}

/** What an entry says, with what the tables above it take away. */
interface Rights {
  readonly isUser: boolean;
  readonly isReadOnly: boolean;
  readonly isUxn: boolean;
  readonly isPxn: boolean;
}

export class Stage1 {
  readonly #tables: TableWalk;
  /** After an answer: may it be stored to as well, with no entry to update? */
  isStorable = false;
  /** Does a store mark its entry dirty? */
  marksDirty = true;

  constructor(context: WalkContext, observer?: EntryObserver) {
    this.#tables = new TableWalk(context, observer);
  }

  /** After `FAULT`: the fault status code, with the level; undefined when it is `locate` that refused. */
  get faultCode(): number | undefined {
    return this.#tables.faultCode;
  }

  /** Of the last entry. */
  get entryLow(): number {
    return this.#tables.entry.entryLow;
  }

  /** The address of the next stage, or `FAULT`. Sets flags of entries on the way, by `locate` with the use `store`. */
  translate(regime: Regime, request: Request, locate: Locate, locateForUpdate: Locate): number {
    const { low, high } = request;
    const range = rangeAt(regime, high);
    const isUpper = range === regime.upper;
    const counted = range.ignoresTop ? high & 0xff_ffff : high >>> 0;
    if (!regime.isTranslated) {
      this.isStorable = true;
      return counted > ADDRESS_HIGH ? this.#tables.fault(status.ADDRESS_SIZE, 0) : low + counted * HIGH_UNIT;
    }
    const sign = isUpper ? (range.ignoresTop ? 0xff_0000 : 0xffff_0000) : 0;
    const address = low + (high & ADDRESS_HIGH) * HIGH_UNIT;
    const above = Math.floor(address / 2 ** range.inputBits);
    const aboveOnes = 2 ** (PHYSICAL_BITS - range.inputBits) - 1;
    const isCanonical = (counted & ~ADDRESS_HIGH) >>> 0 === sign && above === (isUpper ? aboveOnes : 0);
    if (range.isDisabled || !isCanonical) return this.#tables.fault(status.TRANSLATION, 0);
    const output = this.#tables.walk(range, address % 2 ** range.inputBits, locate);
    if (output === FAULT || !this.#allows(regime, range, request, locateForUpdate)) return FAULT;
    return output;
  }

  /** Does the last entry allow the access? Sets its flags. */
  #allows(regime: Regime, range: Range, { use, accessor }: Request, locateForUpdate: Locate): boolean {
    const tables = this.#tables;
    const { entryLow: low, entryHigh: high } = tables.entry;
    if ((low & AF) === 0 && !range.updatesAccess) return tables.fault(status.ACCESS_FLAG) !== FAULT;
    const restrictions = range.hasHierarchy ? tables.restrictions : 0;
    const isMarkable = range.updatesDirty && (high & DBM) !== 0;
    const isReadOnlyEntry = (low & AP_READ_ONLY) !== 0;
    const rights: Rights = {
      isUser: (low & AP_USER) !== 0 && (restrictions & AP_TABLE_NO_USER) === 0,
      isReadOnly: (isReadOnlyEntry && !isMarkable) || (restrictions & AP_TABLE_READ_ONLY) !== 0,
      isUxn: (high & UXN) !== 0 || (restrictions & UXN_TABLE) !== 0,
      isPxn: (high & PXN) !== 0 || (restrictions & PXN_TABLE) !== 0,
    };
    const hasAccess = hasDataAccess(regime, rights, accessor);
    const canWrite = hasAccess && !rights.isReadOnly;
    const isAllowed = { fetch: isExecutable(regime, rights, accessor), load: hasAccess, store: canWrite, reach: true }[use];
    if (!isAllowed) return tables.fault(status.PERMISSION) !== FAULT;
    let updated = low | AF;
    if (use === 'store' && this.marksDirty && isReadOnlyEntry && isMarkable) updated &= ~AP_READ_ONLY;
    this.isStorable = canWrite && (updated & AP_READ_ONLY) === 0;
    return updated === low || this.#update(updated, locateForUpdate);
  }

  #update(low: number, locateForUpdate: Locate): boolean {
    if (locateForUpdate(this.#tables.place) === FAULT) {
      this.#tables.faultCode = undefined;
      return false;
    }
    return this.#tables.update(low) || this.#tables.fault(status.EXTERNAL_ABORT_ON_WALK) !== FAULT;
  }
}

function hasDataAccess({ hasUnprivileged }: Regime, { isUser }: Rights, { isPrivileged, isBarred }: Accessor): boolean {
  if (!hasUnprivileged) return true;
  return isPrivileged ? !(isBarred && isUser) : isUser;
}

/** arm: Instruction execution permissions. What EL0 may write is not executable above it. */
function isExecutable(regime: Regime, { isUser, isReadOnly, isUxn, isPxn }: Rights, { isPrivileged }: Accessor): boolean {
  const { hasUnprivileged, writableIsNotExecutable } = regime;
  if (!hasUnprivileged) return !isUxn && !(writableIsNotExecutable && !isReadOnly);
  if (!isPrivileged) return !isUxn && !(writableIsNotExecutable && isUser && !isReadOnly);
  return !isPxn && !(isUser && !isReadOnly) && !(writableIsNotExecutable && !isReadOnly);
}
