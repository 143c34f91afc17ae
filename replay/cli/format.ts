/** How numbers look to people. The same everywhere: no locale decides. */

/** `12,345,678`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 step`, `2 steps`, `2 entries`. */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${count === 1 ? noun : `${noun}s`.replace(/ys$/, 'ies')}`;
}

const TIME_UNITS = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
] as const;

/** `1.234 s`, `98.765 ms`, `12 ns`. */
export function formatTime(ns: number): string {
  for (const [size, unit] of TIME_UNITS) if (ns >= size) return `${(ns / size).toFixed(3)} ${unit}`;
  return `${ns} ns`;
}

const SIZE_UNITS = [
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
] as const;

/** `128 MiB`, `3.2 KiB`, `17 bytes`. */
export function formatSize(sizeBytes: number): string {
  for (const [size, unit] of SIZE_UNITS)
    if (sizeBytes >= size) return `${(sizeBytes / size).toFixed(1).replace(/\.0$/, '')} ${unit}`;
  return formatPlural(sizeBytes, 'byte');
}

/** Left-aligned columns, two spaces apart. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = widen([], ...rows);
  return rows.map((row) => formatRow(row, widths));
}

/** The widths that columns need for these rows too. */
export function widen(widths: readonly number[], ...rows: readonly (readonly string[])[]): number[] {
  const wider = [...widths];
  for (const row of rows) for (const [column, cell] of row.entries()) wider[column] = Math.max(wider[column] ?? 0, cell.length);
  return wider;
}

/** A line of a table; the columns of `numeric` are right-aligned. */
export function formatRow(row: readonly string[], widths: readonly number[], numeric: readonly number[] = []): string {
  return row
    .map((cell, column) => (numeric.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
    .join('  ')
    .trimEnd();
}

/** JSON in which a bigint is a hexadecimal string and bytes are base64. */
export function formatJson(value: unknown, indent = 0): string {
  const plain = (_: string, each: unknown) => {
    if (typeof each === 'bigint') return `0x${each.toString(16)}`;
    if (each instanceof Uint8Array) return Buffer.from(each).toString('base64');
    return each;
  };
  return JSON.stringify(value, plain, indent);
}

/** Text that a recording or a file holds, on one line and without control characters: a terminal obeys those. */
export function printable(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, '?');
}
