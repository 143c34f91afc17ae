/** Scenarios and their images, and the table of VM exits. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWithFatFs } from '../images/testing/fatfs.ts';
import { buildElf } from '../images/testing.ts';
import { EXAMPLE_SETUP, endAt, nowAt, recordLog } from '../log/testing.ts';
import type { Details, ExitFact } from '../log/types.ts';
import { Workshop } from './testing.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const run = (command: string) => workshop.replay(command.split(' '), {});
const pathOf = (file: string) => join(workshop.cwd, file);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const MIB = 2 ** 20;

/** Two instructions that end the guest: `li a7, 8; ecall`, the legacy call to shut down. */
const code = Uint8Array.of(0x93, 0x08, 0x80, 0x00, 0x73, 0x00, 0x00, 0x00);
const elf = buildElf({
  entry: 0xffff_ffc0_8020_0000n,
  segments: [{ address: 0x8020_0000n, bytes: code, memorySize: 4096n }],
  symbols: [{ name: 'kernel_main', value: 0xffff_ffc0_8020_0000n, size: 0x1000n }],
});
writeFileSync(pathOf('kernel.elf'), elf);
writeFileSync(pathOf('kernel.bin'), code);

const header = async (log: string) => JSON.parse((await run(`info ${log} --json`)).stdout);

describe.concurrent('scenarios', { timeout: 60_000 }, () => {
  it('are recorded by name, with disk, flash and symbols', async () => {
    expect(await run('record guestmode --arch riscv64 --max-steps 1 -o byname.log')).toMatchObject({ code: expect.any(Number) });
    const { board, parameters, images, symbols } = await header('byname.log');
    expect(board).toBe('riscv64-virt');
    expect(parameters).toMatchObject({ guest: '/sbin/guestmode', harts: 1, ramSizeBytes: 128 * MIB, 'pflash1.isReadOnly': true });
    expect(images).toMatchObject([
      { role: 'drive0', name: 'disk.img', sizeBytes: 64 * MIB },
      { role: 'pflash1', name: 'pflash.img', sizeBytes: 32 * MIB },
    ]);
    expect(symbols).toMatchObject([{ name: 'guestmode.elf' }]);
    expect(readFileSync(pathOf('byname.log')).length).toBeLessThan(20_000);
  });

  it.each(['guestmode --arch riscv64', '--board riscv64-virt', '--arch riscv64'])('take the guest of a user: %s', async (how) => {
    const log = `${how.replaceAll(/[^a-z0-9]/g, '')}.log`;
    await run(`record ${how} --guest kernel.elf -m 64M --guest-memory 8M --drive kernel.bin --max-steps 1 -o ${log}`);
    const { parameters, images, symbols } = await header(log);
    expect(parameters).toMatchObject({ guest: '/sbin/kernel', ramSizeBytes: 64 * MIB, guestRamSizeBytes: 8 * MIB });
    expect(images.map(({ role, name }: { role: string; name: string }) => [role, name])).toEqual([
      ['drive0', 'disk.img'],
      ['drive1', 'kernel.bin'],
      ['pflash1', 'pflash.img'],
    ]);
    expect(symbols).toEqual([{ name: 'kernel.elf', sha256: sha256(elf) }]);
  });

  it('put an ELF on the disk as it lies in memory: the same disk as of a flat image', async () => {
    expect((await run('images build --arch riscv64 --guest kernel.elf --out elf')).code).toBe(0);
    const { code: exitCode, stdout, stderr } = await run('images build --arch riscv64 --guest ./kernel.bin --out made/flat');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const disk = readFileSync(pathOf('made/flat/disk.img'));
    const flash = readFileSync(pathOf('made/flat/pflash.img'));
    expect(stdout).toBe(
      `made/flat/disk.img: 64 MiB, sha256 ${sha256(disk)}\nmade/flat/pflash.img: 32 MiB, sha256 ${sha256(flash)}\n`,
    );
    expect(disk.equals(readFileSync(pathOf('elf/disk.img')))).toBe(true);
    expect(await readWithFatFs(disk)).toEqual([{ path: '/sbin/kernel', bytes: code }]);
    expect([flash.length, flash.readUInt32LE(0), new Set(flash.subarray(4))]).toEqual([32 * MIB, 0x646c_6670, new Set([0xff])]);
    // The disk of a recording is the one that is built.
    await run('record guestvdev --arch riscv64 --guest kernel.bin --max-steps 1 -o built.log');
    expect((await header('built.log')).images[0].sha256).toBe(sha256(disk));
  });

  it.each([
    [
      'linked.elf',
      { entry: 0x8000_0000n, address: 0x8000_0000n },
      'begins at 0x80000000; a guest is loaded at 0x80200000, and entered there',
    ],
    [
      'entry.elf',
      { entry: 0x8020_0004n, address: 0x8020_0000n },
      'its entry point is 0x80200004; a guest is entered where it begins, at 0x80200000',
    ],
    ['arm.elf', { entry: 0x8020_0000n, address: 0x8020_0000n, machine: 183 }, 'is for aarch64, the machine is riscv64'],
  ])('refuse a guest that can not run: %s', async (name, { address, ...rest }, why) => {
    writeFileSync(pathOf(name), buildElf({ ...rest, segments: [{ address, bytes: code }] }));
    expect(await run(`record guestmode --arch riscv64 --guest ${name} -o no.log`)).toEqual({
      code: 2,
      stdout: '',
      stderr: `replay: ${name}: ${why}\n`,
    });
  });

  it('never replace the guest by its recording', async () => {
    const { code: exitCode, stderr } = await run('record guestmode --arch riscv64 --guest kernel.elf -o ./kernel.elf');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'replay: -o: ./kernel.elf would replace kernel.elf, which goes into the recording\n',
    });
  });
});

