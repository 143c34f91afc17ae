/** Draws a case: tables, system registers, registers, and a program. */
import { Random } from '../random.ts';
import { drawValue } from '../values.ts';
import { type Case, type CaseRegister, placeUnits } from './case.ts';
import {
  drawCnthctl,
  drawCntkctl,
  drawCpacr,
  drawCptr,
  drawDebug,
  drawHcr,
  drawMdcr,
  drawSctlr,
  drawSpsr,
  idleSctlr,
} from './draw-registers.ts';
import { CODE } from './layout.ts';
import { modes } from './modes.ts';
import { drawRegisters } from './registers.ts';
import { drawStage1, guestTargets, memoryTargets, type Stage1 } from './stage-1.ts';
import { drawStage2, type Stage2 } from './stage-2.ts';
import { drawUnit } from './units.ts';
import { drawInWindow, drawPhysical } from './window.ts';
import { SP } from './words.ts';

/** Nothing is there in any address space. */
const NOWHERE = [0x6000_0000n, 0x20_0000_0000n, 0x0034_5678_9abc_de00n, 0xffff_c000_0000n];
/** FPCR: AHP, DN, FZ, RMode, FZ16. */
const FPCR_DRAWN = 0x07c8_0000n;
const MAIR = 0xff44_0c04_bb4f_ff00n;

/** The same numbers give the same case. */
export function drawCase(seed: number, mode: string, length: number): Case {
  const traits = modes.get(mode)!;
  const random = new Random(seed);
  const registers = drawRegisters(random);
  const { hcr, inject } = drawHcr(random, traits);
  const control = drawSctlr(random, traits);
  // Which addresses there are is drawn before the program, which needs them; the tables hang on the program's size.
  const tablesSeed = random.u32();
  const layoutOf = (codeSize: number) => drawTables(new Random(tablesSeed), mode, control.writableIsNotExecutable, codeSize);
  const drawAddress = addressDrawer(random, layoutOf(0));
  const { stage1 } = layoutOf(0);
  const nowhere = stage1 === undefined ? NOWHERE : [...NOWHERE, stage1.lower.window.nowhere];
  const context = { random, registers, traits, drawAddress, drawNowhere: () => random.pick(nowhere), hcr, inject };
  const x = Array.from({ length: 31 }, (_, i) => (registers.bases.includes(i) ? drawAddress() : drawValue(random)));
  const units = Array.from({ length }, () => drawUnit(context));
  const placed = placeUnits({ units });
  const codeSize = placed.at(-1)!.address + 4 - CODE;
  const { stage1: own, stage2, words } = layoutOf(codeSize);
  const isOfEl2 = traits.level === 2 || traits.isHost;
  const ofEl1 = isOfEl2 ? undefined : own;
  const ofEl2 = isOfEl2 ? own : undefined;
  const all: Record<CaseRegister, bigint> = {
    sctlr_el1: isOfEl2 ? idleSctlr : control.sctlr,
    tcr_el1: ofEl1?.tcr ?? 0n,
    ttbr0_el1: ofEl1?.ttbr0 ?? 0n,
    ttbr1_el1: ofEl1?.ttbr1 ?? 0n,
    mair_el1: MAIR,
    cpacr_el1: drawCpacr(random),
    cntkctl_el1: drawCntkctl(random),
    csselr_el1: 0n,
    vtcr_el2: stage2?.vtcr ?? 0n,
    vttbr_el2: stage2?.vttbr ?? 0n,
    vpidr_el2: random.u64() & 0xffff_ffffn,
    vmpidr_el2: random.u64(),
    cnthctl_el2: drawCnthctl(random, hcr, traits),
    mdcr_el2: drawMdcr(random),
    tcr_el2: ofEl2?.tcr ?? 0n,
    ttbr0_el2: ofEl2?.ttbr0 ?? 0n,
    ttbr1_el2: ofEl2?.ttbr1 ?? 0n,
    mair_el2: MAIR,
    sp_el0: drawAddress(),
    sp_el1: drawAddress(),
    fpcr: random.chance(50) ? 0n : random.u64() & FPCR_DRAWN,
    ...drawDebug(random, traits, inject, placed),
  };
  return {
    ...{ seed, mode, inject, units, hcr },
    rounds: 2,
    link: registers.link,
    spsr: drawSpsr(random),
    sctlr2: isOfEl2 ? control.sctlr : idleSctlr,
    cptr: drawCptr(random, hcr),
    registers: all,
    x,
    sp: registers.bases.includes(SP) ? drawAddress() : 0n,
    v: Array.from({ length: 64 }, () => drawVector(random)),
    tables: words,
  };
}

