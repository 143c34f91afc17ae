/**
 * The A extension: load-reserved and store-conditional.
 *
 * A reservation is the virtual address that `lr` read, and covers the doubleword there. It ends with any `sc`, any trap or trap
 * return, the end of the hart's quantum (so other harts' stores, which come after, need not be watched) and any DMA. Not
 * modelled: an `sc` through another mapping of the same page; it fails, as any `sc` may.
 */
import type { Insn } from '#core/isa/insn.ts';
import type { Width } from '#core/isa/semantics.ts';
import { exception } from '../causes.ts';
import { type AtomicFields, atomicType, type LoadReservedFields, loadReservedType } from '../formats.ts';
import { layout } from '../layout.ts';
import { yieldQuantum } from '../priv/services.ts';
import { defineInsn } from '../vocabulary.ts';
import { trapUnlessAligned } from './alignment.ts';

const SPEC = 'unpriv: Load-Reserved/Store-Conditional Instructions';

const loadReserved = (mnemonic: string, funct3: number, width: Width): Insn<LoadReservedFields> =>
  defineInsn({
    mnemonic,
    spec: SPEC,
    encodings: [loadReservedType({ funct5: 0b00010, funct3 })],
    execute: (m, { rd, rs1 }) => {
      const address = m.readX(rs1);
      trapUnlessAligned(m, address, width, exception.LOAD_ADDRESS_MISALIGNED);
      const loaded = m.load(address, width, 'signed');
      m.writeField(layout.reservationAddress, address);
      m.writeField(layout.reservationValid, m.const64(1n));
      m.writeX(rd, loaded);
    },
  });

/** A store that fails touches no memory, so it meets no page fault either. It lets other harts run, who may hold what it wants. */
const storeConditional = (mnemonic: string, funct3: number, width: Width): Insn<AtomicFields> =>
  defineInsn({
    mnemonic,
    spec: SPEC,
    encodings: [atomicType({ funct5: 0b00011, funct3 })],
    endsBlock: true,
    execute: (m, { rd, rs1, rs2 }) => {
      const address = m.readX(rs1);
      trapUnlessAligned(m, address, width, exception.STORE_ADDRESS_MISALIGNED);
      const isReserved = m.eq(m.readField(layout.reservationAddress), address);
      const succeeds = m.and(m.readField(layout.reservationValid), isReserved);
      const value = m.readX(rs2);
      m.if(
        succeeds,
        () => m.store(address, width, value),
        () => void m.serve(yieldQuantum),
      );
      m.writeField(layout.reservationValid, m.const64(0n));
      m.writeX(rd, m.xor(succeeds, m.const64(1n)));
    },
  });

export const lrW = loadReserved('lr.w', 0b010, 4);
export const lrD = loadReserved('lr.d', 0b011, 8);
export const scW = storeConditional('sc.w', 0b010, 4);
export const scD = storeConditional('sc.d', 0b011, 8);
