/** A case: a program in units, the registers and page tables it starts with, and its record in the harness's memory. */
import { type Placed, placeFrom, type Unit } from '../unit.ts';
import { CODE, CODE_SIZE_MAX } from './layout.ts';
import { EBREAK } from './words.ts';

/** How a mode runs. The tables of satp and vsatp are the same; a satpMode of 0 is Bare. */
export interface ModeTraits {
  readonly privilege: 0 | 1 | 3;
  readonly isVirtual: boolean;
  /** Is there a guest's address space, to run in or to look into? */
  readonly hasGuest: boolean;
  readonly satpMode: SatpMode;
  readonly vsatpMode: SatpMode;
}
export type SatpMode = 0 | 8 | 9 | 10;

const plain = (privilege: 0 | 1 | 3, satpMode: SatpMode): ModeTraits => ({
  privilege,
  isVirtual: false,
  hasGuest: false,
  satpMode,
  vsatpMode: 0,
});
const host = (privilege: 0 | 1 | 3, satpMode: SatpMode): ModeTraits => ({
  privilege,
  isVirtual: false,
  hasGuest: true,
  satpMode,
  vsatpMode: satpMode,
});
const guest = (privilege: 0 | 1, vsatpMode: SatpMode): ModeTraits => ({
  privilege,
  isVirtual: true,
  hasGuest: true,
  satpMode: 0,
  vsatpMode,
});

const MODES = {
  M: plain(3, 0),
  /** M with page tables, which MPRV brings into play. */
  MP: plain(3, 8),
  S: plain(1, 0),
  S39: plain(1, 8),
  S48: plain(1, 9),
  S57: plain(1, 10),
  U: plain(0, 0),
  U39: plain(0, 8),
  U48: plain(0, 9),
  /** M, HS and U with a guest that they look into and, but for U, enter. */
  MH: host(3, 0),
  MH39: host(3, 8),
  HS: host(1, 0),
  HS39: host(1, 8),
  HS48: host(1, 9),
  HU39: host(0, 8),
  VS: guest(1, 0),
  VS39: guest(1, 8),
  VS48: guest(1, 9),
  VS57: guest(1, 10),
  VU: guest(0, 0),
  VU39: guest(0, 8),
  VU48: guest(0, 9),
  VU57: guest(0, 10),
} as const satisfies Readonly<Record<string, ModeTraits>>;

export type Mode = keyof typeof MODES;
export const modes: Readonly<Record<Mode, ModeTraits>> = MODES;

/** A number below 2^16 whose low bits are not 11 is a compressed instruction. */
export type Word = number;

export const sizeOfWord = (word: Word): 2 | 4 => ((word & 3) === 3 ? 4 : 2);

export const fixedUnit = (...words: readonly Word[]): Unit => ({
  sizeBytes: words.reduce((sum, word) => sum + sizeOfWord(word), 0),
  words: () => words,
  skip: 0,
});

export interface Mapping {
  readonly address: bigint;
  /** 0 is a 4 KiB page. */
  readonly level: number;
  readonly pte: bigint;
}

/** What a case starts with in these CSRs, in the order of its record. */
export const CASE_CSRS = [
  ...['medeleg', 'mideleg', 'mie', 'mcounteren', 'stvec', 'hstatus', 'hedeleg', 'hideleg', 'hcounteren', 'vstvec'],
  'vsstatus',
] as const;

/** The guest of a case, and which traps and interrupts go to whom. */
export interface Guest {
  readonly hgatpMode: SatpMode;
  /** Tables of the second stage. */
  readonly mappings: readonly Mapping[];
  /** 1 more than the level of a table of the first mapping that the second stage lacks; 0: it lacks none. */
  readonly hiddenLevel: number;
  /** Interrupts that come up at times: bits of mip and hvip. */
  readonly inject: bigint;
}

export interface Case {
  readonly seed: number;
  readonly mode: Mode;
  readonly guest: Guest | undefined;
  readonly csrs: Readonly<Record<(typeof CASE_CSRS)[number], bigint>>;
  readonly rounds: number;
  readonly link: number;
  readonly mstatus: bigint;
  readonly fcsr: bigint;
  readonly x: readonly bigint[];
  readonly f: readonly bigint[];
  readonly mappings: readonly Mapping[];
  readonly units: readonly Unit[];
}

/** Units at their addresses; the last is the ebreak that ends the case. */
export const placeUnits = ({ units }: Pick<Case, 'units'>): Placed[] => placeFrom(CODE, units, EBREAK);

export function codeOf(subject: Pick<Case, 'units'>): Uint8Array {
  const placed = placeUnits(subject);
  const last = placed.at(-1)!;
  const code = new Uint8Array(last.address + 4 - CODE);
  if (code.length > CODE_SIZE_MAX) throw new Error(`a case of ${code.length} bytes is too long`);
  const view = new DataView(code.buffer);
  for (const { address, words } of placed) {
    let at = address - CODE;
    for (const word of words) {
      if (sizeOfWord(word) === 2) view.setUint16(at, word, true);
      else view.setUint32(at, word, true);
      at += sizeOfWord(word);
    }
  }
  return code;
}

const HEADER_WORDS = 19;

const NO_GUEST: Guest = { hgatpMode: 0, mappings: [], hiddenLevel: 0, inject: 0n };

/** The record of a case as guest/riscv64/oracle/random-cases.c reads it. */
export function recordOf(subject: Case, number: number, isVerbose: boolean): Uint8Array {
  const code = codeOf(subject);
  const { privilege, isVirtual, hasGuest, satpMode, vsatpMode } = modes[subject.mode];
  const { hgatpMode, mappings: guestMappings, hiddenLevel, inject } = subject.guest ?? NO_GUEST;
  const mappings = [...subject.mappings, ...guestMappings];
  const fixed = 8 * (HEADER_WORDS + CASE_CSRS.length + 64 + 3 * mappings.length);
  const record = new Uint8Array(Math.ceil((fixed + code.length) / 8) * 8);
  const flags = [isVirtual ? 1 : 0, hasGuest ? 1 : 0];
  const numbers = [record.length, number, privilege, ...flags, satpMode, vsatpMode, hgatpMode, hiddenLevel];
  const words = [
    ...numbers.map(BigInt),
    inject,
    ...[subject.link, subject.rounds, isVerbose ? 1 : 0, subject.seed].map(BigInt),
    ...[subject.mstatus, subject.fcsr, BigInt(code.length), BigInt(subject.mappings.length), BigInt(guestMappings.length)],
    ...CASE_CSRS.map((name) => subject.csrs[name]),
    ...subject.x,
    ...subject.f,
    ...mappings.flatMap(({ address, level, pte }) => [address, BigInt(level), pte]),
  ];
  const view = new DataView(record.buffer);
  for (const [index, word] of words.entries()) view.setBigUint64(8 * index, BigInt.asUintN(64, word), true);
  record.set(code, fixed);
  return record;
}
