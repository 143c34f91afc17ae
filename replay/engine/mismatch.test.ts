/** What a replay says of a run that is not the recorded one: the first thing that differs, by step and component. */
import { beforeAll, describe, expect, it } from 'vitest';
import { layout } from '#arches/riscv64/layout.ts';
import { writeField } from '#core/isa/evaluate.ts';
import { digestVersions } from '#core/machine/digests.ts';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { setUpBoard } from '../boards/registry.ts';
import { RequestError } from '../boards/request.ts';
import { LogError } from '../log/error.ts';
import { encodeChunk, linkAfter, PREFIX_SIZE, payloadOf } from '../log/frame.ts';
import { openLog } from '../log/reader.ts';
import { concat } from '../log/testing.ts';
import type { LogEvent } from '../log/types.ts';
import type { LogSetup } from '../log/writer.ts';
import { Replayer } from './replay.ts';
import { Session } from './session.ts';
import { type Recorded, recordProgram, replayBytes, requestFor, rewriteLog } from './testing.ts';
import { comparableOf, type Mismatch, Verifier } from './verify.ts';

const CHECKPOINT = 2 ** 20;
const LENGTH = 2 * CHECKPOINT + 10;

let spin: Recorded;
let echo: Recorded;
beforeAll(() => {
  spin = recordProgram(requestFor('spin'), [{ steps: LENGTH, idleNs: 0 }]);
  echo = recordProgram(requestFor('echo'), [{ steps: 300, idleNs: 0 }, { keys: 'aq' }, { steps: 300, idleNs: 0 }]);
});

describe('an image that was swapped in the file, every checksum made to hold', () => {
  it.each([
    ['by the digest of the machine', () => echo.bytes],
    ['by its own, where the recording has no end', () => rewriteLog(echo.bytes, { events: (all) => all.slice(0, -1) })],
  ])('is found %s', (_, recording) => {
    const bytes = recording();
    const images = (setup: LogSetup) =>
      setup.images.map((image) => ({
        ...image,
        bytes: image.bytes.map((byte, at) => (at === image.bytes.length - 1 ? ~byte : byte)),
      }));
    const other = rewriteLog(bytes, { header: (setup) => ({ ...setup, images: images(setup) }) });
    const pieces: Uint8Array[] = [bytes.subarray(0, PREFIX_SIZE)];
    for (const frame of openLog(bytes).chunks) {
      if (frame.kind === 'index') break; // left out: it would tell the size of the other blocks
      const blocks = openLog(other).chunks.find(({ kind }) => kind === 'blocks')!;
      const payload = frame.kind === 'blocks' ? payloadOf(other, blocks) : payloadOf(bytes, frame);
      pieces.push(encodeChunk({ ...frame, link: linkAfter(pieces.at(-1)!), payload }));
    }
    expect(() => replayBytes(concat(pieces))).toThrow(/^byte \d+.*: the image kernel \(echo\) is another one: SHA-256/);
  });
});

describe('a machine that was tampered with at the start', () => {
  const { board, contents } = setUpBoard('riscv64-virt', requestFor('spin'));
  const machine = createMachine(board, contents, 'interpreter');
  const serial = board.devices.findIndex(({ name }) => name === 'serial');
  const ram = (offset: number, byte: number) => (state: MachineState) =>
    machine.withMemory(state, [{ region: 'ram', offset, bytes: Uint8Array.of(byte) }]);
  const changedHart = (change: (block: DataView) => void) => (state: MachineState) => {
    const block = state.harts[0]!.slice();
    change(new DataView(block.buffer));
    return { ...state, harts: [block] };
  };

  it.each<[string, (state: MachineState) => MachineState, Partial<Mismatch>]>([
    ['a byte of memory that nobody reads', ram(0x10_0000, 1), { step: CHECKPOINT, component: 'memory' }],
    [
      'a bit of a register that nobody reads',
      changedHart((block) => writeField(block, { name: 's11', offset: layout.x.offset + 8 * 27, width: 8 }, 1n)),
      { step: CHECKPOINT, component: 'hart0' },
    ],
    [
      'the scratch register of the UART',
      (state) => ({ ...state, devices: state.devices.map((each, i) => (i === serial ? { ...(each as object), SCR: 1 } : each)) }),
      { step: CHECKPOINT, component: 'serial' },
    ],
    [
      'time',
      (state) => ({ ...state, idleNs: 8 }),
      { step: CHECKPOINT, component: 'time', recorded: '8388608 ns', came: '8388616 ns' },
    ],
    ['whose turn it is', (state) => ({ ...state, turn: { hart: 0, left: 7 } }), { step: CHECKPOINT, component: 'machine' }],
  ])('in %s', (_, tamper, mismatch) => {
    const log = openLog(spin.bytes);
    const verifier = new Verifier(log.events(), comparableOf(log.header.components, digestVersions(board)), true);
    const session = new Session(machine, tamper(machine.initialState));
    session.watch(({ effects }) => {
      for (const effect of effects) verifier.check(effect);
    });
    session.grant(LENGTH);
    expect(verifier.mismatch).toMatchObject(mismatch);
    expect(verifier.checkpointCount).toBe(0);
  });

  it('is told from one that was not', () => {
    const log = openLog(spin.bytes);
    const verifier = new Verifier(log.events(), comparableOf(log.header.components, digestVersions(board)), true);
    const session = new Session(machine);
    session.watch(({ effects }) => {
      for (const effect of effects) verifier.check(effect);
    });
    session.grant(LENGTH);
    verifier.finish(LENGTH);
    expect(verifier).toMatchObject({ mismatch: undefined, checkpointCount: 2, hasMore: false });
  });
});

