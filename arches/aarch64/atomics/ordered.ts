/** Load-acquire and store-release, also those of limited order, and LDAPR. PEs take turns, so that they only load and store. */
import { bits, encodingOf, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { defineAccess } from '../loads-stores/base-address.ts';
import { describeAccess } from '../loads-stores/syndromes.ts';
import { widthOf } from '../loads-stores/transfers.ts';
import { registerOrSp } from '../operands.ts';
import { faultUnlessAligned } from './alignment.ts';

/** `o0` is 0 for the limited order. */
type OrderedFields = { readonly rt: number; readonly rn: number; readonly o0: number };
type LoadFields = { readonly rt: number; readonly rn: number };

const SUFFIXES = ['b', 'h', '', ''];
const operands = { rt: register(0), rn: registerOrSp(5) };
/** Rs and Rt2. */
const SHOULD_BE_ONE = 0x001f_7c00;

const descriptionOf = (size: number) => ({ size, isSigned: false, registerSize: size === 3 ? 64 : 32, isOrdered: true }) as const;

const ordered = (isStore: boolean, size: number): Insn => {
  const mnemonic = `${isStore ? 'stlr' : 'ldar'}${SUFFIXES[size]}`;
  const width = widthOf({ size });
  return describeAccess(
    defineAccess<OrderedFields>({
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()}, ${isStore ? 'STLLR' : 'LDLAR'}`,
      encodings: [
        encodingOf<OrderedFields>({
          format: `ordered${size === 3 ? 64 : 32}`,
          sizeBytes: 4,
          match: 0x0880_0000 | (size << 30) | (isStore ? 0 : 0x0040_0000),
          mask: 0xffe0_0000,
          shouldBeOne: SHOULD_BE_ONE,
          fields: { ...operands, o0: bits(15, 1) },
        }),
      ],
      execute: (m, base, { rt }) => {
        faultUnlessAligned(m, base, width, isStore);
        if (isStore) m.store(base, width, m.readX(64, rt));
        else m.writeX(64, rt, m.load(base, width, 'unsigned'));
      },
    }),
    descriptionOf(size),
  );
};

const acquirePc = (size: number): Insn =>
  describeAccess(
    defineAccess<LoadFields>({
      mnemonic: `ldapr${SUFFIXES[size]}`,
      spec: `arm: LDAPR${SUFFIXES[size]!.toUpperCase()}`,
      encodings: [
        encodingOf<LoadFields>({
          format: `acquirePc${size === 3 ? 64 : 32}`,
          sizeBytes: 4,
          match: 0x38bf_c000 | (size << 30),
          mask: 0xffff_fc00,
          fields: operands,
        }),
      ],
      execute: (m, base, { rt }) => {
        const width = widthOf({ size });
        faultUnlessAligned(m, base, width, false);
        m.writeX(64, rt, m.load(base, width, 'unsigned'));
      },
    }),
    descriptionOf(size),
  );

export const orderedAccesses: readonly Insn[] = [0, 1, 2, 3].flatMap((size) => [
  ordered(false, size),
  ordered(true, size),
  acquirePc(size),
]);
