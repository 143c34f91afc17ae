/** Keyframes: what goes into a recording comes out of it, and nothing that is no state of the machine is believed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMachine } from '#core/machine/machine.ts';
import { CHECKPOINT_STEPS, type MachineState } from '#core/machine/state.ts';
import { setUpBoard } from '../boards/registry.ts';
import { formatJson } from '../cli/format.ts';
import { payloadOf } from '../log/frame.ts';
import { PART_STATE } from '../log/keyframe-parts.ts';
import { pack, unpackOne } from '../log/msgpack.ts';
import { type LogReader, openLog } from '../log/reader.ts';
import { concat, forgeLog } from '../log/testing.ts';
import { Keyframes } from './keyframes.ts';
import { requestIn } from './recorded-board.ts';
import { recordFixture } from './testing/record-fixture.ts';
import { replayBytes } from './testing.ts';

const machineOf = (log: LogReader) => {
  const { board, contents } = setUpBoard(log.header.board, requestIn(log));
  return createMachine(board, contents, 'interpreter');
};

/** What `Keyframes` says of those it does not use. */
function notesOf(log: LogReader): { readonly notes: readonly string[]; readonly states: readonly (MachineState | undefined)[] } {
  const notes: string[] = [];
  const machine = machineOf(log);
  const keyframes = new Keyframes(log, machine, (note) => void notes.push(note));
  const states = keyframes.steps.map((step) => keyframes.restore(step));
  return { notes, states };
}

/** All of a state but for its memory, of which the digest stands. */
const shown = ({ memory, ...rest }: MachineState) => ({ ...rest, memory: memory.digest });

const FILES = ['riscv64-bare.log', 'riscv64-guestvdev.log', 'riscv64-hypervisor-image.log'];
const STEPS = 4 * CHECKPOINT_STEPS + 1234;
const recordings = new Map(FILES.map((file) => [file, recordFixture(file, STEPS, 1)]));

describe.each(FILES)('keyframes of %s', { timeout: 30_000 }, (file) => {
  const bytes = recordings.get(file)!;
  const log = openLog(bytes);

  it('hold the states that a run comes to, whatever they are begun from', () => {
    const machine = machineOf(log);
    const keyframes = new Keyframes(log, machine, (note) => expect.fail(note));
    const states = keyframes.steps.map((step) => keyframes.restore(step)!);
    expect(states.length).toBeGreaterThan(0);
    const grant = (state: MachineState) =>
      machine.reduce(state, { type: 'machine/granted', steps: CHECKPOINT_STEPS, idleUntilNs: Number.POSITIVE_INFINITY }).state;
    // From reset to the first, and from each to the next; what was typed came right after the first.
    for (const [i, state] of states.entries()) {
      if (i === 1) continue;
      expect(shown(state)).toEqual(shown(grant(states[i - 1] ?? machine.initialState)));
    }
  });

  it('are the same bytes each time', () => {
    expect(Buffer.compare(recordFixture(file, STEPS, 1), bytes)).toBe(0);
  });

  it('change no event of a recording', () => {
    const eventsOf = (reader: LogReader) => formatJson([...reader.events()]);
    expect(eventsOf(openLog(recordFixture(file, STEPS)))).toBe(eventsOf(log));
  });

  it('do not show in a replay', () => {
    expect(log.damage).toBeNull();
    expect(replayBytes(bytes).mismatch).toBeNull();
  });

  it('come as seldom as asked, and say what was written in each segment between', () => {
    const seldom = openLog(recordFixture(file, STEPS, 3));
    expect(seldom.keyframes.steps).toEqual(log.keyframes.steps.filter((step) => step % (3 * CHECKPOINT_STEPS) === 0));
    for (const step of seldom.keyframes.steps)
      expect(seldom.keyframes.writtenBefore(step)).toEqual({
        first: step / CHECKPOINT_STEPS - 3,
        segments: [2, 1, 0].flatMap((back) => log.keyframes.writtenBefore(step - back * CHECKPOINT_STEPS)!.segments),
      });
  });
});

describe('a keyframe that is not one of this machine', { timeout: 30_000 }, () => {
  const log = openLog(recordings.get('riscv64-guestvdev.log')!);
  const file = recordings.get('riscv64-guestvdev.log')!;
  const chunks = log.chunks.map((frame) => ({ ...frame, payload: payloadOf(file, frame) }));
  const isState = ({ kind, payload }: (typeof chunks)[number]) => kind === 'keyframe' && payload[0] === PART_STATE;
  const state = chunks.find(isState)!;
  const values = unpackOne(state.payload.subarray(1)) as unknown[];

  /** The recording with another first keyframe, its checksums in order. */
  const forged = (payload: Uint8Array) =>
    openLog(
      forgeLog(chunks.filter(({ kind }) => kind !== 'index').map((chunk) => (chunk === state ? { ...chunk, payload } : chunk))),
    );
  const withValues = (changed: readonly unknown[]) => forged(concat([Uint8Array.of(PART_STATE), pack(changed)]));

  it('is used as it was recorded', () => {
    expect(notesOf(withValues(values)).notes).toEqual([]);
  });

  it.each([
    ['another encoding', 0, 2, /encoding 1 were expected, 2 came/],
    ['another memory', 1, (values[1] as unknown[]).with(0, ['rom', 4096]), /its memory is laid out otherwise/],
    ['a time that is none', 2, 2 ** 53 - 1, /beyond 2\^53/],
    ['another number of harts', 6, [], /it has other harts/],
    ['other devices', 7, [], /it has other devices/],
    ['a device in a state that there is not', 7, (values[7] as unknown[]).with(1, ['rtc', pack({ alarm: 1 })]), /no state of/],
    ['another digest', 11, 5n, /its digest is [0-9a-f]{16}, not 0000000000000005/],
  ])('but %s is told and passed over', (_, index, value, note) => {
    const { notes, states } = notesOf(withValues(values.with(index, value)));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(note);
    expect(states[0]).toBeUndefined();
    expect(states.slice(1)).not.toContain(undefined);
  });

  it('is passed over when pages are missing', () => {
    const first = chunks.find(({ kind }) => kind === 'keyframe')!;
    const { notes } = notesOf(openLog(forgeLog(chunks.filter((chunk) => chunk !== first && chunk.kind !== 'index'))));
    expect(notes[0]).toMatch(/content \d+ of pages is missing/);
  });

  it('is passed over when a component is of another version', () => {
    const header = unpackOne(chunks[0]!.payload) as { components: Record<string, string> };
    header.components['serial'] = 'uart16550/9';
    const other = openLog(
      forgeLog([{ ...chunks[0]!, payload: pack(header) }, ...chunks.slice(1).filter(({ kind }) => kind !== 'index')]),
    );
    expect(notesOf(other)).toEqual({
      notes: ["the recording's keyframes are not used: serial was uart16550/9, here it is uart16550/1"],
      states: [],
    });
  });

  it('never does more harm than that, whatever bytes it is of', () => {
    const machine = machineOf(log);
    fc.assert(
      fc.property(fc.nat(state.payload.length - 1), fc.integer({ min: 1, max: 255 }), (offset, pattern) => {
        const payload = state.payload.slice();
        payload[offset]! ^= pattern;
        const notes: string[] = [];
        const keyframes = new Keyframes(forged(payload), machine, (note) => void notes.push(note));
        for (const step of keyframes.steps.slice(0, 1)) if (keyframes.restore(step) === undefined) expect(notes).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
