/** Follows an address through the tables: the walk that loads, stores and fetches make, watched, and with nothing written. */
import type { InspectedHart, Lookup, Walk, WalkEntry, Walker, WalkStage } from '#core/inspect/description.ts';
import type { Access } from '#core/machine/hart.ts';
import { exceptionClass } from '../exception-classes.ts';
import { type Actor, Mmu, type Prospect } from '../mmu.ts';
import { isHost, levelOf } from '../pstate.ts';
import { AF, DBM, type EntryRead, type Tree, type WalkContext } from '../tables.ts';
import { faultName } from './names.ts';

type Flags = readonly (readonly [name: string, bit: number])[];

/** Of the high half of stage 1's pages and blocks, of its tables, and of stage 2's pages and blocks. */
const LEAF_HIGH: Flags = [
  ['UXN', 1 << 22],
  ['PXN', 1 << 21],
  ['contiguous', 1 << 20],
  ['DBM', DBM],
];
const TABLE_HIGH: Flags = [
  ['NSTable', 1 << 31],
  ['read-only', 1 << 30],
  ['no-EL0', 1 << 29],
  ['UXNTable', 1 << 28],
  ['PXNTable', 1 << 27],
];
const STAGE_2_HIGH: Flags = [
  ['XN1', 1 << 22],
  ['XN0', 1 << 21],
  ['contiguous', 1 << 20],
  ['DBM', DBM],
];
/** Of the low half. */
const READ_ONLY = 1 << 7;
const LEAF_LOW: Flags = [
  ['nG', 1 << 11],
  ['AF', AF],
  ['read-only', READ_ONLY],
  ['EL0', 1 << 6],
];
const STAGE_2_LOW: Flags = [
  ['AF', AF],
  ['write', 1 << 7],
  ['read', 1 << 6],
];
const SHAREABILITIES = ['', 'reserved', 'outer', 'inner'];

const flagsIn = (flags: Flags, word: number) => flags.filter(([, bit]) => (word & bit) !== 0).map(([name]) => name);

const STAGE_2 = 'VTTBR_EL2';

/** Where memory attributes are: an index into MAIR_ELx, or those of stage 2 themselves. */
function flagsOf({ tree, kind, low, high }: EntryRead): readonly string[] {
  if (kind === 'invalid') return [];
  const isStage2 = tree.register === STAGE_2;
  if (kind === 'table') return isStage2 ? [] : flagsIn(TABLE_HIGH, high);
  const shareability = SHAREABILITIES[(low >>> 8) & 3]!;
  const attributes = isStage2 ? `memory${(low >>> 2) & 15}` : `attribute${(low >>> 2) & 7}`;
  return [
    ...flagsIn(isStage2 ? STAGE_2_HIGH : LEAF_HIGH, high),
    ...flagsIn(isStage2 ? STAGE_2_LOW : LEAF_LOW, low),
    ...(shareability === '' ? [] : [shareability]),
    attributes,
  ];
}

type Told = WalkEntry & { readonly sets: string[] };

/** The PE that a walker looks at, as its MMU sees it. Nothing is written; what would have been is told of. */
class DryContext implements WalkContext {
  #hart!: InspectedHart;
  readonly entries: Told[] = [];

  aim(hart: InspectedHart): void {
    this.#hart = hart;
    this.entries.length = 0;
  }

  get block(): DataView {
    return this.#hart.block;
  }

  walkRead64(address: number, result: { entryLow: number; entryHigh: number }): boolean {
    return this.#hart.walkRead64(address, result);
  }

  walkWrite32(address: number, value: number): boolean {
    if (!this.#hart.isRam(address)) return false;
    const marked = this.entries.findLast((each) => each.address === BigInt(address));
    if (marked === undefined) return true;
    const before = Number(marked.value & 0xffff_ffffn);
    if ((value & AF) !== (before & AF)) marked.sets.push('AF');
    // Dirty is what stage 1 may write as well, and what stage 2 may write.
    if ((value & READ_ONLY) !== (before & READ_ONLY)) marked.sets.push('dirty');
    return true;
  }
}

const modeOf = ({ granuleBits, inputBits }: Tree) => `${2 ** (granuleBits - 10)} KiB granule, ${inputBits}-bit addresses`;

/** Whether a stage 1 entry is at an address of a guest's is for `entryOf` to know. */
class A64Walker implements Walker {
  readonly #context = new DryContext();
  /** One that tells of entries, and one that does not; made when a PE is there. */
  #telling: Mmu | undefined;
  #plain: Mmu | undefined;
  #hasStage2 = false;

