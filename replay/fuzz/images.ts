/** Firmware and kernels that are any bytes, most of them nearly an ELF file. */

import { loadBoards, setUpBoard } from '../boards/registry.ts';
import { DEFAULT_REQUEST, RequestError } from '../boards/request.ts';
import { ImageError } from '../images/image-error.ts';
import { readLines } from '../images/lines.ts';
import { readSymbols } from '../images/symbols.ts';
import { LINE_SECTIONS } from '../images/testing/lines.ts';
import { buildElf } from '../images/testing.ts';
import { type Fuzzer, refusing } from './fuzzer.ts';
import { mutate } from './mutate.ts';

await loadBoards();

const REFUSALS = [ImageError, RequestError] as const;
const original = buildElf({
  segments: [
    { address: 0x8000_0000n, bytes: Uint8Array.from({ length: 64 }, (_, i) => i), memorySize: 4096n },
    { address: 0x8020_0000n, bytes: Uint8Array.of(1, 2, 3) },
  ],
  symbols: [
    { name: 'start', value: 0x8000_0000n, size: 16n },
    { name: 'tohost', value: 0x8000_0040n },
  ],
  sections: LINE_SECTIONS,
});

export const images: Fuzzer = {
  name: 'images',
  claim: 'an image is loaded or refused, and so are its symbols and source lines',
  sampleRuns: 3000,
  run(random) {
    const bytes = mutate(original, random);
    const file = { name: 'fuzzed', bytes };
    const role = random.pick(['bios', 'kernel'] as const);
    refusing(REFUSALS, () => setUpBoard('riscv64-virt', { ...DEFAULT_REQUEST, ramSizeBytes: 8 * 2 ** 20, [role]: file }));
    refusing(REFUSALS, () => {
      const symbols = readSymbols('fuzzed', bytes);
      symbols.addressOf('tohost');
    });
    refusing(REFUSALS, () => readLines('fuzzed', bytes).lineOf(0x8020_0010n));
  },
};
