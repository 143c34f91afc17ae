/**
 * `replay trace --format qemu` beside QEMU's own `-d exec -singlestep`: the bare program goes the same way through its first instructions, up
 * to where it reads in the device tree what only QEMU's tree has. QEMU logs an instruction that accesses a device twice.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const STEPS = 30_000;
const folder = mkdtempSync(join(tmpdir(), 'replay-trace-'));
const bios = 'fixtures/images/riscv64/bare.elf';
const [log, ours, theirs] = ['run.log', 'ours.txt', 'theirs.txt'].map((name) => join(folder, name)) as [string, string, string];

function run(program: string, ...args: readonly string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 120_000 });
  if (error !== undefined || (status !== 0 && program === 'npx')) throw new Error(`${program} ${args[0]}: ${error ?? stderr}`);
}

const placesIn = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^Trace 0: 0x[0-9a-f]+ \[[0-9a-f]+\/([0-9a-f]+)\//gm)].map(([, pc]) => pc!);

try {
  const replay = ['tsx', '-C', 'development', 'replay/cli/main.ts'];
  run(
    'npx',
    ...replay,
    'record',
    '--board',
    'riscv64-virt',
    '--bios',
    bios,
    '--max-steps',
    String(STEPS + 1),
    '--no-pace',
    '-o',
    log,
  );
  run('npx', ...replay, 'trace', log, '--from', 'start', '--to', `step:${STEPS}`, '--format', 'qemu', '-o', ours);
  const machine = [
    '-M',
    'virt',
    '-cpu',
    'rv64,h=true,svinval=true,svpbmt=true',
    '-display',
    'none',
    '-serial',
    'none',
    '-bios',
    bios,
  ];
  const log2 = ['-singlestep', '-d', 'exec,nochain', '-D', theirs, '-icount', 'shift=3'];
  run('timeout', '10', 'qemu-system-riscv64', ...machine, ...log2);
  const [a, b] = [placesIn(ours), placesIn(theirs)];
  let twice = 0;
  for (const [step, pc] of a.entries()) {
    if (b[step + twice] !== pc && b[step + twice] === b[step + twice - 1]) twice += 1;
    if (b[step + twice] !== pc) throw new Error(`step ${step}: ours is at 0x${pc}, QEMU at 0x${b[step + twice] ?? 'its end'}`);
  }
  if (a.length !== STEPS) throw new Error(`${a.length} steps were traced, not ${STEPS}`);
  console.log(`${STEPS} instructions as on QEMU, ${twice} of them logged twice there`);
} finally {
  rmSync(folder, { recursive: true });
}
