import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type GuestArch, guestArches, guestNames } from '../images/guest.ts';
import { ImageError } from '../images/image-error.ts';
import { imagesFolder } from '../images/package-files.ts';
import { PFLASH_SIZE } from '../images/scenario-disk.ts';
import { readWithFatFs } from '../images/testing/fatfs.ts';
import { scenarios } from './registry.ts';
import { prepareScenario } from './scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-scenario-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of so many bytes, and its path. */
function fileOf(name: string, sizeBytes: number): string {
  const path = join(folder, name);
  writeFileSync(path, new Uint8Array(sizeBytes).fill(0x13));
  return path;
}

const prepare = (guest: string, arch: GuestArch = 'riscv64') => prepareScenario({ hypervisor: 'builtIn', guest }, arch);
const everyGuest = guestArches.flatMap((arch) => guestNames.map((name) => [arch, name] as const));

describe('scenarios', () => {
  it('have names of their own, and guests that there are', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    for (const { guest } of scenarios) expect(guestNames).toContain(guest);
  });

  it.each(everyGuest)('put %s %s on the disk for the built-in hypervisor, with its symbols', async (arch, name) => {
    const { change, symbols, paths } = prepare(name, arch);
    const image = readFileSync(join(imagesFolder(arch), `${name}.bin`));
    expect(change).toMatchObject({
      kernel: null,
      guest: `/sbin/${name}`,
      hypervisorMode: 'virtualization',
      drives: [{ isReadOnly: false }],
      pflash: [null, { isReadOnly: true }],
    });
    expect(change.pflash[1]!.image.bytes).toHaveLength(PFLASH_SIZE[arch]);
    expect(await readWithFatFs(change.drives[0]!.image.bytes)).toEqual([{ path: `/sbin/${name}`, bytes: new Uint8Array(image) }]);
    expect(symbols).toEqual([{ name: `${name}.elf`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(paths).toEqual([join(imagesFolder(arch), `${name}.bin`)]);
  });

  it('have the built-in hypervisor hand over its machine', () => {
    expect(prepareScenario({ hypervisor: 'bootloader', guest: 'guestmode' }, 'aarch64').change).toMatchObject({
      kernel: null,
      guest: '/sbin/guestmode',
      hypervisorMode: 'bootloader',
    });
  });

  it('have a hypervisor of their own boot as the kernel, which finds the guest itself', () => {
    const hypervisor = { image: 'hypervisor.elf' };
    const { change, symbols, paths } = prepareScenario({ hypervisor, guest: 'guestmode' }, 'riscv64');
    expect(change).toMatchObject({ kernel: { name: 'hypervisor.elf' }, guest: null });
    expect(symbols.map(({ name }) => name)).toEqual(['guestmode.elf', 'hypervisor.elf']);
    expect(paths).toHaveLength(2);
  });

  it.each([
    ['nothing', 0, 'a guest has 1 to 67108864 bytes, this one 0'],
    [`${'n'.repeat(65)}.bin`, 4, "a guest's name has at most 64 characters"],
  ])('refuse a file that is no guest: %s', (name, sizeBytes, why) => {
    const path = fileOf(name, sizeBytes);
    expect(() => prepare(path)).toThrow(new ImageError(`${path}: ${why}`));
  });

  it('refuse a guest that the disk can not hold', () => {
    expect(() => prepare(fileOf('large.bin', 64 * 2 ** 20))).toThrow(
      new ImageError('the disk of 67108864 bytes has no room for another 67108864'),
    );
    expect(() => prepare(fileOf('a*b', 4))).toThrow(new ImageError('"a*b": not a name that FAT can hold'));
  });

  it('take no symbols from a file beside a guest that holds none', () => {
    const path = fileOf('flat.bin', 4);
    fileOf('flat.elf', 4);
    expect(prepare(path).symbols).toEqual([]);
  });
});
