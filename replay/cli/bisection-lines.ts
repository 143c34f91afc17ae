/** What `replay bisect` found, for people and as JSON. */
import { hex } from '#core/hex.ts';
import type { Bisection } from '../bisect/bisect.ts';
import type { MemoryDifference } from '../bisect/difference.ts';
import type { Divergence, SideOfDivergence } from '../bisect/divergence.ts';
import type { Sighting, TimedInput } from '../bisect/scan.ts';
import { describe } from '../engine/verify.ts';
import type { LogEvent } from '../log/types.ts';
import { formatCount, formatPlural, formatTime, printable } from './format.ts';
import { type PairRow, sideBySide } from './side-by-side.ts';
import type { SymbolLookup } from './symbol-lookup.ts';

/** One of the two, for people. */
export interface NamedSide {
  /** `boot.log`, `reading=reference`. */
  readonly name: string;
  readonly symbols: SymbolLookup;
}

export type NamedSides = readonly [NamedSide, NamedSide];

/** Bytes of a stretch of memory that are shown. */
const BYTES_MAX = 16;
/** Rows of a kind that are shown. */
const ROWS_MAX = 24;

const NOTHING = '-';

export function bisectionLines(found: Bisection, sides: NamedSides): readonly string[] {
  return [
    ...headline(found, sides),
    ...(found.divergence === null ? [] : divergenceLines(found.divergence, sides)),
    ...(found.parting === null ? [] : partingLines(found.parting, sides)),
    ...behindIt(found),
    ...modeLines(found),
  ];
}

function headline({ divergence, unreproducible, steps, startsAlike, mode }: Bisection, sides: NamedSides): readonly string[] {
  const [a, b] = sides.map(({ name }) => name) as [string, string];
  if (unreproducible !== null) return unreproducibleLines(unreproducible, sides);
  if (divergence !== null) {
    const what = startsAlike ? '' : ' in registers';
    if (divergence.step < 0) return [`${a} and ${b} differ${what} before the first step: ${CAUSES[divergence.cause]}`];
    return [
      `${a} and ${b} are equal${what} before step ${formatCount(divergence.step)}, and differ after it: ${CAUSES[divergence.cause]}`,
    ];
  }
  const end = Math.min(...steps);
  const lines = [`${a} and ${b} are equal${startsAlike ? '' : ' in registers and control flow'} in ${formatPlural(end, 'step')}`];
  if (mode === 'checkpoints') lines[0] += ', as far as checkpoints and facts tell';
  if (steps[0] !== steps[1]) lines.push(`  ${steps[0] < steps[1] ? b : a} goes on to step ${formatCount(Math.max(...steps))}`);
  return lines;
}

const CAUSES: Readonly<Record<Divergence['cause'], string>> = {
  instruction: 'an instruction',
  interrupt: 'an interrupt',
  input: 'what came from outside',
  betweenSteps: 'what happens between two steps (deadlines, waits, the built-in hypervisor)',
};

function unreproducibleLines({ side, message, from, to, seen }: NonNullable<Bisection['unreproducible']>, sides: NamedSides) {
  const { name } = sides[side === 'a' ? 0 : 1];
  const differs = seen === null ? '' : `; they differ up to step ${formatCount(to)}: ${sightingText(seen)}`;
  return [
    `${sides[0].name} and ${sides[1].name} are equal up to step ${formatCount(from)}${differs}`,
    `  closer can't be said: ${name}: ${message}`,
  ];
}

function divergenceLines(divergence: Divergence, sides: NamedSides): readonly string[] {
  const [a, b] = divergence.sides;
  const rows: PairRow[] = [
    { what: '', a: sides[0].name, b: sides[1].name },
    ...placeRows(a, b, sides),
    ...registerRows(divergence, 'after it: hart'),
    ...divergence.memory.slice(0, ROWS_MAX).map(memoryRow),
    ...divergence.others.slice(0, ROWS_MAX).map((other) => ({
      what: `after it: ${other.component} ${other.field}`,
      a: valueText(other.a),
      b: valueText(other.b),
    })),
  ];
  if (divergence.inputs !== null)
    rows.push({ what: 'input', a: inputText(divergence.inputs.a), b: inputText(divergence.inputs.b) });
  const hidden = Math.max(0, divergence.memory.length - ROWS_MAX) + Math.max(0, divergence.others.length - ROWS_MAX);
  const lines = [...sideBySide(rows)];
  if (hidden > 0) lines.push(`  and ${formatCount(hidden)} more; --json has all`);
  if (divergence.seen !== null) lines.push(`  given away by ${sightingText(divergence.seen)}`);
  return lines;
}

