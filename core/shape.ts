/** Checks of plain data that comes from outside: is it of the shape that a component's state has? */

export type Shape = (value: unknown) => boolean;

export const uint =
  (max: number = Number.MAX_SAFE_INTEGER, min = 0): Shape =>
  (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;

/** A moment, ns, or none. */
export const moment: Shape = (value) => value === null || uint()(value);

export const u64: Shape = (value) => typeof value === 'bigint' && value >= 0n && value < 1n << 64n;

export const bool: Shape = (value) => typeof value === 'boolean';

export const text =
  (maxLength: number): Shape =>
  (value) =>
    typeof value === 'string' && value.length <= maxLength;

export const bytes =
  (maxLength: number): Shape =>
  (value) =>
    value instanceof Uint8Array && value.length <= maxLength;

export const nullOr =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);

export const oneOf =
  (...values: readonly unknown[]): Shape =>
  (value) =>
    values.includes(value);

export const listOf =
  (shape: Shape, length: number): Shape =>
  (value) =>
    Array.isArray(value) && value.length === length && value.every(shape);

export const listUpTo =
  (shape: Shape, maxLength: number): Shape =>
  (value) =>
    Array.isArray(value) && value.length <= maxLength && value.every(shape);

/** An object with these fields and no others. */
export const record =
  (fields: Readonly<Record<string, Shape>>): Shape =>
  (value) => {
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
    const keys = Object.keys(value);
    return (
      keys.length === Object.keys(fields).length &&
      keys.every((key) => Object.hasOwn(fields, key) && fields[key]!((value as Readonly<Record<string, unknown>>)[key]))
    );
  };

/** The same number, text or truth, or an object of such: what the board decided and nothing changes. */
export const same = (expected: unknown): Shape =>
  typeof expected === 'object' && expected !== null
    ? record(Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, same(value)])))
    : (value) => Object.is(value, expected);

export const anyOf =
  (...shapes: readonly Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value));
