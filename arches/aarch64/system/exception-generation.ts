/**
 * SVC, HVC, SMC and BRK, and ERET. HLT and DCPS1 to DCPS3 are for an external debugger, whom nobody is here, and so undefined; DRPS is
 * for Debug state.
 */
import { encodingOf } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { exceptionClass } from '../exception-classes.ts';
import { layout } from '../layout.ts';
import { unsigned } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import * as services from './services.ts';

type ImmediateFields = { readonly imm: bigint };

const encoding = (opc: number, LL: number): Encoding<ImmediateFields> =>
  encodingOf<ImmediateFields>({
    format: 'exception',
    sizeBytes: 4,
    match: 0xd400_0000 | (opc << 21) | LL,
    mask: 0xffe0_001f,
    fields: { imm: unsigned(5, 16) },
  });

const svc = defineInsn<ImmediateFields>({
  mnemonic: 'svc',
  spec: 'arm: SVC',
  encodings: [encoding(0, 1)],
  endsBlock: true,
  execute: (m, { imm }) => m.trap(exceptionClass.SVC, m.imm(imm)),
});

/** Whether there is anybody to call depends on where from. */
const hvc = defineInsn<ImmediateFields>({
  mnemonic: 'hvc',
  spec: 'arm: HVC',
  encodings: [encoding(0, 2)],
  endsBlock: true,
  execute: (m, { imm }) => void m.serve(services.hvc, m.imm(imm)),
});

const smc = defineInsn<ImmediateFields>({
  mnemonic: 'smc',
  spec: 'arm: SMC',
  encodings: [encoding(0, 3)],
  endsBlock: true,
  execute: (m, { imm }) => void m.serve(services.smc, m.imm(imm)),
});

const brk = defineInsn<ImmediateFields>({
  mnemonic: 'brk',
  spec: 'arm: BRK',
  encodings: [encoding(1, 0)],
  endsBlock: true,
  execute: (m, { imm }) => m.trap(exceptionClass.BRK, m.imm(imm)),
});

const eret = defineInsn({
  mnemonic: 'eret',
  spec: 'arm: ERET',
  encodings: [encodingOf({ format: 'eret', sizeBytes: 4, match: 0xd69f_03e0, mask: 0xffff_ffff, fields: {} })],
  endsBlock: true,
  execute: (m) => {
    m.serve(services.eret);
    m.jump(m.readField(layout.pc));
  },
});

export const exceptionGeneration: readonly Insn[] = [svc, hvc, smc, brk, eret];
