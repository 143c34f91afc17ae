/** What single loads and stores of general registers transfer: size and opc of their encodings. arm: Loads and Stores. */
import type { Width } from '#core/isa/semantics.ts';
import type { DataSize } from '../operands.ts';
import type { A64Semantics } from '../vocabulary.ts';

export interface Transfer {
  /** Bits 31:30 and 23:22 of the word. */
  readonly size: number;
  readonly opc: number;
  /** Follows `ldr`, `str`, `ldur`, …: `b`, `sw`. */
  readonly suffix: string;
  readonly isStore: boolean;
  /** Loads that sign-extend, and to what. */
  readonly signedTo?: DataSize;
}

export const TRANSFERS: readonly Transfer[] = [
  { size: 0, opc: 0, suffix: 'b', isStore: true },
  { size: 0, opc: 1, suffix: 'b', isStore: false },
  { size: 0, opc: 2, suffix: 'sb', isStore: false, signedTo: 64 },
  { size: 0, opc: 3, suffix: 'sb', isStore: false, signedTo: 32 },
  { size: 1, opc: 0, suffix: 'h', isStore: true },
  { size: 1, opc: 1, suffix: 'h', isStore: false },
  { size: 1, opc: 2, suffix: 'sh', isStore: false, signedTo: 64 },
  { size: 1, opc: 3, suffix: 'sh', isStore: false, signedTo: 32 },
  { size: 2, opc: 0, suffix: '', isStore: true },
  { size: 2, opc: 1, suffix: '', isStore: false },
  { size: 2, opc: 2, suffix: 'sw', isStore: false, signedTo: 64 },
  { size: 3, opc: 0, suffix: '', isStore: true },
  { size: 3, opc: 1, suffix: '', isStore: false },
];

export const widthOf = ({ size }: { readonly size: number }): Width => [1, 2, 4, 8][size] as Width;

/** Tells apart definitions of one mnemonic, as part of a format: the size of the register. */
export const registerSizeOf = ({ size, signedTo }: Transfer): DataSize => signedTo ?? (size === 3 ? 64 : 32);

/** What a load leaves in its register, of the bytes loaded. */
export function extendedTo<V, O>(m: A64Semantics<V, O>, { size, signedTo }: Transfer, loaded: V): V {
  if (signedTo === undefined) return loaded;
  const extended = [m.sext8, m.sext16, m.sext32][size]!(loaded);
  return signedTo === 64 ? extended : m.zext32(extended);
}

/** Does the transfer at an address. */
export function transfer<V, O>(m: A64Semantics<V, O>, { size, isStore, signedTo }: Transfer, address: V, rt: O): void {
  const width = widthOf({ size });
  if (isStore) return m.store(address, width, m.readX(64, rt));
  const loaded = m.load(address, width, signedTo === undefined ? 'unsigned' : 'signed');
  m.writeX(signedTo ?? 64, rt, loaded);
}
