/** Follows an address through the tables: the walk that loads, stores and fetches make, watched, and with nothing written. */
import type { InspectedHart, Lookup, Walk, WalkEntry, Walker, WalkStage } from '#core/inspect/description.ts';
import { type EntryKind, entry, PAGE_SIZE, type WalkResult } from '#core/mmu/walk.ts';
import { layout } from '../layout.ts';
import { type Actor, Mmu, type MmuContext, type Prospect } from '../mmu.ts';
import { levelsOf, PTE_A, PTE_D, PTE_R, PTE_U, PTE_V, PTE_W, PTE_X } from '../paging.ts';
import { privilege } from '../privilege.ts';
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

type Told = WalkEntry & { readonly sets: string[] };

/** The hart that a walker looks at, as its MMU sees it. Nothing is written; what would have been is told of. */
class DryContext implements MmuContext {
  #hart!: InspectedHart;
  readonly entries: Told[] = [];

  aim(hart: InspectedHart): void {
    this.#hart = hart;
    this.entries.length = 0;
  }

  get block(): DataView {
    return this.#hart.block;
  }

  walkRead64(address: number, result: WalkResult): boolean {
    return this.#hart.walkRead64(address, result);
  }

  walkWrite32(address: number, value: number): boolean {
    if (!this.#hart.isRam(address)) return false;
    const marked = this.entries.findLast((each) => each.address === BigInt(address));
    if (marked !== undefined) marked.sets.push(...flagsOf(value & ~Number(marked.value & 0xffff_ffffn)));
    return true;
  }

  trap(): void {}
}

class RiscvWalker implements Walker {
  readonly #context = new DryContext();
  /** One that tells of entries, and one that does not; made when a hart is there. */
  #telling: Mmu | undefined;
  #plain: Mmu | undefined;

  walk(hart: InspectedHart, lookup: Lookup): Walk {
    this.#context.aim(hart);
    const { entries } = this.#context;
    this.#telling ??= new Mmu(this.#context, (register, read, kind, named) => entries.push(entryOf(register, read, kind, named)));
    this.#telling.reload();
    const actor = actorOf(this.#telling, lookup);
    const result = resultOf(foresee(this.#telling, lookup, actor));
    const isGuestPhysical = lookup.space === 'guestPhysical';
    const registers = isGuestPhysical
      ? (['hgatp'] as const)
      : actor.isVirtual
        ? (['vsatp', 'hgatp'] as const)
        : (['satp'] as const);
    return {
      privilege: isGuestPhysical ? 'VS' : privilegeName(actor.mode, actor.isVirtual),
      stages: !isGuestPhysical && actor.mode === privilege.M ? [] : registers.map((register) => stageOf(hart, register)),
      entries: [...entries],
      result,
    };
  }

  locate(hart: InspectedHart, lookup: Lookup): Walk['result'] {
    this.#context.aim(hart);
    this.#plain ??= new Mmu(this.#context);
    this.#plain.reload();
    return resultOf(foresee(this.#plain, lookup, actorOf(this.#plain, lookup)));
  }
}

export const createWalker = (): Walker => new RiscvWalker();

function actorOf(mmu: Mmu, { access, privilege: name }: Lookup): Actor {
  return name === undefined ? mmu.actorOf(access) : { ...PRIVILEGES[name]!, isFetchLike: false };
}

function foresee(mmu: Mmu, { address, access, space }: Lookup, actor: Actor): Prospect {
  const low = Number(address & 0xffff_ffffn);
  const high = Number((address >> 32n) & 0xffff_ffffn);
  return space === 'guestPhysical' ? mmu.foreseeGuestPhysical(low, high, access) : mmu.foresee(low, high, access, actor);
}

function resultOf(prospect: Prospect): Walk['result'] {
  if ('physical' in prospect) return { kind: 'mapped', physical: BigInt(prospect.physical) };
  const { cause, guestPhysical } = prospect;
  return { kind: 'fault', cause, name: causeName(cause, false), guestPhysical };
}

function entryOf(register: keyof typeof stageFields, read: WalkResult, kind: EntryKind, named: number): Told {
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
