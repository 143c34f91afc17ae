/**
 * Writes flattened device trees. `devicetree: Flattened Devicetree (DTB) Format`, version 17 with the header as libfdt fills it.
 *
 * No package on npm writes them. Not supported: memory reservations, nodes to ignore.
 */

const MAGIC = 0xd00d_feed;
const VERSION = 17;
const LAST_COMPATIBLE_VERSION = 16;
const HEADER_SIZE = 40;
/** The memory reservation block holds only its terminator. */
const RESERVATIONS_SIZE = 16;

const FDT_BEGIN_NODE = 1;
const FDT_END_NODE = 2;
const FDT_PROP = 3;
const FDT_END = 9;

export interface FdtNode {
  /** With its unit address; empty for the root. */
  readonly name: string;
  /** In the order written. */
  readonly properties: Readonly<Record<string, Uint8Array>>;
  readonly children: readonly FdtNode[];
}

export function fdtNode(
  name: string,
  properties: Readonly<Record<string, Uint8Array>>,
  ...children: readonly FdtNode[]
): FdtNode {
  return { name, properties, children };
}

/** A property of 32-bit cells, big-endian. */
export function cells(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(4 * index, value);
  return bytes;
}

/** An address or size of two cells: its high and low word. Safe integers. */
export function cells64(...values: readonly number[]): Uint8Array {
  return cells(...values.flatMap((value) => [Math.floor(value / 2 ** 32), value % 2 ** 32]));
}

/** A property of one or more strings, each ended by NUL. */
export function strings(...texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(texts.map((text) => `${text}\0`).join(''));
}

/** A property that says something by being there. */
export const EMPTY: Uint8Array = new Uint8Array(0);

/** The blob of a tree, without free space. */
export function encodeFdt(root: FdtNode): Uint8Array {
  const names = new StringBlock();
  const structure = [...structureOf(root, names), cells(FDT_END)];
  const structureSize = sizeOf(structure);
  const structureOffset = HEADER_SIZE + RESERVATIONS_SIZE;
  const stringsOffset = structureOffset + structureSize;
  const stringBytes = names.bytes();
  const header = cells(
    MAGIC,
    stringsOffset + stringBytes.length,
    structureOffset,
    stringsOffset,
    HEADER_SIZE,
    VERSION,
    LAST_COMPATIBLE_VERSION,
    0, // boot_cpuid_phys
    stringBytes.length,
    structureSize,
  );
  return concatenated([header, new Uint8Array(RESERVATIONS_SIZE), ...structure, stringBytes]);
}

function* structureOf(node: FdtNode, names: StringBlock): Generator<Uint8Array> {
  yield cells(FDT_BEGIN_NODE);
  yield aligned(strings(node.name));
  for (const [name, value] of Object.entries(node.properties)) {
    yield cells(FDT_PROP, value.length, names.offsetOf(name));
    yield aligned(value);
  }
  for (const child of node.children) yield* structureOf(child, names);
  yield cells(FDT_END_NODE);
}

/** Property names, each once; one that ends another shares its bytes. */
class StringBlock {
  #text = '';

  offsetOf(name: string): number {
    const found = this.#text.indexOf(`${name}\0`);
    if (found >= 0) return found;
    const offset = this.#text.length;
    this.#text += `${name}\0`;
    return offset;
  }

  bytes(): Uint8Array {
    return new TextEncoder().encode(this.#text);
  }
}

function aligned(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  return padded;
}

const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(sizeOf(parts));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
