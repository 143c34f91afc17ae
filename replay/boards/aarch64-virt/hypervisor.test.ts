import { describe, expect, it } from 'vitest';
import { createMachine } from '#core/machine/machine.ts';
import type { MachineEffect } from '#core/machine/state.ts';
import { replayBytes } from '../../engine/testing.ts';
import { buildDisk } from '../../images/scenario-disk.ts';
import { record } from '../../record-run.ts';
import { setUpAarch64Virt } from '../aarch64-virt.ts';
import { type BoardRequest, DEFAULT_REQUEST, RequestError } from '../request.ts';
import { SparseImage } from '../sparse-image.ts';

/** movz and movk: a 32-bit number in x register `rd`. */
const mov = (rd: number, value: number): number[] => [
  (0xd280_0000 | ((value & 0xffff) << 5) | rd) >>> 0,
  (0xf2a0_0000 | ((value >>> 16) << 5) | rd) >>> 0,
];
const SMC = 0xd400_0003;
const HVC = 0xd400_0002;

function flat(...words: readonly (number | readonly number[])[]): Uint8Array {
  const all = words.flat();
  const view = new DataView(new ArrayBuffer(4 * all.length));
  for (const [index, word] of all.entries()) view.setUint32(4 * index, word, true);
  return new Uint8Array(view.buffer);
}

const requestOf = (guest: Uint8Array, change: Partial<BoardRequest> = {}): BoardRequest => ({
  ...DEFAULT_REQUEST,
  guest: '/sbin/guest',
  drives: [{ name: 'disk.img', image: SparseImage.of(buildDisk('guest', guest)), isReadOnly: false }],
  ...change,
});

/** Runs a guest to the end, or for a million steps. */
function run(guest: Uint8Array, change: Partial<BoardRequest> = {}) {
  const setup = setUpAarch64Virt(requestOf(guest, change));
  const machine = createMachine(setup.board, setup.contents, 'interpreter');
  const { state, effects } = machine.reduce(machine.initialState, {
    type: 'machine/granted',
    steps: 1_000_000,
    idleUntilNs: Number.POSITIVE_INFINITY,
  });
  const text = effects
    .flatMap((effect) => (effect.type === 'console/sent' ? [new TextDecoder().decode(effect.bytes)] : []))
    .join('');
  return { machine, state, effects, lines: text.split('\r\n'), facts: effects.flatMap(factOf) };
}

function factOf(effect: MachineEffect): string[] {
  if (effect.type !== 'vcpu/exited' && effect.type !== 'vcpu/entered') return [];
  const details = Object.entries(effect.details).map(
    ([name, value]) => `${name}=${typeof value === 'bigint' ? `0x${value.toString(16)}` : value}`,
  );
  return [`${effect.step} ${effect.type} ${effect.reason} ${details.join(' ')}`];
}

const SYSTEM_OFF = [...mov(0, 0x8400_0008), SMC];
const PLATFORM = ['arch = aarch64', 'platform = aarch64-qemu-virt', 'smp = 1', ''];
const BOOTLOADER = { hypervisorMode: 'bootloader', machine: { 'gic-version': '2' } } as const;
const FAILED = { kind: 'off', status: 1 };