/** Another program in the place of the recorded one, its checksums in order: `from` becomes `to` at some byte of the kernel. */
function withKernelByte(bytes: Uint8Array, offset: number, change: (byte: number) => number): Uint8Array {
  return rewriteLog(bytes, {
    header: (setup) => ({
      ...setup,
      images: setup.images.map((image) => ({
        ...image,
        bytes: image.bytes.map((byte, i) => (i === offset ? change(byte) : byte)),
      })),
    }),
  });
}

describe('a recording with', () => {
  it('another kernel differs where it first shows', () => {
    // Word 2 of `echo` is `lbu t1, 5(s0)`: without the bit it reads register 4, and no key is ever seen.
    const summary = replayBytes(withKernelByte(echo.bytes, 8 + 2, (byte) => byte ^ 0x10));
    const first = [...openLog(echo.bytes).events()].find(({ kind }) => kind === 'output')!;
    expect(summary.mismatch).toEqual({
      step: expect.any(Number),
      component: 'output',
      recorded: `step ${first.step}: output device=4 bytes="a"`,
      came: 'nothing up to the end',
    });
  });

  it.each<[string, (event: LogEvent) => LogEvent, Partial<Mismatch>]>([
    [
      'another byte sent',
      (event) => (event.kind === 'output' ? { ...event, bytes: Uint8Array.of(event.bytes[0]! ^ 1) } : event),
      { component: 'output', recorded: expect.stringContaining('bytes="`"'), came: expect.stringContaining('bytes="a"') },
    ],
    [
      'another status',
      (event) => (event.kind === 'power' ? { ...event, status: 9 } : event),
      { component: 'power', recorded: expect.stringContaining('status=9'), came: expect.stringContaining('status=0') },
    ],
    ['a later end', (event) => (event.kind === 'end' ? { ...event, now: event.now + 8 } : event), { component: 'time' }],
    [
      'another digest at the end',
      (event) => (event.kind === 'end' ? { ...event, digest: 0xabcn } : event),
      { component: 'machine', recorded: '0000000000000abc' },
    ],
  ])('%s', (_, change, mismatch) => {
    const forged = rewriteLog(echo.bytes, { events: (all) => all.map(change) });
    expect(replayBytes(forged).mismatch).toMatchObject(mismatch);
  });

  it('a fact more, or one less', () => {
    const isOutput = ({ kind }: LogEvent) => kind === 'output';
    const more = rewriteLog(echo.bytes, {
      events: (all) => all.flatMap((event) => (isOutput(event) ? [event, event] : [event])),
    });
    const less = rewriteLog(echo.bytes, { events: (all) => all.filter((event) => !isOutput(event)) });
    expect(replayBytes(more).mismatch?.component).toBe('output');
    expect(replayBytes(less).mismatch).toMatchObject({ component: 'output', came: expect.stringContaining('bytes="a"') });
  });
});

