/** Syntax of floating point: of scalars and of vectors. */
import { double, half, PRECISIONS, type Precision, single } from '../../fp/float.ts';
import { bitsOf } from './operands.ts';
import type { Rule, Writer, Written } from './template.ts';
import { elementOf, floatImmediate } from './vectors.ts';

const isWide = ({ word }: Written): boolean => bitsOf(word, 30, 1) === 1;

/** All lanes of a vector, by Q: `4s`. */
const arrangement =
  ({ size, letter }: Precision): Writer =>
  (written) =>
    `${(isWide(written) ? 128 : 64) / size}${letter}`;

const immediate: Writer = ({ word }) => floatImmediate(bitsOf(word, 13, 8));

/** Bits of the fraction of a fixed-point number: of a general register, and of a lane. */
const scale: Writer = ({ word }) => `#${64 - bitsOf(word, 10, 6)}`;
const laneScale =
  ({ size }: Precision): Writer =>
  ({ word }) =>
    `#${2 * size - bitsOf(word, 16, 7)}`;

const ZERO = ', #0.0';
const isComparison = ({ mnemonic }: Written): boolean => mnemonic.startsWith('fcm');
const isFromInteger = ({ mnemonic }: Written): boolean => mnemonic.endsWith('cvtf');

function scalarsOf(p: Precision): Readonly<Record<string, readonly Rule[]>> {
  const [d, n, m, a] = ['d', 'n', 'm', 'a'].map((place) => `${p.letter.toUpperCase()}${place}`);
  const generals = ([32, 64] as const).flatMap((size): [string, readonly Rule[]][] => {
    const x = size === 64 ? 'X' : 'W';
    const convert = (suffix: string, writers: Readonly<Record<string, Writer>>): readonly Rule[] => [
      { template: `* ${d}, ${x}n${suffix}`, when: isFromInteger, writers },
      { template: `* ${x}d, ${n}${suffix}`, writers },
    ];
    return [
      [`floatToGeneral${size}And${p.size}`, [{ template: `fmov ${x}d, ${n}` }]],
      [`floatFromGeneral${size}And${p.size}`, [{ template: `fmov ${d}, ${x}n` }]],
      [`floatInteger${size}And${p.size}`, convert('', {})],
      [`floatFixed${size}And${p.size}`, convert(', <scale>', { scale })],
    ];
  });
  const precisions = PRECISIONS.map((to): [string, readonly Rule[]] => [
    `floatTo${to.size}From${p.size}`,
    [{ template: `fcvt ${to.letter.toUpperCase()}d, ${n}` }],
  ]);
  return {
    [`floatOneSource${p.size}`]: [{ template: `* ${d}, ${n}` }],
    [`floatTwoSources${p.size}`]: [{ template: `* ${d}, ${n}, ${m}` }],
    [`floatThreeSources${p.size}`]: [{ template: `* ${d}, ${n}, ${m}, ${a}` }],
    [`floatCompare${p.size}`]: [{ template: `* ${n}, ${m}` }],
    [`floatCompareZero${p.size}`]: [{ template: `* ${n}${ZERO}` }],
    [`floatConditionalCompare${p.size}`]: [{ template: `* ${n}, ${m}, <nzcv>, <cond>` }],
    [`floatSelect${p.size}`]: [{ template: `* ${d}, ${n}, ${m}, <cond>` }],
    [`floatMove${p.size}`]: [{ template: `* ${d}, ${n}` }],
    [`floatImmediate${p.size}`]: [{ template: `* ${d}, <immediate>`, writers: { immediate } }],
    [`scalarSame${p.size}`]: [{ template: `* ${d}, ${n}, ${m}` }],
    [`scalarOne${p.size}`]: [{ template: `* ${d}, ${n}${ZERO}`, when: isComparison }, { template: `* ${d}, ${n}` }],
    [`scalarByElement${p.size}`]: [{ template: `* ${d}, ${n}, <element>`, writers: { element: elementOf(p.size, p.letter) } }],
    [`scalarPairwise${p.size}`]: [{ template: `* ${d}, Vn.2${p.letter}` }],
    [`scalarFixed${p.size}`]: [{ template: `* ${d}, ${n}, <laneScale>`, writers: { laneScale: laneScale(p) } }],
    ...Object.fromEntries([...generals, ...precisions]),
  };
}

function vectorsOf(p: Precision): Readonly<Record<string, readonly Rule[]>> {
  const writers = { lanes: arrangement(p), element: elementOf(p.size, p.letter), laneScale: laneScale(p) };
  const two = '* Vd.<lanes>, Vn.<lanes>';
  return {
    [`vectorSame${p.size}`]: [{ template: `${two}, Vm.<lanes>`, writers }],
    [`vectorOne${p.size}`]: [
      { template: `${two}${ZERO}`, when: isComparison, writers },
      { template: two, writers },
    ],
    [`vectorByElement${p.size}`]: [{ template: `${two}, <element>`, writers }],
    [`vectorFixed${p.size}`]: [{ template: `${two}, <laneScale>`, writers }],
    [`acrossLanes${p.size}`]: [{ template: `* ${p.letter.toUpperCase()}d, Vn.<lanes>`, writers }],
  };
}

/** Between lanes of a precision and of the next: `fcvtl2` and `fcvtn2` are of the upper half. */
function betweenLanes(narrow: Precision, wide: Precision): Readonly<Record<string, readonly Rule[]>> {
  const writers: Readonly<Record<string, Writer>> = {
    two: (written) => (isWide(written) ? '2' : ''),
    narrow: arrangement(narrow),
  };
  const all = `${128 / wide.size}${wide.letter}`;
  return {
    [`vectorLengthen${narrow.size}`]: [{ template: `*<two> Vd.${all}, Vn.<narrow>`, writers }],
    [`vectorShorten${narrow.size}`]: [{ template: `*<two> Vd.<narrow>, Vn.${all}`, writers }],
  };
}

export const floatSyntax: Readonly<Record<string, readonly Rule[]>> = {
  ...Object.assign({}, ...PRECISIONS.flatMap((p) => [scalarsOf(p), vectorsOf(p)])),
  ...betweenLanes(half, single),
  ...betweenLanes(single, double),
  upperHalfToGeneral: [{ template: 'fmov Xd, Vn.d[1]' }],
  upperHalfFromGeneral: [{ template: 'fmov Vd.d[1], Xn' }],
  vectorOneUnsigned: [{ template: '* Vd.<lanes>, Vn.<lanes>', writers: { lanes: arrangement(single) } }],
  scalarShorten32: [{ template: '* Sd, Dn' }],
};
