/**
 * DEFLATE in JavaScript. Two recordings of one run must be the same bytes on every host, and the output of Node's zlib is that of
 * whatever zlib was built in: it has changed within a major version (nodejs/node#33610, #50138), and other builds hash by
 * processor. fflate's depends on its own version alone.
 */
import { deflateSync } from 'fflate';

const LEVEL = 6;

/** Raw DEFLATE, without header or checksum. */
export function deflate(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: LEVEL });
}
