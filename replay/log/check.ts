/** Checks of decoded values against the types of the format. All throw `SchemaMismatch` with the name of the field. */
import { SchemaMismatch } from './error.ts';
import { DETAILS_MAX, TEXT_LENGTH_MAX } from './limits.ts';
import type { Scalar } from './types.ts';

const U64_END = 1n << 64n;

function mismatch(name: string, expected: string, value: unknown): never {
  throw new SchemaMismatch(`${name}: ${expected} was expected, ${describe(value)} came`);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return Array.isArray(value) ? `an array of ${value.length}` : 'a map';
}

/** An integer in [0, max]. */
export function uint(value: unknown, name: string, max: number = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max) return value;
  mismatch(name, `an integer from 0 to ${max}`, value);
}

export function int(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  mismatch(name, 'an integer', value);
}

/** An unsigned 64-bit integer, in msgpack's 64-bit form. */
export function u64(value: unknown, name: string): bigint {
  if (typeof value === 'bigint' && value >= 0n && value < U64_END) return value;
  mismatch(name, 'an unsigned 64-bit integer', value);
}

export function text(value: unknown, name: string, maxLength: number = TEXT_LENGTH_MAX): string {
  if (typeof value === 'string' && value.length <= maxLength) return value;
  mismatch(name, `a string of at most ${maxLength}`, value);
}

export function bytes(value: unknown, name: string, minLength: number, maxLength: number): Uint8Array {
  // A plain array, whatever Buffer the decoder made, so that two readings compare equal.
  if (value instanceof Uint8Array && value.length >= minLength && value.length <= maxLength)
    return new Uint8Array(value.buffer, value.byteOffset, value.length);
  mismatch(name, `${minLength} to ${maxLength} bytes`, value);
}

export function list(value: unknown, name: string, maxLength: number): readonly unknown[] {
  if (Array.isArray(value) && value.length <= maxLength) return value;
  mismatch(name, `an array of at most ${maxLength}`, value);
}

export function scalar(value: unknown, name: string): Scalar {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (typeof value === 'string') return text(value, name);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  mismatch(name, 'a number, string, boolean or nothing', value);
}

/** A map with exactly these keys. */
export function fields<K extends string>(value: unknown, name: string, keys: readonly K[]): Readonly<Record<K, unknown>> {
  const entries = table(value, name, keys.length);
  for (const key of keys) if (!Object.hasOwn(entries, key)) throw new SchemaMismatch(`${name}: the field ${key} is missing`);
  const unknown = Object.keys(entries).find((key) => !(keys as readonly string[]).includes(key));
  if (unknown !== undefined) throw new SchemaMismatch(`${name}: the field ${JSON.stringify(unknown.slice(0, 40))} is not known`);
  return entries as Readonly<Record<K, unknown>>;
}

/** Keys of tables: what a person may write in a header, and never a name that JavaScript treats apart. */
const KEY = /^[A-Za-z][A-Za-z0-9 ._/:@-]{0,63}$/;

export function isKey(key: string): boolean {
  return KEY.test(key) && key !== 'constructor';
}

/** A map from names to anything. */
export function table(value: unknown, name: string, maxEntries: number = DETAILS_MAX): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Uint8Array)
    mismatch(name, 'a map', value);
  const keys = Object.keys(value);
  if (keys.length > maxEntries)
    throw new SchemaMismatch(`${name}: at most ${maxEntries} entries were expected, ${keys.length} came`);
  for (const key of keys)
    if (!isKey(key)) throw new SchemaMismatch(`${name}: the key ${JSON.stringify(key.slice(0, 40))} is not a name`);
  return value as Readonly<Record<string, unknown>>;
}
