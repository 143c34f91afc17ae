import { join } from 'node:path';
import { expect, it } from 'vitest';
import { guestNames, readGuest } from './guest.ts';
import { imagesFolder } from './package-files.ts';

it.each(guestNames)('%s is the same guest as an ELF and flat: what is zeros only is in neither', (name) => {
  const elf = readGuest('riscv64', join(imagesFolder('riscv64'), `${name}.elf`));
  expect(Buffer.compare(elf.bytes, readGuest('riscv64', name).bytes)).toBe(0);
});
