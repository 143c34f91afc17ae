/** Syntax of loads and stores, atomics and prefetches. */
import { bitsOf, EXTENSIONS, hasBits, is31, isOf, offsetText, signedBits } from './operands.ts';
import { generalName, numberAt, type Rule, type Writer, type Written } from './template.ts';

const base = ({ word }: Written): string => generalName(numberAt(word, 'n'), 64, true);

/** Of an access by an unsigned multiple of its size. */
const unsignedOffset: Writer = (written) =>
  `[${base(written)}${offsetText(bitsOf(written.word, 10, 12) * 2 ** scaleOf(written))}]`;
const unscaled = ({ word }: Written): number => signedBits(word, 12, 9);

/** Log2 of the bytes of one element: bits 31:30; of SIMD and floating point, bit 23 makes it 16. */
const scaleOf = ({ word }: Written): number => (bitsOf(word, 26, 1) === 1 && bitsOf(word, 23, 1) === 1 ? 4 : bitsOf(word, 30, 2));

const registerOffset: Writer = (written) => {
  const { word } = written;
  const [option, isScaled] = [bitsOf(word, 13, 3), bitsOf(word, 12, 1) === 1];
  const name = generalName(numberAt(word, 'm'), (option & 1) === 1 ? 64 : 32, false);
  const amount = isScaled ? ` #${scaleOf(written)}` : '';
  const extension = option === 3 ? (isScaled ? `, lsl${amount}` : '') : `, ${EXTENSIONS[option]}${amount}`;
  return `[${base(written)}, ${name}${extension}]`;
};

/** Forms of addresses, for whatever register is loaded or stored. */
export const ADDRESSES: Readonly<Record<string, Writer>> = {
  base: (written) => `[${base(written)}]`,
  unsigned: unsignedOffset,
  unscaled: (written) => `[${base(written)}${offsetText(unscaled(written))}]`,
  post: (written) => `[${base(written)}], #${unscaled(written)}`,
  pre: (written) => `[${base(written)}, #${unscaled(written)}]!`,
  register: registerOffset,
  target: ({ word }) => String(4 * signedBits(word, 5, 19)),
};

/** `ldur` of `ldr`, `stnp` of `stp`. */
export const withLetter =
  (letter: string, at: number): Writer =>
  ({ mnemonic }) =>
    `${mnemonic.slice(0, at)}${letter}${mnemonic.slice(at)}`;

const PREFETCH_TYPES = ['pld', 'pli', 'pst'];
const prefetch: Writer = ({ word }) => {
  const [type, level, policy] = [bitsOf(word, 3, 2), bitsOf(word, 1, 2), bitsOf(word, 0, 1)];
  if (type > 2 || level > 2) return `#${word & 31}`;
  return `${PREFETCH_TYPES[type]}l${level + 1}${policy === 0 ? 'keep' : 'strm'}`;
};
const isPrefetch = isOf('prfm');

/** One register; `prfm` has an operation in its place. */
const single = (stem: string, address: string): readonly Rule[] => {
  const writers = { ...ADDRESSES, prefetch, unscaledName: withLetter('u', 2) };
  return [
    {
      template: `${stem.replace('unscaledName', 'unscaledPrefetch')} <prefetch>, <${address}>`,
      when: isPrefetch,
      writers: { ...writers, unscaledPrefetch: () => 'prfum' },
    },
    { template: `${stem} Rt, <${address}>`, writers },
  ];
};

/** The offset of a pair is a multiple of its registers' size, and that of LDPSW of a word. */
export const pairOffset = (scale: (written: Written) => number): Readonly<Record<string, Writer>> => {
  const offset = (written: Written) => signedBits(written.word, 15, 7) * 2 ** scale(written);
  return {
    offset: (written) => `[${base(written)}${offsetText(offset(written))}]`,
    post: (written) => `[${base(written)}], #${offset(written)}`,
    pre: (written) => `[${base(written)}, #${offset(written)}]!`,
  };
};
const generalPair = pairOffset(({ size, mnemonic }) => (size === 64 && mnemonic !== 'ldpsw' ? 3 : 2));

