/** A case: a program in units, the registers and page tables it starts with, and its record in the harness's memory. */
import { CODE, CODE_SIZE_MAX } from './layout.ts';
import { EBREAK } from './words.ts';

export type Mode = 'M' | 'MP' | 'S' | 'S39' | 'S48' | 'S57' | 'U' | 'U39' | 'U48';

export const modes: Readonly<Record<Mode, { readonly privilege: 0 | 1 | 3; readonly satpMode: 0 | 8 | 9 | 10 }>> = {
  M: { privilege: 3, satpMode: 0 },
  /** M with page tables, which MPRV brings into play. */
  MP: { privilege: 3, satpMode: 8 },
  S: { privilege: 1, satpMode: 0 },
  S39: { privilege: 1, satpMode: 8 },
  S48: { privilege: 1, satpMode: 9 },
  S57: { privilege: 1, satpMode: 10 },
  U: { privilege: 0, satpMode: 0 },
  U39: { privilege: 0, satpMode: 8 },
  U48: { privilege: 0, satpMode: 9 },
};

/** What stays together: one instruction, or a few that only make sense in order. */
export interface Unit {
  readonly sizeBytes: number;
  /** The instructions, for a unit at `at` whose target, `skip` units on, is at `target`. */
  readonly words: (at: number, target: number) => readonly Word[];
  /** How many units it may jump over. */
  readonly skip: number;
}

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

export interface Case {
  readonly seed: number;
  readonly mode: Mode;
  readonly rounds: number;
  readonly link: number;
  readonly mstatus: bigint;
  readonly fcsr: bigint;
  readonly x: readonly bigint[];
  readonly f: readonly bigint[];
  readonly mappings: readonly Mapping[];
  readonly units: readonly Unit[];
}

export interface Placed {
  readonly address: number;
  readonly words: readonly Word[];
}

/** Units at their addresses; the last is the ebreak that ends the case. */
export function placeUnits({ units }: Pick<Case, 'units'>): Placed[] {
  const addresses: number[] = [];
  let end = CODE;
  for (const { sizeBytes } of units) {
    addresses.push(end);
    end += sizeBytes;
  }
  const placed = units.map(({ words, skip }, index) => {
    const at = addresses[index]!;
    return { address: at, words: words(at, addresses[index + 1 + skip] ?? end) };
  });
  return [...placed, { address: end, words: [EBREAK] }];
}

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

const HEADER_WORDS = 12;

/** The record of a case as guest/riscv64/oracle/random-cases.c reads it. */
export function recordOf(subject: Case, number: number, isVerbose: boolean): Uint8Array {
  const code = codeOf(subject);
  const { privilege, satpMode } = modes[subject.mode];
  const fixed = 8 * (HEADER_WORDS + 64 + 3 * subject.mappings.length);
  const record = new Uint8Array(Math.ceil((fixed + code.length) / 8) * 8);
  const words = [
    ...[record.length, number, privilege, satpMode, subject.link, subject.rounds, isVerbose ? 1 : 0, subject.seed].map(BigInt),
    ...[subject.mstatus, subject.fcsr, BigInt(code.length), BigInt(subject.mappings.length)],
    ...subject.x,
    ...subject.f,
    ...subject.mappings.flatMap(({ address, level, pte }) => [address, BigInt(level), pte]),
  ];
  const view = new DataView(record.buffer);
  for (const [index, word] of words.entries()) view.setBigUint64(8 * index, BigInt.asUintN(64, word), true);
  record.set(code, fixed);
  return record;
}