describe('a recording of another version of a component', () => {
  it('is compared by facts and by the components that have not changed, and says so', () => {
    const older = rewriteLog(spin.bytes, {
      header: (setup) => ({ ...setup, components: { ...setup.components, hart0: 'riscv64-hart/0' } }),
      events: (all) =>
        all.map((event) =>
          event.kind === 'checkpoint' ? { ...event, digests: { ...event.digests, hart0: 1n }, flow: 2n } : event,
        ),
    });
    expect(replayBytes(older)).toMatchObject({
      mismatch: null,
      componentsComparable: 17,
      componentsTotal: 18,
      checkpointsVerified: 2,
    });
  });

  it('is still compared in what has not changed', () => {
    const older = rewriteLog(spin.bytes, {
      header: (setup) => ({ ...setup, components: { ...setup.components, hart0: 'riscv64-hart/0' } }),
      events: (all) =>
        all.map((event) => (event.kind === 'checkpoint' ? { ...event, digests: { ...event.digests, serial: 1n } } : event)),
    });
    expect(replayBytes(older).mismatch).toMatchObject({ step: CHECKPOINT, component: 'serial', recorded: '0000000000000001' });
  });

  it('or of a board without one of the present components', () => {
    const without = <T>(all: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'rtc'));
    const older = rewriteLog(spin.bytes, {
      header: (setup) => ({ ...setup, components: without(setup.components) }),
      events: (all) => all.map((event) => (event.kind === 'checkpoint' ? { ...event, digests: without(event.digests) } : event)),
    });
    expect(replayBytes(older)).toMatchObject({ mismatch: null, componentsComparable: 17, componentsTotal: 17 });
  });
});

describe('a recording that this build can not replay is refused', () => {
  const replay = (bytes: Uint8Array) => () => replayBytes(bytes);

  it('for an input to a device that is not there', () => {
    const forged = rewriteLog(echo.bytes, {
      events: (all) => all.map((event) => (event.kind === 'input' ? { ...event, device: 99 } : event)),
    });
    expect(replay(forged)).toThrow(new RequestError(`the recording's input at step 300 is for device 99, the board has 15`));
  });

  it('for a seed that is no integer', () => {
    const forged = rewriteLog(echo.bytes, { header: (setup) => ({ ...setup, parameters: { ...setup.parameters, seed: 0.5 } }) });
    expect(replay(forged)).toThrow(new RequestError("the recording's parameter seed is no integer"));
  });

  it('for an input that it does not know', () => {
    const perturbation = { kind: 'schedule/perturbed', step: 0, seq: 0, details: { hart: 0 } } as const;
    const forged = rewriteLog(echo.bytes, { events: (all) => [perturbation, ...all] });
    expect(replay(forged)).toThrow(
      new RequestError('the recording has a schedule/perturbed at step 0, which this build does not know'),
    );
  });
});

describe('what fails while a session runs', () => {
  const { board, contents } = setUpBoard('riscv64-virt', requestFor('spin'));
  const machine = createMachine(board, contents, 'interpreter');

  it('in a watcher is thrown at once, and at every later try', () => {
    const session = new Session(machine);
    session.watch(() => {
      throw new LogError('schema', { offset: 1, firstStep: 2, lastStep: 3 }, 'too bad');
    });
    expect(() => session.grant(1)).toThrow('too bad');
    expect(() => session.grant(1)).toThrow('too bad');
    expect(session.state.step).toBe(1);
  });

  it('in the machine, too', () => {
    const session = new Session(machine);
    expect(() => session.input(99, Uint8Array.of(1))).toThrow(TypeError);
    expect(() => session.grant(1)).toThrow(TypeError);
    expect(session.state).toBe(machine.initialState);
  });

  it('and the state that a session began with stays', () => {
    const { state } = machine.reduce(machine.initialState, { type: 'machine/granted', steps: 10, idleUntilNs: 0 });
    const digests = machine.digestsOf(state);
    for (let time = 0; time < 2; time++) {
      const session = new Session(machine, state);
      session.grant(5);
      session.grant(5);
      expect(session.state.step).toBe(20);
    }
    expect(machine.digestsOf(state)).toEqual(digests);
    expect(machine.readPhysical(state, 0x8000_0000, 4)).toEqual(requestFor('spin').kernel!.bytes.slice(0, 4));
  });
});

it('a replay that differs stops there', () => {
  const forged = withKernelByte(echo.bytes, 8 + 2, (byte) => byte ^ 0x10);
  const replayer = new Replayer(openLog(forged), 'interpreter');
  while (replayer.advance(100));
  expect(replayer.summarize().mismatch).not.toBeNull();
  expect(replayer.advance()).toBe(false);
});