/** Acquire and release, where bits of the word say so: before the size of the access. */
const SIZE_LETTERS = /([bh]?)$/;
const ordered =
  (at: { readonly acquire: number; readonly release: number }): Writer =>
  ({ word, mnemonic }) => {
    const order = `${bitsOf(word, at.acquire, 1) ? 'a' : ''}${bitsOf(word, at.release, 1) ? 'l' : ''}`;
    return mnemonic.replace(SIZE_LETTERS, (letter) => `${order}${letter}`);
  };
const atomicOrder = { acquire: 23, release: 22 };
const atomicName = ordered(atomicOrder);
const swapName = ordered({ acquire: 22, release: 15 });
const pairSwapName = ordered({ acquire: 22, release: 15 });

/** LDAR, or LDLAR with the limited order. */
const limited: Writer = ({ word, mnemonic }) => (bitsOf(word, 15, 1) === 1 ? mnemonic : mnemonic.replace(/^(ld|st)/, '$1l'));

/** LDXR, or LDAXR when ordered; STXR, or STLXR. */
const exclusive: Writer = ({ word, mnemonic }) => {
  if (bitsOf(word, 15, 1) === 0) return mnemonic;
  return mnemonic.startsWith('ld') ? mnemonic.replace('ldx', 'ldax') : mnemonic.replace('stx', 'stlx');
};
const isLoad = ({ mnemonic }: Written) => mnemonic.startsWith('ld');

const withBase = (template: string, more: Rule['writers'] = {}, when?: Rule['when']): Rule => ({
  template,
  writers: { ...ADDRESSES, ...more },
  ...(when && { when }),
});

/** A store of an atomic operation's result to nowhere is a name of its own, unless it acquires. */
const isStoreOnly = (written: Written) =>
  is31('t')(written) && hasBits(atomicOrder.acquire, 1, 0)(written) && !written.mnemonic.startsWith('swp');

/** The registers that come after Rs and Rt. */
const next =
  (place: string): Writer =>
  ({ word, size }) =>
    generalName(numberAt(word, place) + 1, size, false);

export const loadStoreSyntax: Readonly<Record<string, readonly Rule[]>> = {
  unsignedOffset: single('*', 'unsigned'),
  unscaledOffset: single('<unscaledName>', 'unscaled'),
  postIndexed: single('*', 'post'),
  preIndexed: single('*', 'pre'),
  registerOffset: single('*', 'register'),
  unprivileged: single('*', 'unscaled'),
  literal: single('*', 'target'),
  pairOffset: [{ template: '* Rt, Rt2, <offset>', writers: generalPair }],
  pairNoAllocate: [{ template: '<noAllocate> Rt, Rt2, <offset>', writers: { ...generalPair, noAllocate: withLetter('n', 2) } }],
  pairPostIndexed: [{ template: '* Rt, Rt2, <post>', writers: generalPair }],
  pairPreIndexed: [{ template: '* Rt, Rt2, <pre>', writers: generalPair }],
  ordered: [withBase('<limited> Rt, <base>', { limited })],
  acquirePc: [withBase('* Rt, <base>')],
  exclusive: [withBase('<exclusive> Rt, <base>', { exclusive }, isLoad), withBase('<exclusive> Ws, Rt, <base>', { exclusive })],
  exclusivePair: [
    withBase('<exclusive> Rt, Rt2, <base>', { exclusive }, isLoad),
    withBase('<exclusive> Ws, Rt, Rt2, <base>', { exclusive }),
  ],
  atomic: [
    withBase('<store> Rs, <base>', { store: (written) => atomicName(written).replace('ld', 'st') }, isStoreOnly),
    withBase('<name> Rs, Rt, <base>', { name: atomicName }),
  ],
  compareAndSwap: [withBase('<name> Rs, Rt, <base>', { name: swapName })],
  compareAndSwapPair: [withBase('<name> Rs, <s2>, Rt, <t2>, <base>', { name: pairSwapName, s2: next('s'), t2: next('t') })],
};
