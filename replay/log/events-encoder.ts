/** Builds the payload of one chunk of events. FORMAT.md, section "Events". */
import { assert } from '#core/assert.ts';
import * as code from './event-codes.ts';
import { fitsSpan } from './frame.ts';
import { DETAILS_MAX, INPUT_BYTES_MAX, OUTPUT_GROUP_BYTES } from './limits.ts';
import { pack } from './msgpack.ts';
import type { CheckpointFact, Details, LogEvent, OutputFact, Scalar } from './types.ts';
import { putVarint } from './varint.ts';

const NEWLINE = 0x0a;

/** What of a chunk's content the index tells. */
export interface Tally {
  readonly exits: number;
  readonly outputBytes: number;
}

/** A checkpoint with the digests that are to be stored, by number of their component. */
export interface StoredCheckpoint extends CheckpointFact {
  readonly stored: readonly (readonly [component: number, digest: bigint])[];
}

export type EncodableEvent = Exclude<LogEvent, OutputFact | CheckpointFact> | StoredCheckpoint | OutputGroup;

/** Outputs of one device with nothing in between, in one record. */
export interface OutputGroup {
  readonly kind: 'outputGroup';
  /** Of the first output. */
  readonly step: number;
  readonly outputs: readonly OutputFact[];
}

/** May `output` join the outputs before it in one record? */
export function continuesGroup(outputs: readonly OutputFact[], output: OutputFact): boolean {
  const last = outputs.at(-1);
  if (last === undefined) return true;
  const size = outputs.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const isNear = fitsSpan(outputs[0]!.step, output.step);
  return isNear && last.device === output.device && last.bytes.at(-1) !== NEWLINE && size < OUTPUT_GROUP_BYTES;
}

export class EventsEncoder {
  readonly #shift: number;
  readonly #records: Uint8Array[] = [];
  readonly #shapes = new Map<string, number>();
  #sizeBytes = 0;
  #firstStep: number | undefined;
  #lastStep = 0;
  #exits = 0;
  #outputBytes = 0;

  constructor(shift: number) {
    this.#shift = shift;
  }

  get isEmpty(): boolean {
    return this.#records.length === 0;
  }

  /** Steps of the first and of the last event. */
  get firstStep(): number {
    return this.#firstStep ?? 0;
  }

