import { describe, expect, it } from 'vitest';
import { execute } from '../testing/execute.ts';
import * as zicsr from './zicsr.ts';

const x = { 1: 0xabcn, 7: 7n };
const serve = () => 0x55n;

describe('CSR instructions', () => {
  it.each([
    ['csrrw', zicsr.csrrw, { rd: 3, rs1: 1, csr: 0x340n }, ['csrrw', 0x340n, 0xabcn, 3n]],
    ['csrrw x0', zicsr.csrrw, { rd: 0, rs1: 1, csr: 0x340n }, ['csrrw', 0x340n, 0xabcn, 0n]],
    ['csrrs', zicsr.csrrs, { rd: 3, rs1: 1, csr: 0xfffn }, ['csrrs', 0xfffn, 0xabcn, 1n]],
    ['csrrs of a register that holds 0', zicsr.csrrs, { rd: 3, rs1: 2, csr: 0x340n }, ['csrrs', 0x340n, 0n, 2n]],
    ['csrrs of x0', zicsr.csrrs, { rd: 3, rs1: 0, csr: 0x340n }, ['csrrs', 0x340n, 0n, 0n]],
    ['csrrc', zicsr.csrrc, { rd: 3, rs1: 7, csr: 0x340n }, ['csrrc', 0x340n, 7n, 7n]],
    ['csrrwi', zicsr.csrrwi, { rd: 3, zimm: 31, csr: 0x340n }, ['csrrw', 0x340n, 31n, 3n]],
    ['csrrsi', zicsr.csrrsi, { rd: 3, zimm: 31, csr: 0x340n }, ['csrrs', 0x340n, 31n, 31n]],
    ['csrrci of 0', zicsr.csrrci, { rd: 3, zimm: 0, csr: 0x340n }, ['csrrc', 0x340n, 0n, 0n]],
  ] as const)('%s tells the service which of reading and writing to do', (_, insn, fields, call) => {
    const outcome = execute(insn, fields, { x, serve });
    expect(outcome.served).toEqual([call]);
    expect(outcome.x(3)).toBe(fields.rd === 3 ? 0x55n : 0n);
    expect(outcome.x(0)).toBe(0n);
  });

  it('may swap a register with itself', () => {
    expect(execute(zicsr.csrrw, { rd: 1, rs1: 1, csr: 0x340n }, { x, serve }).x(1)).toBe(0x55n);
  });
});
