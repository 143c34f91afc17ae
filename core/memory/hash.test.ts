import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena } from './arena.ts';
import { contribution, hashBytes, hashLanes, PAGE_SIZE } from './hash.ts';

const arena = new Arena(0);
const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ minLength: 4000, maxLength: 9000 }));

describe('hashes', () => {
  it('in wasm are those in TypeScript', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => void expect(arena.digestOf(bytes)).toBe(hashBytes(bytes))),
      { numRuns: 60 },
    );
  });

  it('in wasm are the same of bytes that lie in the arena', () => {
    const address = arena.addressOf(arena.allocate());
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: PAGE_SIZE }), (bytes) => {
        arena.bytes.fill(0, address, address + PAGE_SIZE);
        arena.bytes.set(bytes, address);
        expect(arena.digestAt(address, bytes.length)).toBe(hashBytes(bytes));
      }),
    );
  });

  it('of pages in wasm add to the digest what those in TypeScript do', () => {
    const slot = arena.allocate();
    const address = arena.addressOf(slot);
    arena.bytes.fill(0, address, address + PAGE_SIZE);
    arena.rehash([slot], () => 7);
    let digest = 0n;
    for (const seed of [1, 2, 0]) {
      for (let i = 0; i < PAGE_SIZE; i++) arena.bytes[address + i] = seed === 0 ? 0 : (i * 7 + (i >> 5)) * seed;
      digest = BigInt.asUintN(64, digest + arena.rehash([slot], () => 7));
      expect(digest).toBe(contribution(7, hashLanes(arena.view, address, PAGE_SIZE)));
    }
    expect(digest).toBe(0n);
  });

  it.each([0, 0xabc])('of a page that is many add to the digest what those in TypeScript do (word %i)', (word) => {
    const slot = arena.allocate();
    const address = arena.addressOf(slot);
    arena.bytes.fill(0, address, address + PAGE_SIZE);
    arena.view.setUint32(address + 40, word, true);
    arena.rehash([slot], () => 3);
    const hash = hashLanes(arena.view, address, PAGE_SIZE);
    const sum = [7, 8, 9].reduce((all, page) => all + contribution(page, hash), 0n);
    expect(arena.contributionOf(slot, 7, 3)).toBe(BigInt.asUintN(64, sum));
    expect(arena.contributionOf(slot, 7, 1)).toBe(contribution(7, hash));
  });

  it('tell apart bytes that differ in one bit, in length, or in place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (bytes, at) => {
        const flipped = bytes.slice();
        flipped[at % bytes.length]! ^= 1 << (at % 8);
        const longer = Uint8Array.of(...bytes, 0);
        expect(new Set([bytes, flipped, longer].map((each) => hashBytes(each))).size).toBe(3);
      }),
    );
    expect(contribution(1, 5n)).not.toBe(contribution(2, 5n));
  });

  it('cost nothing for a page of zeros', () => {
    expect(hashLanes(new DataView(new ArrayBuffer(PAGE_SIZE)), 0, PAGE_SIZE)).toBe(0n);
    expect(contribution(123, 0n)).toBe(0n);
  });
});
