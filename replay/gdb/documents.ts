/** The documents that gdb reads. GDB manual, "Target Description Format" and "Thread List Format". */
import type { GdbType } from '#core/inspect/description.ts';
import type { Part } from './command.ts';
import type { Target, TargetRegister } from './target.ts';

/** One character a byte. */
export function targetDocument({ arch: { gdb }, features }: Target): string {
  const lines = features.flatMap(({ name, registers }, index) => [
    `  <feature name="${escaped(name)}">`,
    ...gdb.features[index]!.types.flatMap(typeLines),
    ...registers.map((register) => `    <reg${attributesOf(registerAttributes(register))}/>`),
    '  </feature>',
  ]);
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE target SYSTEM "gdb-target.dtd">',
    '<target version="1.0">',
    `  <architecture>${escaped(gdb.architecture)}</architecture>`,
    // What runs is no program of the system that gdb was made for, where it steps by breakpoints of its own.
    '  <osabi>none</osabi>',
    ...lines,
    '</target>\n',
  ].join('\n');
}

function typeLines(described: GdbType): readonly string[] {
  const { id } = described;
  if (described.kind === 'vector') return [`    <vector${attributesOf({ id, type: described.type, count: described.count })}/>`];
  const { fields } = described;
  return [`    <union${attributesOf({ id })}>`, ...fields.map((each) => `      <field${attributesOf(each)}/>`), '    </union>'];
}

function registerAttributes({ name, bits, group, kind, gdb }: TargetRegister) {
  // gdb knows `float`, and takes any other word for the name of a group.
  const word = kind === 'float' ? 'float' : group.replaceAll(' ', '-');
  return { name: gdb.name ?? name, bitsize: bits, regnum: gdb.number, type: gdb.type ?? 'int', group: word };
}

export interface Thread {
  /** From 1, in hexadecimal. */
  readonly id: string;
  readonly name: string;
  /** For people, e.g. in which privilege it is. */
  readonly text: string;
}

export function threadsDocument(threads: readonly Thread[]): string {
  const lines = threads.map(
    ({ id, name, text }, core) => `  <thread${attributesOf({ id, core, name })}>${escaped(text)}</thread>`,
  );
  return ['<?xml version="1.0"?>', '<threads>', ...lines, '</threads>\n'].join('\n');
}

/** An answer to `qXfer`: `m` and a part, or `l` and the last one. */
export function partOf(document: string, { offset, length }: Part): string {
  const end = offset + length;
  return `${end < document.length ? 'm' : 'l'}${document.slice(offset, end)}`;
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

/** Names are ASCII; what is not would not fit a byte a character. */
function escaped(text: string): string {
  const plain = text.replaceAll(/[^\x20-\x7e]/g, '?');
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
