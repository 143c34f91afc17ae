/**
 * The CSR instructions. All end a block: a CSR may change how what follows is translated, decoded or interrupted.
 * Services are told the number of rd or rs1, because x0 means not reading or not writing.
 */
import type { Insn } from '#core/isa/insn.ts';
import { csrImmediateType, csrType } from '../formats.ts';
import { defineInsn } from '../vocabulary.ts';
import * as services from './services.ts';

const SPEC = 'unpriv: CSR Instructions';

export const csrrw = defineInsn({
  mnemonic: 'csrrw',
  spec: SPEC,
  encodings: [csrType({ funct3: 0b001 })],
  endsBlock: true,
  execute: (m, { rd, rs1, csr }) => m.writeX(rd, m.serve(services.csrrw, m.imm(csr), m.readX(rs1), m.imm(rd))),
});

export const csrrs = defineInsn({
  mnemonic: 'csrrs',
  spec: SPEC,
  encodings: [csrType({ funct3: 0b010 })],
  endsBlock: true,
  execute: (m, { rd, rs1, csr }) => m.writeX(rd, m.serve(services.csrrs, m.imm(csr), m.readX(rs1), m.imm(rs1))),
});

export const csrrc = defineInsn({
  mnemonic: 'csrrc',
  spec: SPEC,
  encodings: [csrType({ funct3: 0b011 })],
  endsBlock: true,
  execute: (m, { rd, rs1, csr }) => m.writeX(rd, m.serve(services.csrrc, m.imm(csr), m.readX(rs1), m.imm(rs1))),
});

export const csrrwi = defineInsn({
  mnemonic: 'csrrwi',
  spec: SPEC,
  encodings: [csrImmediateType({ funct3: 0b101 })],
  endsBlock: true,
  execute: (m, { rd, zimm, csr }) => m.writeX(rd, m.serve(services.csrrw, m.imm(csr), m.imm(zimm), m.imm(rd))),
});

export const csrrsi = defineInsn({
  mnemonic: 'csrrsi',
  spec: SPEC,
  encodings: [csrImmediateType({ funct3: 0b110 })],
  endsBlock: true,
  execute: (m, { rd, zimm, csr }) => m.writeX(rd, m.serve(services.csrrs, m.imm(csr), m.imm(zimm), m.imm(zimm))),
});

export const csrrci = defineInsn({
  mnemonic: 'csrrci',
  spec: SPEC,
  encodings: [csrImmediateType({ funct3: 0b111 })],
  endsBlock: true,
  execute: (m, { rd, zimm, csr }) => m.writeX(rd, m.serve(services.csrrc, m.imm(csr), m.imm(zimm), m.imm(zimm))),
});

export const zicsr: readonly Insn[] = [csrrw, csrrs, csrrc, csrrwi, csrrsi, csrrci];
