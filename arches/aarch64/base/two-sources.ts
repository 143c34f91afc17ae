/** Data processing of two registers: division and variable shifts. Division never traps: by zero it gives zero. */
import { encodingOf, register } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import type { Arithmetic } from '#core/isa/semantics.ts';
import { type DataSize, SIZES, sf } from '../operands.ts';
import { defineInsn } from '../vocabulary.ts';
import { type ShiftKind, shifted } from './shifts.ts';

export type ThreeFields = { readonly rd: number; readonly rn: number; readonly rm: number };

export const twoSources = (format: string, opcode: number, size: DataSize): Encoding<ThreeFields> =>
  encodingOf<ThreeFields>({
    format,
    sizeBytes: 4,
    match: 0x1ac0_0000 | sf(size) | (opcode << 10),
    mask: 0xffe0_fc00,
    fields: { rd: register(0), rn: register(5), rm: register(16) },
  });

/** Divides by 1 instead, and then forgets it. */
function quotient<V>(m: Arithmetic<V>, divide: (a: V, b: V) => V, dividend: V, divisor: V): V {
  const isZero = m.eq(divisor, m.const64(0n));
  const safe = m.select(isZero, m.const64(1n), divisor);
  return m.select(isZero, m.const64(0n), divide(dividend, safe));
}

/** The divisor, or 1 where the quotient would be 2^63: dividing by 1 gives what the overflow should. */
function withoutOverflow<V>(m: Arithmetic<V>, dividend: V, divisor: V): V {
  const overflows = m.and(m.eq(dividend, m.const64(-(2n ** 63n))), m.eq(divisor, m.const64(-1n)));
  return m.select(overflows, m.const64(1n), divisor);
}

const SHIFTS: readonly { readonly mnemonic: string; readonly kind: ShiftKind; readonly opcode: number }[] = [
  { mnemonic: 'lslv', kind: 'lsl', opcode: 8 },
  { mnemonic: 'lsrv', kind: 'lsr', opcode: 9 },
  { mnemonic: 'asrv', kind: 'asr', opcode: 10 },
  { mnemonic: 'rorv', kind: 'ror', opcode: 11 },
];

const insnsOf = (size: DataSize): readonly Insn[] => [
  defineInsn<ThreeFields>({
    mnemonic: 'udiv',
    spec: 'arm: UDIV',
    encodings: [twoSources(`twoSources${size}`, 2, size)],
    execute: (m, { rd, rn, rm }) => m.writeX(64, rd, quotient(m, m.divu, m.readX(size, rn), m.readX(size, rm))),
  }),
  defineInsn<ThreeFields>({
    mnemonic: 'sdiv',
    spec: 'arm: SDIV',
    encodings: [twoSources(`twoSources${size}`, 3, size)],
    execute: (m, { rd, rn, rm }) => {
      const [dividend, divisor] = [m.readX(64, rn), m.readX(64, rm)];
      if (size === 32) return m.writeX(32, rd, quotient(m, m.divs, m.sext32(dividend), m.sext32(divisor)));
      m.writeX(64, rd, quotient(m, m.divs, dividend, withoutOverflow(m, dividend, divisor)));
    },
  }),
  ...SHIFTS.map(({ mnemonic, kind, opcode }) =>
    defineInsn<ThreeFields>({
      mnemonic,
      spec: `arm: ${mnemonic.toUpperCase()}`,
      encodings: [twoSources(`twoSources${size}`, opcode, size)],
      execute: (m, { rd, rn, rm }) => {
        const amount = size === 64 ? m.readX(64, rm) : m.and(m.readX(64, rm), m.const64(31n));
        m.writeX(64, rd, shifted(m, kind, size, m.readX(size, rn), amount));
      },
    }),
  ),
];

export const twoSourceInsns: readonly Insn[] = SIZES.flatMap(insnsOf);
