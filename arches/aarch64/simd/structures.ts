/**
 * LD1 to LD4 and ST1 to ST4: structures of one to four elements, whose first elements go to one register, the second to the next, and so on.
 * Memory is read by eight bytes, and then taken apart; where alignment is checked and only that of elements holds, a service does it by
 * elements. Nothing is written before a possible fault. The form without post-index adds zero to the base.
 */
import { encodingOf, type FieldBits, register } from '#core/isa/encoding.ts';
import type { Encoding, Fields, Insn, Operands } from '#core/isa/insn.ts';
import { type Computation, defineHelper, type Helper } from '#core/isa/semantics.ts';
import { layout, registerOf } from '../layout.ts';
import * as services from '../loads-stores/services.ts';
import { registerOrSp } from '../operands.ts';
import { type A64Semantics, defineInsn, type Half, type LaneSize } from '../vocabulary.ts';
import { checkAlignment, checkStack, checksAlignment, probeStore } from './alignment.ts';
import { LANE_SIZES } from './fields.ts';
import { helperNamed } from './helpers.ts';
import { gathered, replicated } from './lanes.ts';

const COUNTS = [1, 2, 3, 4] as const;
type Count = (typeof COUNTS)[number];

/** `imm` is {@link Access}; registers after the first are implied. */
type StructureFields = Fields & { readonly rt: number; readonly rn: number; readonly imm: bigint };

/**
 * What an instruction has besides registers, as one number: by how much the base grows, or the register that says so; Q; the lane; and log2
 * of the bytes of an element.
 */
const BY_REGISTER = 1n << 8n;
const Q_SHIFT = 9n;
const LANE_SHIFT = 10n;
const ELEMENT_SHIFT = 16n;

interface Access {
  readonly increment: bigint;
  readonly q?: number;
  readonly lane?: number;
  readonly element?: number;
}

const packed = ({ increment, q = 0, lane = 0, element = 0 }: Access): bigint =>
  increment | (BigInt(q) << Q_SHIFT) | (BigInt(lane) << LANE_SHIFT) | (BigInt(element) << ELEMENT_SHIFT);
const partOf = (imm: bigint, shift: bigint, width: number): number => Number((imm >> shift) & ((1n << BigInt(width)) - 1n));
const qOf = (imm: bigint) => partOf(imm, Q_SHIFT, 1);
const laneOf = (imm: bigint) => partOf(imm, LANE_SHIFT, 4);
const elementOf = (imm: bigint) => partOf(imm, ELEMENT_SHIFT, 2);

const partIn = <V>(m: Computation<V>, imm: V, shift: bigint, width: number): V =>
  m.and(m.srl(imm, m.const64(shift)), m.const64((1n << BigInt(width)) - 1n));

/** A general register by a number that is not an operand. */
function numberedRegister<V>(m: Computation<V>, number: V, low = 0, count = 32): V {
  if (count === 1) return low === 31 ? m.const64(0n) : m.readField(registerOf(layout.x, low));
  const half = count / 2;
  return m.ifValue(
    m.ltu(number, m.const64(BigInt(low + half))),
    () => numberedRegister(m, number, low, half),
    () => numberedRegister(m, number, low + half, half),
  );
}

const incrementOf = defineHelper({
  name: 'structureIncrement',
  parameterCount: 1,
  compute: <V>(m: Computation<V>, imm: V): V =>
    m.ifValue(
      m.and(m.srl(imm, m.const64(8n)), m.const64(1n)),
      () => numberedRegister(m, m.and(imm, m.const64(31n))),
      () => m.and(imm, m.const64(0xffn)),
    ),
});

const REGISTER_SHIFT = 16;
const NO_REGISTER = 31;

/** The post-index of a word: a register, or as many bytes as are accessed. */
const incrementIn = (word: number, sizeBytes: number): bigint => {
  const rm = (word >>> REGISTER_SHIFT) & 31;
  return rm === NO_REGISTER ? BigInt(sizeBytes) : BigInt(rm) | BY_REGISTER;
};
const incrementBits = (imm: bigint) => ((imm & BY_REGISTER) !== 0n ? Number(imm & 31n) : NO_REGISTER) << REGISTER_SHIFT;

/** How the parts of `imm` stand in a word, besides the increment. */
interface AccessBits {
  decode(word: number): Omit<Access, 'increment'>;
  encode(imm: bigint): number;
  /** Bytes accessed. */
  sizeOf(word: number): number;
}

const POST_INDEXED = 1 << 23;
const LOAD = 1 << 22;

