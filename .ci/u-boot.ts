/**
 * Debian's U-Boot, as it is, on our boards, on riscv64-virt above Debian's OpenSBI: to its prompt, a command, and off; then the
 * recording runs again. Keys are sent as the prompts come, so a slow host makes no difference.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Machine {
  readonly options: string;
  /** What `echo $arch on $board` says. */
  readonly answer: string;
}

const machines: readonly Machine[] = [
  {
    options:
      '--board riscv64-virt --bios /usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.bin --kernel /usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin',
    answer: 'riscv on qemu-riscv',
  },
  { options: '--board aarch64-virt --bios /usr/lib/u-boot/qemu_arm64/u-boot.bin', answer: 'arm on qemu-arm' },
];

function record({ options, answer }: Machine, log: string): Promise<number | null> {
  const words = ['replay', 'record', ...options.split(' '), '--no-pace', '--max-time', '120s', '-o', log];
  const child = spawn('npx', words, { stdio: ['pipe', 'pipe', 'inherit'] });
  /** What is waited for, and what is typed then. */
  const dialogue = [
    { prompt: 'Hit any key to stop autoboot', keys: '\n' },
    { prompt: '=> ', keys: 'echo $arch on $board\n' },
    { prompt: answer, keys: '' },
    { prompt: '=> ', keys: 'poweroff\n' },
  ];
  let unread = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    process.stdout.write(text);
    unread += text;
    for (let next = dialogue[0]; next !== undefined && unread.includes(next.prompt); next = dialogue[0]) {
      unread = unread.slice(unread.indexOf(next.prompt) + next.prompt.length);
      child.stdin.write(next.keys);
      dialogue.shift();
    }
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      if (dialogue.length > 0) console.log(`\nnever came: ${JSON.stringify(dialogue[0]?.prompt)}`);
      resolve(dialogue.length === 0 ? code : 1);
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'replay-u-boot-'));
const log = join(folder, 'u-boot.log');
for (const machine of machines) {
  const recorded = await record(machine, log);
  const { status } = spawnSync('npx', ['replay', 'run', log], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (recorded !== 0 || status !== 0) process.exitCode = 1;
}
rmSync(folder, { recursive: true });
