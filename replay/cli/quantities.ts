/** Reads sizes, times and counts as users write them. Messages are for after `error: option '…' argument '…' is invalid.` */
import { InvalidArgumentError } from 'commander';

const SIZE_SHIFTS: Readonly<Record<string, number>> = { '': 20, B: 0, K: 10, M: 20, G: 30, T: 40 };
const TIME_NS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 };
const COUNTS: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };

/** A size in bytes, as QEMU's `-m`: `128M`, `1G`; without a suffix it is MiB. */
export function parseSize(text: string): number {
  return quantity(
    text,
    /^(?<number>\d+)(?<unit>[BKMGT]?)i?B?$/i,
    (unit) => 2 ** (SIZE_SHIFTS[unit.toUpperCase()] ?? 0),
    'a size like 128M or 1G',
  );
}

/** A number of bytes: `128`, `0x80`, `4K`, `1M`. */
export function parseLength(text: string): number {
  if (/^0x[0-9a-f]{1,13}$/i.test(text)) return Number(text);
  return quantity(
    text,
    /^(?<number>\d+)(?<unit>[BKMG]?)i?B?$/i,
    (unit) => 2 ** (unit === '' ? 0 : SIZE_SHIFTS[unit.toUpperCase()]!),
    'a number of bytes like 128, 4K or 1M',
  );
}

/** Nanoseconds: `10s`, `250ms`, `1.5s`. */
export function parseTime(text: string): number {
  return quantity(
    text,
    /^(?<number>\d+(?:\.\d+)?)(?<unit>ns|us|ms|s|min|h)$/,
    (unit) => TIME_NS[unit]!,
    'a time like 10s, 250ms or 2min',
  );
}

/** A count: `1000000`, `1_000_000`, `1M`. */
export function parseCount(text: string): number {
  return quantity(
    text.replaceAll('_', ''),
    /^(?<number>\d+)(?<unit>[kMG]?)$/,
    (unit) => COUNTS[unit]!,
    'a count like 1000000 or 1M',
  );
}

/** A count of at least 1. */
export function parseSpacing(text: string): number {
  const count = parseCount(text);
  if (count === 0) throw new InvalidArgumentError('Expected at least 1.');
  return count;
}

function quantity(text: string, pattern: RegExp, factorOf: (unit: string) => number, wanted: string): number {
  const groups = pattern.exec(text)?.groups;
  const value = groups === undefined ? Number.NaN : Math.round(Number(groups['number']) * factorOf(groups['unit']!));
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError(`Expected ${wanted}.`);
  return value;
}

/** An unsigned 64-bit number, decimal or `0x…`. */
export function parseU64(text: string): bigint {
  const value = /^(0x[0-9a-f]{1,16}|\d{1,20})$/i.test(text) ? BigInt(text) : -1n;
  if (value < 0n || value >= 2n ** 64n) throw new InvalidArgumentError('Expected a number below 2^64, decimal or 0x….');
  return value;
}
