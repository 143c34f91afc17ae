/** Two columns, one for each of two runs, and what a row is about in front of them. */
import { formatRow, widen } from './format.ts';

export interface PairRow {
  readonly what: string;
  readonly a: string;
  readonly b: string;
}

/** Longer cells do not widen their column. */
const WIDTH_MAX = 48;

/** Lines, indented by two spaces. Cells that are the same on both sides are shown. */
export function sideBySide(rows: readonly PairRow[]): readonly string[] {
  const cells = rows.map(({ what, a, b }) => [what, a, b]);
  const widths = widen(
    [],
    ...cells.map((row) => row.map((cell, column) => (column === 1 && cell.length > WIDTH_MAX ? '' : cell))),
  );
  return cells.map((row) => `  ${formatRow(row, widths)}`);
}