describe('the built-in hypervisor', () => {
  it('loads its guest from the disk, runs it at EL1, and switches the machine off', () => {
    const { state, lines, facts } = run(flat(SYSTEM_OFF));
    expect(lines.slice(10)).toEqual([
      ...PLATFORM,
      'Starting virtualization...',
      'Pre-allocating 16 MB guest RAM at 0x44000000...',
      'VM created success, loading images...',
      'app: /sbin/guest',
      'Loaded 12 bytes from /sbin/guest',
      'bsp_entry: 0x44200000; ept: PA:0x40400000',
      'Entering VM run loop...',
      'Guest: PSCI SYSTEM_OFF',
      'Shutdown vm normally!',
      'Hypervisor ok!',
      '',
    ]);
    expect(facts).toEqual([
      '0 vcpu/entered EL1 pc=0x44200000 pending=0x0',
      '2 vcpu/exited hypercall pc=0x44200008 by=SMC immediate=0x0 call=SYSTEM_OFF x0=0x84000008 x1=0x0 x2=0x0 x3=0x0',
    ]);
    expect(state.status).toEqual({ kind: 'off', status: 0 });
  });

  it('replays to the very last line, which comes after the last step', () => {
    const bytes = record({ board: 'aarch64-virt', request: requestOf(flat(SYSTEM_OFF)) });
    expect(replayBytes(bytes)).toMatchObject({ steps: 3, reason: 'powerOff', status: 0, mismatch: null });
  });

  it('gives the guest the RAM that was asked for', () => {
    const { lines } = run(flat(SYSTEM_OFF), { guestRamSizeBytes: 8 * 2 ** 20 });
    expect(lines).toContain('Pre-allocating 8 MB guest RAM at 0x44000000...');
    const { state, lines: refused } = run(flat(SYSTEM_OFF), { guestRamSizeBytes: 2 ** 20 });
    expect(refused).toContain("/sbin/guest: 12 bytes do not fit the guest's RAM");
    expect(state.status).toEqual(FAILED);
  });

  it('has the guest wait, and the time of its timer pass', () => {
    // The timer is not enabled in the guest's GIC: its interrupt comes to EL2, and wakes a WFI there.
    const guest = flat(
      ...[mov(1, 62_500), 0xd51b_e201], // msr CNTP_TVAL_EL0, x1: 1 ms
      ...[0xd280_0022, 0xd51b_e222], // mov x2, #1; msr CNTP_CTL_EL0, x2
      0xd503_207f, // wfi
      SYSTEM_OFF,
    );
    const { facts, state } = run(guest);
    expect(facts.filter((fact) => fact.includes('exited')).map((fact) => fact.split(' ').slice(2).join(' '))).toEqual([
      'wait pc=0x44200014 instruction=WFI',
      'interrupt pc=0x44200018 name=IRQ',
      expect.stringContaining('hypercall'),
    ]);
    expect(state.idleNs).toBeGreaterThan(900_000);
  });

  it('is called by HVC as by SMC, and knows no other calls', () => {
    // The answer of the second goes to the third, whose number it is then.
    const { facts } = run(flat(mov(0, 0x8400_0000), HVC, mov(0, 0x1234), HVC, HVC, SYSTEM_OFF));
    const calls = facts.filter((fact) => fact.includes('exited'));
    expect(calls[0]).toContain('pc=0x4420000c by=HVC immediate=0x0 call=PSCI_VERSION');
    expect(calls[2]).toContain('x0=0xffffffffffffffff');
  });
});

describe('the bootloader', () => {
  it('drops to EL1, and enters the guest with translation and caches off by way of its trampoline', () => {
    const { state, lines, facts, machine } = run(flat(0xd503_207f), BOOTLOADER);
    expect(lines.slice(10)).toEqual([
      ...PLATFORM,
      'Starting virtualization (bootloader mode)...',
      'VM created success, loading images...',
      'app: /sbin/guest',
      'Loaded 4 bytes to PA 0x44200000',
      'Trampoline at VA 0xffff000040201000 -> PA 0x40201000 (page 0x40201000)',
      'Entering guest at PA 0x44200000 via trampoline at PA 0x40201000...',
      '',
    ]);
    expect(facts).toEqual(['0 vcpu/entered EL1 pc=0xffff000040201000 pending=0x0']);
    // It waits for ever, after the fourteen instructions of the trampoline and its own.
    expect(state).toMatchObject({ step: 15, status: { kind: 'idle' } });
    const read = (name: string) => {
      const field = machine.board.arch.fields.find((each) => each.name === name)!;
      return new DataView(state.harts[0]!.buffer).getBigUint64(field.offset, true);
    };
    expect(read('pc')).toBe(0x4420_0004n);
    expect(read('x0')).toBe(0n);
    expect(read('SCTLR_EL1') & 0x1005n).toBe(0n);
    expect(read('HCR_EL2')).toBe(0x8000_0000n);
  });

  it('leaves SMC to firmware, which switches the machine off', () => {
    const { state, lines, facts } = run(flat(SYSTEM_OFF), BOOTLOADER);
    expect(lines.at(-2)).toContain('Entering guest');
    expect(facts).toHaveLength(1);
    expect(state.status).toEqual({ kind: 'off', status: 0 });
  });

  it('has left EL2: a guest that calls there is ended', () => {
    const { state, lines } = run(flat(HVC), BOOTLOADER);
    expect(lines.at(-2)).toBe('Unhandled exception: esr=0x5a000000, elr=0x44200004, far=0x0, ipa=0x0');
    expect(state.status).toEqual(FAILED);
  });

  it('needs RAM that holds the guest', () => {
    const setUp = (ramSizeBytes: number) => () => setUpAarch64Virt(requestOf(flat(SMC), { ...BOOTLOADER, ramSizeBytes }));
    expect(setUp(66 * 2 ** 20)).toThrow(RequestError);
    expect(setUp(67 * 2 ** 20)).not.toThrow();
  });
});
