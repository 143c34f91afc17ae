/** Follows an address through the tables: the walk that loads, stores and fetches make, watched, and with nothing written. */
import type { InspectedHart, Lookup, Walk, WalkEntry, WalkStage } from '#core/inspect/description.ts';
import { type EntryKind, entry, PAGE_SIZE, type WalkResult } from '#core/mmu/walk.ts';
import { layout } from '../layout.ts';
import { Mmu, type Prospect } from '../mmu.ts';
import { levelsOf, PTE_A, PTE_D, PTE_R, PTE_U, PTE_V, PTE_W, PTE_X } from '../paging.ts';
import { causeName, GUEST_TRANSLATION_MODES, PRIVILEGES, privilegeName, TRANSLATION_MODES } from './names.ts';

const FLAGS: readonly (readonly [name: string, bit: number])[] = [
  ['D', PTE_D],
  ['A', PTE_A],
  ['G', 1 << 5],
  ['U', PTE_U],
  ['X', PTE_X],
  ['W', PTE_W],
  ['R', PTE_R],
  ['V', PTE_V],
];
const MEMORY_TYPES = ['', 'NC', 'IO', 'reserved type'];
const KINDS: Readonly<Record<EntryKind, WalkEntry['kind']>> = {
  [entry.INVALID]: 'invalid',
  [entry.TABLE]: 'table',
  [entry.LEAF]: 'leaf',
};
const PAGE = BigInt(PAGE_SIZE);
const INDEX_BITS = 9n;

const flagsOf = (low: number): readonly string[] => FLAGS.filter(([, bit]) => (low & bit) !== 0).map(([name]) => name);

const stageFields = { satp: layout.satp, vsatp: layout.vsatp, hgatp: layout.hgatp } as const;

function stageOf({ block }: InspectedHart, register: keyof typeof stageFields): WalkStage {
  const value = block.getBigUint64(stageFields[register].offset, true);
  const mode = Number(value >> 60n);
  const names = register === 'hgatp' ? GUEST_TRANSLATION_MODES : TRANSLATION_MODES;
  const root = levelsOf(mode) === undefined ? undefined : (value & ((1n << 44n) - 1n)) * PAGE;
  return { register, mode: names[mode] ?? `mode ${mode}`, root };
}

export function walk(hart: InspectedHart, { address, access, space, privilege }: Lookup): Walk {
  const entries: (WalkEntry & { readonly sets: string[] })[] = [];
  const mmu = new Mmu(
    {
      block: hart.block,
      walkRead64: (at, result) => hart.walkRead64(at, result),
      // Nothing is written; what would have been is told of.
      walkWrite32: (at, value) => {
        if (!hart.isRam(at)) return false;
        const marked = entries.findLast((each) => each.address === BigInt(at));
        if (marked !== undefined) marked.sets.push(...flagsOf(value & ~Number(marked.value & 0xffff_ffffn)));
        return true;
      },
      trap: () => {},
    },
    (register, read, kind, named) => entries.push(entryOf(register, read, kind, named)),
  );
  const actor = privilege === undefined ? mmu.actorOf(access) : { ...PRIVILEGES[privilege]!, isFetchLike: false };
  const low = Number(address & 0xffff_ffffn);
  const high = Number((address >> 32n) & 0xffff_ffffn);
  const isGuestPhysical = space === 'guestPhysical';
  const prospect = isGuestPhysical ? mmu.foreseeGuestPhysical(low, high, access) : mmu.foresee(low, high, access, actor);
  const registers = isGuestPhysical
    ? (['hgatp'] as const)
    : actor.isVirtual
      ? (['vsatp', 'hgatp'] as const)
      : (['satp'] as const);
  return {
    privilege: isGuestPhysical ? 'VS' : privilegeName(actor.mode, actor.isVirtual),
    stages: !isGuestPhysical && actor.mode === PRIVILEGES['M']!.mode ? [] : registers.map((register) => stageOf(hart, register)),
    entries,
    result: resultOf(prospect),
  };
}

function resultOf(prospect: Prospect): Walk['result'] {
  if ('physical' in prospect) return { kind: 'mapped', physical: BigInt(prospect.physical) };
  const { cause, guestPhysical } = prospect;
  return { kind: 'fault', cause, name: causeName(cause, false), guestPhysical };
}

function entryOf(register: keyof typeof stageFields, read: WalkResult, kind: EntryKind, named: number) {
  const { level, entryAddress, entryLow, entryHigh, page } = read;
  const type = MEMORY_TYPES[(entryHigh >>> 29) & 3]!;
  return {
    register,
    level,
    address: BigInt(entryAddress),
    guestAddress: register === 'vsatp' ? BigInt(named) : undefined,
    value: (BigInt(entryHigh >>> 0) << 32n) | BigInt(entryLow >>> 0),
    flags: [...(type === '' ? [] : [type]), ...flagsOf(entryLow)],
    kind: KINDS[kind],
    target: BigInt(page) * PAGE,
    sizeBytes: PAGE << (INDEX_BITS * BigInt(level)),
    sets: [],
  };
}
