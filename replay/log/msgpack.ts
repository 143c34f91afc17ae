/**
 * msgpack within bounds. A payload is walked, without recursion and without allocating, before msgpackr sees it:
 * every length lies inside the payload, nesting is shallow, and there are no extension types.
 */
import { Packr } from 'msgpackr/pack';
import { SchemaMismatch } from './error.ts';
import { DEPTH_MAX } from './limits.ts';

const codec = new Packr({ useRecords: false, copyBuffers: true, moreTypes: false });

/** One value: integers in the smallest form up to 32 bits, other numbers as float 64, bigints as 64-bit integers. */
export function pack(value: unknown): Uint8Array {
  return codec.pack(value);
}

/** The values of a payload, one after the other. Throws `SchemaMismatch` when it is not what the format allows. */
export function unpackAll(payload: Uint8Array): unknown[] {
  checkBounds(payload);
  const values: unknown[] = [];
  try {
    if (payload.length > 0) codec.unpackMultiple(payload, (value: unknown) => void values.push(value));
  } catch (error) {
    // What is left after the walk: a map whose key is no string.
    throw new SchemaMismatch(`msgpack: ${error instanceof Error ? error.message : String(error)}`);
  }
  return values;
}

/** The single value of a payload. */
export function unpackOne(payload: Uint8Array): unknown {
  const values = unpackAll(payload);
  if (values.length !== 1) throw new SchemaMismatch(`one msgpack value was expected, ${values.length} came`);
  return values[0];
}

/** What the first byte of a value announces: bytes of its own that follow, then values that it contains. */
interface Announced {
  readonly sizeBytes: number;
  readonly valueCount: number;
}

const SCALAR_SIZES: Readonly<Record<number, number>> = {
  0xc0: 0, // nil
  0xc2: 0, // false
  0xc3: 0, // true
  0xcb: 8, // float 64
  0xcc: 1, // uint 8
  0xcd: 2, // uint 16
  0xce: 4, // uint 32
  0xcf: 8, // uint 64
  0xd0: 1, // int 8
  0xd1: 2, // int 16
  0xd2: 4, // int 32
  0xd3: 8, // int 64
};

const scalar = (sizeBytes: number): Announced => ({ sizeBytes, valueCount: 0 });
const container = (lengthBytes: number, valueCount: number): Announced => ({ sizeBytes: lengthBytes, valueCount });
const NO_BYTES = scalar(0);

/** Throws `SchemaMismatch` unless `bytes` is a sequence of whole, shallow msgpack values of the types that the format uses. */
function checkBounds(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Values still to come in each container that is open. */
  const missing: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { sizeBytes, valueCount } = announced(view, at);
    const rest = bytes.length - at - 1;
    // Every value takes at least a byte, so a count is bounded by the bytes left, as a length is.
    if (sizeBytes > rest || valueCount > rest - sizeBytes)
      throw new SchemaMismatch(
        `a msgpack value at byte ${at} of the payload announces ${sizeBytes + valueCount} bytes or more, ${rest} are left`,
      );
    at += 1 + sizeBytes;
    if (missing.length > 0) missing[missing.length - 1]!--;
    if (valueCount > 0) missing.push(valueCount);
    if (missing.length > DEPTH_MAX) throw new SchemaMismatch(`msgpack values nest deeper than ${DEPTH_MAX}`);
    while (missing.at(-1) === 0) missing.pop();
  }
  if (missing.length > 0) throw new SchemaMismatch('the payload ends inside a msgpack value');
}

function announced(view: DataView, at: number): Announced {
  const first = view.getUint8(at);
  if (first < 0x80 || first >= 0xe0) return NO_BYTES; // fixint
  if (first < 0x90) return container(0, 2 * (first & 0x0f)); // fixmap
  if (first < 0xa0) return container(0, first & 0x0f); // fixarray
  if (first < 0xc0) return textOf(view, at + 1, first & 0x1f, 0); // fixstr
  const size = SCALAR_SIZES[first];
  if (size !== undefined) return scalar(size);
  switch (first) {
    case 0xc4: // bin 8, 16, 32
    case 0xc5:
    case 0xc6: {
      const lengthBytes = 1 << (first - 0xc4);
      return scalar(lengthBytes + lengthAt(view, at + 1, lengthBytes));
    }
    case 0xd9: // str 8, 16, 32
    case 0xda:
    case 0xdb: {
      const lengthBytes = 1 << (first - 0xd9);
      return textOf(view, at + 1 + lengthBytes, lengthAt(view, at + 1, lengthBytes), lengthBytes);
    }
    case 0xdc: // array 16, 32
    case 0xdd: {
      const lengthBytes = 2 << (first - 0xdc);
      return container(lengthBytes, lengthAt(view, at + 1, lengthBytes));
    }
    case 0xde: // map 16, 32
    case 0xdf: {
      const lengthBytes = 2 << (first - 0xde);
      return container(lengthBytes, 2 * lengthAt(view, at + 1, lengthBytes));
    }
    default:
      throw new SchemaMismatch(`msgpack type 0x${first.toString(16)} at byte ${at} of the payload is not used by this format`);
  }
}

function lengthAt(view: DataView, at: number, lengthBytes: number): number {
  if (at + lengthBytes > view.byteLength) throw new SchemaMismatch('the payload ends inside a msgpack length');
  if (lengthBytes === 1) return view.getUint8(at);
  return lengthBytes === 2 ? view.getUint16(at) : view.getUint32(at);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(view: DataView, start: number, length: number, lengthBytes: number): Announced {
  // Beyond the payload: `checkBounds` will say so.
  if (start + length > view.byteLength) return scalar(lengthBytes + length);
  try {
    utf8.decode(new Uint8Array(view.buffer, view.byteOffset + start, length));
  } catch {
    throw new SchemaMismatch(`a string at byte ${start} of the payload is not UTF-8`);
  }
  return scalar(lengthBytes + length);
}
