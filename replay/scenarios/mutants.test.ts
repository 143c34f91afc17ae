/** That the runs are real: what is changed in a scenario shows on its console, and what is taken from it fails by its architectural cause. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Machine } from '#core/machine/machine.ts';
import type { MachineState, MachineStatus } from '#core/machine/state.ts';
import { SparseImage } from '../boards/sparse-image.ts';
import type { GuestArch } from '../images/guest.ts';
import { imagesFolder } from '../images/package-files.ts';
import { buildDisk, DISK_SIZE, PFLASH_SIZE } from '../images/scenario-disk.ts';
import { readSymbols } from '../images/symbols.ts';
import { scenarios } from './registry.ts';
import type { Scenario } from './scenario.ts';
import { runScenario } from './testing/run.ts';

const MIB = 2 ** 20;
const guest = 'guestmonolithickernel';

const FINE: MachineStatus = { kind: 'off', status: 0 };
const FAILED: MachineStatus = { kind: 'off', status: 1 };

/** What is an architecture's own of the runs. */
interface Isa {
  readonly arch: GuestArch;
  /** Where the kernel's image begins, by the addresses that it is linked to; and by guest physical ones. */
  readonly imageBase: bigint;
  readonly entry: number;
  readonly off: string;
  /** How the machine ends where the guest fails, and where it is ended, under the built-in hypervisor and under that in C. */
  readonly guestFails: MachineStatus;
  readonly imageFails: MachineStatus;
  readonly badProgram: string;
  readonly badStart: string;
  readonly noMagic: string;
  /** The report of a fault in the second page of the kernel. */
  readonly noPage: RegExp;
  readonly ramBase: string;
  readonly behindRam: RegExp;
  /** Of its second-stage tables, which begin at `tables`: where an entry is in each level, and where it leads. */
  readonly tables: number;
  readonly shifts: readonly [number, number][];
  readonly target: (entry: bigint) => number;
  readonly machineRam: number;
}

const isas: readonly Isa[] = [
  {
    arch: 'riscv64',
    imageBase: 0xffff_ffc0_8020_0000n,
    entry: 0x8020_0000,
    off: 'SBI SRST shutdown',
    guestFails: FAILED,
    imageFails: FAILED,
    badProgram: 'illegal instruction at pc 0x1000, value 0x0',
    // It has no trap vector, and nothing is at 0.
    badStart: 'Unhandled trap: code=20, sepc=0x0, stval=0x0, htval=0x0',
    noMagic: '[0xFFFFFFC022000000], got 0xFFFFFFFF',
    noPage: /^Unhandled trap: code=2[01], sepc=0xffffffc08020[0-9a-f]{4}, .*htval=0x20080[4-7]/,
    ramBase: '0x80000000',
    behindRam: /^Unhandled trap: code=23, .*htval=0x20084000$/,
    tables: 0x8040_0000,
    shifts: [
      [30, 2048],
      [21, 512],
      [12, 512],
    ],
    target: (entry) => Number(entry >> 10n) * 4096,
    machineRam: 0x8000_0000,
  },
  {
    arch: 'aarch64',
    imageBase: 0xffff_0000_4420_0000n,
    entry: 0x4420_0000,
    off: 'PSCI SYSTEM_OFF',
    // PSCI has no word for failure.
    guestFails: FINE,
    imageFails: FINE,
    badProgram: 'undefined instruction at pc 0x1000, value 0x0',
    badStart: 'Unhandled exception: esr=0x82000005, elr=0x200, far=0x200, ipa=0x200',
    noMagic: '[0xFFFF000004000000], got 0xFFFFFFFF',
    noPage: /^Unhandled exception: esr=0x[89][0-9a-f]{6}7, elr=0xffff00004420[0-9a-f]{4}, .*ipa=0x44201/,
    ramBase: '0x44000000',
    behindRam: /^Unhandled exception: esr=0x92000047, .*ipa=0x44210000$/,
    tables: 0x4040_0000,
    shifts: [
      [30, 512],
      [21, 512],
      [12, 512],
    ],
    target: (entry) => Number(entry & 0xffff_ffff_f000n),
    machineRam: 0x4000_0000,
  },
];

