/** Builds small ELF files, for tests. */

export interface ElfRecipe {
  readonly machine?: number;
  readonly entry?: bigint;
  readonly segments?: readonly {
    readonly address: bigint;
    readonly bytes: Uint8Array;
    readonly memorySize?: bigint;
    readonly type?: number;
  }[];
  readonly symbols?: readonly {
    readonly name: string;
    readonly value: bigint;
    readonly size?: bigint;
    readonly info?: number;
    readonly section?: number;
  }[];
  /** Other sections, by name. */
  readonly sections?: Readonly<Record<string, Uint8Array>>;
}

const EM_RISCV = 243;
const GLOBAL_FUNC = 0x12;

/**
 * Header, program headers, bytes of the segments, symbols, their names, other sections, the names of those, section headers: in this
 * order, nothing between.
 */
export function buildElf(recipe: ElfRecipe): Uint8Array {
  const { machine = EM_RISCV, entry = 0x8000_0000n, segments = [], symbols = [] } = recipe;
  const others = Object.entries(recipe.sections ?? {});
  const names = `\0${symbols.map(({ name }) => `${name}\0`).join('')}`;
  const dataSize = segments.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const symbolsAt = 64 + 56 * segments.length + dataSize;
  const namesAt = symbolsAt + 24 * symbols.length;
  const othersAt = namesAt + names.length;
  const sectionNamesAt = othersAt + others.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  const sectionNames = others.length === 0 ? '' : `\0${others.map(([name]) => `${name}\0`).join('')}`;
  const sectionsAt = sectionNamesAt + sectionNames.length;
  const sectionCount = others.length === 0 ? 3 : 4 + others.length;
  const file = new Uint8Array(sectionsAt + sectionCount * 64);
  const view = new DataView(file.buffer);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 2, true); // ET_EXEC
  view.setUint16(18, machine, true);
  view.setUint32(20, 1, true);
  view.setBigUint64(24, entry, true);
  view.setBigUint64(32, 64n, true); // e_phoff
  view.setBigUint64(40, BigInt(sectionsAt), true); // e_shoff
  view.setUint16(52, 64, true);
  view.setUint16(54, 56, true);
  view.setUint16(56, segments.length, true);
  view.setUint16(58, 64, true);
  view.setUint16(60, sectionCount, true);
  view.setUint16(62, others.length === 0 ? 0 : 3, true); // e_shstrndx
  let dataAt = 64 + 56 * segments.length;
  for (const [index, { address, bytes, memorySize, type }] of segments.entries()) {
    const at = 64 + 56 * index;
    view.setUint32(at, type ?? 1, true);
    view.setBigUint64(at + 8, BigInt(dataAt), true);
    view.setBigUint64(at + 16, 0xffff_ffc0_0000_0000n + address, true); // p_vaddr, not what is loaded by
    view.setBigUint64(at + 24, address, true);
    view.setBigUint64(at + 32, BigInt(bytes.length), true);
    view.setBigUint64(at + 40, memorySize ?? BigInt(bytes.length), true);
    file.set(bytes, dataAt);
    dataAt += bytes.length;
  }
  let nameAt = 1;
  for (const [index, { name, value, size, info, section }] of symbols.entries()) {
    const at = symbolsAt + 24 * index;
    view.setUint32(at, nameAt, true);
    view.setUint8(at + 4, info ?? GLOBAL_FUNC);
    view.setUint16(at + 6, section ?? 1, true);
    view.setBigUint64(at + 8, value, true);
    view.setBigUint64(at + 16, size ?? 0n, true);
    nameAt += name.length + 1;
  }
  file.set(new TextEncoder().encode(names), namesAt);
  const section = (index: number, type: number, link: number, offset: number, size: number) => {
    const at = sectionsAt + 64 * index;
    view.setUint32(at + 4, type, true);
    view.setBigUint64(at + 24, BigInt(offset), true);
    view.setBigUint64(at + 32, BigInt(size), true);
    view.setUint32(at + 40, link, true);
  };
  section(1, 2, 2, symbolsAt, 24 * symbols.length);
  section(2, 3, 0, namesAt, names.length);
  if (others.length === 0) return file;
  file.set(new TextEncoder().encode(sectionNames), sectionNamesAt);
  section(3, 3, 0, sectionNamesAt, sectionNames.length);
  let [at, nameAtOther] = [othersAt, 1];
  for (const [index, [name, bytes]] of others.entries()) {
    file.set(bytes, at);
    section(4 + index, 1, 0, at, bytes.length);
    view.setUint32(sectionsAt + 64 * (4 + index), nameAtOther, true);
    at += bytes.length;
    nameAtOther += name.length + 1;
  }
  return file;
}
