/** MSR, MRS, SYS and SYSL. All end a block: a register may change how what follows is translated, decoded or interrupted. */
import { bits, encodingOf, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import { unsigned } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import * as services from './services.ts';

/** `system` is op0:op1:CRn:CRm:op2, as a number of 16 bits. */
type SystemFields = { readonly rt: number; readonly system: bigint };
type PstateFields = { readonly crm: number };

const systemEncoding = (format: string, match: number, mask: number): Encoding<SystemFields> =>
  encodingOf<SystemFields>({ format, sizeBytes: 4, match, mask, fields: { rt: register(0), system: unsigned(5, 16) } });

export const mrs: Insn = defineInsn<SystemFields>({
  mnemonic: 'mrs',
  spec: 'arm: MRS',
  encodings: [systemEncoding('moveFromSystem', 0xd530_0000, 0xfff0_0000)],
  endsBlock: true,
  execute: (m, { rt, system }) => m.writeX(64, rt, m.serve(services.readSystem, m.imm(system), m.imm(rt))),
});

export const msr: Insn = defineInsn<SystemFields>({
  mnemonic: 'msr',
  spec: 'arm: MSR (register)',
  encodings: [systemEncoding('moveToSystem', 0xd510_0000, 0xfff0_0000)],
  endsBlock: true,
  execute: (m, { rt, system }) => void m.serve(services.writeSystem, m.imm(system), m.imm(rt), m.readX(64, rt)),
});

const sys = defineInsn<SystemFields>({
  mnemonic: 'sys',
  spec: 'arm: SYS',
  encodings: [systemEncoding('systemInstruction', 0xd508_0000, 0xfff8_0000)],
  endsBlock: true,
  execute: (m, { rt, system }) => void m.serve(services.writeSystem, m.imm(system), m.imm(rt), m.readX(64, rt)),
});

const sysl = defineInsn<SystemFields>({
  mnemonic: 'sysl',
  spec: 'arm: SYSL',
  encodings: [systemEncoding('systemInstructionResult', 0xd528_0000, 0xfff8_0000)],
  endsBlock: true,
  execute: (m, { rt, system }) => m.writeX(64, rt, m.serve(services.readSystem, m.imm(system), m.imm(rt))),
});

/** Fields of PSTATE by op1 and op2. Others are of features that are not here, and undefined. */
export const PSTATE_FIELDS = {
  UAO: { op1: 0, op2: 3 },
  PAN: { op1: 0, op2: 4 },
  SPSel: { op1: 0, op2: 5 },
  SSBS: { op1: 3, op2: 1 },
  DAIFSet: { op1: 3, op2: 6 },
  DAIFClr: { op1: 3, op2: 7 },
} as const;

const pstateMoves: readonly Insn[] = Object.values(PSTATE_FIELDS).map(({ op1, op2 }) =>
  defineInsn<PstateFields>({
    mnemonic: 'msr',
    spec: 'arm: MSR (immediate)',
    encodings: [
      encodingOf<PstateFields>({
        format: `moveToPstate${op1}${op2}`,
        sizeBytes: 4,
        match: 0xd500_401f | (op1 << 16) | (op2 << 5),
        mask: 0xffff_f0ff,
        fields: { crm: bits(8, 4) },
      }),
    ],
    endsBlock: true,
    execute: (m, { crm }) => void m.serve(services.writePstate, m.const64(BigInt((op1 << 3) | op2)), m.imm(crm)),
  }),
);

/** Masks interrupts. */
export const daifSet: Insn = pstateMoves[Object.keys(PSTATE_FIELDS).indexOf('DAIFSet')]!;

export const systemMoves: readonly Insn[] = [mrs, msr, sys, sysl, ...pstateMoves];
