/** From measured rounds to the table. */
import type { Measured } from './measure.ts';

/** One program in one round, run by both, one after the other. */
export interface Round {
  readonly ours: Measured;
  readonly qemu: Measured;
}

export interface Row {
  readonly program: string;
  /** Instructions that the program itself counted here. */
  readonly instructions: number;
  readonly wallSeconds: { readonly ours: number; readonly qemu: number };
  readonly cpuSeconds: { readonly ours: number; readonly qemu: number };
  /** Millions of instructions a second of processor time, start-up apart. */
  readonly mips: { readonly ours: number; readonly qemu: number };
  /** QEMU's processor time over ours: above 1 we are the faster. Medians of the rounds. */
  readonly ratio: { readonly startupIncluded: number; readonly startupApart: number };
  /** The least ratio, start-up apart, that the project promises; null where it promises none. */
  readonly goal: number | null;
  readonly isEqual: boolean;
}

export const goals: Readonly<Record<string, number>> = { int: 0.25, mem: 0.35, fp: 0.1, trap: 1, walk: 0.5, mmio: 1 };

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** What a program printed as `name: value`; undefined when it did not. */
export function factOf(output: string, name: string): string | undefined {
  return new RegExp(`^${name}: (\\S+)\\s*$`, 'm').exec(output)?.[1];
}

/** `startup` is what the empty program costs each side, in processor seconds. */
export function summarize(
  program: string,
  rounds: readonly Round[],
  startup: { readonly ours: number; readonly qemu: number },
): Row {
  const medianOf = (of: (round: Round) => number) => median(rounds.map(of));
  const instructions = Number(factOf(rounds[0]!.ours.output, 'instructions'));
  // Clocks of a millisecond: nothing is faster than that.
  const net = (seconds: number, start: number) => Math.max(seconds - start, 0.001);
  const isEqual = ({ ours, qemu }: Round) => {
    const checksum = factOf(ours.output, 'checksum');
    return checksum !== undefined && checksum === factOf(qemu.output, 'checksum');
  };
  return {
    program,
    instructions,
    wallSeconds: { ours: medianOf(({ ours }) => ours.wall), qemu: medianOf(({ qemu }) => qemu.wall) },
    cpuSeconds: { ours: medianOf(({ ours }) => ours.cpu), qemu: medianOf(({ qemu }) => qemu.cpu) },
    mips: {
      ours: medianOf(({ ours }) => instructions / 1e6 / net(ours.cpu, startup.ours)),
      qemu: medianOf(({ qemu }) => instructions / 1e6 / net(qemu.cpu, startup.qemu)),
    },
    ratio: {
      startupIncluded: medianOf(({ ours, qemu }) => qemu.cpu / ours.cpu),
      startupApart: medianOf(({ ours, qemu }) => net(qemu.cpu, startup.qemu) / net(ours.cpu, startup.ours)),
    },
    goal: goals[program] ?? null,
    isEqual: rounds.every(isEqual),
  };
}

/** For people. */
export function renderTable(rows: readonly Row[], startup: { readonly ours: number; readonly qemu: number }): string {
  const cells = rows.map(({ program, instructions, wallSeconds, cpuSeconds, mips, ratio, goal, isEqual }) => [
    program,
    (instructions / 1e6).toFixed(1),
    `${cpuSeconds.qemu.toFixed(2)} / ${wallSeconds.qemu.toFixed(2)}`,
    `${cpuSeconds.ours.toFixed(2)} / ${wallSeconds.ours.toFixed(2)}`,
    mips.qemu.toFixed(0),
    mips.ours.toFixed(0),
    ratio.startupIncluded.toFixed(2),
    ratio.startupApart.toFixed(2),
    goal === null ? '' : goal.toFixed(2),
    isEqual ? 'equal' : 'DIFFERENT',
  ]);
  const head = [
    'program',
    'Minsns',
    'qemu cpu/wall',
    'ours cpu/wall',
    'qemu MIPS',
    'our MIPS',
    'ratio',
    '-start',
    'goal',
    'checksum',
  ];
  const lines = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const text = lines.map((line) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  );
  const start = `start-up, processor seconds: qemu ${startup.qemu.toFixed(2)}, ours ${startup.ours.toFixed(2)}`;
  return [
    ...text,
    '',
    start,
    'ratio: processor seconds of qemu over ours, median of the rounds; -start: with the empty program taken off',
  ].join('\n');
}
