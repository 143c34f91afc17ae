/** Source lines of every address of a program that clang builds with each version of DWARF, beside those of llvm-symbolizer. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLines } from '../replay/images/lines.ts';

const BASE = 0x8020_0000n;
const KINDS = [
  '-gdwarf-2',
  '-gdwarf-3',
  '-gdwarf-4',
  '-gdwarf-5',
  '-gdwarf-5 -gdwarf64',
  '-gdwarf-5 -O2',
  '-gdwarf-4 -O2 -ffunction-sections',
];
const folder = mkdtempSync(join(tmpdir(), 'replay-lines-'));

writeFileSync(join(folder, 'inline.h'), 'static inline int twice(int x) {\n  return x + x;\n}\n');
writeFileSync(
  join(folder, 'main.c'),
  `#include "inline.h"
volatile int seen;
__attribute__((noinline)) int sum(int n) {
  int total = 0;
  for (int i = 0; i < n; i++)
    total += twice(i);
  return total;
}
int main(void) {
  seen = sum(3);
  while (seen > 0)
    seen = seen - 1;
  return sum(seen);
}
`,
);

function compare(kind: string): number {
  const file = join(folder, 'program.elf');
  const target = ['--target=riscv64', '-march=rv64gc', '-mcmodel=medany', '-mno-relax', '-nostdlib', '-ffreestanding', '-static'];
  const link = ['-fuse-ld=lld', '-Wl,--gc-sections', `-Wl,-Ttext=0x${BASE.toString(16)}`, '-Wl,-e,main'];
  execFileSync('clang', [...target, ...kind.split(' '), ...link, join(folder, 'main.c'), '-o', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const addresses = Array.from({ length: 128 }, (_, i) => BASE - 4n + 2n * BigInt(i));
  const args = [`--obj=${file}`, '--no-inlines', '--functions=none', ...addresses.map((address) => `0x${address.toString(16)}`)];
  const theirs = execFileSync('llvm-symbolizer', args).toString().trim().split('\n\n');
  const table = readLines(file, readFileSync(file));
  for (const [index, address] of addresses.entries()) {
    const place = /^(?<file>.*?):(?<line>\d+)(:\d+)?$/.exec(theirs[index]!.trim())!.groups!;
    const found = table.lineOf(address);
    const isSame =
      found === undefined ? place['line'] === '0' : place['file']!.endsWith(found.file) && place['line'] === String(found.line);
    if (!isSame)
      throw new Error(`${kind}, 0x${address.toString(16)}: ours ${found?.file}:${found?.line}, llvm-symbolizer ${theirs[index]}`);
  }
  return addresses.length;
}

try {
  console.log(
    `${KINDS.reduce((sum, kind) => sum + compare(kind), 0)} addresses in ${KINDS.length} builds have the lines of llvm-symbolizer`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