/** Without post-index, and with. */
function encodingsOf(
  format: string,
  match: number,
  mask: number,
  count: Count,
  bits: AccessBits,
  isReserved?: (imm: bigint) => boolean,
) {
  const following = (by: number): FieldBits<number> => ({ decode: (word) => (word + by) & 31, encode: () => 0 });
  const registers = {
    rt: register(0),
    ...Object.fromEntries([2, 3, 4].slice(0, count - 1).map((number) => [`rt${number}`, following(number - 1)])),
    rn: registerOrSp(5),
  };
  const encoding = (isPostIndexed: boolean): Encoding<StructureFields> =>
    encodingOf<StructureFields>({
      format: isPostIndexed ? `${format}PostIndexed` : format,
      sizeBytes: 4,
      match: match | (isPostIndexed ? POST_INDEXED : 0),
      mask: isPostIndexed ? mask & ~(31 << REGISTER_SHIFT) : mask,
      fields: {
        ...registers,
        imm: {
          decode: (word) =>
            packed({ ...bits.decode(word), increment: isPostIndexed ? incrementIn(word, bits.sizeOf(word)) : 0n }),
          encode: (imm) => bits.encode(imm) | (isPostIndexed ? incrementBits(imm) : 0),
        },
      },
      ...(isReserved === undefined ? {} : { isReserved: ({ imm }: { readonly imm: bigint }) => isReserved(imm) }),
    });
  return [encoding(false), encoding(true)];
}

const operandsOf = <O>(operands: Operands<StructureFields, O>, count: Count): readonly O[] =>
  [operands.rt, operands['rt2'], operands['rt3'], operands['rt4']].slice(0, count) as O[];

interface Structure<V, O> {
  readonly base: V;
  readonly registers: readonly O[];
  readonly imm: V;
}

function defineStructure(
  definition: Pick<Insn, 'mnemonic' | 'spec'> & { readonly encodings: readonly Encoding<StructureFields>[] },
  count: Count,
  transfer: <V, O>(m: A64Semantics<V, O>, structure: Structure<V, O>) => void,
): Insn {
  return defineInsn<StructureFields>({
    ...definition,
    execute: (m, operands) => {
      const base = m.readXsp(64, operands.rn);
      checkStack(m, operands.rn, base);
      const imm = m.imm(operands.imm);
      const next = m.add(base, m.call(incrementOf, imm));
      transfer(m, { base, registers: operandsOf(operands, count), imm });
      m.writeXsp(64, operands.rn, next);
    },
  });
}

/** Eight bytes at a time, by elements if need be. */
interface Pieces<V> {
  load(offset: V): V;
  store(offset: V, value: V): void;
}

function piecesOf<V, O>(m: A64Semantics<V, O>, base: V, elementBytes: V): Pieces<V> {
  const isMisaligned = m.ne(m.and(base, m.const64(7n)), m.const64(0n));
  const isByElements = m.ifValue(
    isMisaligned,
    () => m.call(checksAlignment),
    () => m.const64(0n),
  );
  return {
    load: (offset) => {
      const address = m.add(base, offset);
      return m.ifValue(
        isByElements,
        () => m.serve(services.loadElements, address, elementBytes),
        () => m.load(address, 8, 'unsigned'),
      );
    },
    store: (offset, value) => {
      const address = m.add(base, offset);
      m.if(
        isByElements,
        () => void m.serve(services.storeElements, address, elementBytes, value),
        () => m.store(address, 8, value),
      );
    },
  };
}

const one = <V>(m: Computation<V>): V => m.const64(1n);

/** Bytes of an element, after its alignment was checked. */
function checkedElement<V, O>(m: A64Semantics<V, O>, base: V, log2: V, isStore: boolean): V {
  const elementBytes = m.sll(one(m), log2);
  checkAlignment(m, base, m.sub(elementBytes, one(m)), isStore);
  return elementBytes;
}

const MULTIPLE = 0x0c00_0000;
const MULTIPLE_MASK = 0xbfff_f000;
const ELEMENT_AT = 10;
const Q_AT = 30;

/** Q, and the size of elements unless the definition has one. */
const multipleBits = (count: Count, size?: number): AccessBits => ({
  decode: (word) => ({ q: (word >>> Q_AT) & 1, element: size ?? (word >>> ELEMENT_AT) & 3 }),
  encode: (imm) => (qOf(imm) << Q_AT) | (size === undefined ? elementOf(imm) << ELEMENT_AT : 0),
  sizeOf: (word) => (count * 8) << ((word >>> Q_AT) & 1),
});

const isStores = [true, false] as const;
const nameOf = (isStore: boolean, count: number) => `${isStore ? 'st' : 'ld'}${count}`;

/** Opcodes of LD1 by the number of registers. */
const CONSECUTIVE_OPCODES: Readonly<Record<Count, number>> = { 1: 7, 2: 10, 3: 6, 4: 2 };

