/**
 * Load-exclusive and store-exclusive, of one register and of pairs.
 *
 * The local monitor watches the virtual address that was loaded, and how many bytes. It opens with any store-exclusive, CLREX, an
 * exception return, the end of the PE's quantum (so other PEs' stores, which come after, need not be watched) and any DMA. A store of
 * another size, or through another mapping of the same page, fails, as the manual lets it. QEMU compares what was loaded instead.
 */
import { bits, encodingOf, register } from '#core/isa/encoding.ts';
import type { Insn } from '#core/isa/insn.ts';
import { layout } from '../layout.ts';
import { defineAccess } from '../loads-stores/base-address.ts';
import { widthOf } from '../loads-stores/transfers.ts';
import { type DataSize, registerOrSp, SIZES, sf } from '../operands.ts';
import { yieldQuantum } from '../system/services.ts';
import type { A64Semantics } from '../vocabulary.ts';
import { faultUnlessAligned } from './alignment.ts';

/** `o0` is 1 for acquire or release. */
type LoadFields = { readonly rt: number; readonly rn: number; readonly o0: number };
type LoadPairFields = LoadFields & { readonly rt2: number };
type StoreFields = LoadFields & { readonly rs: number };
type StorePairFields = LoadPairFields & { readonly rs: number };

const LOAD = 0x0040_0000;
const operands = { rt: register(0), rn: registerOrSp(5), o0: bits(15, 1) };
const rs = register(16);
const rt2 = register(10);
const SUFFIXES = ['b', 'h', '', ''];

function watch<V, O>(m: A64Semantics<V, O>, address: V, sizeBytes: number): void {
  m.writeField(layout.exclusiveAddress, address);
  m.writeField(layout.exclusiveSize, m.const64(BigInt(sizeBytes)));
}

/**
 * Stores if the monitor watches just this; `rs` gets 0 then, else 1. A store that fails touches no memory, so it meets no fault of
 * translation either. It lets other PEs run, who may hold what it wants.
 */
function storeIfWatched<V, O>(m: A64Semantics<V, O>, address: V, sizeBytes: number, rs: O, store: () => void): void {
  const isSize = m.eq(m.readField(layout.exclusiveSize), m.const64(BigInt(sizeBytes)));
  const succeeds = m.and(isSize, m.eq(m.readField(layout.exclusiveAddress), address));
  m.if(succeeds, store, () => void m.serve(yieldQuantum));
  m.writeField(layout.exclusiveSize, m.const64(0n));
  m.writeX(64, rs, m.xor(succeeds, m.const64(1n)));
}

const single = (size: number): readonly Insn[] => {
  const width = widthOf({ size });
  const format = `exclusive${size === 3 ? 64 : 32}`;
  const match = 0x0800_0000 | (size << 30);
  return [
    defineAccess<LoadFields>({
      mnemonic: `ldxr${SUFFIXES[size]}`,
      spec: `arm: LDXR${SUFFIXES[size]!.toUpperCase()}, LDAXR${SUFFIXES[size]!.toUpperCase()}`,
      encodings: [
        encodingOf<LoadFields>({
          format,
          sizeBytes: 4,
          match: match | LOAD,
          mask: 0xffe0_0000,
          shouldBeOne: 0x001f_7c00,
          fields: operands,
        }),
      ],
      execute: (m, base, { rt }) => {
        faultUnlessAligned(m, base, width, false);
        const loaded = m.load(base, width, 'unsigned');
        watch(m, base, width);
        m.writeX(64, rt, loaded);
      },
    }),
    defineAccess<StoreFields>({
      mnemonic: `stxr${SUFFIXES[size]}`,
      spec: `arm: STXR${SUFFIXES[size]!.toUpperCase()}, STLXR${SUFFIXES[size]!.toUpperCase()}`,
      encodings: [
        encodingOf<StoreFields>({
          format,
          sizeBytes: 4,
          match,
          mask: 0xffe0_0000,
          shouldBeOne: 0x7c00,
          fields: { ...operands, rs },
        }),
      ],
      endsBlock: true,
      execute: (m, base, { rs, rt }) => {
        faultUnlessAligned(m, base, width, true);
        const value = m.readX(64, rt);
        storeIfWatched(m, base, width, rs, () => m.store(base, width, value));
      },
    }),
  ];
};

/** Two words are watched and stored as one doubleword, two doublewords one after the other: they lie in one page. */
const pair = (size: DataSize): readonly Insn[] => {
  const sizeBytes = size / 4;
  const format = `exclusivePair${size}`;
  const match = 0x8820_0000 | (sf(size) >>> 1);
  return [
    defineAccess<LoadPairFields>({
      mnemonic: 'ldxp',
      spec: 'arm: LDXP, LDAXP',
      encodings: [
        encodingOf<LoadPairFields>({
          format,
          sizeBytes: 4,
          match: match | LOAD,
          mask: 0xffe0_0000,
          shouldBeOne: 0x001f_0000,
          fields: { ...operands, rt2 },
        }),
      ],
      execute: (m, base, { rt, rt2 }) => {
        faultUnlessAligned(m, base, sizeBytes, false);
        const first = m.load(base, 8, 'unsigned');
        const second = size === 32 ? m.srl(first, m.const64(32n)) : m.load(m.add(base, m.const64(8n)), 8, 'unsigned');
        watch(m, base, sizeBytes);
        m.writeX(size, rt, first);
        m.writeX(64, rt2, second);
      },
    }),
    defineAccess<StorePairFields>({
      mnemonic: 'stxp',
      spec: 'arm: STXP, STLXP',
      encodings: [
        encodingOf<StorePairFields>({ format, sizeBytes: 4, match, mask: 0xffe0_0000, fields: { ...operands, rt2, rs } }),
      ],
      endsBlock: true,
      execute: (m, base, { rs, rt, rt2 }) => {
        faultUnlessAligned(m, base, sizeBytes, true);
        const [first, second] = [m.readX(size, rt), m.readX(64, rt2)];
        storeIfWatched(m, base, sizeBytes, rs, () => {
          if (size === 32) return m.store(base, 8, m.or(first, m.sll(second, m.const64(32n))));
          m.store(base, 8, first);
          m.store(m.add(base, m.const64(8n)), 8, second);
        });
      },
    }),
  ];
};

export const exclusiveAccesses: readonly Insn[] = [...[0, 1, 2, 3].flatMap(single), ...SIZES.flatMap(pair)];
