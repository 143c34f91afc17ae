/** Draws the control a case runs under: what is trapped, what is allowed, what may interrupt. */
import type { Random } from '../random.ts';
import type { Placed } from '../unit.ts';
import type { ModeTraits } from './modes.ts';
import { WFI } from './words.ts';

const bit = (number: number): bigint => 1n << BigInt(number);
const bits = (...numbers: readonly number[]): bigint => numbers.reduce((sum, number) => sum | bit(number), 0n);

/** Each of `mask`'s bits, `percent` times in a hundred. */
function drawBits(random: Random, mask: bigint, percent: number): bigint {
  let drawn = 0n;
  for (let i = 0; i < 64; i++) if ((mask & bit(i)) !== 0n && random.chance(percent)) drawn |= bit(i);
  return drawn;
}

/** RES1 where SCTLR_ELx has nothing. */
const SCTLR_RES1 = 0x30c0_0800n;
const [M, WXN] = [bit(0), bit(19)];
/** UMA, DZE, UCT, nTWI, nTWE, SPAN, UCI, DSSBS; C and I, which do not show. No SA and SA0: QEMU 7.2 never checks SP. */
const SCTLR_DRAWN = bits(9, 14, 15, 16, 18, 23, 26, 44, 2, 12);
const A = bit(1);
/** By which QEMU 7.2 lets EL0 see the masks below a host, too. */
const UMA = bit(9);

export interface Control {
  readonly sctlr: bigint;
  readonly writableIsNotExecutable: boolean;
}

export function drawSctlr(random: Random, { level, isHost, granuleBits }: ModeTraits): Control {
  const writableIsNotExecutable = granuleBits !== 0 && random.chance(15);
  const isOfHost = level === 0 && isHost;
  const a = random.chance(20) ? A : 0n;
  const drawn = SCTLR_RES1 | drawBits(random, isOfHost ? SCTLR_DRAWN & ~UMA : SCTLR_DRAWN, 65) | a;
  return {
    sctlr: drawn | (granuleBits === 0 ? 0n : M) | (writableIsNotExecutable ? WXN : 0n),
    writableIsNotExecutable,
  };
}
/** Of a level that the case does not run at. */
export const idleSctlr = SCTLR_RES1;

const [VM, TGE, RW, E2H, TSC, HCD] = [bit(0), bit(27), bit(31), bit(34), bit(19), bit(29)];
/** FMO, IMO, AMO. */
const ROUTES = bits(3, 4, 5);
/** VF, VI, VSE: those that the routes let be. */
const PENDING = [bits(6), bits(7), bits(8)];
/** TWI, TID1, TID2, TID3, TIDCP, TACR, TSW, TPCP, TPU, TTLB, TVM, TDZ, TRVM, TLOR, TERR. */
const TRAPS = bits(13, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 28, 30, 35, 36);
const DC = bit(12);

export interface Hypervision {
  readonly hcr: bigint;
  readonly inject: bigint;
}

export function drawHcr(random: Random, traits: ModeTraits): Hypervision {
  const { level, isHost, isBelowEl2, granuleBits, hasStage2 } = traits;
  // HVC or SMC tells the harness of EL1.
  const calls = random.chance(15) ? HCD | TSC : 0n;
  if (isBelowEl2) return { hcr: RW | TGE | calls | drawBits(random, ROUTES | TRAPS, 15), inject: 0n };
  if (isHost)
    return { hcr: RW | E2H | calls | (level === 0 || random.chance(50) ? TGE : 0n) | drawBits(random, TRAPS, 10), inject: 0n };
  if (level === 2) return { hcr: RW | calls | drawBits(random, ROUTES | TRAPS, 10), inject: 0n };
  const isTrapping = random.chance(60);
  const traps = isTrapping ? drawBits(random, TRAPS | TSC, 25) : 0n;
  const routes = drawBits(random, ROUTES, 60);
  const inject = random.chance(40) ? PENDING.reduce((sum, each) => sum | (random.chance(60) ? each : 0n), 0n) : 0n;
  const stage2 = hasStage2 ? VM | (granuleBits === 0 && random.chance(30) ? DC : 0n) : 0n;
  // Of a hypervisor that is a host, with this below it.
  const e2h = random.chance(25) ? E2H : 0n;
  return { hcr: RW | calls | traps | routes | stage2 | e2h, inject };
}

const FPEN_ALL = bits(20, 21);
const FPEN = [0n, bit(20), bit(21)];
/** RES1 of CPTR_EL2 without E2H, less TFP. */
const CPTR_RES1 = 0x33ffn & ~bit(10);

