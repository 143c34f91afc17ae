/** Slots: given out, shared, given back, and kept while the arena grows. */
import { describe, expect, it } from 'vitest';
import { Arena, OutOfMemoryError, ZERO_SLOT } from './arena.ts';
import { PAGE_SIZE } from './hash.ts';

describe('an arena', () => {
  it('keeps what is in it while it grows, and tells those who hold a view', () => {
    const arena = new Arena(5000);
    let told = 0;
    let view = arena.watchView((grown) => {
      told += 1;
      view = grown;
    });
    const before = arena.bytes.length;
    const slots = Array.from({ length: Math.ceil((24 * 2 ** 20) / PAGE_SIZE) }, () => arena.allocate());
    for (const [index, slot] of slots.entries()) arena.view.setUint32(arena.addressOf(slot) + 8, index, true);
    expect(arena.bytes.length).toBeGreaterThan(before);
    expect(told).toBeGreaterThan(0);
    expect(slots.map((slot) => view.getUint32(arena.addressOf(slot) + 8, true))).toEqual(slots.map((_, index) => index));
    expect(new Set(slots).size).toBe(slots.length);
  });

  it('says so when the host has no more', () => {
    const arena = new Arena(0);
    arena.memory.grow = () => {
      throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
    };
    const fill = () => {
      for (;;) arena.allocate();
    };
    expect(fill).toThrow(OutOfMemoryError);
    const { residentBytes } = arena;
    expect(fill).toThrow('no memory left');
    expect(arena.residentBytes).toBe(residentBytes);
  });

  it('gives a slot out again once nobody has it, as another generation of it', () => {
    const arena = new Arena(0);
    const slot = arena.allocate();
    const resident = arena.residentBytes;
    const generation = arena.generationOf(slot);
    arena.retain(slot);
    arena.retain(slot);
    arena.release(slot);
    expect(arena.residentBytes).toBe(resident);
    arena.release(slot);
    expect(arena.residentBytes).toBe(resident - PAGE_SIZE);
    expect(arena.allocate()).toBe(slot);
    expect(arena.generationOf(slot)).toBeGreaterThan(generation);
  });

  it('notices a slot that is released too often; the slot of zeros is everybody’s', () => {
    const arena = new Arena(0);
    const slot = arena.allocate();
    arena.retain(slot);
    arena.release(slot);
    expect(() => arena.release(slot)).toThrow('released more often than retained');
    arena.release(ZERO_SLOT);
    expect(arena.view.getBigUint64(arena.addressOf(ZERO_SLOT), true)).toBe(0n);
  });
});
