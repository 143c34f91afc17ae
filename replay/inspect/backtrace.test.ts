import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layout } from '#arches/riscv64/layout.ts';
import type { Reader } from '#core/inspect/memory.ts';
import { createMachine } from '#core/machine/machine.ts';
import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { DEFAULT_REQUEST } from '../boards/request.ts';
import { backtrace } from './backtrace.ts';

await loadBoards();

const RAM = 0x8000_0000n;
const CODE_SIZE = 0x1000;
const [RA, SP, S0] = [1, 2, 8];

/** A page of `nop`; the stack is in the next. */
const code = Uint8Array.from({ length: CODE_SIZE }, (_, at) => [0x13, 0, 0, 0][at % 4]!);
const kernel = { name: 'program', bytes: code };
const { board, contents } = setUpBoard('riscv64-virt', { ...DEFAULT_REQUEST, ramSizeBytes: 8 * 2 ** 20, kernel });
const machine = createMachine(board, contents, 'reference');
const STACK = RAM + BigInt(CODE_SIZE);

function traceOf(stack: Readonly<Record<number, bigint>>, registers: Readonly<Record<number, bigint>>, symbolOf = () => '') {
  const bytes = new Uint8Array(4096);
  const words = new DataView(bytes.buffer);
  for (const [offset, value] of Object.entries(stack)) words.setBigUint64(Number(offset), value, true);
  const block = machine.initialState.harts[0]!.slice();
  const view = new DataView(block.buffer);
  for (const [number, value] of Object.entries(registers)) view.setBigUint64(layout.x.offset + 8 * Number(number), value, true);
  const filled = machine.withMemory(machine.initialState, [{ region: 'ram', offset: CODE_SIZE, bytes }]);
  const reader: Reader = { machine, state: { ...filled, harts: [block] }, hart: 0 };
  return backtrace({ reader, pc: RAM + 0x100n, privilege: undefined }, symbolOf).map(({ pc, foundBy }) => [pc - RAM, foundBy]);
}

/** Frames that end at 0x40, 0x80 and 0xc0 of the stack. */
const FRAMES = {
  0x38: RAM + 0x200n,
  0x30: STACK + 0x80n,
  0x78: RAM + 0x300n,
  0x70: STACK + 0xc0n,
  0xb8: RAM + 0x400n,
  0xb0: 0n,
};

describe('a backtrace', () => {
  it('goes by frame pointers', () => {
    expect(traceOf(FRAMES, { [RA]: RAM + 0x200n, [SP]: STACK, [S0]: STACK + 0x40n })).toEqual([
      [0x100n, 'pc'],
      [0x200n, 'frame pointer'],
      [0x300n, 'frame pointer'],
      [0x400n, 'frame pointer'],
    ]);
  });

  it('begins with the return address of a function that has no frame yet', () => {
    const found = traceOf(FRAMES, { [RA]: RAM + 0x180n, [SP]: STACK, [S0]: STACK + 0x40n });
    expect(found.slice(0, 3)).toEqual([
      [0x100n, 'pc'],
      [0x180n, 'return address'],
      [0x200n, 'frame pointer'],
    ]);
  });

  it('leaves out a return address in the function itself: it is of a call that returned', () => {
    const found = traceOf(FRAMES, { [RA]: RAM + 0x180n, [SP]: STACK, [S0]: STACK + 0x40n }, () => 'main');
    expect(found[1]).toEqual([0x200n, 'frame pointer']);
  });

  it.each([
    ['no frame pointer', { [RA]: RAM + 0x180n, [SP]: STACK, [S0]: 7n }],
    ['a frame below the stack', { [RA]: RAM + 0x180n, [SP]: STACK + 0x100n, [S0]: STACK + 0x40n }],
    ['a frame where there is no memory', { [RA]: RAM + 0x180n, [SP]: STACK, [S0]: 2n ** 64n - 16n }],
  ])('takes the return address alone with %s', (_, registers) => {
    expect(traceOf(FRAMES, registers)).toEqual([
      [0x100n, 'pc'],
      [0x180n, 'return address'],
    ]);
  });

  it('ends, whatever the stack holds', () => {
    const word = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.bigInt({ min: 0n, max: 31n }).map((at) => STACK + 16n * at),
      fc.bigInt({ min: 0n, max: 0xfffn }).map((at) => RAM + at),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 64, maxLength: 64 }), word, word, word, (words, ra, sp, s0) => {
        const stack = Object.fromEntries(words.map((value, i) => [8 * i, value]));
        expect(traceOf(stack, { [RA]: ra, [SP]: sp, [S0]: s0 }).length).toBeLessThanOrEqual(66);
      }),
      { numRuns: 40 },
    );
  });
});
