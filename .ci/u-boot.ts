/**
 * Debian's OpenSBI and U-Boot, as they are, on our riscv64-virt: to U-Boot's prompt, a command, and off; then the recording runs
 * again. Keys are sent as the prompts come, so a slow host makes no difference.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIRMWARE = '/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.bin';
const U_BOOT = '/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin';
/** What is waited for, and what is typed then. */
const DIALOGUE = [
  { prompt: 'Hit any key to stop autoboot', keys: '\n' },
  { prompt: '=> ', keys: 'echo $arch on $board\n' },
  { prompt: 'riscv on qemu-riscv', keys: '' },
  { prompt: '=> ', keys: 'poweroff\n' },
];

function record(log: string): Promise<number | null> {
  const options = ['record', '--board', 'riscv64-virt', '--bios', FIRMWARE, '--kernel', U_BOOT, '--no-pace'];
  const child = spawn('npx', ['replay', ...options, '--max-time', '120s', '-o', log], { stdio: ['pipe', 'pipe', 'inherit'] });
  const dialogue = [...DIALOGUE];
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
const recorded = await record(log);
const { status } = spawnSync('npx', ['replay', 'run', log], { stdio: ['ignore', 'ignore', 'inherit'] });
rmSync(folder, { recursive: true });
process.exitCode = recorded === 0 && status === 0 ? 0 : 1;
