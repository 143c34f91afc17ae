/**
 * DEFLATE in JavaScript. Two recordings of one run must be the same bytes on every host, and the output of Node's zlib is that of
 * whatever zlib was built in: it has changed within a major version (nodejs/node#33610, #50138), and other builds hash by
 * processor. fflate's depends on its own version alone. Reading accepts any DEFLATE.
 */
import { deflateSync, inflateSync } from 'fflate';
import { SchemaMismatch } from './error.ts';

const LEVEL = 6;

/** Raw DEFLATE, without header or checksum. */
export function deflate(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: LEVEL });
}

/** Exactly `sizeBytes` of them, or `SchemaMismatch`. Memory and time are bounded by `sizeBytes` and the input. */
export function inflate(bytes: Uint8Array, sizeBytes: number): Uint8Array {
  // fflate drops what does not fit, so one byte more tells a stream that is too long.
  const out = new Uint8Array(sizeBytes + 1);
  const inflated = tryInflate(bytes, out);
  if (inflated === undefined || inflated.length !== sizeBytes)
    throw new SchemaMismatch(`compressed data does not expand to the ${sizeBytes} bytes announced`);
  return inflated;
}

function tryInflate(bytes: Uint8Array, out: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { out });
  } catch {
    return undefined;
  }
}
