/** The command with any arguments. Slow, as every run starts it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordProgram, requestFor } from '../engine/testing.ts';
import type { Random } from '../oracle/random.ts';
import { Finding, type Fuzzer } from './fuzzer.ts';

const MAIN = join(import.meta.dirname, '../cli/main.ts');
const LIMIT_MS = 30_000;
/** Commands that look into a moment. */
const LOOKS = ['goto', 'registers', 'memory', 'disasm', 'walk', 'trace'];
const POSITIONS = [
  ...[
    'start',
    'end',
    'step:3',
    'step:-1',
    'exit:%2',
    'exit:x=y',
    'trap:',
    'trap:%1',
    'pc:sp',
    'pc:0x80000000',
    'time:1s',
    'time:1us',
  ],
  ...['console:"q"', 'end-1', 'start+9G'],
];
const WORDS = [
  ...[
    'record',
    'run',
    'test',
    'info',
    'exits',
    'console',
    'images',
    'build',
    'help',
    '--help',
    '--version',
    '--json',
    '--quiet',
    '--partial',
    '--',
  ],
  ...['bisect', 'diff', '--exhaustive', '--against', 'reading=reference', '--to'],
  ...[
    'guestmode',
    'hypervisor-image',
    '--arch',
    'riscv64',
    '--guest',
    '--guest-memory',
    '--reason',
    '--board',
    'riscv64-virt',
    'x86_64-q35',
    '--kernel',
    '--bios',
    '--initrd',
    '--drive',
    '--pflash',
    '-m',
    '--smp',
    '--append',
  ],
  ...[
    '--icount-shift',
    '--quantum',
    '--seed',
    '--rtc-epoch',
    '--max-steps',
    '--max-time',
    '--symbols',
    '--no-pace',
    '--reading',
    '--compare',
    '--update',
    '--jobs',
    '--junit',
    '--github',
    '-o',
  ],
  ...LOOKS,
  ...POSITIONS,
  ...[
    '--from',
    '--to',
    '--format',
    'spike',
    'perfetto',
    '--as',
    'VS',
    '--physical',
    '--guest-physical',
    '--count',
    '--hart',
    '--cap',
  ],
  ...['--raw', '--access', 'store', 'general', 'sp', 'pc+8', '0x80000000', '1G'],
  ...[
    'good.log',
    'bad.log',
    'none.log',
    '.',
    '/',
    '',
    'out.log',
    'program',
    'program,unit=1',
    'program,readonly=on',
    'program,x=1',
  ],
  ...[
    '0',
    '1',
    '2',
    '-1',
    '1e9',
    '1M',
    '128M',
    '4M',
    '999999999999999999999',
    '0x10',
    'NaN',
    '10ms',
    '3s',
    'reference',
    'interpreter',
    '💥',
  ],
];

export const cliArguments: Fuzzer = {
  name: 'cli-arguments',
  claim: 'any arguments end with exit code 0, 1 or 2, and without a stack trace',
  sampleRuns: 6,
  run(random) {
    const cwd = mkdtempSync(join(tmpdir(), 'replay-fuzz-'));
    try {
      const { bytes } = recordProgram(requestFor('echo'), [{ steps: 300, idleNs: 0 }, { keys: 'q' }, { steps: 100, idleNs: 0 }]);
      writeFileSync(join(cwd, 'good.log'), bytes);
      writeFileSync(join(cwd, 'bad.log'), bytes.subarray(0, bytes.length / 2));
      writeFileSync(join(cwd, 'program'), requestFor('spin').kernel!.bytes);
      check(anyArguments(random), cwd);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  },
};

/** Most of the time something that looks into a recording or records, so that it is not only usage errors. It ends by itself. */
function anyArguments(random: Random): string[] {
  const words = Array.from({ length: random.below(6) }, () => random.pick(WORDS));
  if (random.chance(40)) return [random.pick(LOOKS), random.pick(['good.log', 'bad.log']), random.pick(POSITIONS), ...words];
  if (random.chance(50)) return words;
  return [...'record --board riscv64-virt --kernel program -o out.log'.split(' '), ...words, '--max-steps', '20000'];
}

function check(parameters: readonly string[], cwd: string): void {
  const child = spawnSync(process.execPath, [...process.execArgv, '-C', 'development', MAIN, ...parameters], {
    cwd,
    input: '',
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  const shown = `replay ${parameters.map((word) => JSON.stringify(word)).join(' ')}`;
  if (child.error !== undefined) throw new Finding(`${shown}: ${child.error.message}`);
  if (child.status === null || child.status > 2)
    throw new Finding(`${shown}: exit code ${child.status ?? child.signal}\n${child.stderr}`);
  if (/^\s+at .*:\d+:\d+\)?$|internal error/m.test(child.stderr)) throw new Finding(`${shown}:\n${child.stderr}`);
}
