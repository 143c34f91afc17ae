/** Reads the payload of one chunk of events. Inverse of `EventsEncoder`; throws `SchemaMismatch` for what it would not write. */
import * as check from './check.ts';
import { SchemaMismatch } from './error.ts';
import * as code from './event-codes.ts';
import type { Tally } from './events-encoder.ts';
import { COMPONENTS_MAX, DETAILS_MAX, INPUT_BYTES_MAX, OUTPUT_BYTES_MAX, OUTPUT_GROUP_BYTES } from './limits.ts';
import type { CheckpointFact, Details, LogEvent, OutputFact, PerturbationEvent } from './types.ts';
import { VarintReader } from './varint.ts';

/** A checkpoint's `digests` are here those that its record stores. */
export interface DecodedEvents {
  readonly events: readonly LogEvent[];
  readonly tally: Tally;
}

/** What the events of a chunk are read against. */
export interface EventsContext {
  readonly shift: number;
  /** Names of components by number. */
  readonly components: readonly string[];
  /** From the chunk's frame. */
  readonly firstStep: number;
  readonly lastStep: number;
}

export function decodeEvents(records: readonly unknown[], context: EventsContext): DecodedEvents {
  const decoder = new EventsDecoder(context);
  const events = records.flatMap((record, i) => decoder.decode(check.list(record, `record ${i}`, DETAILS_MAX + 8)));
  expectStep('first', context.firstStep, events[0]);
  expectStep('last', context.lastStep, events.at(-1));
  const early = events.slice(0, -1).find(({ kind }) => kind === 'checkpoint' || kind === 'end');
  if (early !== undefined)
    throw new SchemaMismatch(`a chunk ends at ${early.kind}, but this one goes on after step ${early.step}`);
  const exits = events.filter(({ kind }) => kind === 'exit').length;
  const outputBytes = events.reduce((sum, event) => sum + (event.kind === 'output' ? event.bytes.length : 0), 0);
  return { events, tally: { exits, outputBytes } };
}

function expectStep(which: string, step: number, event: LogEvent | undefined): void {
  if (event?.step !== step)
    throw new SchemaMismatch(`the ${which} event of a chunk: step ${step} was expected, ${event?.step ?? 'no event'} came`);
}

interface Shape {
  readonly name: string;
  readonly keys: readonly string[];
}

class EventsDecoder {
  readonly #context: EventsContext;
  readonly #shapes: Shape[] = [];
  #step: number;

  constructor(context: EventsContext) {
    this.#context = context;
    this.#step = context.firstStep;
  }

  decode(record: readonly unknown[]): readonly LogEvent[] {
    const eventCode = check.uint(record[0], 'code of an event');
    if (eventCode === code.SHAPE) {
      this.#defineShape(record.slice(1));
      return [];
    }
    const step = check.uint(this.#step + check.uint(record[1], 'step of an event'), 'step of an event');
    const events = eventCode === code.OUTPUT ? decodeOutputs(step, record) : [this.#decodeOne(eventCode, step, record)];
    this.#step = events.at(-1)!.step;
    return events;
  }

  #decodeOne(eventCode: number, step: number, record: readonly unknown[]): LogEvent {
    const field = (index: number, count: number) => {
      if (record.length !== count)
        throw new SchemaMismatch(`event ${eventCode}: ${count} fields were expected, ${record.length} came`);
      return record[index];
    };
    switch (eventCode) {
      case code.INPUT:
        return {
          kind: 'input',
          step,
          seq: check.uint(field(2, 5), 'seq of an input'),
          device: check.uint(field(3, 5), 'device of an input'),
          bytes: check.bytes(field(4, 5), 'bytes of an input', 0, INPUT_BYTES_MAX),
        };
      case code.INPUT_PERTURBED:
      case code.SCHEDULE_PERTURBED:
      case code.FAULT_INJECTED:
        return this.#decodePerturbation(step, record);
      case code.EXIT: {
        const { name: reason, details } = this.#decodeDetails(record[3], record.slice(5));
        return { kind: 'exit', step, hart: hartOf(record), reason, details, digest: check.u64(record[4], 'digest of an exit') };
      }
      case code.ENTRY: {
        const { name: reason, details } = this.#decodeDetails(record[3], record.slice(4));
        return { kind: 'entry', step, hart: hartOf(record), reason, details };
      }
      case code.INTERRUPT:
        return {
          kind: 'interrupt',
          step,
          hart: hartOf(record),
          cause: check.uint(field(3, 5), 'cause of an interrupt'),
          pc: check.u64(field(4, 5), 'pc of an interrupt'),
        };
      case code.DMA:
        return {
          kind: 'dma',
          step,
          device: check.uint(field(2, 6), 'device of a DMA'),
          address: check.uint(field(3, 6), 'address of a DMA'),
          sizeBytes: check.uint(field(4, 6), 'size of a DMA'),
          digest: check.u64(field(5, 6), 'digest of a DMA'),
        };
      case code.POWER:
        return {
          kind: 'power',
          step,
          request: code.POWER_REQUESTS[check.uint(field(2, 4), 'power request', code.POWER_REQUESTS.length - 1)]!,
          status: check.int(field(3, 4), 'status of a power request'),
        };
      case code.NOT_IMPLEMENTED:
        return { kind: 'notImplemented', step, what: check.text(field(2, 3), 'what is not implemented') };
      case code.IDLE:
        return { kind: 'idle', step, now: this.#now(step, field(2, 3)) };
      case code.CHECKPOINT:
        return { kind: 'checkpoint', step, now: this.#now(step, field(2, 4)), ...this.#decodeDigests(field(3, 4)) };
      case code.END: {
        const status = field(4, 6);
        return {
          kind: 'end',
          step,
          now: this.#now(step, field(2, 6)),
          reason: check.text(field(3, 6), 'reason of the end'),
          status: status === null ? null : check.int(status, 'status of the end'),
          digest: check.u64(field(5, 6), 'digest of the end'),
        };
      }
      default:
        throw new SchemaMismatch(`event code ${eventCode} is not known`);
    }
  }

  #decodePerturbation(step: number, record: readonly unknown[]): PerturbationEvent {
    const kinds = Object.entries(code.PERTURBATION_CODES) as [PerturbationEvent['kind'], number][];
    const kind = kinds.find(([, eventCode]) => eventCode === record[0])![0];
    const { name, details } = this.#decodeDetails(record[3], record.slice(4));
    if (name !== kind) throw new SchemaMismatch(`shape of ${kind}: that name was expected, ${JSON.stringify(name)} came`);
    return { kind, step, seq: check.uint(record[2], `seq of ${kind}`), details };
  }

  #defineShape([name, ...keys]: readonly unknown[]): void {
    const shape = { name: check.text(name, 'name of a shape'), keys: keys.map((key) => check.text(key, 'key of a shape')) };
    if (keys.length > DETAILS_MAX || new Set(keys).size !== keys.length)
      throw new SchemaMismatch(`keys of a shape: at most ${DETAILS_MAX} different ones were expected`);
    this.#shapes.push(shape);
  }

  #decodeDetails(number: unknown, values: readonly unknown[]): { readonly name: string; readonly details: Details } {
    const shape = this.#shapes[check.uint(number, 'number of a shape', this.#shapes.length - 1)]!;
    if (values.length !== shape.keys.length)
      throw new SchemaMismatch(`details of ${shape.name}: ${shape.keys.length} were expected, ${values.length} came`);
    return {
      name: shape.name,
      details: Object.fromEntries(shape.keys.map((key, i) => [key, check.scalar(values[i], `${shape.name}.${key}`)])),
    };
  }

