/** Reads any DEFLATE, with Node's zlib: what comes out is the same whoever reads it. */
import { inflateRawSync } from 'node:zlib';
import { SchemaMismatch } from './error.ts';

/** Exactly `sizeBytes` of raw DEFLATE, or `SchemaMismatch`. Memory and time are bounded by `sizeBytes` and the input. */
export function inflate(bytes: Uint8Array, sizeBytes: number): Uint8Array {
  const inflated = tryInflate(bytes, sizeBytes);
  if (inflated?.length !== sizeBytes)
    throw new SchemaMismatch(`compressed data does not expand to the ${sizeBytes} bytes announced`);
  return inflated;
}

function tryInflate(bytes: Uint8Array, sizeBytes: number): Uint8Array | undefined {
  try {
    const { buffer, byteOffset, length } = inflateRawSync(bytes, { maxOutputLength: sizeBytes + 1 });
    return new Uint8Array(buffer, byteOffset, length);
  } catch {
    return undefined;
  }
}