const hypervisors: readonly [string, Isa, Scenario['hypervisor']][] = isas.flatMap((isa) => [
  [`the built-in hypervisor of ${isa.arch}`, isa, 'builtIn'],
  [`guest/hypervisor of ${isa.arch}`, isa, { image: 'hypervisor.elf' }],
]);

const imageOf = (arch: GuestArch) => readFileSync(join(imagesFolder(arch), `${guest}.bin`));

function offsetOf({ arch, imageBase }: Isa, symbol: string): number {
  const elf = join(imagesFolder(arch), `${guest}.elf`);
  return Number(readSymbols(elf, readFileSync(elf)).addressOf(symbol)! - imageBase);
}

const diskWith = (bytes: Uint8Array) => [{ name: 'disk.img', image: SparseImage.of(buildDisk(guest, bytes)), isReadOnly: false }];

/** The guest with some of its bytes replaced. */
function patched({ arch }: Isa, offset: number, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(imageOf(arch));
  copy.set(bytes, offset);
  return copy;
}

const goodEnd = (off: string) => [
  'monolithic kernel exit [0] normally!',
  `Guest: ${off}`,
  'Shutdown vm normally!',
  'Hypervisor ok!',
  '',
];

describe.each(hypervisors)('%s', (_, isa, hypervisor) => {
  const { arch, off } = isa;
  const scenario = { arch, guest, hypervisor };
  const GOOD_END = goodEnd(off);
  const ended = hypervisor === 'builtIn' ? FAILED : isa.imageFails;

  it('runs the guest to its good end', () => {
    const { lines, status } = runScenario(scenario);
    expect(lines.slice(-5)).toEqual(GOOD_END);
    expect(status).toEqual(FINE);
  });

  it('says what is wrong with a disk of zeros', () => {
    const drives = [{ name: 'disk.img', image: SparseImage.of(new Uint8Array(DISK_SIZE)), isReadOnly: false }];
    const { lines, status, exits } = runScenario(scenario, { request: { drives } });
    expect(lines.at(-2)).toBe('the disk holds no FAT32 file system');
    expect(status).toEqual(ended);
    expect(exits).toEqual([]);
  });

  it('runs what is on the disk', () => {
    const { lines, status } = runScenario({ arch, guest: 'guestaspace', hypervisor });
    expect(lines).toContain('app: /sbin/guestaspace');
    expect(lines).toContain('Got pflash magic: pfld');
    expect(lines.join()).not.toContain('monolithic kernel');
    expect(status).toEqual(FINE);
  });

  it('shows a text of the guest that was changed on the disk', () => {
    const text = 'handle_syscall ...';
    const offset = imageOf(arch).indexOf(text);
    const { lines } = runScenario(scenario, {
      request: { drives: diskWith(patched(isa, offset, Buffer.from('a call from below!'))) },
    });
    expect(lines.filter((line) => line === 'a call from below!')).toHaveLength(2);
    expect(lines).not.toContain(text);
    expect(lines.slice(-5)).toEqual(GOOD_END);
  });

  it('reports a process whose program is zeros: an illegal instruction, which the guest handles itself', () => {
    const [start, end] = [offsetOf(isa, 'user_program'), offsetOf(isa, 'user_program_end')];
    const { lines, status } = runScenario(scenario, {
      request: { drives: diskWith(patched(isa, start, new Uint8Array(end - start))) },
    });
    expect(lines.slice(-6)).toEqual([
      `User process ended: ${isa.badProgram}`,
      'monolithic kernel exit [-1] by a fault!',
      ...GOOD_END.slice(1),
    ]);
    expect(status).toEqual(isa.guestFails);
  });

  it('ends a guest whose first instruction is zeros: it has no handler yet', () => {
    const { lines, status } = runScenario(scenario, { request: { drives: diskWith(patched(isa, 0, new Uint8Array(4))) } });
    expect(lines.at(-2)).toBe(isa.badStart);
    expect(status).toEqual(ended);
  });

  it('has a guest find no magic in flash that is erased', () => {
    const pflash = [
      null,
      { name: 'pflash.img', image: SparseImage.of(new Uint8Array(PFLASH_SIZE[arch]).fill(0xff)), isReadOnly: true },
    ];
    const { lines, status } = runScenario({ arch, guest: 'guestaspace', hypervisor }, { request: { pflash } });
    expect(lines).toContain(`Try to access pflash dev region ${isa.noMagic}`);
    expect(lines).toContain('No pflash magic');
    expect(status).toEqual(isa.guestFails);
  });

  it('ends a guest one of whose second-stage entries is gone, by the fault that it then makes', () => {
    const page = isa.entry + 0x1000;
    // The guest runs by then, and its tables are there.
    const meddle = { step: 2_000_000, with: (machine: Machine, state: MachineState) => withoutEntry(isa, machine, state, page) };
    const { lines, status, exits } = runScenario(scenario, { meddle });
    expect(exits.at(-1)).toMatchObject({ reason: 'npf', details: { address: expect.any(BigInt) } });
    const address = Number(exits.at(-1)!.details['address']);
    expect(address - (address % 4096)).toBe(page);
    expect(lines.at(-2)).toMatch(isa.noPage);
    expect(status).toEqual(ended);
  });
});

