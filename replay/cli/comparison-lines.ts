/** What `replay diff` found, in the manner of a diff: `-` is the first recording, `+` the second. */
import { hex } from '#core/hex.ts';
import type { Comparison, Pairs } from '../bisect/compare.ts';
import type { TimedInput } from '../bisect/scan.ts';
import { describe } from '../engine/verify.ts';
import { formatCount, formatPlural, formatTime, printable } from './format.ts';

export function comparisonLines(found: Comparison, names: readonly [string, string]): readonly string[] {
  const { headers, images, inputs, fact, counts, checkpoints, end } = found;
  return [
    `--- ${names[0]}`,
    `+++ ${names[1]}`,
    ...section(
      'header',
      headers.flatMap(({ what, a, b }) => pairLines({ a, b }, (text) => printable(`${what}: ${text}`))),
    ),
    ...images.flatMap(({ role, bytesThatDiffer, firstOffset }) => [
      firstOffset === null
        ? `@@ image ${printable(role)}: one is the beginning of the other @@`
        : `@@ image ${printable(role)}: ${formatPlural(bytesThatDiffer, 'byte')} differ, the first at ${hex(firstOffset)} @@`,
    ]),
    ...(inputs === null
      ? []
      : section(
          `inputs: ${inputs.counts.map(formatCount).join(' and ')}, the first that differ`,
          pairLines(inputs.first, inputText),
        )),
    ...(fact === null
      ? []
      : section(
          'what happened: the first that differ',
          pairLines(fact, (event) => printable(describe(event))),
        )),
    ...section(
      'how often',
      counts.flatMap(({ what, a, b }) => pairLines({ a, b }, (count) => printable(`${what}: ${formatCount(count)}`))),
    ),
    ...section(
      'checkpoints: where each first differs',
      checkpoints.map(({ component, step }) => `  step ${formatCount(step)}: ${printable(component)}`),
    ),
    ...(end === null
      ? []
      : section(
          'end',
          pairLines(end, (event) => printable(describe(event))),
        )),
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`@@ ${title} @@`, ...lines];

function pairLines<T>({ a, b }: Pairs<T>, text: (value: T) => string): readonly string[] {
  return [...(a === null ? [] : [`-${text(a)}`]), ...(b === null ? [] : [`+${text(b)}`])];
}

function inputText({ step, now, device, bytes }: TimedInput): string {
  const keys = JSON.stringify(Buffer.from(bytes).toString('latin1'));
  return printable(`step ${formatCount(step)}, ${formatTime(now)}: device ${device} ${keys}`);
}
