/** Small guests, as words. Imported by tests only. */
import { bne } from '#arches/riscv64/i/control.ts';
import { ecall } from '#arches/riscv64/i/environment.ts';
import { addi, auipc } from '#arches/riscv64/i/integer.ts';
import { ld } from '#arches/riscv64/i/loads-stores.ts';
import { assemble } from '#core/isa/insn.ts';
import { assembleLines, type Line } from '#core/testing/assembler.ts';

const [zero, t0, t1, s0, s1, a0, a1, a2, a6, a7] = [0, 5, 6, 8, 9, 10, 11, 12, 16, 17];

export interface SbiCall {
  readonly a0: bigint;
  readonly a1: bigint;
  readonly a2: bigint;
  readonly a6: bigint;
  readonly a7: bigint;
}

const CALL_SIZE = 40n;
/** No extension: a call that changes nothing, whose VM exit shows what the call before it left in a0 and a1. */
export const SHOW_ANSWER = 0x700n;
const LEGACY_SHUTDOWN = 8n;

const small = (rd: number, imm: bigint) => assemble(addi, { rd, rs1: zero, imm });

/** Code and, behind it, registers' values. */
function withData(lines: readonly Line[], data: readonly bigint[]): Uint8Array {
  const code = assembleLines(lines);
  const bytes = new Uint8Array(code.length + 8 * data.length);
  bytes.set(code);
  const view = new DataView(bytes.buffer, code.length);
  for (const [index, value] of data.entries()) view.setBigUint64(8 * index, BigInt.asUintN(64, value), true);
  return bytes;
}

/** Makes these calls, each followed by SHOW_ANSWER, and shuts down. */
export function callsGuest(calls: readonly SbiCall[]): Uint8Array {
  const load = (rd: number, rs1: number, imm: bigint) => assemble(ld, { rd, rs1, imm });
  const code: Line[] = [
    assemble(auipc, { rd: s0, imm: 0n }),
    load(s1, s0, 72n), // bytes of all calls
    assemble(addi, { rd: s0, rs1: s0, imm: 80n }),
    'loop:',
    ...[a0, a1, a2, a6, a7].map((register, index) => load(register, s0, 8n * BigInt(index))),
    assemble(ecall, {}),
    small(a7, SHOW_ANSWER),
    assemble(ecall, {}),
    assemble(addi, { rd: s0, rs1: s0, imm: CALL_SIZE }),
    assemble(addi, { rd: s1, rs1: s1, imm: -CALL_SIZE }),
    (to) => assemble(bne, { rs1: s1, rs2: zero, imm: to('loop') }),
    small(a7, LEGACY_SHUTDOWN),
    assemble(ecall, {}),
    0,
    0,
  ];
  const values = calls.flatMap((call) => [call.a0, call.a1, call.a2, call.a6, call.a7]);
  return withData(code, [CALL_SIZE * BigInt(calls.length), ...values]);
}

/** The instruction at 0x8020_0008 of `wrongGuest`, which may use an address in t0. */
const deeds = {
  load: assemble(ld, { rd: t1, rs1: t0, imm: 0n }),
  store: 0x0062_b023, // sd t1, 0(t0)
  jump: 0x0002_8067, // jr t0
  fence: 0x6200_0073, // hfence.gvma
  readHstatus: 0x6000_22f3, // csrr t0, hstatus
  readMhartid: 0xf140_22f3, // csrr t0, mhartid
} as const;

export type Deed = keyof typeof deeds;

/** Does one thing that it may not. */
export function wrongGuest(deed: Deed, address = 0n): Uint8Array {
  return withData([assemble(auipc, { rd: t0, imm: 0n }), assemble(ld, { rd: t0, rs1: t0, imm: 16n }), deeds[deed], 0], [address]);
}
