/** The header chunk: one msgpack map with the fields of `LogHeader`. FORMAT.md, section "Header". */
import { assert } from '#core/assert.ts';
import * as check from './check.ts';
import { SchemaMismatch } from './error.ts';
import { fromHex, toHex } from './hash.ts';
import {
  APPEND_LENGTH_MAX,
  COMPONENTS_MAX,
  HEADER_ENTRIES_MAX,
  HEADER_PAYLOAD_MAX,
  IMAGES_MAX,
  IMAGES_SIZE_MAX,
  SHIFT_MAX,
} from './limits.ts';
import { pack } from './msgpack.ts';
import type { Details, ImageInfo, LogHeader, Scalar, SymbolFile } from './types.ts';

const SHA256_SIZE = 32;

/** Equal headers give equal bytes: fields in this order, tables by key. */
export function encodeHeader(header: LogHeader): Uint8Array {
  const payload = pack({
    engine: header.engine,
    board: header.board,
    shift: header.shift,
    checkpointSpacing: header.checkpointSpacing,
    parameters: sorted(header.parameters),
    components: sorted(header.components),
    append: header.append,
    images: header.images.map(({ role, name, sizeBytes, sha256, loadAddress }) => [
      role,
      name,
      sizeBytes,
      fromHex(sha256),
      loadAddress,
    ]),
    symbols: header.symbols.map(({ name, sha256 }) => [name, fromHex(sha256)]),
  });
  assert(payload.length <= HEADER_PAYLOAD_MAX, `log header: at most ${HEADER_PAYLOAD_MAX} bytes, this one has ${payload.length}`);
  return payload;
}

/** What JavaScript sorts by: UTF-16 code units. */
function sorted<V>(table: Readonly<Record<string, V>>): Record<string, V> {
  const keys = Object.keys(table).sort();
  for (const key of keys) assert(check.isKey(key), `log header: ${JSON.stringify(key)} is not a name`);
  return Object.fromEntries(keys.map((key) => [key, table[key]!]));
}

/** Throws `SchemaMismatch` when the value is not a header. */
export function decodeHeader(value: unknown): LogHeader {
  const raw = check.fields(value, 'header', [
    'engine',
    'board',
    'shift',
    'checkpointSpacing',
    'parameters',
    'components',
    'append',
    'images',
    'symbols',
  ]);
  const images = check.list(raw.images, 'images', IMAGES_MAX).map(decodeImage);
  const totalSize = images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (totalSize > IMAGES_SIZE_MAX)
    throw new SchemaMismatch(`images: at most ${IMAGES_SIZE_MAX} bytes together were expected, ${totalSize} came`);
  return {
    engine: check.text(raw.engine, 'engine'),
    board: check.text(raw.board, 'board'),
    shift: check.uint(raw.shift, 'shift', SHIFT_MAX),
    checkpointSpacing: check.uint(raw.checkpointSpacing, 'checkpointSpacing'),
    parameters: decodeTable<Scalar>(raw.parameters, 'parameters', HEADER_ENTRIES_MAX, check.scalar) satisfies Details,
    components: decodeTable(raw.components, 'components', COMPONENTS_MAX, check.text),
    append: check.text(raw.append, 'append', APPEND_LENGTH_MAX),
    images,
    symbols: check.list(raw.symbols, 'symbols', HEADER_ENTRIES_MAX).map(decodeSymbolFile),
  };
}

function decodeTable<V>(
  value: unknown,
  name: string,
  maxEntries: number,
  decode: (value: unknown, name: string) => V,
): Record<string, V> {
  const entries = Object.entries(check.table(value, name, maxEntries));
  return Object.fromEntries(entries.map(([key, entry]) => [key, decode(entry, `${name}.${key}`)]));
}

function decodeImage(value: unknown): ImageInfo {
  const [role, name, sizeBytes, sha256, loadAddress] = check.list(value, 'image', 5);
  return {
    role: check.text(role, 'role of an image'),
    name: check.text(name, 'name of an image'),
    sizeBytes: check.uint(sizeBytes, 'size of an image', IMAGES_SIZE_MAX),
    sha256: toHex(check.bytes(sha256, 'SHA-256 of an image', SHA256_SIZE, SHA256_SIZE)),
    loadAddress: loadAddress === null ? null : check.uint(loadAddress, 'load address of an image'),
  };
}

function decodeSymbolFile(value: unknown): SymbolFile {
  const [name, sha256] = check.list(value, 'symbol file', 2);
  return {
    name: check.text(name, 'name of a symbol file'),
    sha256: toHex(check.bytes(sha256, 'SHA-256 of a symbol file', SHA256_SIZE, SHA256_SIZE)),
  };
}

/** Names of the components in the order in which checkpoints number them. */
export function componentNames(header: LogHeader): readonly string[] {
  return Object.keys(header.components).sort();
}
