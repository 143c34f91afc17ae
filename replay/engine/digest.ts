/** One number for a whole machine: what a summary shows and an end fact keeps. */
import type { Digests } from '#core/machine/state.ts';
import { hashBytes } from '#core/memory/hash.ts';

const encoder = new TextEncoder();

/** Digest of the digests of all components, by name. */
export function machineDigest({ components, flow }: Digests): bigint {
  const lines = Object.entries(components).map(([name, digest]) => `${name} ${digest.toString(16)}\n`);
  return hashBytes(encoder.encode(`${lines.sort().join('')}flow ${flow.toString(16)}\n`));
}

/** Sixteen hexadecimal digits. */
export const formatDigest = (digest: bigint): string => digest.toString(16).padStart(16, '0');
