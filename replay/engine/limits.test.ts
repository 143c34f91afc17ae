/** Guests that want more than there is: their recordings end as good ones. */
import { describe, expect, it } from 'vitest';
import { jal } from '#arches/riscv64/i/control.ts';
import { addi, lui, slli } from '#arches/riscv64/i/integer.ts';
import { sd } from '#arches/riscv64/i/loads-stores.ts';
import type { DeviceKind } from '#core/bus/device.ts';
import { assemble } from '#core/isa/insn.ts';
import type { Board } from '#core/machine/board.ts';
import { createMachine } from '#core/machine/machine.ts';
import { OutOfMemoryError } from '#core/memory/arena.ts';
import { assembleLines } from '#core/testing/assembler.ts';
import type { BoardRequest } from '../boards/request.ts';
import { openLog } from '../log/reader.ts';
import { concat } from '../log/testing.ts';
import { type Build, presentBuild } from './build.ts';
import { machineDigest } from './digest.ts';
import { Recorder } from './record.ts';
import { Session } from './session.ts';
import { recordProgram, replayBytes, requestFor } from './testing.ts';

function recorderOf(request: BoardRequest, build: Build) {
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => void pieces.push(bytes);
  const recorder = new Recorder({ board: 'riscv64-virt', request, symbols: [], sink, reading: 'interpreter', build });
  return { recorder, bytes: () => concat(pieces) };
}

describe('a guest that writes more memory than there may be', () => {
  const [t0, s0, s1] = [5, 8, 9];
  /** Writes to one page after the other, from 0x8010_0000 on. */
  const toucher = assembleLines([
    assemble(lui, { rd: s0, imm: 0x40080000n }),
    assemble(slli, { rd: s0, rs1: s0, imm: 1n }),
    assemble(lui, { rd: s1, imm: 0x1000n }),
    'again:',
    assemble(sd, { rs1: s0, rs2: t0, imm: 0n }),
    (to) => assemble(jal, { rd: 0, imm: to('next') }),
    'next:',
    assemble(addi, { rd: t0, rs1: t0, imm: 1n }),
    // s0 += s1, by the only means at hand
    ...[assemble(addi, { rd: s0, rs1: s0, imm: 2047n }), assemble(addi, { rd: s0, rs1: s0, imm: 2047n })],
    assemble(addi, { rd: s0, rs1: s0, imm: 2n }),
    (to) => assemble(jal, { rd: 0, imm: to('again') }),
  ]);
  const residentMax = 24 * 2 ** 20;
  const small: Build = {
    ...presentBuild,
    createMachine: (board, contents, reading) => createMachine(board, contents, reading, residentMax),
  };
  const request = requestFor('hang', { ramSizeBytes: 256 * 2 ** 20, kernel: { name: 'toucher', bytes: toucher } });

  it('is recorded up to there, and the recording is a good one', () => {
    const { recorder, bytes } = recorderOf(request, small);
    const runOut = () => {
      for (;;) recorder.advance(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    };
    expect(runOut).toThrow(OutOfMemoryError);
    recorder.end('outOfMemory');
    const { state } = recorder.session;
    // Seven steps a page; most of what there is was used.
    expect((state.step / 7) * 4096).toBeGreaterThan(residentMax * 0.7);
    const log = openLog(bytes());
    expect(log.damage).toBeNull();
    expect(log.end).toMatchObject({ reason: 'outOfMemory', step: state.step });
    expect(replayBytes(bytes())).toMatchObject({ mismatch: null, steps: state.step, reason: 'outOfMemory' });
  });

  it('takes the same steps, however the memory is granted', () => {
    const { recorder } = recorderOf(request, small);
    while (recorder.session.state.step < 30_000) recorder.advance(30_000, Number.POSITIVE_INFINITY);
    const { recorder: ample } = recorderOf(request, presentBuild);
    while (ample.session.state.step < 30_000) ample.advance(30_000, Number.POSITIVE_INFINITY);
    const digestOf = ({ session }: Recorder) => machineDigest(session.machine.digestsOf(session.state));
    expect(digestOf(recorder)).toBe(digestOf(ample));
  });
});

describe('a device that never comes to rest while every hart waits', () => {
  /** Writes RAM every 50 µs, as a disk does whose ring is rewritten by what it reads. */
  const restless: DeviceKind<{ readonly dueAt: number; readonly count: number }> = {
    digest: 'restless/1',
    digestFields: ['dueAt', 'count'],
    reduce: (state, event) =>
      event.type === 'time/reached'
        ? {
            state: { dueAt: state.dueAt + 50_000, count: state.count + 1 },
            effects: [{ type: 'dma/wrote', address: 0x8010_0000, bytes: Uint8Array.of(state.count & 0xff) }],
          }
        : { state, effects: [] },
    selectDeadline: ({ dueAt }) => dueAt,
  };
  const withDevice = (board: Board): Board => ({
    ...board,
    devices: [
      ...board.devices,
      { name: 'restless', kind: restless, initialState: { dueAt: 50_000, count: 0 }, windows: [], storage: null },
    ],
  });
  const build: Build = {
    ...presentBuild,
    setUpBoard: (name, request) => {
      const setup = presentBuild.setUpBoard(name, request);
      return { ...setup, board: withDevice(setup.board) };
    },
  };

  it('lets the recorder be ended, and the recording is a good one', () => {
    const { recorder, bytes } = recorderOf(requestFor('hang'), build);
    const { session } = recorder;
    let most = 0;
    session.watch(({ effects }) => {
      most = Math.max(most, effects.length);
    });
    for (let i = 0; i < 4; i++) expect(recorder.advance(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(true);
    expect(session.isPaused).toBe(true);
    expect(most).toBeLessThan(20_000);
    expect(session.state).toMatchObject({ step: session.state.step, status: { kind: 'running' } });
    recorder.end('stopped');
    const { end, damage } = openLog(bytes());
    expect(damage).toBeNull();
    expect(end!.now).toBeGreaterThan(5e8);

    // Where it pauses does not show.
    const { board, contents } = build.setUpBoard('riscv64-virt', requestFor('hang'));
    const again = new Session(createMachine(board, contents, 'interpreter'));
    again.grant(end!.step, end!.now);
    if (again.now < end!.now) again.grant(0, end!.now);
    expect(machineDigest(again.machine.digestsOf(again.state))).toBe(end!.digest);
  });
});

it('a guest that never reads holds its keyboard up at 64 KiB', () => {
  const { recorder } = recorderOf(requestFor('spin'), presentBuild);
  const key = new Uint8Array(256).fill(0x61);
  let typed = 0;
  for (let i = 0; i < 1_000 && recorder.keyboardRoom >= key.length; i++) {
    recorder.type(key);
    typed += key.length;
    recorder.advance(recorder.session.state.step + 10, 0);
  }
  expect(typed).toBe(65_536);
  expect(recorder.keyboardRoom).toBeLessThan(256);
  const echo = recordProgram(requestFor('echo'), [{ keys: 'abc' }, { steps: 1_000, idleNs: 0 }]);
  expect(echo.recorder.keyboardRoom).toBe(65_536);
});
