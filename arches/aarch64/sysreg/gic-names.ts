/** Names of the registers of a GIC's CPU interfaces, which the board has. gic: System register descriptions. */
import { numberOf } from './register.ts';

type Named = readonly [name: string, op1: number, CRm: number, op2: number];

/** Of one register a priority group. */
const group = (stem: string, op1: number, CRm: number, first: number): readonly Named[] =>
  [0, 1, 2, 3].map((n) => [`${stem}${n}_EL${op1 === 4 ? 2 : 1}`, op1, CRm, first + n]);
const lists = (CRm: number, first: number): readonly Named[] =>
  Array.from({ length: 8 }, (_, n) => [`ICH_LR${first + n}_EL2`, 4, CRm, n]);

/** CRn is 12, but for the priority mask. */
const REGISTERS: readonly Named[] = [
  ['ICC_IAR0_EL1', 0, 8, 0],
  ['ICC_EOIR0_EL1', 0, 8, 1],
  ['ICC_HPPIR0_EL1', 0, 8, 2],
  ['ICC_BPR0_EL1', 0, 8, 3],
  ...group('ICC_AP0R', 0, 8, 4),
  ...group('ICC_AP1R', 0, 9, 0),
  ['ICC_DIR_EL1', 0, 11, 1],
  ['ICC_RPR_EL1', 0, 11, 3],
  ['ICC_SGI1R_EL1', 0, 11, 5],
  ['ICC_ASGI1R_EL1', 0, 11, 6],
  ['ICC_SGI0R_EL1', 0, 11, 7],
  ['ICC_IAR1_EL1', 0, 12, 0],
  ['ICC_EOIR1_EL1', 0, 12, 1],
  ['ICC_HPPIR1_EL1', 0, 12, 2],
  ['ICC_BPR1_EL1', 0, 12, 3],
  ['ICC_CTLR_EL1', 0, 12, 4],
  ['ICC_SRE_EL1', 0, 12, 5],
  ['ICC_IGRPEN0_EL1', 0, 12, 6],
  ['ICC_IGRPEN1_EL1', 0, 12, 7],
  ...group('ICH_AP0R', 4, 8, 0),
  ...group('ICH_AP1R', 4, 9, 0),
  ['ICC_SRE_EL2', 4, 9, 5],
  ['ICH_HCR_EL2', 4, 11, 0],
  ['ICH_VTR_EL2', 4, 11, 1],
  ['ICH_MISR_EL2', 4, 11, 2],
  ['ICH_EISR_EL2', 4, 11, 3],
  ['ICH_ELRSR_EL2', 4, 11, 5],
  ['ICH_VMCR_EL2', 4, 11, 7],
  ...lists(12, 0),
  ...lists(13, 8),
];
const CRN = 12;

export const gicNames: ReadonlyMap<number, string> = new Map([
  [numberOf(3, 0, 4, 6, 0), 'ICC_PMR_EL1'],
  ...REGISTERS.map(([name, op1, CRm, op2]): [number, string] => [numberOf(3, op1, CRN, CRm, op2), name]),
]);
