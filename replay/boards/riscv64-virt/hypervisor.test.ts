import { describe, expect, it } from 'vitest';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineEffect } from '#core/machine/state.ts';
import { recordProgram, replayBytes } from '../../engine/testing.ts';
import { buildDisk } from '../../images/scenario-disk.ts';
import { type BoardRequest, DEFAULT_REQUEST } from '../request.ts';
import { setUpRiscv64Virt } from '../riscv64-virt.ts';
import { SparseImage } from '../sparse-image.ts';

/** li rd, value (lui and addiw), as words. */
const li = (rd: number, value: number): number[] => {
  const upper = (value + 0x800) & 0xffff_f000;
  return [(upper | (rd << 7) | 0x37) >>> 0, (((value - upper) << 20) | (rd << 15) | (rd << 7) | 0x1b) >>> 0];
};
const A0 = 10;
const A1 = 11;
const A6 = 16;
const A7 = 17;
const ECALL = 0x0000_0073;

function flat(...words: readonly (number | readonly number[])[]): Uint8Array {
  const all = words.flat();
  const view = new DataView(new ArrayBuffer(4 * all.length));
  for (const [index, word] of all.entries()) view.setUint32(4 * index, word, true);
  return new Uint8Array(view.buffer);
}

const requestOf = (guest: Uint8Array): BoardRequest => ({
  ...DEFAULT_REQUEST,
  guest: '/sbin/guest',
  drives: [{ name: 'disk.img', image: SparseImage.of(buildDisk('guest', guest)), isReadOnly: false }],
});

/** Runs a guest to the end, or for a million steps. */
function run(guest: Uint8Array, change: Partial<BoardRequest> = {}) {
  const setup = setUpRiscv64Virt({ ...requestOf(guest), ...change });
  const machine = createMachine(setup.board, setup.contents, 'interpreter');
  const { state, effects } = machine.reduce(machine.initialState, {
    type: 'machine/granted',
    steps: 1_000_000,
    idleUntilNs: Number.POSITIVE_INFINITY,
  });
  const text = effects
    .flatMap((effect) => (effect.type === 'console/sent' ? [new TextDecoder().decode(effect.bytes)] : []))
    .join('');
  return { state, effects, lines: text.split('\r\n'), facts: effects.flatMap(factOf) };
}

function factOf(effect: MachineEffect): string[] {
  if (effect.type !== 'vcpu/exited' && effect.type !== 'vcpu/entered') return [];
  const details = Object.entries(effect.details).map(
    ([name, value]) => `${name}=${typeof value === 'bigint' ? `0x${value.toString(16)}` : value}`,
  );
  return [`${effect.step} ${effect.type} ${effect.reason} ${details.join(' ')}`];
}

const SRST_SHUTDOWN = [...li(A7, 0x5352_5354), ...li(A6, 0), ...li(A0, 0), ...li(A1, 0), ECALL];

describe('the built-in hypervisor', () => {
  it('loads its guest from the disk, runs it, and switches the machine off', () => {
    const { state, lines, facts } = run(flat(SRST_SHUTDOWN));
    expect(lines.slice(10)).toEqual([
      'arch = riscv64',
      'platform = riscv64-qemu-virt',
      'smp = 1',
      '',
      'Starting virtualization...',
      'Pre-allocating 16 MB guest RAM at 0x80000000...',
      'VM created success, loading images...',
      'app: /sbin/guest',
      'Loaded 36 bytes from /sbin/guest',
      'bsp_entry: 0x80200000; ept: PA:0x80400000',
      'Entering VM run loop...',
      'Guest: SBI SRST shutdown',
      'Shutdown vm normally!',
      'Hypervisor ok!',
      '',
    ]);
    expect(facts).toEqual([
      '0 vcpu/entered VS pc=0x80200000 hvip=0',
      '8 vcpu/exited hypercall pc=0x80200020 call=SRST.system_reset eid=0x53525354 fid=0x0 a0=0x0 a1=0x0',
    ]);
    expect(state.status).toEqual({ kind: 'off', status: 0 });
  });

  it('replays to the very last line, which comes after the last step', () => {
    const { bytes } = recordProgram(requestOf(flat(SRST_SHUTDOWN)), [{ steps: 1000, idleNs: Number.POSITIVE_INFINITY }]);
    expect(replayBytes(bytes)).toMatchObject({ steps: 9, reason: 'powerOff', status: 0, mismatch: null });
  });

  it('gives the guest the RAM that was asked for', () => {
    const { lines } = run(flat(SRST_SHUTDOWN), { guestRamSizeBytes: 8 * 2 ** 20 });
    expect(lines).toContain('Pre-allocating 8 MB guest RAM at 0x80000000...');
    expect(run(flat(SRST_SHUTDOWN), { guestRamSizeBytes: 2 ** 20 })).toMatchObject({
      state: { status: { kind: 'off', status: 1 } },
      lines: expect.arrayContaining(["/sbin/guest: 36 bytes do not fit the guest's RAM"]),
    });
  });

  it.each([
    ['no FAT32 file system', new Uint8Array(2 ** 20), 'the disk holds no FAT32 file system'],
    ['another guest', buildDisk('other', flat(ECALL)), '/sbin/guest: no such file or directory'],
  ])('ends when the disk holds %s', (_, bytes, reason) => {
    const { state, lines } = run(flat(ECALL), { drives: [{ name: 'disk.img', image: SparseImage.of(bytes), isReadOnly: true }] });
    expect(lines.at(-2)).toBe(reason);
    expect(state.status).toEqual({ kind: 'off', status: 1 });
  });

  it.each([
    [
      'a load from where nothing is',
      [...li(A0, 0x1000_1000), 0x0005_3503],
      'code=21, sepc=0x80200008, stval=0x10001000, htval=0x4000400',
    ],
    ['a jump out of its RAM', [...li(A0, 0x8100_0000 | 0), 0x1502, 0x9101].slice(0, 2).concat(0x0005_0067), 'code=20'],
    [
      'a load from beyond Sv39x4',
      [0x0010_0513, 0x0295_1513, 0x0005_3503],
      'code=21, sepc=0x80200008, stval=0x20000000000, htval=0x8000000000',
    ],
  ])('reports and ends a guest that makes %s', (_, words, report) => {
    const { state, lines } = run(flat(words));
    expect(lines.at(-2)).toContain(`Unhandled trap: ${report}`);
    expect(state.status).toEqual({ kind: 'off', status: 1 });
  });
});