  get lastStep(): number {
    return this.#lastStep;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get tally(): Tally {
    return { exits: this.#exits, outputBytes: this.#outputBytes };
  }

  payload(): Uint8Array {
    const payload = new Uint8Array(this.#sizeBytes);
    let at = 0;
    for (const record of this.#records) {
      payload.set(record, at);
      at += record.length;
    }
    return payload;
  }

  /** The payload as it would be with one more event, which gives no shape. Changes nothing. */
  payloadWith(event: OutputGroup): Uint8Array {
    const record = pack(this.#encode(event, 0));
    const payload = new Uint8Array(this.#sizeBytes + record.length);
    payload.set(this.payload());
    payload.set(record, this.#sizeBytes);
    return payload;
  }

  /** Adds the event, unless that would take the payload past `sizeMax`: then changes nothing and answers false. */
  tryAdd(event: EncodableEvent, sizeMax: number): boolean {
    const shape = shapeOf(event);
    const shapeKey = shape === undefined ? '' : JSON.stringify(shape);
    const isNewShape = shape !== undefined && !this.#shapes.has(shapeKey);
    // A shape that is new takes the next number.
    const record = pack(this.#encode(event, this.#shapes.get(shapeKey) ?? this.#shapes.size));
    const shapeRecord = isNewShape ? pack([code.SHAPE, ...shape]) : undefined;
    const sizeBytes = this.#sizeBytes + record.length + (shapeRecord?.length ?? 0);
    if (sizeBytes > sizeMax) return false;
    if (shapeRecord !== undefined) {
      this.#shapes.set(shapeKey, this.#shapes.size);
      this.#records.push(shapeRecord);
    }
    this.#records.push(record);
    this.#sizeBytes = sizeBytes;
    this.#firstStep ??= event.step;
    this.#lastStep = lastStepOf(event);
    if (event.kind === 'exit') this.#exits++;
    if (event.kind === 'outputGroup') for (const { bytes } of event.outputs) this.#outputBytes += bytes.length;
    return true;
  }

  #encode(event: EncodableEvent, shapeNumber: number): readonly unknown[] {
    const delta = event.step - (this.#firstStep === undefined ? event.step : this.#lastStep);
    switch (event.kind) {
      case 'input':
        assert(
          event.bytes.length <= INPUT_BYTES_MAX,
          `log: an input has at most ${INPUT_BYTES_MAX} bytes, not ${event.bytes.length}`,
        );
        return [code.INPUT, delta, event.seq, event.device, event.bytes];
      case 'input/perturbed':
      case 'schedule/perturbed':
      case 'fault/injected':
        return [code.PERTURBATION_CODES[event.kind], delta, event.seq, shapeNumber, ...valuesOf(event.details)];
      case 'outputGroup':
        return encodeOutputs(delta, event);
      case 'exit':
        return [code.EXIT, delta, event.hart, shapeNumber, event.digest, ...valuesOf(event.details)];
      case 'entry':
        return [code.ENTRY, delta, event.hart, shapeNumber, ...valuesOf(event.details)];
      case 'interrupt':
        return [code.INTERRUPT, delta, event.hart, event.cause, event.pc];
      case 'dma':
        return [code.DMA, delta, event.device, event.address, event.sizeBytes, event.digest];
      case 'power':
        return [code.POWER, delta, code.POWER_REQUESTS.indexOf(event.request), event.status];
      case 'notImplemented':
        return [code.NOT_IMPLEMENTED, delta, event.what];
      case 'idle':
        return [code.IDLE, delta, this.#idleAt(event)];
      case 'checkpoint':
        return [code.CHECKPOINT, delta, this.#idleAt(event), encodeDigests(event)];
      case 'end':
        return [code.END, delta, this.#idleAt(event), event.reason, event.status, event.digest];
    }
  }

  /** Virtual time that passed while every hart waited. */
  #idleAt({ step, now }: { readonly step: number; readonly now: number }): number {
    const idle = now - step * 2 ** this.#shift;
    assert(
      Number.isSafeInteger(idle) && idle >= 0,
      `log: now is ${now} at step ${step}, which is less than step << ${this.#shift}`,
    );
    return idle;
  }
}

function lastStepOf(event: EncodableEvent): number {
  return event.kind === 'outputGroup' ? event.outputs.at(-1)!.step : event.step;
}

function shapeOf(event: EncodableEvent): readonly string[] | undefined {
  switch (event.kind) {
    case 'exit':
    case 'entry':
      return [event.reason, ...Object.keys(event.details)];
    case 'input/perturbed':
    case 'schedule/perturbed':
    case 'fault/injected':
      return [event.kind, ...Object.keys(event.details)];
    default:
      return undefined;
  }
}

function valuesOf(details: Details): readonly Scalar[] {
  const values = Object.values(details);
  assert(values.length <= DETAILS_MAX, `log: at most ${DETAILS_MAX} details, not ${values.length}`);
  for (const value of values) {
    if (typeof value === 'number') assert(Number.isFinite(value), `log: a detail is a finite number, not ${value}`);
    if (typeof value === 'bigint')
      assert(value >= -(1n << 63n) && value < 1n << 64n, `log: a detail has at most 64 bits, not ${value}`);
  }
  return values;
}

/** Of an output, its distance from the one before times two, plus one when its size follows because it is not one byte. */
function encodeOutputs(delta: number, { outputs }: OutputGroup): readonly unknown[] {
  const runs: number[] = [];
  let previousStep = outputs[0]!.step;
  for (const { step, bytes } of outputs) {
    const isLong = bytes.length !== 1;
    putVarint(runs, 2 * (step - previousStep) + Number(isLong));
    if (isLong) putVarint(runs, bytes.length);
    previousStep = step;
  }
  const all = Uint8Array.from(outputs.flatMap(({ bytes }) => [...bytes]));
  return [code.OUTPUT, delta, outputs[0]!.device, all, ...(outputs.length > 1 ? [Uint8Array.from(runs)] : [])];
}

/** The flow digest, then for every stored component its number and its digest; digests are big-endian. */
function encodeDigests({ flow, stored }: StoredCheckpoint): Uint8Array {
  const bytes = new Uint8Array(8 + 9 * stored.length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, flow);
  for (const [i, [component, digest]] of stored.entries()) {
    view.setUint8(8 + 9 * i, component);
    view.setBigUint64(9 + 9 * i, digest);
  }
  return bytes;
}