/** LD1 and ST1 of several registers: one after the other. */
function consecutive(count: Count, isStore: boolean): Insn {
  const mnemonic = nameOf(isStore, 1);
  const match = MULTIPLE | (CONSECUTIVE_OPCODES[count] << 12) | (isStore ? 0 : LOAD);
  return defineStructure(
    {
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()} (multiple structures)`,
      encodings: encodingsOf(`multiple${count}`, match, MULTIPLE_MASK, count, multipleBits(count)),
    },
    count,
    (m, { base, registers, imm }) => {
      const pieces = piecesOf(m, base, checkedElement(m, base, partIn(m, imm, ELEMENT_SHIFT, 2), isStore));
      const q = partIn(m, imm, Q_SHIFT, 1);
      const stride = m.sll(m.const64(8n), q);
      const offsets = registers.map((_, i) => m.mul(m.const64(BigInt(i)), stride));
      if (isStore) {
        probeStore(m, base, m.mul(stride, m.const64(BigInt(count))));
        for (const [i, operand] of registers.entries()) {
          const { low, high } = m.readV(operand);
          pieces.store(offsets[i]!, low);
          m.if(q, () => pieces.store(m.add(offsets[i]!, m.const64(8n)), high));
        }
        return;
      }
      const loaded = offsets.map((offset) => ({
        low: pieces.load(offset),
        high: m.ifValue(
          q,
          () => pieces.load(m.add(offset, m.const64(8n))),
          () => m.const64(0n),
        ),
      }));
      for (const [i, operand] of registers.entries()) m.writeV(operand, loaded[i]!);
    },
  );
}

/** Of `count` halves that hold structures, the half of their elements `index`. */
const elementsOf = (count: Count, size: LaneSize, index: number): Helper =>
  helperNamed(`elements${index}Of${count}x${size}`, count, (m, ...halves) => {
    const lanes = 64 / size;
    const numbers = Array.from({ length: lanes }, (_, lane) => lane * count + index);
    return gathered(
      m,
      size,
      numbers.map((number) => ({ half: halves[Math.floor(number / lanes)]!, lane: number % lanes })),
    );
  });

/** Of `count` halves that each hold one element of structures, the half `index` of the structures. */
const structuresOf = (count: Count, size: LaneSize, index: number): Helper =>
  helperNamed(`structures${index}Of${count}x${size}`, count, (m, ...halves) => {
    const lanes = 64 / size;
    const numbers = Array.from({ length: lanes }, (_, lane) => index * lanes + lane);
    return gathered(
      m,
      size,
      numbers.map((number) => ({ half: halves[number % count]!, lane: Math.floor(number / count) })),
    );
  });

const INTERLEAVED_OPCODES: Readonly<Record<Count, number>> = { 1: 7, 2: 8, 3: 4, 4: 0 };

/** LD2 to LD4 and ST2 to ST4. */
function interleaved(count: Count, isStore: boolean, size: LaneSize): Insn {
  const mnemonic = nameOf(isStore, count);
  const element = LANE_SIZES.indexOf(size);
  const match = MULTIPLE | (INTERLEAVED_OPCODES[count] << 12) | (element << ELEMENT_AT) | (isStore ? 0 : LOAD);
  const rearranged = <V>(m: Computation<V>, halves: readonly V[]): readonly V[] =>
    halves.map((half, i) => {
      if (size === 64) return half;
      return m.call((isStore ? structuresOf : elementsOf)(count, size, i), ...halves);
    });
  return defineStructure(
    {
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()} (multiple structures)`,
      encodings: encodingsOf(
        `interleaved${size}`,
        match,
        MULTIPLE_MASK | (3 << ELEMENT_AT),
        count,
        multipleBits(count, element),
        (imm) => size === 64 && qOf(imm) === 0,
      ),
    },
    count,
    (m, { base, registers, imm }) => {
      const q = partIn(m, imm, Q_SHIFT, 1);
      const pieces = piecesOf(m, base, checkedElement(m, base, m.const64(BigInt(element)), isStore));
      const offsetOf = (piece: number) => m.const64(BigInt(8 * piece));
      if (isStore) {
        probeStore(m, base, m.sll(m.const64(BigInt(8 * count)), q));
        const values = registers.map((operand) => m.readV(operand));
        const store = (half: Half, first: number) => {
          const halves = values.map((value) => value[half]);
          for (const [i, piece] of rearranged(m, halves).entries()) pieces.store(offsetOf(first + i), piece);
        };
        store('low', 0);
        return m.if(q, () => store('high', count));
      }
      const low = registers.map((_, i) => pieces.load(offsetOf(i)));
      const high = registers.map((_, i) =>
        m.ifValue(
          q,
          () => pieces.load(offsetOf(count + i)),
          () => m.const64(0n),
        ),
      );
      const [lows, highs] = [rearranged(m, low), rearranged(m, high)];
      for (const [i, operand] of registers.entries()) m.writeV(operand, { low: lows[i]!, high: highs[i]! });
    },
  );
}

