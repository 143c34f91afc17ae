/** SDOT and UDOT: four products of bytes to each word. FEAT_DotProd. */
import { bits, encodingOf, type FieldBits, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import type { Helper } from '#core/isa/semantics.ts';
import { defineInsn } from '../vocabulary.ts';
import { type ThreeFields, threeFields, vectorFields } from './fields.ts';
import { helperNamed } from './helpers.ts';
import { addLanes, forEachLane, laneOf, replicated, type Signedness } from './lanes.ts';

interface Form {
  readonly mnemonic: string;
  readonly U: number;
  readonly signedness: Signedness;
}
const FORMS: readonly Form[] = [
  { mnemonic: 'sdot', U: 0, signedness: 'signed' },
  { mnemonic: 'udot', U: 1, signedness: 'unsigned' },
];

/** (a, b, d) */
const helperOf = ({ mnemonic, signedness }: Form): Helper =>
  helperNamed(mnemonic, 3, (m, a, b, d) => {
    const sums = forEachLane(m, 32, (word) => {
      const products = [0, 1, 2, 3].map((byte) =>
        m.mul(laneOf(m, 8, signedness, a!, 4 * word + byte), laneOf(m, 8, signedness, b!, 4 * word + byte)),
      );
      return products.reduce((sum, product) => m.add(sum, product));
    });
    return addLanes(m, 32, d!, sums);
  });

const vector = (form: Form): Insn =>
  defineInsn<ThreeFields>({
    mnemonic: form.mnemonic,
    spec: `arm: ${form.mnemonic.toUpperCase()} (vector)`,
    encodings: [
      encodingOf<ThreeFields>({
        format: 'dotProduct',
        sizeBytes: 4,
        match: 0x0e80_9400 | (form.U << 29),
        mask: 0xbfe0_fc00,
        fields: threeFields,
      }),
    ],
    execute: (m, { q, rd, rn, rm }) => {
      const [a, b, d] = [m.readV(rn), m.readV(rm), m.readV(rd)];
      m.writeHalves(q, rd, (half) => m.call(helperOf(form), a[half], b[half], d[half]));
    },
  });

type ElementFields = ThreeFields & { readonly lane: number };

/** H and L of an element that is a word. */
export const wordLane: FieldBits<number> = (() => {
  const [H, L] = [bits(11, 1), bits(21, 1)];
  return {
    decode: (word) => 2 * H.decode(word) + L.decode(word),
    encode: (lane) => H.encode(lane >> 1) | L.encode(lane & 1),
  };
})();

const byElement = (form: Form): Insn =>
  defineInsn<ElementFields>({
    mnemonic: form.mnemonic,
    spec: `arm: ${form.mnemonic.toUpperCase()} (by element)`,
    encodings: [
      encodingOf<ElementFields>({
        format: 'dotProductElement',
        sizeBytes: 4,
        match: 0x0f80_e000 | (form.U << 29),
        mask: 0xbfc0_f400,
        fields: { ...vectorFields, rm: register(16), lane: wordLane },
      }),
    ],
    execute: (m, { q, rd, rn, rm, lane }) => {
      const [a, d] = [m.readV(rn), m.readV(rd)];
      const b = replicated(m, 32, m.readLane(32, rm, m.imm(lane)));
      m.writeHalves(q, rd, (half) => m.call(helperOf(form), a[half], b, d[half]));
    },
  });

export const dotProducts: readonly Insn[] = FORMS.flatMap((form) => [vector(form), byElement(form)]);