const drawFpen = (random: Random): bigint => (random.chance(88) ? FPEN_ALL : random.pick(FPEN));

export const drawCpacr = drawFpen;
export function drawCptr(random: Random, hcr: bigint): bigint {
  if ((hcr & E2H) !== 0n) return drawFpen(random) | (random.chance(15) ? bit(31) : 0n);
  return CPTR_RES1 | (random.chance(8) ? bit(10) : 0n) | (random.chance(15) ? bit(31) : 0n);
}

/** TDE, TDA, TDOSA, TDRA. */
export const drawMdcr = (random: Random): bigint =>
  drawBits(random, bit(8), 30) | (random.chance(30) ? drawBits(random, bits(9, 10, 11), 40) : 0n);
/** Who may read time: EL0PCTEN, EL0VCTEN, EL0VTEN, EL0PTEN; EL1PCTEN and EL1PCEN, and where E2H has them. */
export const drawCntkctl = (random: Random): bigint => drawBits(random, bits(0, 1, 8, 9), 50);
export function drawCnthctl(random: Random, hcr: bigint, { level }: ModeTraits): bigint {
  if ((hcr & E2H) !== 0n) return drawBits(random, bits(0, 1, 8, 9, 10, 11), 50);
  // QEMU 7.2 looks at EL1PCEN where EL0 reads the counter, which EL1PCTEN guards.
  return level === 0 ? random.pick([0n, bits(0, 1)]) : drawBits(random, bits(0, 1), 50);
}

/** N, Z, C, V, UAO, PAN, SS, SSBS, D, A, I, F, and at EL1 and EL2 their own SP. */
export const drawSpsr = (random: Random): bigint =>
  drawBits(random, bits(31, 30, 29, 28), 50) |
  drawBits(random, bits(23, 22, 21, 12), 25) |
  drawBits(random, bits(9, 8, 7, 6, 0), 75);

/** Registers of self-hosted debug. */
export interface Debug {
  readonly mdscr_el1: bigint;
  readonly dbgbvr0_el1: bigint;
  readonly dbgbcr0_el1: bigint;
  readonly dbgbvr1_el1: bigint;
  readonly dbgbcr1_el1: bigint;
  readonly dbgbvr5_el1: bigint;
  readonly dbgbcr5_el1: bigint;
}

const [SS, KDE, MDE] = [bit(0), bit(13), bit(15)];
/** HMC, SSC and PMC that a breakpoint may have together: see that register. */
const BREAKPOINT_STATES = [
  ...[1n, 2n, 3n].flatMap((pmc) => [pmc << 1n, (1n << 14n) | (pmc << 1n)]),
  ...[1n, 3n].flatMap((pmc) => [bit(13) | (pmc << 1n), bit(13) | bit(14) | (pmc << 1n)]),
  bit(13) | (3n << 14n),
];
const ALL_BYTES = 0xfn << 5n;
const [LINKED, LINKED_CONTEXT] = [1n << 20n, 3n << 20n];
/** The last breakpoint, which can compare a context. */
const CONTEXT_BREAKPOINT = 5n << 16n;

/**
 * Breakpoints in the code, which can be fetched, and steps; none while virtual interrupts come up, which of both is first is open. The level
 * that takes debug exceptions does not step itself: the harness would change what its ERET returns to, and QEMU 7.2 steps once more when
 * PSTATE.D is set. Nor is WFI stepped, which QEMU 7.2 then does not trap.
 */
export function drawDebug(random: Random, { level }: ModeTraits, inject: bigint, placed: readonly Placed[]): Debug {
  const isDebugged = inject === 0n && random.chance(20);
  const canStep = level < 2 && !placed.some(({ words }) => words.includes(WFI));
  const own = canStep && random.chance(40) ? SS : drawBits(random, KDE, 60);
  const drawPlace = () => BigInt(random.pick(placed).address);
  const state = () => (random.chance(90) ? 1n : 0n) | random.pick(BREAKPOINT_STATES) | ALL_BYTES;
  const control = () => state() | (random.chance(30) ? LINKED | CONTEXT_BREAKPOINT : 0n);
  const isOfContext = random.chance(70);
  return {
    mdscr_el1: isDebugged ? own | drawBits(random, MDE, 80) : 0n,
    dbgbvr0_el1: drawPlace(),
    dbgbcr0_el1: control(),
    dbgbvr1_el1: drawPlace(),
    dbgbcr1_el1: control(),
    // CONTEXTIDR starts with 0.
    dbgbvr5_el1: isOfContext ? BigInt(random.below(2)) : drawPlace(),
    dbgbcr5_el1: state() | (isOfContext ? LINKED_CONTEXT : 0n),
  };
}
