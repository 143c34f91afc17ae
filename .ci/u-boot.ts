/** Debian's U-Boot, as it is, on our boards, on riscv64-virt above Debian's OpenSBI: to its prompt, a command, and off. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordAndRun } from './dialogue.ts';

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

const folder = mkdtempSync(join(tmpdir(), 'replay-u-boot-'));
for (const { options, answer } of machines) {
  const dialogue = [
    { prompt: 'Hit any key to stop autoboot', keys: '\n' },
    { prompt: '=> ', keys: 'echo $arch on $board\n' },
    { prompt: answer, keys: '' },
    { prompt: '=> ', keys: 'poweroff\n' },
  ];
  const words = [...options.split(' '), '--max-time', '120s'];
  if (!(await recordAndRun(words, dialogue, join(folder, 'u-boot.log')))) process.exitCode = 1;
}
rmSync(folder, { recursive: true });
