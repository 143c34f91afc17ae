/** `replay lastwrite` on the recordings under fixtures. What it prints is in `golden/`; `vitest -u` writes it anew. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastwriteCommand } from './commands/lastwrite.ts';
import { runHere } from './testing.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const LOG = join(FIXTURES, 'riscv64.log');
const BARE = join(FIXTURES, 'riscv64-bare.log');
const run = (...args: readonly string[]) => runHere(lastwriteCommand(), args);
const golden = (name: string) => join(import.meta.dirname, 'golden', `${name}.txt`);

describe('who wrote last', { timeout: 30_000 }, () => {
  it.each<[name: string, args: string[]]>([
    ['lastwrite-hart', [BARE, 'sp', '--before', 'step:500000']],
    ['lastwrite-guest', [LOG, 'sp-8', '--before', 'exit:5', '--as', 'VU']],
    ['lastwrite-device', [LOG, '0x81200000', '--physical', '--before', 'step:1', '--size', '64']],
    ['lastwrite-hypervisor', [LOG, '0x80400000', '--physical']],
    ['lastwrite-nobody', [LOG, '0x87000000', '--physical']],
  ])('%s', async (name, args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden(name));
  });

  it('is told programs the same', async () => {
    const write = JSON.parse((await run(BARE, 'sp', '--before', 'step:500000', '--json')).stdout);
    expect(write).toMatchObject({ by: 'hart', hart: 0, device: null, size: 8, written: { size: 8 } });
    expect(write.instruction).toMatch(/^sd /);
    expect(JSON.parse((await run(LOG, '0x87000000', '--physical', '--json')).stdout)).toMatchObject({ step: null });
  });

  it.each<[args: string[], message: RegExp]>([
    [[LOG, '0x87000000', '--size', '5000', '--physical'], /--size: at most 4096 bytes/],
    [[LOG, '0x123456789000', '--before', 'exit:5', '--as', 'VS'], /0x123456789000 is not mapped there/],
    [[LOG, '0x10', '--physical'], /there is no memory at physical 0x10/],
    [[BARE, '0x80000ffc', '--before', 'step:500000'], /8 bytes at 0x80000ffc are in two pages/],
    [[BARE, 'nowhere'], /'nowhere' is no address/],
    [[BARE, 'sp', '--before', 'exit:0'], /it has no VM exits/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
