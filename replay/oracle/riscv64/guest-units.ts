/** Random units of the H extension: for M, HS and U to look into a guest and enter it, for VS and VU to be refused. */

import type { Random } from '../random.ts';
import { drawValue } from '../values.ts';
import { fixedUnit } from './case.ts';
import { clearMprv, csr, leaveGuest } from './csr-units.ts';
import { drawFree } from './registers.ts';
import type { Draw, Kinds } from './unit-context.ts';
import * as w from './words.ts';

/** hlv and hsv by width, with the forms of rs2 that loads have: signed, unsigned, executable. */
const HLV = { forms: [[0, 1], [0, 1, 3], [0, 1, 3], [0]], funct7: [0x30, 0x32, 0x34, 0x36] } as const;
const HLVX_FORM = 3;

const access: Draw = ({ random, registers, hasHlvx }) => {
  const rs1 = random.pick(registers.bases);
  const width = random.below(4);
  const funct7 = HLV.funct7[width]!;
  if (random.chance(40)) return fixedUnit(w.rType(w.SYSTEM, 4, funct7 + 1, 0, rs1, random.below(32)));
  const forms = random.chance(97) ? HLV.forms[width]! : [2, 4, 31];
  const form = random.pick(forms.filter((each) => hasHlvx || each !== HLVX_FORM));
  return fixedUnit(w.rType(w.SYSTEM, 4, funct7, random.pick(registers.free), rs1, form));
};

const hfence = (random: Random, funct7: number) => w.rType(w.SYSTEM, 0, funct7, 0, random.below(32), random.below(32));
const HFENCE_VVMA = 0x11;
const HFENCE_GVMA = 0x31;

/** In VU it is illegal on QEMU 7.2. */
const fence: Draw = (context) => {
  const { random, traits } = context;
  if (traits.isVirtual && traits.privilege === 0) return access(context);
  return fixedUnit(hfence(random, random.pick([HFENCE_VVMA, HFENCE_GVMA])));
};

const HSTATUS = 0x600;
/** GVA, SPV, SPVP, HU, VTVM, VTW, VTSR */
const HSTATUS_FIELDS = [6n, 7n, 8n, 9n, 20n, 21n, 22n].map((bit) => 1n << bit);
const HSTATUS_MASK = HSTATUS_FIELDS.reduce((mask, field) => mask | field, 0n);

/** With a fence behind it: QEMU 7.2 goes on with what its TLB has for the other SPVP. */
const hstatus: Draw = ({ random, registers, traits }) => {
  const [rs1] = drawFree(random, registers, 1) as [number];
  const bits = random.pick(HSTATUS_FIELDS) | random.pick(HSTATUS_FIELDS);
  const form = random.pick([2, 3]);
  const words = [...leaveGuest(traits), ...w.li(rs1, bits), w.iType(w.SYSTEM, form, random.pick(registers.free), rs1, HSTATUS)];
  return fixedUnit(...words, ...(traits.isVirtual ? [] : [hfence(random, HFENCE_VVMA)]));
};

const ATP_MODES = [0n, 8n, 9n, 10n];
const drawAtp = (random: Random): bigint => (random.pick(ATP_MODES) << 60n) | (random.u64() & ((1n << 58n) - 1n));
const drawEven = (random: Random): bigint => drawValue(random) & ~1n;
const any = drawValue;

/** CSRs of HS and VS, and what may be written there, to be put back at once. Else QEMU 7.2 keeps bits that are not there. */
const SWAPPED: readonly (readonly [csr: number, draw: (random: Random) => bigint])[] = [
  [HSTATUS, (random) => drawValue(random) & HSTATUS_MASK],
  [0x602, any], // hedeleg
  [0x603, any], // hideleg
  [0x604, (random) => drawValue(random) & ~0x1000n], // hie
  [0x605, any], // htimedelta
  [0x607, any], // hgeie
  [0x60a, (random) => drawValue(random) & 0xf1n], // henvcfg
  [0x643, any], // htval
  [0x204, (random) => drawValue(random) & 0x222n], // vsie
  [0x205, (random) => drawValue(random) & ~2n], // vstvec
  [0x240, any], // vsscratch
  [0x241, drawEven], // vsepc
  [0x242, any], // vscause
  [0x243, any], // vstval
  [0x280, drawAtp], // vsatp
];
/** hgatp, mtinst, mtval2; in HS QEMU 7.2 has no TVM for hgatp. */
const SWAPPED_IN_M: typeof SWAPPED = [
  [0x680, drawAtp],
  [0x34a, any],
  [0x34b, any],
];