function placeRows(a: SideOfDivergence, b: SideOfDivergence, sides: NamedSides): readonly PairRow[] {
  const facts = [a, b].map((side) => side.facts.map((fact) => factText(fact)));
  const count = Math.max(...facts.map(({ length }) => length));
  return [
    { what: 'hart', a: String(a.hart), b: String(b.hart) },
    { what: 'pc', a: placeText(a.pc, sides[0]), b: placeText(b.pc, sides[1]) },
    { what: 'instruction', a: instructionText(a), b: instructionText(b) },
    ...Array.from({ length: count }, (_, i) => ({
      what: i === 0 ? 'happened' : '',
      a: facts[0]![i] ?? NOTHING,
      b: facts[1]![i] ?? NOTHING,
    })),
  ];
}

export function instructionText({ instruction }: Pick<SideOfDivergence, 'instruction'>): string {
  if (instruction === null) return 'nothing can be fetched';
  return `${Buffer.from(instruction.bytes).toString('hex')}  ${instruction.text ?? 'no instruction'}`;
}

export function placeText(address: bigint, { symbols }: NamedSide): string {
  const symbol = symbols.nameOf(address);
  return symbol === '' ? hex(address) : `${hex(address)} <${printable(symbol)}>`;
}

const registerRows = ({ registers }: Divergence, prefix: string): readonly PairRow[] =>
  registers.map(({ hart, alias, a, b }) => ({ what: `${prefix} ${hart} ${alias}`, a: hex(a), b: hex(b) }));

function memoryRow({ region, offset, address, a, b }: MemoryDifference): PairRow {
  const where = address === null ? `${region}+${hex(offset)}` : `${region} ${hex(address)}`;
  return { what: `after it: ${where}`, a: bytesText(a), b: bytesText(b) };
}

function bytesText(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, BYTES_MAX))
    .toString('hex')
    .replaceAll(/(..)(?=.)/g, '$1 ');
  return bytes.length > BYTES_MAX ? `${shown} … (${bytes.length} bytes)` : shown;
}

const valueText = (value: unknown): string =>
  value === undefined ? NOTHING : typeof value === 'bigint' ? hex(value) : printable(JSON.stringify(value) ?? String(value));

/** A fact without its step. */
const factText = (fact: LogEvent): string => printable(describe(fact).replace(/^step \d+: /, ''));

function inputText(input: TimedInput | null): string {
  if (input === null) return NOTHING;
  const text = JSON.stringify(Buffer.from(input.bytes).toString('latin1'));
  return `${text} at step ${formatCount(input.step)}, ${formatTime(input.now)}`;
}

function sightingText(seen: Sighting): string {
  switch (seen.kind) {
    case 'checkpoint':
      return `the checkpoint at step ${formatCount(seen.step)}: ${seen.components.join(', ')}`;
    case 'fact':
      return factsText(seen.a, seen.b);
    case 'input':
      return `the input: ${inputText(seen.a)}, and ${inputText(seen.b)}`;
    case 'end':
      return `the digest at the end, step ${formatCount(seen.step)}`;
    case 'trail':
      return `what was overwritten between steps ${formatCount(seen.from)} and ${formatCount(seen.to)}`;
  }
}

