/**
 * The CPU interface of a GICv3, which the board has. The PE decides who may access it, and whether a guest's access is meant for the
 * virtual interface. IHI 0069: AArch64 System register descriptions; ICH_HCR_EL2, Interrupt Controller Hyp Control Register.
 */
import { readField } from '#core/isa/evaluate.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { levelOf } from '../pstate.ts';
import { HCR } from './bits.ts';
import { numberOf, offsetOf, type Refusal, type SystemRegister } from './register.ts';

/** Where the board keeps those of the virtual interface, which have the numbers of the physical one's. */
const VIRTUAL = offsetOf(2 ** 16);

export const ICC_SRE_EL1 = numberOf(3, 0, 12, 12, 5);
const ICC_SRE_EL2 = numberOf(3, 4, 12, 9, 5);
const ICH_HCR_EL2 = numberOf(3, 4, 12, 11, 0);

/** Of ICC_SRE_EL2: EL1 may access its own. */
const SRE_ENABLE = 1n << 3n;

/** What registers at EL1 have in common: who routes them to the virtual interface, and who traps them. */
interface Group {
  /** Of HCR_EL2: any of them makes it the virtual interface's. */
  readonly virtual: bigint;
  /** Of HCR_EL2: any of them traps it to EL2, as the virtual interface has none. */
  readonly absent: bigint;
  /** Of ICH_HCR_EL2. */
  readonly traps: bigint;
}

const TC = 1n << 10n;
const TALL0 = 1n << 11n;
const TALL1 = 1n << 12n;
const TDIR = 1n << 14n;
const ANY = HCR.IMO | HCR.FMO;
const common: Group = { virtual: ANY, absent: 0n, traps: TC };
const generating: Group = { virtual: 0n, absent: ANY, traps: TC };
const group0: Group = { virtual: HCR.FMO, absent: 0n, traps: TALL0 };
const group1: Group = { virtual: HCR.IMO, absent: 0n, traps: TALL1 };
const alone: Group = { virtual: 0n, absent: 0n, traps: 0n };

const AP0R = 4;

/** Of a register of EL1, by its fields. */
function groupOf(CRn: number, CRm: number, op2: number): Group {
  if (CRn === 4) return common; // PMR
  switch (CRm) {
    case 8:
      return group0; // IAR0, EOIR0, HPPIR0, BPR0, AP0R
    case 9:
      return op2 < AP0R ? group1 : alone; // AP1R
    case 11:
      if (op2 === 1) return { ...common, traps: TC | TDIR }; // DIR
      return op2 === 3 ? common : generating; // RPR; SGI1R, ASGI1R, SGI0R
    default:
      if (op2 === 4) return common; // CTLR
      if (op2 === 5) return alone; // SRE
      return op2 === 6 ? group0 : group1; // IGRPEN0; IAR1, EOIR1, HPPIR1, BPR1, IGRPEN1
  }
}

const isOfEl1 = (op1: number, CRn: number, CRm: number, op2: number): boolean =>
  op1 === 0 && ((CRn === 4 && CRm === 6 && op2 === 0) || (CRn === 12 && CRm >= 8 && CRm <= 12));
const isOfEl2 = (op1: number, CRn: number, CRm: number): boolean => op1 === 4 && CRn === 12 && CRm >= 8;

/** Register `number`; undefined when it is none of the interface's. */
export function gicRegister(number: number): SystemRegister | undefined {
  const [op1, CRn, CRm, op2] = [(number >> 11) & 7, (number >> 7) & 15, (number >> 3) & 15, number & 7];
  if (number >> 14 !== 3) return undefined;
  const ofBoard = { name: 'ICC', number, isOfBoard: true, read: () => 0n, write: () => {} } as const;
  if (isOfEl2(op1, CRn, CRm)) return ofBoard;
  if (!isOfEl1(op1, CRn, CRm, op2)) return undefined;
  const group = groupOf(CRn, CRm, op2);
  return {
    ...ofBoard,
    refusal: (context) => refusalOf(context, number, group),
    offsetAtBoard: (context) => offsetOf(number) + (isVirtual(context, group) ? VIRTUAL : 0),
  };
}

function isVirtual({ block }: HartContext, { virtual }: Group): boolean {
  return levelOf(block) === 1 && (readField(block, layout.HCR_EL2) & virtual) !== 0n;
}

function refusalOf(context: HartContext, number: number, { absent, traps }: Group): Refusal | undefined {
  const { block } = context;
  if (levelOf(block) !== 1) return undefined;
  if ((readField(block, layout.HCR_EL2) & absent) !== 0n) return 'trappedToEl2';
  const held = (register: number) => context.sysregRead(offsetOf(register), 8);
  if (number === ICC_SRE_EL1) return ((held(ICC_SRE_EL2) ?? SRE_ENABLE) & SRE_ENABLE) === 0n ? 'trappedToEl2' : undefined;
  return ((held(ICH_HCR_EL2) ?? 0n) & traps) !== 0n ? 'trappedToEl2' : undefined;
}
