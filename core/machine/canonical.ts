/** Plain data as bytes, the same on every host: what digests of device states are taken over. */
import { assert } from '../assert.ts';

/** Tags, one byte each, before the value. */
const TAG = { null: 0, false: 1, true: 2, number: 3, bigint: 4, string: 5, bytes: 6, array: 7, object: 8 } as const;

/** Grows as it is written. */
class ByteWriter {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #size = 0;

  #reserve(sizeBytes: number): number {
    const start = this.#size;
    this.#size += sizeBytes;
    if (this.#size > this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#size);
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    return start;
  }

  u8(value: number): void {
    const at = this.#reserve(1);
    this.#bytes[at] = value;
  }

  u32(value: number): void {
    const at = this.#reserve(4);
    this.#view.setUint32(at, value, true);
  }

  f64(value: number): void {
    const at = this.#reserve(8);
    this.#view.setFloat64(at, value, true);
  }

  u64(value: bigint): void {
    const at = this.#reserve(8);
    this.#view.setBigUint64(at, value, true);
  }

  bytes(value: Uint8Array): void {
    const at = this.#reserve(value.length);
    this.#bytes.set(value, at);
  }

  take(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }
}

/**
 * Encodes the named fields of a state, in the order given. Numbers are IEEE doubles, bigints 64 bits, strings UTF-16 code
 * units; keys of inner objects are sorted.
 */
export function canonicalBytes(state: object, fields: readonly string[]): Uint8Array {
  const writer = new ByteWriter();
  for (const field of fields) writeValue(writer, (state as Record<string, unknown>)[field]);
  return writer.take();
}

function writeValue(writer: ByteWriter, value: unknown): void {
  switch (typeof value) {
    case 'number':
      writer.u8(TAG.number);
      return writer.f64(value);
    case 'boolean':
      return writer.u8(value ? TAG.true : TAG.false);
    case 'bigint':
      writer.u8(TAG.bigint);
      return writer.u64(BigInt.asUintN(64, value));
    case 'string':
      writer.u8(TAG.string);
      writer.u32(value.length);
      for (let i = 0; i < value.length; i++) writer.u32(value.charCodeAt(i));
      return;
    case 'object':
      if (value === null) return writer.u8(TAG.null);
      if (value instanceof Uint8Array) {
        writer.u8(TAG.bytes);
        writer.u32(value.length);
        return writer.bytes(value);
      }
      return Array.isArray(value) ? writeArray(writer, value) : writeObject(writer, value as Record<string, unknown>);
    default:
      assert(false, `canonical: a state holds plain data, not ${typeof value}`);
  }
}

function writeArray(writer: ByteWriter, items: readonly unknown[]): void {
  writer.u8(TAG.array);
  writer.u32(items.length);
  for (const item of items) writeValue(writer, item);
}

function writeObject(writer: ByteWriter, object: Readonly<Record<string, unknown>>): void {
  const keys = Object.keys(object).sort();
  writer.u8(TAG.object);
  writer.u32(keys.length);
  for (const key of keys) {
    writeValue(writer, key);
    writeValue(writer, object[key]);
  }
}