const swap: Draw = ({ random, registers, traits }) => {
  const [value, old, back] = drawFree(random, registers, 3) as [number, number, number];
  const [number, draw] = random.pick(traits.privilege === 3 ? [...SWAPPED, ...SWAPPED_IN_M] : SWAPPED);
  return fixedUnit(...leaveGuest(traits), ...w.li(value, draw(random)), w.csrrw(old, number, value), w.csrrw(back, number, old));
};

const HCOUNTEREN = 0x606;

/** By small numbers: QEMU 7.2 keeps 64 bits. */
const enable: Draw = ({ random, registers }) =>
  fixedUnit(w.iType(w.SYSTEM, random.pick([5, 6, 7]), random.pick(registers.free), random.below(8), HCOUNTEREN));

/** Whether cycle, time or instret may be read; not what they read as. */
const counter: Draw = ({ random }) => fixedUnit(w.csrrs(0, 0xc00 + random.below(3), 0));

const [SIE, SIP] = [0x104, 0x144];
const SSIP = 1n << 1n;
const VSSIP = 1n << 2n;

/** Interrupts allowed and refused, and SSIP set and cleared where it may come up. */
const interrupt: Draw = (context) => {
  const { random, registers, traits, injected } = context;
  const { privilege, isVirtual } = traits;
  if (privilege === 0) return csr(context);
  const [rs1] = drawFree(random, registers, 1) as [number];
  const form = random.pick([2, 3]);
  const maySet = (injected & (isVirtual ? VSSIP : SSIP)) !== 0n;
  if (maySet && random.chance(50)) return fixedUnit(...leaveGuest(traits), w.iType(w.SYSTEM, random.pick([6, 7]), 0, 2, SIP));
  const shown = isVirtual ? injected >> 1n : injected;
  const change = w.iType(w.SYSTEM, form, random.pick(registers.free), rs1, SIE);
  return fixedUnit(...leaveGuest(traits), ...w.li(rs1, shown), change);
};

const TW = 1n << 21n;
const VTW = 1n << 21n;

/** wfi where it is refused. For VU QEMU 7.2 does not look at TW. */
const wait: Draw = (context) => {
  const { traits, mstatus } = context;
  const isRefused = traits.privilege === 0 ? (mstatus & TW) === 0n : ((mstatus & TW) | (context.hstatus & VTW)) !== 0n;
  return traits.isVirtual && isRefused ? fixedUnit(0x1050_0073) : counter(context);
};

const [MPP, MPP_S, MPV] = [3n << 11n, 1n << 11n, 1n << 39n];
/** MXR, TVM, TSR: in VS QEMU 7.2 heeds not the first, and the others, which are for HS. */
const [MXR, TVM, TSR] = [1n << 19n, 1n << 20n, 1n << 22n];
const [SPP, SPV] = [1n << 8n, 1n << 7n];

/** A return that goes on in VS, at the next unit. */
const enter: Draw = (context) => {
  const { random, registers, traits } = context;
  if (traits.isVirtual || traits.privilege === 0) return access(context);
  const [at, bits] = drawFree(random, registers, 2) as [number, number];
  const change = (form: 2 | 3, number: number, value: bigint) => [...w.li(bits, value), w.iType(w.SYSTEM, form, 0, bits, number)];
  const isMachine = traits.privilege === 3;
  const setUp = isMachine
    ? [...clearMprv(3, bits), ...change(3, 0x300, MPP | MXR | TVM | TSR), ...change(2, 0x300, MPP_S | MPV)]
    : [...change(3, 0x100, MXR), ...change(2, 0x100, SPP), ...change(2, HSTATUS, SPV)];
  const [epc, leave] = isMachine ? [0x341, 0x3020_0073] : [0x141, 0x1020_0073];
  return fixedUnit(...leaveGuest(traits), ...setUp, w.auipc(at, 0), w.addi(at, at, 16), w.csrrw(0, epc, at), leave);
};

export const GUEST_KINDS: Kinds = [
  [70, access],
  [6, fence],
  [12, hstatus],
  [20, swap],
  [4, enable],
  [8, counter],
  [20, interrupt],
  [3, wait],
  [12, enter],
];
