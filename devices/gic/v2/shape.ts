/** Could a GICv2 be in this state? */
import { listOf, record, type Shape, uint } from '#core/shape.ts';
import * as reg from './registers.ts';
import { type Gicv2State, SGI_COUNT } from './state.ts';

const byte = uint(0xff);
const u32 = uint(0xffff_ffff);

function bankOf(words: number): Shape {
  const word = listOf(u32, words);
  return record({
    group: word,
    enabled: word,
    latched: word,
    active: word,
    level: word,
    edge: word,
    priority: listOf(byte, 32 * words),
  });
}

const hart = record({
  bank: bankOf(1),
  sgiSources: listOf(byte, SGI_COUNT),
  CTLR: uint(reg.GICC_CTLR_WRITABLE),
  PMR: byte,
  BPR: uint(7),
  ABPR: uint(7),
  APR: listOf(u32, 4),
  NSAPR: listOf(u32, 4),
  GICH_HCR: u32,
  GICH_VMCR: u32,
  GICH_APR: u32,
  GICH_LR: listOf(u32, reg.LIST_REGISTER_COUNT),
});

/** `DeviceKind.accepts`. */
export function isStateOf(value: unknown, { spis, targets, harts }: Gicv2State): boolean {
  const shape = record({
    GICD_CTLR: uint(reg.CTLR_EnableGrp0 | reg.CTLR_EnableGrp1),
    spis: bankOf(spis.enabled.length),
    targets: listOf(byte, targets.length),
    harts: listOf(hart, harts.length),
  });
  return shape(value);
}
