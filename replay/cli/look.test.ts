/** The commands that look into a moment, on the recordings under fixtures. What they print is in `golden/`; `vitest -u` writes it anew. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { disasmCommand } from './commands/disasm.ts';
import { gotoCommand } from './commands/goto.ts';
import { memoryCommand } from './commands/memory.ts';
import { registersCommand } from './commands/registers.ts';
import { traceCommand } from './commands/trace.ts';
import { walkCommand } from './commands/walk.ts';
import { runHere } from './testing.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const LOG = join(FIXTURES, 'riscv64.log');
const HYPERVISOR_IMAGE = join(FIXTURES, 'riscv64-hypervisor-image.log');
const BARE = join(FIXTURES, 'riscv64-bare.log');
const folder = mkdtempSync(join(tmpdir(), 'replay-look-'));
afterAll(() => rmSync(folder, { recursive: true }));

const commands = [gotoCommand(), registersCommand(), memoryCommand(), disasmCommand(), walkCommand(), traceCommand()];
const run = (name: string, ...args: readonly string[]) => runHere(commands.find((command) => command.name() === name)!, args);
const golden = (name: string) => join(import.meta.dirname, 'golden', `${name}.txt`);
const parsed = (lines: string) =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('looking into a recording', { timeout: 20_000 }, () => {
  it.each<[name: string, args: [string, ...string[]]]>([
    ['goto', ['goto', LOG, 'exit:5']],
    ['goto-hypervisor-image', ['goto', HYPERVISOR_IMAGE, 'exit:2+40', '--console', '3']],
    ['goto-harts', ['goto', BARE, 'console:"test disk"', '--hart', '1']],
    ['registers', ['registers', LOG, 'exit:5', 'hypervisor', 'sepc', 'a0', 'x10']],
    ['registers-many', ['registers', LOG, 'exit:%4', 'scause', 'htval', 'sepc']],
    ['memory', ['memory', LOG, 'exit:5', 'sp', '96B', '--as', 'VU']],
    ['memory-guest-physical', ['memory', LOG, 'exit:5', '0x80200000', '40B', '--guest-physical']],
    ['disasm', ['disasm', LOG, 'exit:5', '--count', '6']],
    ['disasm-address', ['disasm', LOG, 'exit:4', 'timer_start+0x1a', '--as', 'VS', '--count', '5']],
    ['walk', ['walk', LOG, 'exit:npf', 'stval', '--as', 'VS', '--access', 'store']],
    ['walk-mapped', ['walk', LOG, 'exit:5', 'sepc', '--as', 'VU', '--access', 'fetch']],
    ['trace', ['trace', LOG, '--from', 'exit:4-6', '--to', 'exit:4+8']],
    ['trace-interrupt', ['trace', BARE, '--from', 'trap:interrupt=7-3', '--to', 'trap:interrupt=7+3']],
    ['trace-spike', ['trace', LOG, '--from', 'exit:4-6', '--to', 'exit:4+8', '--format', 'spike']],
    ['trace-qemu', ['trace', LOG, '--from', 'exit:4-2', '--to', 'exit:4+2', '--format', 'qemu']],
  ])('%s', async (name, args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden(name));
  });

  it('tells programs the same', async () => {
    const [registers] = parsed((await run('registers', LOG, 'exit:5', 'hgatp', 'pc', '--json')).stdout);
    expect(registers).toMatchObject({
      step: 1_218_751,
      hart: 0,
      privilege: 'S',
      registers: { hgatp: { value: '0x8000000000080400', fields: { MODE: { value: '0x8', meaning: 'Sv39x4' } } } },
    });
    const [memory] = parsed((await run('memory', LOG, 'exit:5', '0x22000000', '4B', '--physical', '--json')).stdout);
    expect(Buffer.from(memory.bytes, 'base64').toString()).toBe('pfld');
    const instructions = parsed((await run('disasm', LOG, 'exit:5', '--count', '3', '--json')).stdout);
    expect(instructions[2]).toMatchObject({
      text: 'bltu a5, a7, 0x1078 <user_main+0x68>',
      target: '0x1078',
      symbol: 'user_main+0x76',
    });
    const [walked] = parsed((await run('walk', LOG, 'exit:5', '0x80200000', '--guest-physical', '--json')).stdout);
    expect(walked).toMatchObject({ result: { kind: 'mapped', physical: '0x81200000' }, place: 'ram+0x1200000' });
    expect(walked.entries).toHaveLength(3);
  });

  it('writes bytes and traces to files', async () => {
    const raw = await run('memory', LOG, 'exit:5', '0x22000000', '4B', '--physical', '--raw');
    expect(raw).toEqual({ code: 0, stdout: 'pfld', stderr: '' });
    expect(
      await run('trace', LOG, '--from', 'exit:0', '--to', 'exit:3', '--format', 'perfetto', '-o', join(folder, 'run.json')),
    ).toMatchObject({ code: 0 });
    const { traceEvents } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
    expect(traceEvents.filter(({ ph, cat }: { ph: string; cat?: string }) => ph === 'B' && cat === 'exit')).toHaveLength(3);
  });

  it.each<[args: [string, ...string[]], line: string]>([
    [['goto', LOG, 'exit:99'], 'the recording has no such moment: it has VM exits 0 to 13 (2 npf, 7 hypercall, 5 interrupt)'],
    [['goto', LOG, 'start', '--hart', '1'], 'there is no hart 1: it has 1, from 0'],
    [
      ['registers', LOG, 'start', 'x99'],
      'there is no register x99; groups are: general, floating point, user, virtual supervisor, ',
    ],
    [['registers', LOG, 'exit:%2'], '%N names many moments: say which registers to show'],
    [['memory', LOG, 'start', 'nowhere'], "'nowhere' is no address: expected a number, a register or a known symbol; "],
    [['walk', LOG, 'start', '0', '--as', 'EL2'], 'there is no privilege EL2: it has VU, VS, U, S, M'],
    [['trace', LOG, '--from', 'end', '--to', 'start'], '--from is step 5,926,127, behind --to, which is step 0'],
    [['trace', LOG, '--from', 'start', '--to', 'end', '-o', LOG], `-o: ${LOG} would replace ${LOG}, which is read`],
    [['disasm', LOG, 'start', '--count', '1G'], 'at most 100000 instructions at once, not 1000000000'],
  ])('refuses %j', async (args, line) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`replay: ${LOG}: ${line}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says where memory ends', async () => {
    const { code, stdout, stderr } = await run('memory', LOG, 'start', '0x87fffff0', '64B', '--physical');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^0x0000000087fffff0 {2}(00 ){7}00 {2}(00 ){7}00 {2}\|\.{16}\|\n$/);
    expect(stderr).toBe(`replay: ${LOG}: 0x88000000: no memory\n`);
    expect(await run('disasm', LOG, 'start', '0x100')).toEqual({
      code: 2,
      stdout: '',
      stderr: `replay: ${LOG}: 0x100: instruction guest page fault\n`,
    });
  });
});