/** The leaf of a guest-physical page zeroed in the second-stage tables, which both hypervisors have at the same place. */
function withoutEntry({ tables, shifts, target, machineRam }: Isa, machine: Machine, state: MachineState, page: number) {
  const entryAt = (address: number) => {
    const bytes = machine.readPhysical(state, address, 8)!;
    return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  };
  const places = shifts.map(([shift, count]) => 8 * (Math.floor(page / 2 ** shift) % count));
  const leaf = places.slice(0, -1).reduce((table, place) => target(entryAt(table + place)), tables) + places.at(-1)!;
  expect(entryAt(leaf) & 1n).toBe(1n);
  return machine.withMemory(state, [{ region: 'ram', offset: leaf - machineRam, bytes: new Uint8Array(8) }]);
}

describe.each(isas)('guest RAM of $arch', ({ arch, ramBase, behindRam, off }) => {
  const run = (guestRamSizeBytes: number) =>
    runScenario({ arch, guest, hypervisor: 'builtIn' }, { request: { guestRamSizeBytes } });

  it('is as large as was asked for', () => {
    const { lines, status } = run(8 * MIB);
    expect(lines).toContain(`Pre-allocating 8 MB guest RAM at ${ramBase}...`);
    expect(lines.slice(-5)).toEqual(goodEnd(off));
    expect(status).toEqual(FINE);
  });

  it('ends where it was said to: the guest that writes behind it is ended', () => {
    const { lines, status } = run(2 * MIB + 0x1_0000);
    expect(lines).toContain(`Pre-allocating 2112 KB guest RAM at ${ramBase}...`);
    expect(lines.at(-2)).toMatch(behindRam);
    expect(status).toEqual(FAILED);
  });
});

describe('the bootloader of aarch64', () => {
  const scenario = { ...scenarios.find(({ name }) => name === 'bootloader')!, arch: 'aarch64' } as const;
  const isa = isas.find(({ arch }) => arch === 'aarch64')!;

  it('hands over to what is on the disk, which prints the last line', () => {
    const text = 'monolithic kernel exit [';
    const changed = patched(isa, imageOf('aarch64').indexOf(text), Buffer.from(text.toUpperCase()));
    const { lines, status, exits } = runScenario(scenario, { request: { drives: diskWith(changed) } });
    expect(lines.slice(-2)).toEqual(['MONOLITHIC KERNEL EXIT [0] normally!', '']);
    expect(status).toEqual(FINE);
    expect(exits).toEqual([]);
  });

  it('says what is wrong with a disk of zeros', () => {
    const drives = [{ name: 'disk.img', image: SparseImage.of(new Uint8Array(DISK_SIZE)), isReadOnly: false }];
    const { lines, status } = runScenario(scenario, { request: { drives } });
    expect(lines.at(-2)).toBe('the disk holds no FAT32 file system');
    expect(status).toEqual(FAILED);
  });
});
