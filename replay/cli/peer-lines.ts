/** What `replay bisect --against qemu` found, for people and as JSON. */
import { hex } from '#core/hex.ts';
import type { AgainstQemu } from '../bisect/against-qemu.ts';
import { hexOf, instructionText, type NamedSide, placeText } from './bisection-lines.ts';
import { formatCount, formatPlural, printable } from './format.ts';
import { sideBySide } from './side-by-side.ts';

export function peerLines(found: AgainstQemu, side: NamedSide): readonly string[] {
  const { difference, place, steps, given, compared, unlikeAtReset } = found;
  const unlike = unlikeAtReset.length === 0 ? '' : `; not ${unlikeAtReset.join(', ')}, which differ at reset`;
  const notes = [
    `compared: ${formatPlural(compared.length, 'register')}${unlike}`,
    `given to QEMU: ${formatPlural(given.values, 'value')} of devices and counters, ${formatPlural(given.interrupts, 'interrupt')}`,
  ];
  if (difference === null || place === null)
    return [`${side.name} and QEMU are equal in ${formatPlural(steps, 'step')}`, ...notes];
  const lastExit =
    place.lastExit === null
      ? []
      : [
          `last VM exit before it: exit ${place.lastExit.number} at step ${formatCount(place.lastExit.exit.step)}, ${printable(place.lastExit.exit.reason)}`,
        ];
  const both = (what: string, text: string) => ({ what, a: text, b: '' });
  return [
    `${side.name} and QEMU are equal before step ${formatCount(difference.step)}, and differ after it`,
    ...sideBySide([
      { what: '', a: side.name, b: 'QEMU' },
      both('pc', placeText(place.pc, side)),
      both('instruction', instructionText(place)),
      ...difference.registers.map(({ name, ours, theirs }) => ({ what: `after it: ${name}`, a: hex(ours), b: hex(theirs) })),
    ]),
    ...lastExit,
    ...notes,
  ];
}

export function peerJson(found: AgainstQemu, { name, symbols }: NamedSide): unknown {
  const { difference, place, ...rest } = found;
  const there = place && {
    hart: place.hart,
    pc: place.pc,
    symbol: symbols.symbolOf(place.pc) || null,
    source: symbols.sourceOf(place.pc) ?? null,
    instruction: place.instruction && { bytes: hexOf(place.instruction.bytes), text: place.instruction.text },
    lastExit: place.lastExit && { number: place.lastExit.number, ...place.lastExit.exit },
  };
  return {
    a: name,
    b: 'qemu',
    isEqual: difference === null && found.stopped === null,
    ...rest,
    divergence: difference && { ...difference, ...there },
  };
}
