import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riscv64 } from '#arches/riscv64/arch.ts';
import { jal } from '#arches/riscv64/i/control.ts';
import { addi } from '#arches/riscv64/i/integer.ts';
import { defineInsn } from '#arches/riscv64/vocabulary.ts';
import { assemble, type Insn } from '#core/isa/insn.ts';
import type { Field } from '#core/isa/layout.ts';
import { assembleLines } from '#core/testing/assembler.ts';
import { type Action, type ProgramName, recordProgram, requestFor, rewriteLog } from '../engine/testing.ts';
import { type LogReader, openLog } from '../log/reader.ts';
import type { LogEvent } from '../log/types.ts';
import { bisect } from './bisect.ts';
import { breaking, flipping, recordAgain } from './testing.ts';

const run = (steps: number, idleNs = 0): Action => ({ steps, idleNs });
const keys = (text: string): Action => ({ keys: text });

const RECORDINGS: readonly (readonly [ProgramName, readonly Action[]])[] = [
  ['echo', [run(900), keys('hi'), run(900), keys('q'), run(900)]],
  ['sleeper', [run(300, 5_000_000), keys('ab'), run(300, 7_000_000), keys('q'), run(300)]],
  ['clock', [run(700, 9e8), keys('x'), run(700, 9e8), keys('q'), run(700, 9e8)]],
  ['pair', [run(600), keys('a'), run(900), keys('q'), run(500)]],
];

const record = (program: ProgramName, actions: readonly Action[], change = {}): LogReader =>
  openLog(recordProgram(requestFor(program, change), actions).bytes);
const fieldNamed = (name: string): Field => riscv64.fields.find((field) => field.name === name)!;
const anyField = fc.constantFrom(...riscv64.fields.filter(({ name }) => /^x([1-9]|\d\d)$|^m(epc|scratch|tvec)$/.test(name)));

describe.each(RECORDINGS)('a bit flipped in %s', (program, actions) => {
  const log = record(program, actions);

  it('is found to the instruction, whatever becomes of it', () => {
    fc.assert(
      fc.property(fc.nat(log.end!.step - 2), anyField, fc.nat(63), (step, field, bit) => {
        const build = flipping({ step, field, bit, hart: 0 });
        const { divergence } = bisect({ log }, { log: recordAgain(log, build), build }, { exhaustive: true });
        expect(divergence).toMatchObject({ step, cause: 'instruction', memory: [], others: [], inputs: null });
        expect(divergence!.registers).toMatchObject([{ name: field.name, hart: 0 }]);
        expect(divergence!.registers[0]!.a ^ divergence!.registers[0]!.b).toBe(1n << BigInt(bit));
      }),
      { numRuns: 3 },
    );
  }, 60_000);

  it('is no difference between a run and itself', () => {
    for (const exhaustive of [false, true])
      expect(bisect({ log }, { log }, { exhaustive })).toMatchObject({
        divergence: null,
        parting: null,
        unreproducible: null,
        input: null,
        headers: [],
        startsAlike: true,
      });
  });
});

describe('checkpoints', () => {
  /** Counts in x5, and sets x6 each time round: whatever that was is never used. */
  const counter = assembleLines([
    'again:',
    assemble(addi, { rd: 6, rs1: 0, imm: 5n }),
    assemble(addi, { rd: 5, rs1: 5, imm: 1n }),
    (to) => assemble(jal, { rd: 0, imm: to('again') }),
  ]);
  const log = record('spin', [run(3.5 * 2 ** 20)], { kernel: { name: 'counter', bytes: counter } });
  const flip = { step: 1_500_000, hart: 0, field: fieldNamed('x5'), bit: 5 };
  const dead = { ...flip, field: fieldNamed('x6') };

  it('say where a difference is that stays', () => {
    const build = flipping(flip);
    const { divergence, mode } = bisect({ log }, { log: recordAgain(log, build), build });
    expect(divergence).toMatchObject({ step: flip.step, seen: { kind: 'checkpoint', step: 2 ** 21, components: ['hart0'] } });
    expect(mode).toBe('checkpoints');
  });

  it('do not show what is gone before them, which an exhaustive search finds', () => {
    const build = flipping(dead);
    const sides = [{ log }, { log: recordAgain(log, build), build }] as const;
    expect(bisect(...sides).divergence).toBe(null);
    const { divergence, mode } = bisect(...sides, { exhaustive: true });
    expect(divergence).toMatchObject({ step: flip.step, seen: { kind: 'trail' }, registers: [{ name: 'x6' }] });
    expect(mode).toBe('exhaustive');
  });

  it('lead to the first of two differences between them', () => {
    const build = flipping({ ...dead, step: 1_200_000 }, flipping(flip));
    expect(bisect({ log }, { log: recordAgain(log, build), build }).divergence?.step).toBe(1_200_000);
  });

  it('pass over an earlier one, which an exhaustive search finds', () => {
    const build = flipping({ ...dead, step: 800_000 }, flipping(flip));
    const sides = [{ log }, { log: recordAgain(log, build), build }] as const;
    expect(bisect(...sides).divergence?.step).toBe(flip.step);
    expect(bisect(...sides, { exhaustive: true }).divergence?.step).toBe(800_000);
  });
});

