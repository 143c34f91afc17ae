/** Draws a case: page tables, CSRs, registers, and a program. */

import { Random } from '../random.ts';
import { drawValue } from '../values.ts';
import { type Case, type Guest, type Mode, modes, placeUnits } from './case.ts';
import { drawCsrs, drawInterrupts, drawStatus, NO_INTERRUPTS } from './draw-csrs.ts';
import { CODE } from './layout.ts';
import {
  addressDrawer,
  drawGuestMappings,
  drawGuestWindow,
  drawMappings,
  drawWindow,
  type Executable,
  guestTargets,
  memoryTargets,
  physicalDrawer,
} from './page-tables.ts';
import { drawRegisters } from './registers.ts';
import { drawUnit } from './units.ts';

const NOWHERE = [0n, 0x0080_0000n, 0xa000_0000n, 0x1234_5678_9abc_def0n, 0xffff_ffff_ffff_f000n, 0x7fff_ffff_ffff_fff0n];

/** A fault of a fetch at a table goes, on QEMU 7.2, where those of loads go. */
const drawsFetchFaults = (hiddenLevel: number, { medeleg }: Case['csrs']): boolean =>
  hiddenLevel !== 2 || (medeleg & (1n << 21n)) === 0n;

/** The same numbers give the same case. */
export function drawCase(seed: number, mode: Mode, length: number): Case {
  const random = new Random(seed);
  const traits = modes[mode];
  const { privilege, satpMode, vsatpMode, isVirtual, hasGuest } = traits;
  const registers = drawRegisters(random);
  const window = drawWindow(random, isVirtual ? vsatpMode : satpMode);
  const hgatpMode = random.chance(10) ? 0 : random.pick([8, 9, 10] as const);
  const guestWindow = hasGuest ? drawGuestWindow(random, hgatpMode) : undefined;
  const drawAddress = addressDrawer(random, window, physicalDrawer(random, guestWindow));
  const executable: Executable = hasGuest && !isVirtual && random.chance(50) ? 'as readable' : 'any';
  const interrupts = hasGuest ? drawInterrupts(random, traits) : NO_INTERRUPTS;
  const csrs = drawCsrs(random, traits, interrupts);
  const mstatus = drawStatus(random, traits);
  const hiddenLevel = window === undefined || random.chance(70) ? 0 : 1 + random.below(2);
  const nowhere = drawsFetchFaults(hiddenLevel, csrs) && guestWindow && window ? [...NOWHERE, window.nowhere] : NOWHERE;
  const context = {
    ...{ random, registers, traits, drawAddress, mstatus },
    drawNowhere: () => random.pick(nowhere),
    hasHlvx: executable === 'as readable',
    injected: interrupts.inject,
    hstatus: csrs.hstatus,
  };
  const x = Array.from({ length: 32 }, (_, i) => (registers.bases.includes(i) ? drawAddress() : drawValue(random)));
  const units = Array.from({ length }, () => drawUnit(context));
  const codeSize = placeUnits({ units }).at(-1)!.address + 4 - CODE;
  const targets = isVirtual && guestWindow !== undefined ? guestTargets(random, guestWindow) : memoryTargets(random);
  const leaves = { isUser: privilege === 0, executable };
  const guest: Guest | undefined = !hasGuest
    ? undefined
    : {
        hgatpMode,
        mappings: guestWindow === undefined ? [] : drawGuestMappings(random, guestWindow, executable, codeSize),
        hiddenLevel,
        inject: interrupts.inject,
      };
  return {
    ...{ seed, mode, guest, csrs, mstatus },
    rounds: 2,
    link: registers.link,
    fcsr: BigInt(random.below(5) << 5),
    x: x.map((value, i) => (i === 0 ? 0n : value)),
    f: Array.from({ length: 32 }, () => drawFloat(random)),
    mappings: window === undefined ? [] : drawMappings(random, { window, leaves, targets, codeSize, guestWindow }),
    units,
  };
}

/** Doubles and boxed singles of ordinary size, and anything. */
function drawFloat(random: Random): bigint {
  const boxed = (bits: number) => (0xffff_ffffn << 32n) | BigInt(bits >>> 0);
  const sign = random.below(2);
  switch (random.below(5)) {
    case 0:
      return boxed((sign << 31) | ((0x7f - 8 + random.below(16)) << 23) | random.below(2 ** 23));
    case 1:
      return boxed(
        random.pick([0, 0x8000_0000, 1, 0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0x7f80_0001, 0x007f_ffff, 0x7f7f_ffff]),
      );
    case 2:
      return (BigInt(sign) << 63n) | (BigInt(0x3ff - 8 + random.below(16)) << 52n) | (random.u64() >> 12n);
    case 3:
      return random.pick([
        0n,
        1n << 63n,
        1n,
        0x7ff0n << 48n,
        0xfff0n << 48n,
        0x7ff8n << 48n,
        (0x7ff0n << 48n) | 1n,
        0x000f_ffff_ffff_ffffn,
      ]);
    default:
      return random.u64();
  }
}
