/**
 * Stage 1 translation: which tables a regime has, the walk through them, and what their entries allow. arm: The VMSAv8-64 translation
 * table format; AArch64.TranslateAddress(), in its order of checks.
 *
 * Addresses are numbers below 2^48 here, and entries pairs of 32-bit halves: a bigint an entry would cost more than the walk.
 * Not modelled: attributes of memory, and break-before-make (there is no TLB that could go wrong).
 */
import { readField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { status } from './faults.ts';
import { layout } from './layout.ts';
import { HCR, SCTLR } from './sysreg/bits.ts';

/** Half of the addresses of a regime, and its tables. */
export interface Range {
  /** No walk is made: every address faults. EPD, or a size that there is not. */
  readonly isDisabled: boolean;
  readonly table: number;
  readonly granuleBits: number;
  readonly inputBits: number;
  readonly startLevel: number;
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
  /** With EL0, and what is executable by whom. */
  readonly hasUnprivileged: boolean;
  readonly outputBits: number;
  /** WXN: what is writable is not executable. */
  readonly writableIsNotExecutable: boolean;
  readonly checksAlignment: boolean;
}

const PHYSICAL_BITS = 48;
const ADDRESS_SIZES = [32, 36, 40, 42, 44, PHYSICAL_BITS];
const SIZE_MIN = 16;
const SIZE_MAX = 39;

const granules0 = [12, 16, 14];
const granules1 = [0, 14, 12, 16];
/** A reserved granule is taken for the smallest. */
const FALLBACK_GRANULE = 12;

const bits = (value: bigint, at: number, width: number): number => Number((value >> BigInt(at)) & ((1n << BigInt(width)) - 1n));
const bit = (value: bigint, at: number): boolean => ((value >> BigInt(at)) & 1n) !== 0n;

interface RangeBits {
  readonly size: number;
  readonly granule: number | undefined;
  readonly isDisabled: boolean;
  readonly ignoresTop: boolean;
  readonly hasHierarchy: boolean;
  readonly updatesAccess: boolean;
  readonly updatesDirty: boolean;
}

/** Bits of an address that one level of tables resolves: a table fills a granule. */
const strideOf = (granuleBits: number): number => granuleBits - 3;

function rangeOf(ttbr: bigint, { size, granule, isDisabled, ...rest }: RangeBits): Range {
  const granuleBits = granule === undefined || granule === 0 ? FALLBACK_GRANULE : granule;
  const inputBits = 64 - size;
  const startLevel = 4 - Math.ceil((inputBits - granuleBits) / strideOf(granuleBits));
  const tableBits = Math.max(3 + inputBits - ((3 - startLevel) * strideOf(granuleBits) + granuleBits), 4);
  const address = Number(ttbr & 0xffff_ffff_fffen);
  return {
    ...rest,
    isDisabled: isDisabled || size < SIZE_MIN || size > SIZE_MAX,
    table: address - (address % 2 ** tableBits),
    granuleBits,
    inputBits,
    startLevel,
  };
}

/** TCR_EL1, and TCR_EL2 with E2H. */
function twoRanges(tcr: bigint, ttbr0: bigint, ttbr1: bigint): Pick<Regime, 'lower' | 'upper' | 'outputBits'> {
  const updatesAccess = bit(tcr, 39);
  const common = { updatesAccess, updatesDirty: updatesAccess && bit(tcr, 40) };
  return {
    lower: rangeOf(ttbr0, {
      ...common,
      size: bits(tcr, 0, 6),
      granule: granules0[bits(tcr, 14, 2)],
      isDisabled: bit(tcr, 7),
      ignoresTop: bit(tcr, 37),
      hasHierarchy: !bit(tcr, 41),
    }),
    upper: rangeOf(ttbr1, {
      ...common,
      size: bits(tcr, 16, 6),
      granule: granules1[bits(tcr, 30, 2)],
      isDisabled: bit(tcr, 23),
      ignoresTop: bit(tcr, 38),
      hasHierarchy: !bit(tcr, 42),
    }),
    outputBits: ADDRESS_SIZES[bits(tcr, 32, 3)] ?? PHYSICAL_BITS,
  };
}

/** TCR_EL2 without E2H. */
function oneRange(tcr: bigint, ttbr: bigint): Pick<Regime, 'lower' | 'upper' | 'outputBits'> {
  const updatesAccess = bit(tcr, 21);
  return {
    lower: rangeOf(ttbr, {
      updatesAccess,
      updatesDirty: updatesAccess && bit(tcr, 22),
      size: bits(tcr, 0, 6),
      granule: granules0[bits(tcr, 14, 2)],
      isDisabled: false,
      ignoresTop: bit(tcr, 20),
      hasHierarchy: !bit(tcr, 24),
    }),
    upper: null,
    outputBits: ADDRESS_SIZES[bits(tcr, 16, 3)] ?? PHYSICAL_BITS,
  };
}

/** The regime of EL1&0, or of EL2 (&0 with E2H), and a key that regimes share only if they translate alike. */
export function regimeOf(block: DataView, level: 1 | 2): { readonly regime: Regime; readonly key: string } {
  const read = (field: Field) => readField(block, field);
  const hcr = read(layout.HCR_EL2);
  const hasTwo = level === 1 || (hcr & HCR.E2H) !== 0n;
  const sctlr = read(level === 1 ? layout.SCTLR_EL1 : layout.SCTLR_EL2);
  const tcr = read(level === 1 ? layout.TCR_EL1 : layout.TCR_EL2);
  const ttbr0 = read(level === 1 ? layout.TTBR0_EL1 : layout.TTBR0_EL2);
  const ttbr1 = read(level === 1 ? layout.TTBR1_EL1 : layout.TTBR1_EL2);
  // With TGE, EL1 is not there and its stage 1 is off for EL0; with DC too.
  const isOff = level === 1 && (hcr & (HCR.TGE | HCR.DC)) !== 0n;
  const isTranslated = !isOff && (sctlr & SCTLR.M) !== 0n;
  const regime: Regime = {
    isTranslated,
    ...(hasTwo ? twoRanges(tcr, ttbr0, ttbr1) : oneRange(tcr, ttbr0)),
    hasUnprivileged: hasTwo,
    writableIsNotExecutable: (sctlr & SCTLR.WXN) !== 0n,
    checksAlignment: (sctlr & SCTLR.A) !== 0n,
  };
  const tables = isTranslated ? `${tcr},${ttbr0},${ttbr1}` : `off,${tcr & (3n << 37n)},${bit(tcr, 20)}`;
  return { regime, key: `${hasTwo}${regime.writableIsNotExecutable}${regime.checksAlignment};${tables}` };
}

/** As whom an access is made. */
export interface Accessor {
  readonly isPrivileged: boolean;
  /** PSTATE.PAN applies. */
  readonly isBarred: boolean;
}

/** Of an entry's low half. */
const VALID = 1;
const TABLE = 2;
const AP_USER = 1 << 6;
const AP_READ_ONLY = 1 << 7;
const AF = 1 << 10;
/** Of its high half. */
const DBM = 1 << 19;
const PXN = 1 << 21;
const UXN = 1 << 22;
const PXN_TABLE = 1 << 27;
const UXN_TABLE = 1 << 28;
const AP_TABLE_NO_USER = 1 << 29;
const AP_TABLE_READ_ONLY = 1 << 30;

const LAST_LEVEL = 3;
/** First level that may have blocks, by granule. */
const firstBlockLevel = (granuleBits: number): number => (granuleBits === 12 ? 1 : 2);

export type Use = 'fetch' | 'load' | 'store';

/** Answer of a translation that faults; `faultCode` says how. */
export const FAULT = -1;

const HIGH_UNIT = 2 ** 32;
const ADDRESS_HIGH = 0xffff;

export class Stage1 {
  readonly #context: HartContext;
  readonly #entry = { entryLow: 0, entryHigh: 0 };
  /** After `FAULT`: the fault status code, with the level. */
  faultCode = 0;
  /** After an answer: may it be stored to as well, with no entry to update? */
  isStorable = false;

  constructor(context: HartContext) {
    this.#context = context;
  }

  #fault(code: number, level: number): number {
    this.faultCode = code | level;
    return FAULT;
  }

  /** The physical address, or `FAULT`. `updates`: flags of entries are set on the way. */
  translate(regime: Regime, low: number, high: number, use: Use, accessor: Accessor, updates: boolean): number {
    const isUpper = regime.upper !== null && (high & 0x80_0000) !== 0;
    const range = isUpper ? regime.upper! : regime.lower;
    const counted = range.ignoresTop ? high & 0xff_ffff : high >>> 0;
    if (!regime.isTranslated) {
      this.isStorable = true;
      return counted > ADDRESS_HIGH ? this.#fault(status.ADDRESS_SIZE, 0) : low + counted * HIGH_UNIT;
    }
    const sign = isUpper ? (range.ignoresTop ? 0xff_0000 : 0xffff_0000) : 0;
    const address = low + (high & ADDRESS_HIGH) * HIGH_UNIT;
    const above = Math.floor(address / 2 ** range.inputBits);
    const aboveOnes = 2 ** (PHYSICAL_BITS - range.inputBits) - 1;
    const isCanonical = (counted & ~ADDRESS_HIGH) >>> 0 === sign >>> 0 && above === (isUpper ? aboveOnes : 0);
    if (range.isDisabled || !isCanonical) return this.#fault(status.TRANSLATION, 0);
    return this.#walk(regime, range, address % 2 ** range.inputBits, use, accessor, updates);
  }

  #walk(regime: Regime, range: Range, address: number, use: Use, accessor: Accessor, updates: boolean): number {
    const { granuleBits } = range;
    const stride = strideOf(granuleBits);
    const limit = 2 ** regime.outputBits;
    let table = range.table;
    if (table >= limit) return this.#fault(status.ADDRESS_SIZE, 0);
    let restrictions = 0;
    for (let level = range.startLevel; ; level++) {
      const shift = granuleBits + (LAST_LEVEL - level) * stride;
      const index = Math.floor(address / 2 ** shift) % 2 ** stride;
      const place = table + 8 * index;
      if (!this.#context.walkRead64(place, this.#entry)) return this.#fault(status.EXTERNAL_ABORT_ON_WALK, level);
      const { entryLow: low, entryHigh: high } = this.#entry;
      const isTable = (low & TABLE) !== 0;
      const isAllowed = level === LAST_LEVEL ? isTable : isTable || level >= firstBlockLevel(granuleBits);
      if ((low & VALID) === 0 || !isAllowed) return this.#fault(status.TRANSLATION, level);
      const target = (low & ~0xfff) >>> 0;
      const output = target + (high & ADDRESS_HIGH) * HIGH_UNIT;
      if (output >= limit) return this.#fault(status.ADDRESS_SIZE, level);
      if (level === LAST_LEVEL || !isTable) {
        const size = 2 ** shift;
        const base = output - (output % size);
        return this.#leaf(regime, range, place, restrictions, level, use, accessor, updates) ?? base + (address % size);
      }
      if (range.hasHierarchy) restrictions |= high;
      table = output - (output % 2 ** granuleBits);
    }
  }

  /** Undefined when the entry allows the access, with its flags set; else `FAULT`. */
  #leaf(
    regime: Regime,
    range: Range,
    place: number,
    restrictions: number,
    level: number,
    use: Use,
    accessor: Accessor,
    updates: boolean,
  ): number | undefined {
    const { entryLow: low, entryHigh: high } = this.#entry;
    if ((low & AF) === 0 && !range.updatesAccess) return this.#fault(status.ACCESS_FLAG, level);
    const isUser = (low & AP_USER) !== 0 && (restrictions & AP_TABLE_NO_USER) === 0;
    const isMarkable = range.updatesDirty && (high & DBM) !== 0;
    const isReadOnlyEntry = (low & AP_READ_ONLY) !== 0;
    const isReadOnly = (isReadOnlyEntry && !isMarkable) || (restrictions & AP_TABLE_READ_ONLY) !== 0;
    const { isPrivileged, isBarred } = accessor;
    const hasAccess = !regime.hasUnprivileged || (isPrivileged ? !(isBarred && isUser) : isUser);
    const canWrite = hasAccess && !isReadOnly;
    const allowed =
      use === 'fetch'
        ? this.#isExecutable(regime, high, restrictions, isUser, isReadOnly, isPrivileged)
        : use === 'load'
          ? hasAccess
          : canWrite;
    if (!allowed) return this.#fault(status.PERMISSION, level);
    let updated = low | AF;
    if (use === 'store' && isReadOnlyEntry && isMarkable) updated &= ~AP_READ_ONLY;
    this.isStorable = canWrite && (updated & AP_READ_ONLY) === 0;
    if (updated === low || !updates) return undefined;
    return this.#context.walkWrite32(place, updated >>> 0) ? undefined : this.#fault(status.EXTERNAL_ABORT_ON_WALK, level);
  }

  /** arm: AArch64.S1DirectBasePermissions: instruction permissions, of the level that fetches. */
  #isExecutable(
    regime: Regime,
    high: number,
    restrictions: number,
    isUser: boolean,
    isReadOnly: boolean,
    isPrivileged: boolean,
  ): boolean {
    const isUxn = (high & UXN) !== 0 || (restrictions & UXN_TABLE) !== 0;
    if (!regime.hasUnprivileged) return !isUxn && !(regime.writableIsNotExecutable && !isReadOnly);
    if (!isPrivileged) return !isUxn && !(regime.writableIsNotExecutable && isUser && !isReadOnly);
    const isPxn = (high & PXN) !== 0 || (restrictions & PXN_TABLE) !== 0 || (isUser && !isReadOnly);
    return !isPxn && !(regime.writableIsNotExecutable && !isReadOnly);
  }
}
