import { describe, expect, it } from 'vitest';
import { assemble } from '#core/isa/insn.ts';
import { layout } from '../layout.ts';
import { decode, decodeModeOf } from '../rv64.ts';
import { execute } from '../testing/execute.ts';
import { csrrw } from './zicsr.ts';

const MODES = { M: [3, false], HS: [1, false], U: [0, false], VS: [1, true], VU: [0, true] } as const;

/** What `csrrw x3, number, x1` does in a mode: writes a field in place, or calls its service. */
function outcomeIn(mode: keyof typeof MODES, number: bigint): string {
  const [privilege, isVirtual] = MODES[mode];
  const decoded = decode(assemble(csrrw, { rd: 3, rs1: 1, csr: number }), decodeModeOf(true, privilege, isVirtual));
  const outcome = execute(decoded!.insn, decoded!.fields, { x: { 1: 0x1234n } });
  const written = Object.values(layout).find((field) => 'width' in field && outcome.state(field) === 0x1234n);
  return outcome.served.length > 0 ? 'service' : (written?.name ?? 'nothing');
}

const outcomes = (number: bigint) => (['M', 'HS', 'U', 'VS', 'VU'] as const).map((mode) => outcomeIn(mode, number));

describe('a CSR that only holds what is written', () => {
  it.each([
    ['sscratch', 0x140n, ['sscratch', 'sscratch', 'service', 'vsscratch', 'service']],
    ['sepc', 0x141n, ['sepc', 'sepc', 'service', 'vsepc', 'service']],
    ['scause', 0x142n, ['scause', 'scause', 'service', 'vscause', 'service']],
    ['stval', 0x143n, ['stval', 'stval', 'service', 'vstval', 'service']],
    ['vsscratch', 0x240n, ['vsscratch', 'vsscratch', 'service', 'service', 'service']],
    ['htval', 0x643n, ['htval', 'htval', 'service', 'service', 'service']],
    ['mscratch', 0x340n, ['mscratch', 'service', 'service', 'service', 'service']],
    ['mtval2', 0x34bn, ['mtval2', 'service', 'service', 'service', 'service']],
    ['stimecmp, which decides more', 0x14dn, ['service', 'service', 'service', 'service', 'service']],
    ['satp', 0x180n, ['service', 'service', 'service', 'service', 'service']],
  ])('%s is written in place by who may: in M, HS, U, VS, VU', (_, number, expected) => {
    expect(outcomes(number)).toEqual(expected);
  });
});

it('has a place that an operand of a record can name, whichever CSR and mode it is', () => {
  const places = Object.values(MODES).flatMap(([privilege, isVirtual]) =>
    Array.from({ length: 4096 }, (_, number) => {
      const word = assemble(csrrw, { rd: 3, rs1: 1, csr: BigInt(number) });
      return Number(decode(word, decodeModeOf(true, privilege, isVirtual))!.fields['word'] ?? 0);
    }),
  );
  expect(Math.max(...places)).toBeLessThan(32);
});
