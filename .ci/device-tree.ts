/** Compares our device tree of riscv64-virt with the one that `qemu-system-riscv64` 7.2 writes, on one to four harts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { riscv64VirtTree } from '#replay/boards/riscv64-virt/device-tree.ts';
import { listFdt } from '#replay/boards/testing.ts';

/** Nodes of what is not modelled. */
const LEFT_OUT = /^\/(pmu|fw-cfg|platform-bus|soc\/pci)\b/;
/** Random in QEMU. */
const RNG_SEED = / rng-seed .*/;

const folder = mkdtempSync(join(tmpdir(), 'replay-device-tree-'));
let differences = 0;
for (let harts = 1; harts <= 4; harts++) {
  const blob = join(folder, `${harts}.dtb`);
  const options = `-M virt,dumpdtb=${blob} -cpu rv64,h=true,svinval=on,svpbmt=on -bios none -display none -m 256M -smp ${harts}`;
  execFileSync('qemu-system-riscv64', options.split(' '), { stdio: 'ignore' });
  const listed = (bytes: Uint8Array) => listFdt(bytes).map((line) => line.replace(RNG_SEED, ' rng-seed'));
  const theirs = listed(readFileSync(blob)).filter((line) => !LEFT_OUT.test(line));
  const ours = listed(riscv64VirtTree({ harts, ramSizeBytes: 2 ** 28, seed: 0n, append: '', initrd: null }));
  for (let line = 0; line < Math.max(ours.length, theirs.length); line++) {
    if (ours[line] === theirs[line]) continue;
    differences++;
    console.log(`${harts} harts, line ${line + 1}: ours ${ours[line] ?? 'ends'}, QEMU's ${theirs[line] ?? 'ends'}`);
  }
  console.log(`${harts} harts: ${theirs.length} lines compared`);
}
rmSync(folder, { recursive: true });
process.exitCode = differences === 0 ? 0 : 1;
