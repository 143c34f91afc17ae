/** Registers of self-hosted debug, and the OS lock. What they do is in `debug.ts` and `debug-points.ts`. */
import { readField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { BREAKPOINT_COUNT, layout, registerOf, WATCHPOINT_COUNT } from '../layout.ts';
import { levelOf } from '../pstate.ts';
import { HCR, MDCR } from './bits.ts';
import { constant, defineRegister, ignored, type Refusal, type SystemRegister, stored } from './register.ts';

/** Of MDCR_EL2: traps debug registers, those of the OS lock, where others are, and all where EL2 takes debug exceptions. */
const { TDA, TDOSA, TDRA, TDE } = MDCR;

/** With HCR_EL2.TGE, all of these count as set. */
const trappedBy =
  (bits: bigint) =>
  ({ block }: HartContext): Refusal | undefined => {
    const isSet =
      (readField(block, layout.MDCR_EL2) & (bits | TDE)) !== 0n || (readField(block, layout.HCR_EL2) & HCR.TGE) !== 0n;
    return levelOf(block) < 2 && isSet ? 'trappedToEl2' : undefined;
  };

/** Bits of MDSCR_EL1 that self-hosted debug has: MDE, KDE, TDCC, SS. */
const MDSCR_WRITABLE = 0xb001n;
const CLAIM_TAGS = 0xffn;
/** OS Lock Model: the lock is implemented. */
const OSLM = 8n;
const OSLK = 2n;

const flag = (field: Field, mask: bigint): Required<Pick<SystemRegister, 'write'>> => ({
  write: ({ block }, value) => block.setUint8(field.offset, (value & mask) !== 0n ? 1 : 0),
});

const numbered = (count: number, name: (index: number) => string, op2: number, field: (index: number) => Field) =>
  Array.from({ length: count }, (_, index) =>
    defineRegister(name(index), [2, 0, 0, index, op2], {
      ...stored(field(index)),
      refusal: trappedBy(TDA),
      affects: 'translation',
    }),
  );

export const debugRegisters: readonly SystemRegister[] = [
  defineRegister('MDSCR_EL1', [2, 0, 0, 2, 2], {
    ...stored(layout.MDSCR_EL1, MDSCR_WRITABLE),
    refusal: trappedBy(TDA),
    affects: 'translation',
  }),
  defineRegister('MDCCINT_EL1', [2, 0, 0, 2, 0], { ...ignored, refusal: trappedBy(TDA) }),
  defineRegister('MDCCSR_EL0', [2, 3, 0, 1, 0], { ...constant(0n), refusal: trappedBy(TDA) }),
  defineRegister('MDRAR_EL1', [2, 0, 1, 0, 0], { ...constant(0n), refusal: trappedBy(TDRA) }),
  defineRegister('OSLAR_EL1', [2, 0, 1, 0, 4], {
    ...flag(layout.OSLK, 1n),
    refusal: trappedBy(TDOSA),
    affects: 'translation',
  }),
  defineRegister('OSLSR_EL1', [2, 0, 1, 1, 4], {
    read: ({ block }) => OSLM | (block.getUint8(layout.OSLK.offset) !== 0 ? OSLK : 0n),
    refusal: trappedBy(TDOSA),
  }),
  defineRegister('OSDLR_EL1', [2, 0, 1, 3, 4], {
    read: ({ block }) => BigInt(block.getUint8(layout.OSDLK.offset)),
    ...flag(layout.OSDLK, 1n),
    refusal: trappedBy(TDOSA),
  }),
  defineRegister('DBGPRCR_EL1', [2, 0, 1, 4, 4], { ...ignored, refusal: trappedBy(TDOSA) }),
  defineRegister('DBGCLAIMSET_EL1', [2, 0, 7, 8, 6], {
    read: () => CLAIM_TAGS,
    write: ({ block }, value) =>
      block.setBigUint64(layout.DBGCLAIM.offset, readField(block, layout.DBGCLAIM) | (value & CLAIM_TAGS), true),
    refusal: trappedBy(TDA),
  }),
  defineRegister('DBGCLAIMCLR_EL1', [2, 0, 7, 9, 6], {
    read: ({ block }) => readField(block, layout.DBGCLAIM),
    write: ({ block }, value) =>
      block.setBigUint64(layout.DBGCLAIM.offset, readField(block, layout.DBGCLAIM) & ~value & CLAIM_TAGS, true),
    refusal: trappedBy(TDA),
  }),
  defineRegister('DBGAUTHSTATUS_EL1', [2, 0, 7, 14, 6], { ...constant(0n), refusal: trappedBy(TDA) }),
  ...numbered(
    BREAKPOINT_COUNT,
    (n) => `DBGBVR${n}_EL1`,
    4,
    (n) => registerOf(layout.DBGBVR, n),
  ),
  ...numbered(
    BREAKPOINT_COUNT,
    (n) => `DBGBCR${n}_EL1`,
    5,
    (n) => registerOf(layout.DBGBCR, n),
  ),
  ...numbered(
    WATCHPOINT_COUNT,
    (n) => `DBGWVR${n}_EL1`,
    6,
    (n) => registerOf(layout.DBGWVR, n),
  ),
  ...numbered(
    WATCHPOINT_COUNT,
    (n) => `DBGWCR${n}_EL1`,
    7,
    (n) => registerOf(layout.DBGWCR, n),
  ),
];
