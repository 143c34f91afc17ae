/** Paged memory against a plain array of bytes; and that slots come back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena } from './arena.ts';
import { contribution, hashLanes } from './hash.ts';
import { LEAF_PAGES, type Memory, MemoryTransient, PAGE_SIZE } from './paged-memory.ts';

const PAGES = 2 * LEAF_PAGES;
/** Pages that the tests write: both ends of a leaf, and the next one. */
const PLACES = [0, 1, 2, 300, LEAF_PAGES - 1, LEAF_PAGES, PAGES - 1];

type Action =
  | { readonly kind: 'write'; readonly start: number; readonly bytes: Uint8Array }
  | { readonly kind: 'repeat'; readonly page: number; readonly count: number }
  | { readonly kind: 'digest' | 'look' | 'seal' }
  | { readonly kind: 'consume' }
  | { readonly kind: 'open' | 'release'; readonly which: number };

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      start: fc
        .tuple(fc.constantFrom(...PLACES), fc.oneof(fc.constantFrom(0, 8, PAGE_SIZE - 3), fc.nat({ max: PAGE_SIZE - 1 })))
        .map(([page, offset]) => page * PAGE_SIZE + offset),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      page: fc.constantFrom(...PLACES),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('digest' as const, 'look' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('seal' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('consume' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('open' as const, 'release' as const), which: fc.nat() }) },
);

/** Bytes by address; what is not there is 0. */
type Model = ReadonlyMap<number, number>;

/** The model with the pages after one equal to it. */
function repeated(model: Model, page: number, count: number): Model {
  const next = new Map(model);
  for (let offset = 0; offset < PAGE_SIZE; offset++)
    for (let to = page + 1; to <= page + count; to++) {
      const byte = model.get(page * PAGE_SIZE + offset);
      if (byte === undefined) next.delete(to * PAGE_SIZE + offset);
      else next.set(to * PAGE_SIZE + offset, byte);
    }
  return next;
}

/** The digest from scratch. */
function digestOf(model: Model): bigint {
  let digest = 0n;
  for (const page of new Set([...model.keys()].map((address) => Math.floor(address / PAGE_SIZE)))) {
    const view = new DataView(new ArrayBuffer(PAGE_SIZE));
    for (let i = 0; i < PAGE_SIZE; i++) view.setUint8(i, model.get(page * PAGE_SIZE + i) ?? 0);
    digest += contribution(page, hashLanes(view, 0, PAGE_SIZE));
  }
  return BigInt.asUintN(64, digest);
}

function expectEqual(memory: MemoryTransient, model: Model): void {
  for (const place of PLACES) {
    const bytes = Uint8Array.from({ length: PAGE_SIZE }, (_, i) => model.get(place * PAGE_SIZE + i) ?? 0);
    expect(Buffer.compare(memory.read(place * PAGE_SIZE, PAGE_SIZE), bytes)).toBe(0);
  }
}

