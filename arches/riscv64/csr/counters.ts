/**
 * Counters. `priv: Hardware Performance Monitor`, `unpriv: Base Counters and Timers`
 *
 * A running counter is stored less what it counts, so that counting costs nothing; a stopped one as it is. `mcycle` counts
 * steps. Of QEMU's events the programmable counters know cycles (1) and instructions (2); any other selects none, TLB
 * misses among them, since a TLB never shows.
 */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { HartContext, HartView } from '#core/machine/hart.ts';
import { readGuestTime, readTime } from '../interrupts.ts';
import { HPM_COUNTER_COUNT, HPM_EVENT_COUNT, layout } from '../layout.ts';
import { privilege } from '../privilege.ts';
import { ALL_BITS, type Csr, defineCsr, type Refusal, range, stored } from './csr.ts';

const CYCLE = 0;
const TIME = 1;
const INSTRET = 2;
const FIRST_HPM = 3;

const MHPMEVENT_INDEX = 0xf_ffffn; // bits 19:0 select the event
const EVENT_CYCLES = 1n;
const EVENT_INSTRUCTIONS = 2n;

/** There is no counter 1: `time` has no machine-level counterpart that could stop. */
const MCOUNTINHIBIT_WRITABLE = 0xffff_fffdn;

const element = (file: { readonly name: string; readonly offset: number }, index: number): Field => ({
  name: `${file.name}${index}`,
  offset: file.offset + 8 * index,
  width: 8,
});

/** Storage of counter `index`, in [0, 19) without 1. */
function counterField(index: number): Field {
  if (index === CYCLE) return layout.mcycle;
  return index === INSTRET ? layout.minstret : element(layout.mhpmcounter, index - FIRST_HPM);
}

const eventField = (index: number) => element(layout.mhpmevent, index - FIRST_HPM);

type Source = 'steps' | 'retired' | 'none';

function sourceOf({ block }: HartView, index: number): Source {
  if ((block.getUint32(layout.mcountinhibit.offset, true) >>> index) & 1) return 'none';
  if (index === CYCLE) return 'steps';
  if (index === INSTRET) return 'retired';
  const event = readField(block, eventField(index)) & MHPMEVENT_INDEX;
  if (event === EVENT_CYCLES) return 'steps';
  return event === EVENT_INSTRUCTIONS ? 'retired' : 'none';
}

function countOf(context: HartView, source: Source): bigint {
  if (source === 'none') return 0n;
  return BigInt(source === 'steps' ? context.steps() : context.retired());
}

/** What the counter was before the current instruction. */
function readCounter(context: HartView, index: number): bigint {
  return (readField(context.block, counterField(index)) + countOf(context, sourceOf(context, index))) & ALL_BITS;
}

/** "... the write is done instead of the increment": the following instruction reads `value`. `unpriv: CSR Instructions` */
function writeCounter(context: HartContext, index: number, value: bigint): void {
  const source = sourceOf(context, index);
  const counted = source === 'none' ? 0n : countOf(context, source) + 1n;
  writeField(context.block, counterField(index), (value - counted) & ALL_BITS);
}

/** Does `change`, which may start or stop counters; the current instruction still counts where it did before. */
function rearrange(context: HartContext, indices: readonly number[], change: () => void): void {
  const values = indices.map((index) => {
    const source = sourceOf(context, index);
    return readCounter(context, index) + (source === 'none' ? 0n : 1n);
  });
  change();
  for (const [i, index] of indices.entries()) writeCounter(context, index, values[i] ?? 0n);
}

const COUNTERS: readonly number[] = [CYCLE, INSTRET, ...Array.from({ length: HPM_COUNTER_COUNT }, (_, i) => FIRST_HPM + i)];

/**
 * Why the present mode may not read counter `index` by its unprivileged name. `priv: Machine Counter-Enable (mcounteren) Register`,
 * `priv: Hypervisor Counter-Enable (hcounteren) Register`
 */
function counterRefusal({ block }: HartContext, index: number): Refusal | undefined {
  const enabledIn = (field: Field) => ((block.getUint32(field.offset, true) >>> index) & 1) !== 0;
  const now = block.getUint8(layout.privilege.offset);
  if (now === privilege.M) return undefined;
  if (!enabledIn(layout.mcounteren)) return 'illegal';
  const isVirtual = block.getUint8(layout.virtualized.offset) !== 0;
  if (isVirtual && !enabledIn(layout.hcounteren)) return 'virtual';
  if (now === privilege.S || enabledIn(layout.scounteren)) return undefined;
  return isVirtual ? 'virtual' : 'illegal';
}

/** "... reading the time CSR in VS or VU mode returns the sum of the contents of htimedelta and the actual value of time." */
const timeNow = (context: HartView) =>
  context.block.getUint8(layout.virtualized.offset) === 0 ? readTime(context) : readGuestTime(context);

const COUNTER_NAMES = ['cycle', 'time', 'instret'];
const nameOf = (index: number) => COUNTER_NAMES[index] ?? `hpmcounter${index}`;

const machineCounter = (index: number) =>
  defineCsr({
    number: 0xb00 + index,
    name: `m${nameOf(index)}`,
    spec: 'priv: Hardware Performance Monitor',
    read: (context) => readCounter(context, index),
    write: (context, value) => writeCounter(context, index, value),
  });

const userCounter = (index: number) =>
  defineCsr({
    number: 0xc00 + index,
    name: nameOf(index),
    spec: 'unpriv: Base Counters and Timers',
    refusal: (context) => counterRefusal(context, index),
    read: (context) => (index === TIME ? timeNow(context) : readCounter(context, index)),
  });

export const counterCsrs: readonly Csr[] = [
  ...COUNTERS.map(machineCounter),
  ...[...COUNTERS, TIME].map(userCounter),
  ...range(HPM_EVENT_COUNT, (i) => {
    const index = FIRST_HPM + i;
    const { read, write } = stored(eventField(index));
    return defineCsr({
      number: 0x320 + index,
      name: `mhpmevent${index}`,
      spec: 'priv: Hardware Performance Monitor',
      read,
      write: (context, value) => rearrange(context, COUNTERS.includes(index) ? [index] : [], () => write?.(context, value)),
    });
  }),
  defineCsr({
    number: 0x320,
    name: 'mcountinhibit',
    spec: 'priv: Machine Counter-Inhibit (mcountinhibit) Register',
    read: ({ block }) => readField(block, layout.mcountinhibit),
    write: (context, value) =>
      rearrange(context, COUNTERS, () => writeField(context.block, layout.mcountinhibit, value & MCOUNTINHIBIT_WRITABLE)),
  }),
  defineCsr({
    number: 0x306,
    name: 'mcounteren',
    spec: 'priv: Machine Counter-Enable (mcounteren) Register',
    ...stored(layout.mcounteren),
  }),
  defineCsr({
    number: 0x106,
    name: 'scounteren',
    spec: 'priv: Counter-Enable (scounteren) Register',
    ...stored(layout.scounteren),
  }),
  defineCsr({
    number: 0x606,
    name: 'hcounteren',
    spec: 'priv: Hypervisor Counter-Enable (hcounteren) Register',
    ...stored(layout.hcounteren),
  }),
];