  #now(step: number, idle: unknown): number {
    return check.uint(step * 2 ** this.#context.shift + check.uint(idle, 'idle time'), 'virtual time');
  }

  #decodeDigests(value: unknown): Pick<CheckpointFact, 'flow' | 'digests'> {
    const bytes = check.bytes(value, 'digests', 8, 8 + 9 * COMPONENTS_MAX);
    if (bytes.length % 9 !== 8)
      throw new SchemaMismatch(`digests: 8 bytes and 9 a component were expected, ${bytes.length} came`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const digests: [string, bigint][] = [];
    for (let at = 8, previous = -1; at < bytes.length; at += 9) {
      const component = view.getUint8(at);
      const name = this.#context.components[component];
      if (name === undefined || component <= previous)
        throw new SchemaMismatch(
          `digests: components 0 to ${this.#context.components.length - 1} in order were expected, ${component} came`,
        );
      digests.push([name, view.getBigUint64(at + 1)]);
      previous = component;
    }
    return { flow: view.getBigUint64(0), digests: Object.fromEntries(digests) };
  }
}

function hartOf(record: readonly unknown[]): number {
  return check.uint(record[2], 'hart of an event');
}

function decodeOutputs(firstStep: number, record: readonly unknown[]): readonly OutputFact[] {
  if (record.length !== 4 && record.length !== 5)
    throw new SchemaMismatch(`output: 4 or 5 fields were expected, ${record.length} came`);
  const device = check.uint(record[2], 'device of an output');
  const bytes = check.bytes(record[3], 'bytes of an output', 1, OUTPUT_BYTES_MAX + OUTPUT_GROUP_BYTES);
  if (record.length === 4) return [{ kind: 'output', step: firstStep, device, bytes }];
  const runs = new VarintReader(check.bytes(record[4], 'runs of an output', 1, 16 * OUTPUT_GROUP_BYTES));
  const outputs: OutputFact[] = [];
  let at = 0;
  let step = firstStep;
  while (!runs.isAtEnd) {
    const run = runs.next();
    step = check.uint(step + Math.floor(run / 2), 'step of an output');
    const end = at + (run % 2 === 0 ? 1 : runs.next());
    if (end <= at || end > bytes.length)
      throw new SchemaMismatch(`runs of an output: ${bytes.length} bytes were expected, ${end} came`);
    outputs.push({ kind: 'output', step, device, bytes: bytes.slice(at, end) });
    at = end;
  }
  if (at !== bytes.length) throw new SchemaMismatch(`runs of an output: ${bytes.length} bytes were expected, ${at} came`);
  return outputs;
}