/** Two facts of the same step and kind by what they say otherwise. */
function factsText(a: LogEvent | null, b: LogEvent | null): string {
  if (a === null || b === null || a.step !== b.step || a.kind !== b.kind)
    return `what happened: ${[a, b].map((fact) => (fact === null ? 'nothing' : printable(describe(fact)))).join(', and ')}`;
  const [one, other] = [a, b].map((fact) => detailsOf(fact)) as [ReadonlyMap<string, string>, ReadonlyMap<string, string>];
  const names = [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
  // A digest says nothing where something else does.
  const telling = names.filter((name) => name !== 'digest');
  const texts = [one, other].map((details) =>
    (telling.length > 0 ? telling : names).map((name) => `${name}=${details.get(name) ?? 'none'}`).join(' '),
  );
  return printable(`the ${a.kind} at step ${formatCount(a.step)}: ${texts.join(', and ')}`);
}

function detailsOf(fact: LogEvent): ReadonlyMap<string, string> {
  const { kind: _, step: __, ...rest } = fact;
  const flat = 'details' in rest ? { ...rest, ...rest.details, details: undefined } : rest;
  const entries = Object.entries(flat).filter(([, value]) => value !== undefined);
  return new Map(entries.map(([name, value]) => [name, value instanceof Uint8Array ? bytesText(value) : valueText(value)]));
}

function partingLines(parting: Divergence, sides: NamedSides): readonly string[] {
  const [a, b] = parting.sides;
  const goesTo = [a, b].map(pcAfter) as [bigint, bigint];
  const step = formatCount(parting.step);
  if (goesTo[0] === goesTo[1])
    return [`control goes the same way; at step ${step} registers are not the same as the guest is left`];
  const rows: PairRow[] = [
    { what: 'pc', a: placeText(a.pc, sides[0]), b: placeText(b.pc, sides[1]) },
    { what: 'goes to', a: placeText(goesTo[0], sides[0]), b: placeText(goesTo[1], sides[1]) },
  ];
  return [`control goes another way at step ${step}`, ...sideBySide(rows)];
}

function pcAfter({ side, after, hart }: SideOfDivergence): bigint {
  const block = after.harts[hart]!;
  return new DataView(block.buffer, block.byteOffset).getBigUint64(side.machine.board.arch.core.pc.offset, true);
}

/** What the runs were made from, where that is not the same. */
function behindIt({ lastExit, headers, initial, input }: Bisection): readonly string[] {
  const lines: string[] = [];
  if (lastExit !== null) {
    const { number, exit } = lastExit;
    lines.push(`last VM exit of both before it: exit ${number} at step ${formatCount(exit.step)}, ${printable(exit.reason)}`);
  }
  if (input !== null) lines.push(`first input that differs: ${inputText(input.a)}, and ${inputText(input.b)}`);
  for (const { what, a, b } of headers) lines.push(`${printable(what)}: ${shortText(a)}, and ${shortText(b)}`);
  for (const { region, offset, sizeBytes, bytesThatDiffer } of initial.slice(0, ROWS_MAX))
    lines.push(
      `at reset ${region}+${hex(offset)} holds something else: ${formatCount(bytesThatDiffer)} of ${formatPlural(sizeBytes, 'byte')}`,
    );
  if (initial.length > ROWS_MAX) lines.push(`  and ${formatCount(initial.length - ROWS_MAX)} more stretches; --json has all`);
  return lines;
}

/** Digests are cut to what tells them apart. */
const shortText = (text: string | null): string =>
  text === null ? 'none' : printable(text.replaceAll(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1...'));

function modeLines({ mode, startsAlike, divergence }: Bisection): readonly string[] {
  const compared = startsAlike ? 'whole states' : 'registers and control flow, since what they were made from differs';
  if (mode === 'exhaustive') return [`mode: exhaustive, all that was overwritten; compared: ${compared}`];
  const which = divergence === null ? 'Differences' : 'Earlier ones';
  return [
    `mode: checkpoints; compared: ${compared}`,
    `${which} that were gone by the next checkpoint are found with --exhaustive`,
  ];
}

/** The same as plain data. */
export function bisectionJson(found: Bisection, sides: NamedSides): unknown {
  const { divergence, parting, lastExit, ...rest } = found;
  return {
    a: sides[0].name,
    b: sides[1].name,
    isEqual: divergence === null && parting === null && found.unreproducible === null,
    ...rest,
    lastExit: lastExit && { number: lastExit.number, ...lastExit.exit },
    divergence: divergence && divergenceJson(divergence, sides),
    parting: parting && divergenceJson(parting, sides),
  };
}

function divergenceJson({ sides: [a, b], memory, others, ...rest }: Divergence, sides: NamedSides): unknown {
  return {
    ...rest,
    a: sideJson(a, sides[0]),
    b: sideJson(b, sides[1]),
    memory: memory.map(({ a: one, b: other, ...where }) => ({ ...where, a: hexOf(one), b: hexOf(other) })),
    others: others.map(({ component, field, a: one, b: other }) => ({ component, field, a: one ?? null, b: other ?? null })),
  };
}

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function sideJson({ hart, pc, instruction, facts, interrupt }: SideOfDivergence, { symbols }: NamedSide): unknown {
  const there = instruction && { bytes: hexOf(instruction.bytes), text: instruction.text };
  return {
    hart,
    pc,
    symbol: symbols.symbolOf(pc) || null,
    source: symbols.sourceOf(pc) ?? null,
    instruction: there,
    interrupt,
    facts,
  };
}
