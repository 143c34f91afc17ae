/** Could a GICv3 be in this state? */
import { listOf, record, type Shape, same, u64, uint } from '#core/shape.ts';
import * as reg from './registers.ts';
import { type Gicv3State, PRIORITY_MASK } from './state.ts';

const u32 = uint(0xffff_ffff);
const binaryPoint = uint(7);
const priority = uint(PRIORITY_MASK);
const route = uint(2 ** 40 - 1);

function bankOf(words: number): Shape {
  const word = listOf(u32, words);
  return record({
    group: word,
    enabled: word,
    latched: word,
    active: word,
    level: word,
    edge: word,
    priority: listOf(priority, 32 * words),
  });
}

const hart = record({
  bank: bankOf(1),
  GICR_WAKER: uint(reg.WAKER_ProcessorSleep | reg.WAKER_ChildrenAsleep),
  ICC_PMR: priority,
  ICC_BPR0: binaryPoint,
  ICC_BPR1: binaryPoint,
  ICC_CTLR: uint(reg.ICC_CTLR_CBPR | reg.ICC_CTLR_EOImode),
  ICC_IGRPEN0: uint(1),
  ICC_IGRPEN1: uint(1),
  ICC_SRE_EL2: uint(reg.ICC_SRE_FIXED | reg.ICC_SRE_EL2_Enable),
  ICC_AP0R0: u32,
  ICC_AP1R0: u32,
  ICH_HCR: u32,
  ICH_VMCR: u32,
  ICH_AP0R0: u32,
  ICH_AP1R0: u32,
  ICH_LR: listOf(u64, reg.LIST_REGISTER_COUNT),
});

/** `DeviceKind.accepts`. */
export function isStateOf(value: unknown, { redistributorOffset, spis, routes, harts }: Gicv3State): boolean {
  const shape = record({
    redistributorOffset: same(redistributorOffset),
    GICD_CTLR: uint(reg.CTLR_EnableGrp0 | reg.CTLR_EnableGrp1),
    spis: bankOf(spis.enabled.length),
    routes: listOf(route, routes.length),
    harts: listOf(hart, harts.length),
  });
  return shape(value);
}
