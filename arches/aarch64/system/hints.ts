/** Hints and barriers. PEs take turns and caches never show, so that there is nothing to order. */
import { bits, encodingOf } from '#core/isa/encoding.ts';
import type { Encoding, Insn } from '#core/isa/insn.ts';
import type { Service } from '#core/isa/semantics.ts';
import { layout } from '../layout.ts';
import { defineInsn } from '../vocabulary.ts';
import * as services from './services.ts';

type NoFields = Readonly<Record<never, never>>;
type HintFields = { readonly crm: number; readonly op2: number };
type BarrierFields = { readonly crm: number };

const hintWord = (crm: number, op2: number) => 0xd503_201f | (crm << 8) | (op2 << 5);

const hint = (mnemonic: string, op2: number, service: Service, crm = 0): Insn =>
  defineInsn<NoFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [encodingOf({ format: 'hint', sizeBytes: 4, match: hintWord(crm, op2), mask: 0xffff_ffff, fields: {} })],
    endsBlock: true,
    execute: (m) => void m.serve(service),
  });

const SERVED: readonly Insn[] = [
  hint('yield', 1, services.yieldQuantum),
  hint('wfe', 2, services.wfe),
  hint('wfi', 3, services.wfi),
  hint('sev', 4, services.sev),
  hint('sevl', 5, services.sevl),
  hint('esb', 0, services.esb, 2),
];
const servedWords = SERVED.flatMap(({ encodings }) => encodings.map(({ match }) => match));

/** NOP, and every hint of a feature that is not here: pointer authentication, branch targets, profiling, trace. */
const nop = defineInsn<HintFields>({
  mnemonic: 'hint',
  spec: 'arm: HINT, NOP',
  encodings: [
    encodingOf<HintFields>({
      format: 'hintNumber',
      sizeBytes: 4,
      match: hintWord(0, 0),
      mask: 0xffff_f01f,
      fields: { crm: bits(8, 4), op2: bits(5, 3) },
      isReserved: ({ crm, op2 }) => servedWords.includes(hintWord(crm, op2) >>> 0),
    }),
  ],
  execute: () => {},
});

const barrierEncoding = (op2: number): Encoding<BarrierFields> =>
  encodingOf<BarrierFields>({
    format: 'barrier',
    sizeBytes: 4,
    match: 0xd503_301f | (op2 << 5),
    mask: 0xffff_f0ff,
    fields: { crm: bits(8, 4) },
  });

const clrex = defineInsn<BarrierFields>({
  mnemonic: 'clrex',
  spec: 'arm: CLREX',
  encodings: [barrierEncoding(2)],
  execute: (m) => m.writeField(layout.exclusiveSize, m.const64(0n)),
});

const barrier = (mnemonic: string, op2: number): Insn =>
  defineInsn<BarrierFields>({
    mnemonic,
    spec: `arm: ${mnemonic.toUpperCase()}`,
    encodings: [barrierEncoding(op2)],
    endsBlock: mnemonic === 'isb',
    execute: () => {},
  });

export const hints: readonly Insn[] = [...SERVED, nop, clrex, barrier('dsb', 4), barrier('dmb', 5), barrier('isb', 6)];
