/** Compares our device trees with those that QEMU 7.2 writes, on one to four harts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aarch64VirtTree } from '#replay/boards/aarch64-virt/device-tree.ts';
import { riscv64VirtTree } from '#replay/boards/riscv64-virt/device-tree.ts';
import { listFdt } from '#replay/boards/testing.ts';

interface Comparison {
  readonly board: string;
  readonly program: string;
  /** DTB and HARTS stand for the file and a number. */
  readonly options: string;
  readonly tree: (harts: number) => Uint8Array;
  /** Nodes of what is not modelled. */
  readonly leftOut: RegExp;
}

const common = { ramSizeBytes: 2 ** 28, seed: 0n, append: '', initrd: null };
const comparisons: readonly Comparison[] = [
  {
    board: 'riscv64-virt',
    program: 'qemu-system-riscv64',
    options: '-M virt,dumpdtb=DTB -cpu rv64,h=true,svinval=on,svpbmt=on -bios none',
    tree: (harts) => riscv64VirtTree({ ...common, harts }),
    leftOut: /^\/(pmu|fw-cfg|platform-bus|soc\/pci)\b/,
  },
  ...([3, 2] as const).map((gicVersion) => ({
    board: `aarch64-virt, gic-version=${gicVersion}`,
    program: 'qemu-system-aarch64',
    options: `-M virt,virtualization=on,gic-version=${gicVersion},dumpdtb=DTB -cpu neoverse-n1`,
    tree: (harts: number) => aarch64VirtTree({ ...common, harts, gicVersion }),
    leftOut: /^\/(pmu|fw-cfg|platform-bus|pcie|pl061|gpio-keys|intc@8000000\/(its|v2m))\b/,
  })),
];

/** What QEMU draws from the host. */
const RANDOM = / (rng|kaslr)-seed .*/;

const folder = mkdtempSync(join(tmpdir(), 'replay-device-tree-'));
let differences = 0;
for (const { board, program, options, tree, leftOut } of comparisons)
  for (let harts = 1; harts <= 4; harts++) {
    const blob = join(folder, 'blob.dtb');
    const words = `${options.replace('DTB', blob)} -display none -m 256M -smp ${harts}`;
    execFileSync(program, words.split(' '), { stdio: 'ignore' });
    const listed = (bytes: Uint8Array) => listFdt(bytes).map((line) => line.replace(RANDOM, ' $1-seed'));
    const theirs = listed(readFileSync(blob)).filter((line) => !leftOut.test(line));
    const ours = listed(tree(harts));
    for (let line = 0; line < Math.max(ours.length, theirs.length); line++) {
      if (ours[line] === theirs[line]) continue;
      differences++;
      console.log(`${board}, ${harts} harts, line ${line + 1}: ours ${ours[line] ?? 'ends'}, QEMU's ${theirs[line] ?? 'ends'}`);
    }
    console.log(`${board}, ${harts} harts: ${theirs.length} lines compared`);
  }
rmSync(folder, { recursive: true });
process.exitCode = differences === 0 ? 0 : 1;
