/** Sections of an ELF file by name: what debug information lies in. `gABI: Sections` */
import { readElfHeader, SHDR_SIZE, viewOf } from './elf-format.ts';

const SHF_COMPRESSED = 0x800n;
const SHT_NOBITS = 8;
const NAME_LENGTH_MAX = 64;

/** Undefined when there is no such section, or it is not in the file as it is (compressed). Throws `ImageError` for no ELF file. */
export function sectionNamed(name: string, bytes: Uint8Array, wanted: string): Uint8Array | undefined {
  const { sectionHeaders } = readElfHeader(name, bytes);
  const names = sectionAt(bytes, sectionHeaders, viewOf(bytes).getUint16(62, true));
  if (names === undefined) return undefined;
  const view = viewOf(bytes);
  for (let index = 0; index < sectionHeaders.count; index++) {
    const at = view.getUint32(sectionHeaders.offset + index * sectionHeaders.entrySize, true);
    const end = names.indexOf(0, at);
    if (end < at || end - at > NAME_LENGTH_MAX) continue;
    if (new TextDecoder().decode(names.subarray(at, end)) === wanted) return sectionAt(bytes, sectionHeaders, index);
  }
  return undefined;
}

function sectionAt(
  bytes: Uint8Array,
  { offset, entrySize, count }: { readonly offset: number; readonly entrySize: number; readonly count: number },
  index: number,
): Uint8Array | undefined {
  if (index >= count) return undefined;
  const header = viewOf(bytes.subarray(offset + index * entrySize, offset + index * entrySize + SHDR_SIZE));
  const start = header.getBigUint64(24, true);
  const size = header.getBigUint64(32, true);
  const isWhole = header.getUint32(4, true) !== SHT_NOBITS && (header.getBigUint64(8, true) & SHF_COMPRESSED) === 0n;
  return isWhole && start + size <= BigInt(bytes.length) ? bytes.subarray(Number(start), Number(start + size)) : undefined;
}
