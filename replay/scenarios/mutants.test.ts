/** That the runs are real: what is changed in a scenario shows on its console, and what is taken from it fails by its architectural cause. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Machine } from '#core/machine/machine.ts';
import type { MachineState } from '#core/machine/state.ts';
import { imagesFolder } from '../images/package-files.ts';
import { buildDisk, DISK_SIZE, PFLASH_SIZE } from '../images/scenario-disk.ts';
import { readSymbols } from '../images/symbols.ts';
import type { Scenario } from './scenario.ts';
import { runScenario } from './testing/run.ts';

const MIB = 2 ** 20;
const guest = 'guestmonolithickernel';
const hypervisors: readonly [string, Scenario['hypervisor']][] = [
  ['the built-in hypervisor', 'builtIn'],
  ['guest/hypervisor', { image: 'hypervisor.elf' }],
];

const image = readFileSync(join(imagesFolder('riscv64'), `${guest}.bin`));
const elf = join(imagesFolder('riscv64'), `${guest}.elf`);
const symbols = readSymbols(elf, readFileSync(elf));
/** The kernel is linked where it maps itself; the image begins at guest physical 0x8020_0000. */
const IMAGE_BASE = 0xffff_ffc0_8020_0000n;
const offsetOf = (symbol: string): number => Number(symbols.addressOf(symbol)! - IMAGE_BASE);

const diskWith = (bytes: Uint8Array) => [{ name: 'disk.img', bytes: buildDisk(guest, bytes), isReadOnly: false }];

/** The guest with some of its bytes replaced. */
function patched(offset: number, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(image);
  copy.set(bytes, offset);
  return copy;
}

const FINE = { kind: 'off', status: 0 };
const FAILED = { kind: 'off', status: 1 };
const GOOD_END = [
  'monolithic kernel exit [0] normally!',
  'Guest: SBI SRST shutdown',
  'Shutdown vm normally!',
  'Hypervisor ok!',
  '',
];

describe.each(hypervisors)('%s', (_, hypervisor) => {
  const scenario = { guest, hypervisor };

  it('runs the guest to its good end', () => {
    const { lines, status } = runScenario(scenario);
    expect(lines.slice(-5)).toEqual(GOOD_END);
    expect(status).toEqual(FINE);
  });

  it('says what is wrong with a disk of zeros', () => {
    const drives = [{ name: 'disk.img', bytes: new Uint8Array(DISK_SIZE), isReadOnly: false }];
    const { lines, status, exits } = runScenario(scenario, { request: { drives } });
    expect(lines.at(-2)).toBe('the disk holds no FAT32 file system');
    expect(status).toEqual(FAILED);
    expect(exits).toEqual([]);
  });

  it('runs what is on the disk', () => {
    const { lines, status } = runScenario({ guest: 'guestaspace', hypervisor });
    expect(lines).toContain('app: /sbin/guestaspace');
    expect(lines).toContain('Got pflash magic: pfld');
    expect(lines.join()).not.toContain('monolithic kernel');
    expect(status).toEqual(FINE);
  });

  it('shows a text of the guest that was changed on the disk', () => {
    const text = 'handle_syscall ...';
    const offset = image.indexOf(text);
    const { lines } = runScenario(scenario, {
      request: { drives: diskWith(patched(offset, Buffer.from('a call from below!'))) },
    });
    expect(lines.filter((line) => line === 'a call from below!')).toHaveLength(2);
    expect(lines).not.toContain(text);
    expect(lines.slice(-5)).toEqual(GOOD_END);
  });

  it('reports a process whose program is zeros: an illegal instruction, which the guest handles itself', () => {
    const [start, end] = [offsetOf('user_program'), offsetOf('user_program_end')];
    const { lines, status } = runScenario(scenario, {
      request: { drives: diskWith(patched(start, new Uint8Array(end - start))) },
    });
    expect(lines.slice(-6)).toEqual([
      'User process ended: illegal instruction at pc 0x1000, value 0x0',
      'monolithic kernel exit [-1] by a fault!',
      ...GOOD_END.slice(1),
    ]);
    expect(status).toEqual(FAILED);
  });

  it('ends a guest whose first instruction is zeros: it has no trap vector, and nothing is at 0', () => {
    const { lines, status } = runScenario(scenario, { request: { drives: diskWith(patched(0, new Uint8Array(4))) } });
    expect(lines.at(-2)).toBe('Unhandled trap: code=20, sepc=0x0, stval=0x0, htval=0x0');
    expect(status).toEqual(FAILED);
  });

  it('has a guest find no magic in flash that is erased', () => {
    const pflash = [null, { name: 'pflash.img', bytes: new Uint8Array(PFLASH_SIZE.riscv64).fill(0xff), isReadOnly: true }];
    const { lines, status } = runScenario({ guest: 'guestaspace', hypervisor }, { request: { pflash } });
    expect(lines).toContain('Try to access pflash dev region [0xFFFFFFC022000000], got 0xFFFFFFFF');
    expect(lines).toContain('No pflash magic');
    expect(status).toEqual(FAILED);
  });

  it('ends a guest one of whose second-stage entries is gone, by the fault that it then makes', () => {
    // The guest runs by then, and its tables are there.
    const meddle = {
      step: 2_000_000,
      with: (machine: Machine, state: MachineState) => withoutEntry(machine, state, 0x8020_1000),
    };
    const { lines, status, exits } = runScenario(scenario, { meddle });
    expect(exits.at(-1)).toMatchObject({ reason: 'npf', details: { address: expect.any(BigInt) } });
    const address = Number(exits.at(-1)!.details['address']);
    expect(address - (address % 4096)).toBe(0x8020_1000);
    expect(lines.at(-2)).toMatch(/^Unhandled trap: code=2[01], sepc=0xffffffc08020[0-9a-f]{4}, .*htval=0x20080[4-7]/);
    expect(status).toEqual(FAILED);
  });
});

/** The leaf of a guest-physical page zeroed in the Sv39x4 tables that both hypervisors have at 0x8040_0000. */
function withoutEntry(machine: Machine, state: MachineState, page: number): MachineState {
  const entryAt = (address: number) => {
    const bytes = machine.readPhysical(state, address, 8)!;
    return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  };
  let table = 0x8040_0000;
  for (const shift of [30, 21]) table = Number(entryAt(table + 8 * indexOf(page, shift)) >> 10n) * 4096;
  const place = table + 8 * indexOf(page, 12);
  expect(entryAt(place) & 1n).toBe(1n);
  return machine.withMemory(state, [{ region: 'ram', offset: place - 0x8000_0000, bytes: new Uint8Array(8) }]);
}

const indexOf = (page: number, shift: number): number => Math.floor(page / 2 ** shift) % (shift === 30 ? 2048 : 512);

describe('guest RAM', () => {
  const run = (guestRamSizeBytes: number) => runScenario({ guest, hypervisor: 'builtIn' }, { request: { guestRamSizeBytes } });

  it('is as large as was asked for', () => {
    const { lines, status } = run(8 * MIB);
    expect(lines).toContain('Pre-allocating 8 MB guest RAM at 0x80000000...');
    expect(lines.slice(-5)).toEqual(GOOD_END);
    expect(status).toEqual(FINE);
  });

  it('ends where it was said to: the guest that writes behind it is ended', () => {
    const { lines, status } = run(2 * MIB + 0x1_0000);
    expect(lines).toContain('Pre-allocating 2112 KB guest RAM at 0x80000000...');
    expect(lines.at(-2)).toMatch(/^Unhandled trap: code=23, .*htval=0x20084000$/);
    expect(status).toEqual(FAILED);
  });
});