interface Translation {
  readonly stage1: Stage1 | undefined;
  readonly stage2: Stage2 | undefined;
  readonly words: Map<number, bigint>;
}

function drawTables(random: Random, mode: string, writableIsNotExecutable: boolean, codeSize: number): Translation {
  const traits = modes.get(mode)!;
  const words = new Map<number, bigint>();
  const stage2 = traits.hasStage2 ? drawStage2(random, codeSize, words) : undefined;
  if (traits.granuleBits === 0) return { stage1: undefined, stage2, words };
  const targets = (granuleBits: number) =>
    stage2 === undefined
      ? memoryTargets(random, 2 ** granuleBits, granuleBits)
      : guestTargets(random, stage2.window, granuleBits, 2 ** granuleBits);
  const stage1 = drawStage1(random, { traits, codeSize, writableIsNotExecutable, targets, words });
  stage2?.showTables(stage1.lower.tables);
  if (stage1.upper !== undefined) stage2?.showTables(stage1.upper.tables);
  return { stage1, stage2, words };
}

/** Addresses of the space that a case's accesses are in; sometimes with a tag, or where no address is. */
function addressDrawer(random: Random, { stage1, stage2 }: Translation): () => bigint {
  if (stage1 === undefined) {
    if (stage2 === undefined) return () => drawPhysical(random);
    return () => (random.chance(50) ? drawPhysical(random) : drawInWindow(random, stage2.window));
  }
  const { lower, upper, upperSign, ignoresTop } = stage1;
  const tagged = (address: bigint, isTagged: boolean) =>
    isTagged && random.chance(30) ? address ^ (BigInt(random.below(256)) << 56n) : address;
  return () => {
    const kind = random.below(20);
    if (kind === 0) return drawPhysical(random);
    if (kind === 1) return BigInt.asUintN(64, lower.window.pages ^ (1n << BigInt(48 + random.below(16))));
    if (upper !== undefined && random.chance(40)) return tagged(upperSign + drawInWindow(random, upper.window), ignoresTop[1]);
    return tagged(drawInWindow(random, lower.window), ignoresTop[0]);
  };
}

/** Half of a V register: numbers of each format that are near each other, special ones, and anything. */
function drawVector(random: Random): bigint {
  const lanes = (count: number, draw: () => bigint) =>
    Array.from({ length: count }, draw).reduce((sum, lane) => (sum << BigInt(64 / count)) | lane, 0n);
  const sign = () => BigInt(random.below(2));
  const number = (exponentBits: number, fractionBits: number): bigint => {
    const special = [0n, 1n, (1n << BigInt(exponentBits)) - 1n];
    const bias = (1n << BigInt(exponentBits - 1)) - 1n;
    const exponent = random.chance(25) ? random.pick(special) : bias - 4n + BigInt(random.below(8));
    const fraction = random.chance(25) ? random.pick([0n, 1n, 1n << BigInt(fractionBits - 1)]) : random.u64();
    return (
      (sign() << BigInt(exponentBits + fractionBits)) |
      (exponent << BigInt(fractionBits)) |
      (fraction & ((1n << BigInt(fractionBits)) - 1n))
    );
  };
  switch (random.below(5)) {
    case 0:
      return lanes(4, () => number(5, 10));
    case 1:
      return lanes(2, () => number(8, 23));
    case 2:
      return number(11, 52);
    case 3:
      return BigInt.asUintN(64, drawValue(random));
    default:
      return random.u64();
  }
}
