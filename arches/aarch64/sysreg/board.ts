/**
 * Registers that devices of the board have: counters and timers. The PE decides who may access them, and passes the access on with the
 * register's number times eight. A board without such a device leaves them undefined. The interrupt controller's are in `gic.ts`.
 */
import { readField } from '#core/isa/evaluate.ts';
import type { HartContext } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { isHost, levelOf } from '../pstate.ts';
import { HCR } from './bits.ts';
import { defineRegister, numberOf, offsetOf, type Refusal, type SystemRegister, stored } from './register.ts';

/** Let EL0 use them, in CNTKCTL_EL1 and, for a host, CNTHCTL_EL2. */
const EL0PCTEN = 1n << 0n;
const EL0VCTEN = 1n << 1n;
const EL0VTEN = 1n << 8n;
const EL0PTEN = 1n << 9n;

/** Let EL1 use the physical ones, in CNTHCTL_EL2; ten bits higher with E2H. */
const EL1PCTEN = 1n << 0n;
const EL1PCEN = 1n << 1n;
const E2H_SHIFT = 10n;

interface TimerAccess {
  /** Bit for EL0. */
  readonly el0: bigint;
  /** Bit for EL1 and EL0 below a hypervisor; absent for what it does not guard. */
  readonly el1?: bigint;
}

const refusalOf =
  ({ el0, el1 }: TimerAccess) =>
  ({ block }: HartContext): Refusal | undefined => {
    const level = levelOf(block);
    if (level === 2) return undefined;
    const hosted = isHost(block);
    const control = readField(block, hosted ? layout.CNTHCTL_EL2 : layout.CNTKCTL_EL1);
    if (level === 0 && (control & el0) === 0n) return 'trapped';
    if (el1 === undefined || hosted) return undefined;
    const hasE2h = (readField(block, layout.HCR_EL2) & HCR.E2H) !== 0n;
    const guard = hasE2h ? el1 << E2H_SHIFT : el1;
    return (readField(block, layout.CNTHCTL_EL2) & guard) === 0n ? 'trappedToEl2' : undefined;
  };

const timers: readonly (readonly [string, number, TimerAccess])[] = [
  ['CNTP', 2, { el0: EL0PTEN, el1: EL1PCEN }],
  ['CNTV', 3, { el0: EL0VTEN }],
];

const ofBoard = { isOfBoard: true, read: () => 0n, write: () => {} } as const;
const PARTS = ['TVAL', 'CTL', 'CVAL'];
const CNTPCT = numberOf(3, 3, 14, 0, 1);
const CNTVCT = numberOf(3, 3, 14, 0, 2);
/** A timer of EL2 has op1 4. */
const EL2_OP1 = 4;

/** "the virtual offset ... is treated as zero": for a host at EL2, and for its applications. */
function hasNoOffset({ block }: HartContext): boolean {
  return levelOf(block) === 2 ? (readField(block, layout.HCR_EL2) & HCR.E2H) !== 0n : levelOf(block) === 0 && isHost(block);
}

/** A host's applications have the timers of EL2. */
const timerOffset = (CRm: number, op2: number) => (context: HartContext) =>
  offsetOf(numberOf(3, levelOf(context.block) === 0 && isHost(context.block) ? EL2_OP1 : 3, 14, CRm, op2));

export const boardRegisters: readonly SystemRegister[] = [
  defineRegister('CNTFRQ_EL0', [3, 3, 14, 0, 0], {
    ...stored(layout.CNTFRQ_EL0, 0xffff_ffffn),
    refusal: (context, isWrite) => {
      if (isWrite) return levelOf(context.block) === 2 ? undefined : 'undefined';
      return refusalOf({ el0: EL0PCTEN | EL0VCTEN })(context);
    },
  }),
  defineRegister('CNTPCT_EL0', [3, 3, 14, 0, 1], {
    isOfBoard: true,
    read: () => 0n,
    refusal: refusalOf({ el0: EL0PCTEN, el1: EL1PCTEN }),
  }),
  defineRegister('CNTVCT_EL0', [3, 3, 14, 0, 2], {
    isOfBoard: true,
    read: () => 0n,
    refusal: refusalOf({ el0: EL0VCTEN }),
    offsetAtBoard: (context) => offsetOf(hasNoOffset(context) ? CNTPCT : CNTVCT),
  }),
  ...timers.flatMap(([name, CRm, access]) =>
    PARTS.map((part, op2) =>
      defineRegister(`${name}_${part}_EL0`, [3, 3, 14, CRm, op2], {
        ...ofBoard,
        refusal: refusalOf(access),
        offsetAtBoard: timerOffset(CRm, op2),
      }),
    ),
  ),
  defineRegister('CNTVOFF_EL2', [3, 4, 14, 0, 3], ofBoard),
  ...PARTS.map((part, op2) => defineRegister(`CNTHP_${part}_EL2`, [3, EL2_OP1, 14, 2, op2], ofBoard)),
  ...PARTS.map((part, op2) => defineRegister(`CNTHV_${part}_EL2`, [3, EL2_OP1, 14, 3, op2], ofBoard)),
];