const exit = (step: number, reason: string, details: Details, hart = 0): ExitFact => ({
  kind: 'exit',
  step,
  hart,
  reason,
  details,
  digest: 0x55n,
});

describe.concurrent('exits', { timeout: 60_000 }, () => {
  const kernel = 0xffff_ffc0_8020_0000n;
  const events = [
    exit(1234, 'npf', { pc: kernel, access: 'store', address: 0x1000_0001n, virtual: 0x1000_0001n }),
    exit(1_000_000, 'hypercall', { pc: kernel + 0x1cn, call: 'TIME set_timer', eid: 0x5449_4d45n, fid: 0n, a0: 7n, a1: 0n }),
    { kind: 'idle', step: 1_000_001, now: nowAt(1_000_001, 2_000_000) } as const,
    exit(1_000_001, 'interrupt', { pc: 0x1000n, cause: 5, name: 'STI' }),
    exit(1_000_002, 'hypercall', { pc: kernel + 0x1cn, call: '', eid: 0x99n, fid: 1n, a0: 0n, a1: 0n }),
  ];
  const symbols = [{ name: 'kernel.elf', sha256: sha256(elf) }];
  writeFileSync(pathOf('exits.log'), recordLog({ ...EXAMPLE_SETUP, symbols }, events, endAt(1_000_010)));

  it('are a table with names from the file whose digest was recorded', async () => {
    expect(await run('exits exits.log')).toEqual({
      code: 0,
      stdout: `${[
        'exit       step       time  reason     pc                  symbol            details',
        '   0      1,234   9.872 us  npf        0xffffffc080200000  kernel_main       store address=0x10000001',
        '   1  1,000,000   8.000 ms  hypercall  0xffffffc08020001c  kernel_main+0x1c  TIME set_timer a0=0x7 a1=0x0',
        '   2  1,000,001  10.000 ms  interrupt  0x1000              -                 STI',
        '   3  1,000,002  10.000 ms  hypercall  0xffffffc08020001c  kernel_main+0x1c  eid=0x99 fid=0x1 a0=0x0 a1=0x0',
      ].join('\n')}\n`,
      stderr: 'replay: exits.log: 4 VM exits: 2 hypercall, 1 npf, 1 interrupt\n',
    });
  });

  it.each([
    ['--reason npf', [0], '1 of 4 VM exits: 1 npf'],
    ['--reason npf,interrupt', [0, 2], '2 of 4 VM exits: 1 npf, 1 interrupt'],
    ['--from 1M --to 1_000_001', [1, 2], '2 of 4 VM exits: 1 hypercall, 1 interrupt'],
    ['--hart 1', [], 'none of 4 VM exits'],
    ['--hart 0', [0, 1, 2, 3], '4 VM exits: 2 hypercall, 1 npf, 1 interrupt'],
  ])('can be chosen: %s', async (filter, numbers, summary) => {
    const { stdout, stderr } = await run(`exits exits.log ${filter}`);
    const lines = stdout.trimEnd().split('\n').slice(1);
    expect(lines.map((line) => Number.parseInt(line, 10))).toEqual(numbers);
    expect(stderr).toBe(`replay: exits.log: ${summary}\n`);
  });

  it('are JSON for programs', async () => {
    const { stdout, stderr } = await run('exits exits.log --json --reason interrupt,npf');
    expect(stderr).toBe('');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        exit: 0,
        step: 1234,
        now: 9872,
        hart: 0,
        reason: 'npf',
        symbol: 'kernel_main',
        details: { pc: '0xffffffc080200000', access: 'store', address: '0x10000001', virtual: '0x10000001' },
        digest: '0x55',
      },
      {
        exit: 2,
        step: 1_000_001,
        now: 10_000_008,
        hart: 0,
        reason: 'interrupt',
        symbol: null,
        details: { pc: '0x1000', cause: 5, name: 'STI' },
        digest: '0x55',
      },
    ]);
  });

  it("do without names, and say so; and take the user's", async () => {
    const gone = [{ name: 'gone.elf', sha256: '0'.repeat(64) }];
    writeFileSync(pathOf('gone.log'), recordLog({ ...EXAMPLE_SETUP, symbols: gone }, events, endAt(1_000_010)));
    const without = await run('exits gone.log --reason npf');
    expect(without.stdout).toBe(
      'exit   step      time  reason  pc                  details\n   0  1,234  9.872 us  npf     0xffffffc080200000  store address=0x10000001\n',
    );
    expect(without.stderr).toContain('replay: note: no gone.elf with the recorded digest was found');
    writeFileSync(pathOf('gone.elf'), elf);
    const other = await run('exits gone.log --reason npf --symbols gone.elf');
    expect(other.stdout).toContain('  kernel_main  ');
    expect(other.stderr).toContain('replay: note: gone.elf is not the gone.elf that was recorded');
  });

  it('are listed up to the damage of a recording', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => exit(10 * i, 'npf', { pc: kernel, n: i }));
    const bytes = recordLog({ ...EXAMPLE_SETUP, symbols: [] }, many, endAt(30_000));
    writeFileSync(pathOf('cut.log'), bytes.subarray(0, bytes.length - 10_000));
    const { code: exitCode, stdout, stderr } = await run('exits cut.log');
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(500);
    expect(lines.at(-1)).toMatch(new RegExp(` n=${lines.length - 2}$`));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      new RegExp(
        `^replay: cut.log: ${(lines.length - 1).toLocaleString('en')} VM exits: .* npf\nreplay: cut.log: byte \\d+, steps`,
      ),
    );
  });

  it('end when nobody reads them', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => exit(10 * i, 'npf', { pc: kernel, n: i }));
    writeFileSync(pathOf('many.log'), recordLog({ ...EXAMPLE_SETUP, symbols: [] }, many, endAt(200_000)));
    for (const command of ['exits many.log', 'exits many.log --json'])
      expect(await workshop.replay(command.split(' '), { closesOutput: true })).toMatchObject({ code: 0, stderr: '' });
  });

  it('tell the harts apart where there are several, and write no control characters', async () => {
    const setup = { ...EXAMPLE_SETUP, symbols: [], parameters: { ...EXAMPLE_SETUP.parameters, harts: 2 } };
    const hostile = [exit(5, 'a\u001b[2J', { what: '\u0007', small: -1n, none: null }, 1)];
    writeFileSync(pathOf('harts.log'), recordLog(setup, hostile, endAt(6)));
    expect((await run('exits harts.log')).stdout).toBe(
      'exit  step   time  hart  reason        pc  details\n   0     5  40 ns     1  "a\\u001b[2J"  -   what="\\u0007" small=-1 none=null\n',
    );
  });
});
