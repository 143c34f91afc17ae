/**
 * Privileged instructions, and the Svinval extension. All may change how what follows is translated or interrupted, and trap
 * where the privilege does not suffice. The hypervisor's (hfence, hinval, hlv, hlvx, hsv) are in `h/`.
 */
import type { Insn } from '#core/isa/insn.ts';
import { addressSpaceType, fixed } from '../formats.ts';
import { layout } from '../layout.ts';
import { defineInsn } from '../vocabulary.ts';
import * as services from './services.ts';

const SVINVAL = 'priv: "Svinval" Extension for Fine-Grained Address-Translation Cache Invalidation';

export const mret = defineInsn({
  mnemonic: 'mret',
  spec: 'priv: Trap-Return Instructions',
  encodings: [fixed(0x3020_0073)],
  endsBlock: true,
  execute: (m) => {
    const target = m.readField(layout.mepc);
    m.serve(services.mret);
    m.jump(target);
  },
});

export const sret = defineInsn({
  mnemonic: 'sret',
  spec: 'priv: Trap-Return Instructions',
  encodings: [fixed(0x1020_0073)],
  endsBlock: true,
  execute: (m) => {
    const target = m.select(m.readField(layout.virtualized), m.readField(layout.vsepc), m.readField(layout.sepc));
    m.serve(services.sret);
    m.jump(target);
  },
});

export const wfi = defineInsn({
  mnemonic: 'wfi',
  spec: 'priv: Wait for Interrupt',
  encodings: [fixed(0x1050_0073)],
  endsBlock: true,
  execute: (m) => void m.serve(services.wfi),
});

/** Whatever the operands narrow the fence to: forgetting more is allowed, and does not show. */
export const sfenceVma = defineInsn({
  mnemonic: 'sfence.vma',
  spec: 'priv: Supervisor Memory-Management Fence Instruction',
  encodings: [addressSpaceType({ funct7: 0b0001001 })],
  endsBlock: true,
  execute: (m) => void m.serve(services.sfenceVma),
});

export const sinvalVma = defineInsn({
  mnemonic: 'sinval.vma',
  spec: SVINVAL,
  encodings: [addressSpaceType({ funct7: 0b0001011 })],
  endsBlock: true,
  execute: (m) => void m.serve(services.sfenceVma),
});

export const sfenceWInval = defineInsn({
  mnemonic: 'sfence.w.inval',
  spec: SVINVAL,
  encodings: [fixed(0x1800_0073)],
  endsBlock: true,
  execute: (m) => void m.serve(services.sfenceInval),
});

export const sfenceInvalIr = defineInsn({
  mnemonic: 'sfence.inval.ir',
  spec: SVINVAL,
  encodings: [fixed(0x1810_0073)],
  endsBlock: true,
  execute: (m) => void m.serve(services.sfenceInval),
});

export const privileged: readonly Insn[] = [mret, sret, wfi, sfenceVma, sinvalVma, sfenceWInval, sfenceInvalIr];
