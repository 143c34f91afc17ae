/**
 * The A extension: atomic memory operations. Nothing comes between the load and the store, as harts take turns.
 *
 * Faults are those of a store, even where it is the load that cannot be done. QEMU 7.2 running one thread reports those of a load.
 */
import type { Insn } from '#core/isa/insn.ts';
import type { Arithmetic, Width } from '#core/isa/semantics.ts';
import { exception } from '../causes.ts';
import { type AtomicFields, atomicType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import { trapUnlessAligned } from './alignment.ts';

/** What is stored, of what was there and rs2. For words both are sign-extended, which keeps the order of unsigned values too. */
type Operation = <V>(m: Arithmetic<V>, loaded: V, operand: V) => V;

const amo = (mnemonic: string, funct5: number, width: Width, operation: Operation): Insn<AtomicFields> =>
  defineInsn({
    mnemonic,
    spec: 'unpriv: Atomic Memory Operations',
    encodings: [atomicType({ funct5, funct3: width === 4 ? 0b010 : 0b011 })],
    execute: (m, { rd, rs1, rs2 }) => {
      const address = m.readX(rs1);
      const operand = width === 4 ? m.sext32(m.readX(rs2)) : m.readX(rs2);
      trapUnlessAligned(m, address, width, exception.STORE_ADDRESS_MISALIGNED);
      m.probe(address, width);
      const loaded = m.load(address, width, 'signed');
      m.store(address, width, operation(m, loaded, operand));
      m.writeX(rd, loaded);
    },
  });

const swap: Operation = (_, __, operand) => operand;
const add: Operation = (m, loaded, operand) => m.add(loaded, operand);
const xor: Operation = (m, loaded, operand) => m.xor(loaded, operand);
const and: Operation = (m, loaded, operand) => m.and(loaded, operand);
const or: Operation = (m, loaded, operand) => m.or(loaded, operand);
const min: Operation = (m, loaded, operand) => m.select(m.lts(loaded, operand), loaded, operand);
const max: Operation = (m, loaded, operand) => m.select(m.lts(loaded, operand), operand, loaded);
const minu: Operation = (m, loaded, operand) => m.select(m.ltu(loaded, operand), loaded, operand);
const maxu: Operation = (m, loaded, operand) => m.select(m.ltu(loaded, operand), operand, loaded);

export const amoswapW = amo('amoswap.w', 0b00001, 4, swap);
export const amoswapD = amo('amoswap.d', 0b00001, 8, swap);
export const amoaddW = amo('amoadd.w', 0b00000, 4, add);
export const amoaddD = amo('amoadd.d', 0b00000, 8, add);
export const amoxorW = amo('amoxor.w', 0b00100, 4, xor);
export const amoxorD = amo('amoxor.d', 0b00100, 8, xor);
export const amoandW = amo('amoand.w', 0b01100, 4, and);
export const amoandD = amo('amoand.d', 0b01100, 8, and);
export const amoorW = amo('amoor.w', 0b01000, 4, or);
export const amoorD = amo('amoor.d', 0b01000, 8, or);
export const amominW = amo('amomin.w', 0b10000, 4, min);
export const amominD = amo('amomin.d', 0b10000, 8, min);
export const amomaxW = amo('amomax.w', 0b10100, 4, max);
export const amomaxD = amo('amomax.d', 0b10100, 8, max);
export const amominuW = amo('amominu.w', 0b11000, 4, minu);
export const amominuD = amo('amominu.d', 0b11000, 8, minu);
export const amomaxuW = amo('amomaxu.w', 0b11100, 4, maxu);
export const amomaxuD = amo('amomaxu.d', 0b11100, 8, maxu);