describe('inputs', () => {
  const before = [run(900), keys('hi'), run(900)];
  const log = record('echo', [...before, keys('a'), run(900), keys('q'), run(900)]);

  it.each([
    ['other keys', [...before, keys('b'), run(900), keys('q'), run(900)]],
    ['a key that only one has', [...before, run(900), keys('q'), run(900)]],
    ['a key that comes later', [...before, run(5), keys('a'), run(900), keys('q'), run(900)]],
  ] as const)('%s are what is behind it', (_, actions) => {
    const found = bisect({ log }, { log: record('echo', actions) });
    expect(found.divergence).toMatchObject({ step: 1799, cause: 'input', registers: [] });
    expect(found.divergence!.others.every(({ component }) => component === 'serial')).toBe(true);
    expect(found.divergence!.inputs?.a).toMatchObject({ step: 1800, bytes: Uint8Array.of(0x61) });
    expect(found.input?.a).toEqual(found.divergence!.inputs?.a);
  });
});

describe('ends', () => {
  it('are no difference where one recording only goes on', () => {
    const [short, long] = [record('spin', [run(1000)]), record('spin', [run(2000)])];
    expect(bisect({ log: short }, { log: long })).toMatchObject({ divergence: null, steps: [1000, 2000] });
    expect(bisect({ log: long }, { log: short }, { exhaustive: true }).divergence).toBeNull();
  });
});

describe('other images', () => {
  const actions = [run(900), keys('hi'), run(900), keys('q'), run(900)];
  const log = record('echo', actions);
  const { kernel } = requestFor('echo');

  it('are compared by registers and the way control goes: one changed constant', () => {
    const bytes = kernel!.bytes.slice();
    // The second word of `li t2, 'q'`, `addi t2, zero, 0x71`: now it waits for another key.
    const words = new DataView(bytes.buffer);
    const place = Array.from({ length: bytes.length / 4 }, (_, i) => 4 * i).find(
      (at) => words.getUint32(at, true) === 0x0710_0393,
    )!;
    words.setUint32(place, 0x0720_0393, true);
    const other = record('echo', actions, { kernel: { name: 'echo', bytes } });
    const found = bisect({ log }, { log: other });
    expect(found).toMatchObject({
      startsAlike: false,
      headers: [{ what: 'image kernel', isPartOfRun: true }],
      initial: [{ region: 'ram', offset: place + 2, sizeBytes: 1, bytesThatDiffer: 1 }],
      divergence: { cause: 'instruction', registers: [{ name: 'x7', a: 0x71n, b: 0x72n }], memory: [] },
    });
    expect(found.divergence!.sides[0].pc).toBe(0x8000_0000n + BigInt(place));
    // Only after the q does control go another way.
    expect(found.parting!.step).toBeGreaterThan(1800);
    expect(found.parting!.step).toBeGreaterThan(found.divergence!.step);
  });

  it('that the guest never looks at make no difference', () => {
    const other = record('echo', actions, { kernel: { name: 'echo', bytes: Uint8Array.of(...kernel!.bytes, 1, 2, 3) } });
    expect(bisect({ log }, { log: other })).toMatchObject({
      divergence: null,
      parting: null,
      initial: [{ region: 'ram', offset: kernel!.bytes.length, sizeBytes: 3 }],
    });
  });
});

describe('a broken definition', () => {
  const { execute } = defineInsn({
    mnemonic: 'addi',
    spec: '',
    encodings: addi.encodings,
    execute: (m, { rd, rs1, imm }) => m.writeX(rd, m.sub(m.readX(rs1), m.imm(imm))),
  });
  const build = breaking('addi', (insn): Insn => ({ ...insn, execute }));
  const recorded = recordAgain(record('spin', [run(1000)]), build);

  it('shows against the reference reading', () => {
    const { divergence } = bisect({ log: recorded, build }, { log: recorded, reading: 'reference', isRecorded: false });
    expect(divergence).toMatchObject({ cause: 'instruction', registers: [{ name: 'x12', a: 0x1000n - 40n, b: 0x1000n + 40n }] });
    // The second instruction of the reset ROM, `addi a2, t0, 40`.
    expect(divergence!.sides.map(({ pc }) => pc)).toEqual([0x1004n, 0x1004n]);
  });

  it('of another build, which is not at hand, shows as far as what was recorded says', () => {
    const { divergence, unreproducible } = bisect({ log: recorded }, { log: recorded, reading: 'reference', isRecorded: false });
    expect(divergence).toBe(null);
    expect(unreproducible).toMatchObject({ side: 'a', from: 0, to: 1000, seen: { kind: 'end' } });
  });
});

describe('a recording that this build does not do', () => {
  const actions = [run(900), keys('hi'), run(900), keys('q'), run(900)];

  it('is named, and up to where it is equal', () => {
    const { bytes } = recordProgram(requestFor('echo'), actions);
    const z = (event: LogEvent): LogEvent => (event.kind === 'output' ? { ...event, bytes: Uint8Array.of(0x7a) } : event);
    const forged = openLog(rewriteLog(bytes, { events: (all) => all.map(z) }));
    const found = bisect({ log: openLog(bytes) }, { log: forged });
    expect(found).toMatchObject({ divergence: null, unreproducible: { side: 'b', from: 0, seen: { kind: 'fact' } } });
  });
});
