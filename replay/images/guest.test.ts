import { join } from 'node:path';
import { expect, it } from 'vitest';
import { guestArches, guestNames, readGuest } from './guest.ts';
import { imagesFolder } from './package-files.ts';

const everyGuest = guestArches.flatMap((arch) => guestNames.map((name) => [arch, name] as const));

it.each(everyGuest)('%s %s is the same guest as an ELF and flat: what is zeros only is in neither', (arch, name) => {
  const elf = readGuest(arch, join(imagesFolder(arch), `${name}.elf`));
  expect(Buffer.compare(elf.bytes, readGuest(arch, name).bytes)).toBe(0);
});