const SINGLE = 0x0d00_0000;
/** All but Q, S and size. */
const SINGLE_MASK = 0xbfff_e000;
/** R and the lowest bit of opcode say how many. */
const countBits = (count: Count): number => (((count - 1) & 1) << 21) | (((count - 1) >> 1) << 13);

/** Where the number of a lane stands: Q, S and the upper bits of size; the lower ones are fixed. */
function laneBits(count: Count, size: LaneSize): AccessBits {
  const log2 = LANE_SIZES.indexOf(size);
  return {
    decode: (word) => ({ lane: ((((word >>> Q_AT) & 1) << 3) | ((word >>> ELEMENT_AT) & 7)) >> log2, element: log2 }),
    encode: (imm) => {
      const place = laneOf(imm) << log2;
      return ((place >> 3) << Q_AT) | ((place & 7) << ELEMENT_AT);
    },
    sizeOf: () => (count * size) / 8,
  };
}

const LANE_OPCODES: Readonly<Record<LaneSize, { readonly opcode: number; readonly fixed: number; readonly size: number }>> = {
  8: { opcode: 0, fixed: 0, size: 0 },
  16: { opcode: 2, fixed: 1, size: 0 },
  32: { opcode: 4, fixed: 3, size: 0 },
  64: { opcode: 4, fixed: 7, size: 1 },
};

/** One structure, from or to a lane. */
function single(count: Count, isStore: boolean, size: LaneSize): Insn {
  const mnemonic = nameOf(isStore, count);
  const { opcode, fixed, size: sizeBits } = LANE_OPCODES[size];
  const match = SINGLE | countBits(count) | (opcode << 13) | (sizeBits << ELEMENT_AT) | (isStore ? 0 : LOAD);
  const width = (size / 8) as 1 | 2 | 4 | 8;
  return defineStructure(
    {
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()} (single structure)`,
      encodings: encodingsOf(`single${size}`, match, SINGLE_MASK | (fixed << ELEMENT_AT), count, laneBits(count, size)),
    },
    count,
    (m, { base, registers, imm }) => {
      const lane = partIn(m, imm, LANE_SHIFT, 4);
      const addressOf = (i: number) => m.add(base, m.const64(BigInt(i * width)));
      if (isStore) {
        checkAlignment(m, base, m.const64(BigInt(width - 1)), true);
        probeStore(m, base, m.const64(BigInt(count * width)));
        for (const [i, operand] of registers.entries()) m.store(addressOf(i), width, m.readLane(size, operand, lane));
        return;
      }
      const loaded = registers.map((_, i) => m.load(addressOf(i), width, 'unsigned'));
      for (const [i, operand] of registers.entries()) m.writeLane(size, operand, lane, loaded[i]!);
    },
  );
}

const REPLICATE_OPCODE = 6;

/** One structure, to all lanes. */
function toAllLanes(count: Count, size: LaneSize): Insn {
  const mnemonic = `${nameOf(false, count)}r`;
  const element = LANE_SIZES.indexOf(size);
  const width = (size / 8) as 1 | 2 | 4 | 8;
  const match = SINGLE | LOAD | countBits(count) | (REPLICATE_OPCODE << 13) | (element << ELEMENT_AT);
  return defineStructure(
    {
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()}`,
      encodings: encodingsOf(`replicated${size}`, match, SINGLE_MASK | (7 << ELEMENT_AT), count, {
        decode: (word) => ({ q: (word >>> Q_AT) & 1, element }),
        encode: (imm) => qOf(imm) << Q_AT,
        sizeOf: () => count * width,
      }),
    },
    count,
    (m, { base, registers, imm }) => {
      const loaded = registers.map((_, i) => m.load(m.add(base, m.const64(BigInt(i * width))), width, 'unsigned'));
      const q = partIn(m, imm, Q_SHIFT, 1);
      for (const [i, operand] of registers.entries()) {
        const low = replicated(m, size, loaded[i]!);
        m.writeV(operand, { low, high: m.select(q, low, m.const64(0n)) });
      }
    },
  );
}

const SEVERAL = COUNTS.slice(1);

export const structures: readonly Insn[] = [
  ...isStores.flatMap((isStore) => COUNTS.map((count) => consecutive(count, isStore))),
  ...isStores.flatMap((isStore) => SEVERAL.flatMap((count) => LANE_SIZES.map((size) => interleaved(count, isStore, size)))),
  ...isStores.flatMap((isStore) => COUNTS.flatMap((count) => LANE_SIZES.map((size) => single(count, isStore, size)))),
  ...COUNTS.flatMap((count) => LANE_SIZES.map((size) => toAllLanes(count, size))),
];
