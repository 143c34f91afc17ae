/**
 * Loads and stores of two general registers. Of a load nothing is written unless both can be read; of a store the first may have been
 * done when the second faults, as the manual allows. Loading one register twice leaves the first value, as on QEMU; see also `single.ts`.
 */
import { encodingOf, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { registerOrSp, scaled, signed } from '../operands.ts';
import type { A64Semantics } from '../vocabulary.ts';
import { defineAccess } from './base-address.ts';

type PairFields = { readonly rt: number; readonly rt2: number; readonly rn: number; readonly imm: bigint };

interface PairKind {
  readonly mnemonic: string;
  readonly opc: number;
  readonly isStore: boolean;
  readonly width: 4 | 8;
  readonly isSigned: boolean;
}

const KINDS: readonly PairKind[] = [
  { mnemonic: 'stp', opc: 0, isStore: true, width: 4, isSigned: false },
  { mnemonic: 'ldp', opc: 0, isStore: false, width: 4, isSigned: false },
  { mnemonic: 'ldpsw', opc: 1, isStore: false, width: 4, isSigned: true },
  { mnemonic: 'stp', opc: 2, isStore: true, width: 8, isSigned: false },
  { mnemonic: 'ldp', opc: 2, isStore: false, width: 8, isSigned: false },
];

/** Bits 24:23. */
const mode = { NO_ALLOCATE: 0, POST_INDEXED: 1, OFFSET: 2, PRE_INDEXED: 3 } as const;

const sizeOf = ({ width, isSigned }: PairKind) => (width === 8 || isSigned ? 64 : 32);

function encoding(kind: PairKind, name: string, indexing: number): Encoding<PairFields> {
  return encodingOf<PairFields>({
    format: `${name}${sizeOf(kind)}`,
    sizeBytes: 4,
    match: 0x2800_0000 | (kind.opc << 30) | (indexing << 23) | (kind.isStore ? 0 : 0x0040_0000),
    mask: 0xffc0_0000,
    fields: {
      rt: register(0),
      rt2: register(10),
      rn: registerOrSp(5),
      imm: scaled(signed(15, 7), kind.width === 8 ? 3 : 2),
    },
  });
}

function transferPair<V, O>(
  m: A64Semantics<V, O>,
  { isStore, width, isSigned }: PairKind,
  address: V,
  { rt, rt2 }: { readonly rt: O; readonly rt2: O },
): void {
  const next = m.add(address, m.const64(BigInt(width)));
  if (isStore) {
    const second = m.readX(64, rt2);
    m.store(address, width, m.readX(64, rt));
    return m.store(next, width, second);
  }
  const extension = isSigned ? 'signed' : 'unsigned';
  const first = m.load(address, width, extension);
  const second = m.load(next, width, extension);
  m.writeX(64, rt2, second);
  m.writeX(64, rt, first);
}

const insnsOf = (kind: PairKind): readonly Insn[] => {
  const { mnemonic } = kind;
  const spec = `arm: ${mnemonic.toUpperCase()}`;
  const nonTemporal = kind.isSigned ? [] : [encoding(kind, 'pairNoAllocate', mode.NO_ALLOCATE)];
  return [
    defineAccess<PairFields>({
      mnemonic,
      spec: kind.isSigned ? spec : `${spec}, ${kind.isStore ? 'STNP' : 'LDNP'}`,
      encodings: [encoding(kind, 'pairOffset', mode.OFFSET), ...nonTemporal],
      execute: (m, base, fields) => transferPair(m, kind, m.add(base, m.imm(fields.imm)), fields),
    }),
    defineAccess<PairFields>({
      mnemonic,
      spec,
      encodings: [encoding(kind, 'pairPostIndexed', mode.POST_INDEXED)],
      execute: (m, base, fields) => {
        const next = m.add(base, m.imm(fields.imm));
        transferPair(m, kind, base, fields);
        m.writeXsp(64, fields.rn, next);
      },
    }),
    defineAccess<PairFields>({
      mnemonic,
      spec,
      encodings: [encoding(kind, 'pairPreIndexed', mode.PRE_INDEXED)],
      execute: (m, base, fields) => {
        const next = m.add(base, m.imm(fields.imm));
        transferPair(m, kind, next, fields);
        m.writeXsp(64, fields.rn, next);
      },
    }),
  ];
};

export const pairLoadsStores: readonly Insn[] = KINDS.flatMap(insnsOf);