  walk(hart: InspectedHart, lookup: Lookup): Walk {
    this.#context.aim(hart);
    const { entries } = this.#context;
    this.#telling ??= new Mmu(
      this.#context,
      () => {},
      (read) => entries.push(entryOf(read, this.#hasStage2)),
    );
    const mmu = this.#telling;
    mmu.reload();
    const actor = actorOf(hart, mmu, lookup);
    const { first, second } = mmu.tablesFor(actor.isOfEl2, highOf(lookup.address));
    this.#hasStage2 = second !== undefined;
    const result = resultOf(foresee(mmu, lookup, actor), lookup.access);
    const isGuestPhysical = lookup.space === 'guestPhysical';
    const ofStage = (register: string, tree: Tree | undefined): WalkStage =>
      tree === undefined
        ? { register, mode: 'off', root: undefined }
        : { register, mode: modeOf(tree), root: BigInt(tree.table) };
    const stage1 = ofStage(first?.register ?? (actor.isOfEl2 ? 'TTBR0_EL2' : 'TTBR0_EL1'), first);
    const stage2 = ofStage(STAGE_2, second);
    return {
      privilege: isGuestPhysical ? 'EL1' : nameOf(actor, hart, lookup),
      stages: isGuestPhysical ? [stage2] : actor.isOfEl2 ? [stage1] : [stage1, stage2],
      entries: [...entries],
      result,
    };
  }

  locate(hart: InspectedHart, lookup: Lookup): Walk['result'] {
    this.#context.aim(hart);
    this.#plain ??= new Mmu(this.#context, () => {});
    this.#plain.reload();
    return resultOf(foresee(this.#plain, lookup, actorOf(hart, this.#plain, lookup)), lookup.access);
  }
}

export const createWalker = (): Walker => new A64Walker();

const lowOf = (address: bigint) => Number(address & 0xffff_ffffn);
const highOf = (address: bigint) => Number((address >> 32n) & 0xffff_ffffn);

/** EL0 belongs to whom it belongs to now; and nobody looks others' memory up barred from it by PAN. */
function actorOf({ block }: InspectedHart, mmu: Mmu, { access, privilege }: Lookup): Actor {
  if (privilege === undefined) return mmu.actorOf(access);
  const accessor = { isPrivileged: privilege !== 'EL0', isBarred: false };
  return { isOfEl2: privilege === 'EL2' || (privilege === 'EL0' && isHost(block)), accessor };
}

const nameOf = (_: Actor, { block }: InspectedHart, { privilege }: Lookup): string => privilege ?? `EL${levelOf(block)}`;

function foresee(mmu: Mmu, { address, access, space }: Lookup, actor: Actor): Prospect {
  if (space === 'guestPhysical') return mmu.foreseeGuestPhysical(Number(address), access, true);
  return mmu.foresee(lowOf(address), highOf(address), access, actor);
}

function resultOf(prospect: Prospect, access: Access): Walk['result'] {
  if ('physical' in prospect) return { kind: 'mapped', physical: BigInt(prospect.physical) };
  const { code, guestPhysical, isOfWalk } = prospect;
  const stage = guestPhysical === undefined ? '' : isOfWalk ? 'stage 2, of a stage 1 walk: ' : 'stage 2: ';
  return {
    kind: 'fault',
    cause: access === 'fetch' ? exceptionClass.INSTRUCTION_ABORT : exceptionClass.DATA_ABORT,
    name: `${stage}${faultName(code)}`,
    guestPhysical: guestPhysical === undefined ? undefined : BigInt(guestPhysical),
  };
}

function entryOf(read: EntryRead, hasStage2: boolean): Told {
  const { tree, level, address, place, low, high, kind, target, sizeBits } = read;
  return {
    register: tree.register,
    level,
    address: BigInt(place),
    guestAddress: hasStage2 && tree.register !== STAGE_2 ? BigInt(address) : undefined,
    value: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0),
    flags: flagsOf(read),
    kind,
    target: BigInt(target),
    sizeBytes: 1n << BigInt(sizeBits),
    sets: [],
  };
}