describe('paged memory', () => {
  it('is an array of bytes, whatever is sealed, opened, worked on in place and released in between', () => {
    const arena = new Arena(0); // shared, so that slots are used again with what others left in them
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 40 }), (actions) => {
        const memory = new MemoryTransient(arena, PAGES);
        const before = arena.residentBytes;
        const start = { value: memory.seal(), model: new Map<number, number>() as Model };
        let kept = [start];
        let model = start.model;
        /** The value that the transient has just sealed or opened, while nothing was written since. */
        let held: Memory | undefined = start.value;
        let current: Memory = start.value;
        let isConsumed = false;
        // What was consumed and not sealed again is given back when the garbage collector finds it; here at once.
        const open = (value: Memory) => {
          const rest = isConsumed ? memory.seal() : undefined;
          memory.open(value);
          if (rest !== undefined) memory.release(rest);
          isConsumed = false;
          current = held = value;
        };
        for (const action of actions)
          switch (action.kind) {
            case 'write': {
              const bytes = action.bytes.subarray(0, PAGES * PAGE_SIZE - action.start);
              memory.write(action.start, bytes);
              model = new Map([...model, ...[...bytes].map((byte, i) => [action.start + i, byte] as const)]);
              held = undefined;
              break;
            }
            case 'repeat': {
              const count = Math.min(action.count, PAGES - 1 - action.page);
              memory.repeat(action.page, count);
              model = repeated(model, action.page, count);
              held = undefined;
              break;
            }
            case 'digest':
              expect(memory.digest()).toBe(digestOf(model));
              break;
            case 'seal':
              current = held = memory.seal();
              isConsumed = false;
              kept = [...kept, { value: held, model }];
              break;
            case 'look':
              if (held !== undefined) expect(held.digest).toBe(digestOf(model));
              break;
            case 'consume': {
              const last = held;
              if (last === undefined || last === start.value || !memory.unseal(last)) break;
              kept = kept.filter(({ value }) => value !== last);
              current = start.value;
              held = undefined;
              isConsumed = true;
              break;
            }
            case 'open': {
              const chosen = kept[action.which % kept.length]!;
              open(chosen.value);
              model = chosen.model;
              break;
            }
            case 'release': {
              const chosen = kept[action.which % kept.length]!;
              if (chosen === start || chosen.value === current) break;
              memory.release(chosen.value);
              kept = kept.filter((each) => each !== chosen);
              break;
            }
          }
        expectEqual(memory, model);
        for (const each of kept) {
          open(each.value);
          expectEqual(memory, each.model);
          expect(memory.digest()).toBe(digestOf(each.model));
        }
        open(start.value);
        for (const each of kept) if (each !== start) memory.release(each.value);
        expect(arena.residentBytes).toBe(before);
      }),
      { numRuns: 400 },
    );
  }, 30_000);

  it('takes as many slots as pages were written since the value that is kept', () => {
    const arena = new Arena(0);
    const memory = new MemoryTransient(arena, PAGES);
    const base = arena.residentBytes;
    const pages = () => (arena.residentBytes - base) / PAGE_SIZE;
    let last = memory.seal();
    for (let round = 0; round < 50; round++) {
      for (let page = 0; page < 10; page++) memory.write(page * PAGE_SIZE, Uint8Array.of(round + 1));
      const next = memory.seal();
      memory.release(last);
      last = next;
      expect(pages()).toBe(10);
    }
  });

  it('takes one slot for a page that is repeated, until a copy is written', () => {
    const arena = new Arena(0);
    const memory = new MemoryTransient(arena, PAGES);
    const base = arena.residentBytes;
    const pages = () => (arena.residentBytes - base) / PAGE_SIZE;
    memory.write(0, new Uint8Array(PAGE_SIZE).fill(0xff));
    memory.repeat(0, PAGES - 1);
    expect(pages()).toBe(1);
    expect(memory.isWritable(0)).toBe(false);
    memory.write(5 * PAGE_SIZE, Uint8Array.of(1));
    expect(pages()).toBe(2);
    expect([...memory.read(5 * PAGE_SIZE, 2), ...memory.read(6 * PAGE_SIZE, 2)]).toEqual([1, 0xff, 0xff, 0xff]);
  });

  it('lets a page be written in place only while it counts as dirty and nobody else has it', () => {
    const memory = new MemoryTransient(new Arena(0), PAGES);
    expect(memory.isWritable(3)).toBe(false);
    memory.writableAddressOf(3);
    expect(memory.isWritable(3)).toBe(true);
    memory.digest();
    expect(memory.isWritable(3)).toBe(false); // or a write would miss the next digest
    memory.writableAddressOf(3);
    const sealed = memory.seal();
    expect(memory.isWritable(3)).toBe(false);
    const place = memory.addressOf(3);
    expect(memory.writableAddressOf(3)).not.toBe(place);
    memory.open(sealed);
    expect(memory.addressOf(3)).toBe(place);
  });

  it('seals a value when it is looked at or written on, and not when it is unsealed before', () => {
    const memory = new MemoryTransient(new Arena(0), PAGES);
    let cleaned = 0;
    memory.onClean = () => (cleaned += 1);
    memory.write(0, Uint8Array.of(1));
    const consumed = memory.seal();
    expect(memory.unseal(consumed)).toBe(true);
    expect(memory.isWritable(0)).toBe(true);
    expect(cleaned).toBe(0);
    expect(() => consumed.digest).toThrow('the value was unsealed');
    const looked = memory.seal();
    expect(looked.digest).toBe(digestOf(new Map([[0, 1]])));
    expect(cleaned).toBe(1);
    memory.write(0, Uint8Array.of(2));
    const written = memory.seal();
    memory.write(0, Uint8Array.of(3));
    expect(cleaned).toBe(2);
    expect([looked, written].map((each) => memory.readPageOf(each, 0)[0])).toEqual([1, 2]);
  });

  it('refuses the values of another machine', () => {
    const other = new MemoryTransient(new Arena(0), 3 * PAGES).seal();
    expect(() => new MemoryTransient(new Arena(0), PAGES).open(other)).toThrow('a value of another machine');
  });
});
