/**
 * Instructions of the H extension: loads and stores as a guest makes them, and fences. A fence may forget more than it must, and
 * the TLB is never out of date, so fences only check who executes them.
 */
import type { Insn } from '#core/isa/insn.ts';
import type { Service, Width } from '#core/isa/semantics.ts';
import { addressSpaceType, unaryType } from '../formats.ts';
import { defineInsn, type RiscvSemantics } from '../vocabulary.ts';
import * as services from './services.ts';

const SYSTEM = 0b1110011;
const FUNCT3 = 0b100;
const ACCESSES = 'priv: Hypervisor Virtual-Machine Load and Store Instructions';
const FENCES = 'priv: Hypervisor Memory-Management Fence Instructions';
const SVINVAL = 'priv: "Svinval" Extension for Fine-Grained Address-Translation Cache Invalidation';

interface Load {
  readonly funct7: number;
  /** In the place of rs2: which form of the load. */
  readonly rs2: number;
  readonly width: Width;
  /** Zero-extended if absent. */
  readonly extend?: <V, O>(m: RiscvSemantics<V, O>, value: V) => V;
  readonly service?: Service;
}

const load = (mnemonic: string, { funct7, rs2, width, extend, service = services.guestLoad }: Load) =>
  defineInsn({
    mnemonic,
    spec: ACCESSES,
    encodings: [unaryType({ opcode: SYSTEM, funct3: FUNCT3, funct12: (funct7 << 5) | rs2 })],
    endsBlock: true,
    execute: (m, { rd, rs1 }) => {
      const value = m.serve(service, m.readX(rs1), m.const64(BigInt(width)));
      m.writeX(rd, extend === undefined ? value : extend(m, value));
    },
  });

const store = (mnemonic: string, funct7: number, width: Width) =>
  defineInsn({
    mnemonic,
    spec: ACCESSES,
    encodings: [addressSpaceType({ funct7, funct3: FUNCT3 })],
    endsBlock: true,
    execute: (m, { rs1, rs2 }) => void m.serve(services.guestStore, m.readX(rs1), m.const64(BigInt(width)), m.readX(rs2)),
  });

const fence = (mnemonic: string, spec: string, funct7: number, service: Service) =>
  defineInsn({
    mnemonic,
    spec,
    encodings: [addressSpaceType({ funct7 })],
    endsBlock: true,
    execute: (m) => void m.serve(service),
  });

export const hlvB = load('hlv.b', { funct7: 0b0110000, rs2: 0, width: 1, extend: (m, value) => m.sext8(value) });
export const hlvBu = load('hlv.bu', { funct7: 0b0110000, rs2: 1, width: 1 });
export const hlvH = load('hlv.h', { funct7: 0b0110010, rs2: 0, width: 2, extend: (m, value) => m.sext16(value) });
export const hlvHu = load('hlv.hu', { funct7: 0b0110010, rs2: 1, width: 2 });
export const hlvxHu = load('hlvx.hu', { funct7: 0b0110010, rs2: 3, width: 2, service: services.guestFetch });
export const hlvW = load('hlv.w', { funct7: 0b0110100, rs2: 0, width: 4, extend: (m, value) => m.sext32(value) });
export const hlvWu = load('hlv.wu', { funct7: 0b0110100, rs2: 1, width: 4 });
export const hlvxWu = load('hlvx.wu', { funct7: 0b0110100, rs2: 3, width: 4, service: services.guestFetch });
export const hlvD = load('hlv.d', { funct7: 0b0110110, rs2: 0, width: 8 });

export const hsvB = store('hsv.b', 0b0110001, 1);
export const hsvH = store('hsv.h', 0b0110011, 2);
export const hsvW = store('hsv.w', 0b0110101, 4);
export const hsvD = store('hsv.d', 0b0110111, 8);

export const hfenceVvma = fence('hfence.vvma', FENCES, 0b0010001, services.hfenceVvma);
export const hfenceGvma = fence('hfence.gvma', FENCES, 0b0110001, services.hfenceGvma);
export const hinvalVvma = fence('hinval.vvma', SVINVAL, 0b0010011, services.hfenceVvma);
export const hinvalGvma = fence('hinval.gvma', SVINVAL, 0b0110011, services.hfenceGvma);

const loads: readonly Insn[] = [hlvB, hlvBu, hlvH, hlvHu, hlvxHu, hlvW, hlvWu, hlvxWu, hlvD];
const stores: readonly Insn[] = [hsvB, hsvH, hsvW, hsvD];

export const hypervisor: readonly Insn[] = [...loads, ...stores, hfenceVvma, hfenceGvma, hinvalVvma, hinvalGvma];
