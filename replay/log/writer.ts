/**
 * Writes a recording, chunk by chunk. Every chunk is handed to the sink as soon as it ends, so what was recorded survives
 * the recorder. Equal calls give equal bytes, on any host.
 */
import { assert } from '#core/assert.ts';
import { canonicalEvents } from './canonical.ts';
import { ChunkWriter, type LogSink } from './chunk-writer.ts';
import { continuesGroup, type EncodableEvent, EventsEncoder, type OutputGroup, type StoredCheckpoint } from './events-encoder.ts';
import { fitsSpan } from './frame.ts';
import { componentNames, encodeHeader } from './header.ts';
import { describeImage, encodeImages, type ImageFile } from './image-encoder.ts';
import { CHUNK_FULL_BYTES, COMPLETE_CHECKPOINT_SPACING, EVENTS_PAYLOAD_MAX } from './limits.ts';
import type { CheckpointFact, EndFact, LogEvent, LogHeader, OutputFact } from './types.ts';

export type { LogSink };

/** A header whose images are still files. */
export interface LogSetup extends Omit<LogHeader, 'images'> {
  readonly images: readonly ImageFile[];
}

export class LogWriter {
  readonly header: LogHeader;
  readonly #chunks: ChunkWriter;
  readonly #components: readonly string[];
  #events: EventsEncoder;
  #group: readonly OutputFact[] = [];
  #lastStep = 0;
  #checkpointCount = 0;
  #digests: readonly bigint[] = [];
  #hasEnded = false;
  /** Something was appended that no chunk and no draft has. */
  #hasNews = false;

  /** Writes the header and the images. */
  constructor(sink: LogSink, { images, ...setup }: LogSetup) {
    this.header = { ...setup, images: images.map(describeImage) };
    this.#components = componentNames(this.header);
    this.#events = new EventsEncoder(this.header.shift);
    this.#chunks = new ChunkWriter(sink);
    const atStart = { firstStep: 0, lastStep: 0 };
    this.#chunks.write({ kind: 'header', payload: encodeHeader(this.header), ...atStart });
    for (const chunk of encodeImages(images)) this.#chunks.write({ ...chunk, ...atStart });
  }

  /** Adds an event; steps never go back. A checkpoint ends its chunk, and so does an event that fills it. */
  append(event: Exclude<LogEvent, EndFact>): void {
    for (const canonical of canonicalEvents(event)) this.#append(canonical);
    if (event.kind === 'checkpoint') this.endChunk();
  }

  /** To be called before the machine idles: what came so far is written, however long the wait. */
  endChunk(): void {
    this.#endGroup();
    this.#flush();
  }

  /**
   * The chunk that has not ended yet, as if it ended here; undefined when nothing was appended since the last that ended or was
   * drafted. Written where the chunk will be, it survives the recorder; the chunk itself begins with the same records and takes
   * its place.
   */
  draftChunk(): Uint8Array | undefined {
    if (!this.#hasNews) return undefined;
    const [first] = this.#group;
    if (first === undefined) return this.#draftOf(this.#events.payload(), this.#events.firstStep, this.#events.lastStep);
    const group: OutputGroup = { kind: 'outputGroup', step: first.step, outputs: this.#group };
    // Outputs may join the group yet, which makes it no smaller: when it does not fit now, its chunk has ended before it.
    const isNear = this.#events.isEmpty || fitsSpan(this.#events.firstStep, this.#lastStep);
    if (!isNear || this.#events.payloadWith(group).length > CHUNK_FULL_BYTES) this.#flush();
    const firstStep = this.#events.isEmpty ? first.step : this.#events.firstStep;
    return this.#draftOf(this.#events.payloadWith(group), firstStep, this.#lastStep);
  }

  #draftOf(payload: Uint8Array, firstStep: number, lastStep: number): Uint8Array {
    this.#hasNews = false;
    return this.#chunks.draft({ kind: 'events', payload, firstStep, lastStep });
  }

  /** Adds a keyframe: payloads of a `KeyframeEncoder`, for the state right after what was appended. */
  appendKeyframe(step: number, payloads: readonly Uint8Array[]): void {
    assert(step >= this.#lastStep, `log: keyframe at step ${step} after step ${this.#lastStep}`);
    this.endChunk();
    this.#lastStep = step;
    for (const payload of payloads) this.#chunks.write({ kind: 'keyframe', payload, firstStep: step, lastStep: step });
  }

  /** Adds the last event, and ends the file with its index. */
  end(event: EndFact): void {
    for (const canonical of canonicalEvents(event)) this.#append(canonical);
    this.endChunk();
    this.#hasEnded = true;
    this.#chunks.end();
  }

  #append(event: LogEvent): void {
    assert(!this.#hasEnded, `log: ${event.kind} at step ${event.step} after the end`);
    assert(
      Number.isSafeInteger(event.step) && event.step >= this.#lastStep,
      `log: ${event.kind} at step ${event.step} after step ${this.#lastStep}`,
    );
    this.#lastStep = event.step;
    this.#hasNews = true;
    if (event.kind === 'output' && continuesGroup(this.#group, event)) {
      this.#group = [...this.#group, event];
      return;
    }
    this.#endGroup();
    if (event.kind === 'output') this.#group = [event];
    else this.#add(event.kind === 'checkpoint' ? this.#stored(event) : event);
  }

  #endGroup(): void {
    if (this.#group.length === 0) return;
    const outputs = this.#group;
    this.#group = [];
    this.#add({ kind: 'outputGroup', step: outputs[0]!.step, outputs });
  }

  #add(event: EncodableEvent): void {
    const lastStep = event.kind === 'outputGroup' ? event.outputs.at(-1)!.step : event.step;
    const isNear = this.#events.isEmpty || fitsSpan(this.#events.firstStep, lastStep);
    if (isNear && this.#events.tryAdd(event, CHUNK_FULL_BYTES)) return;
    this.#flush();
    this.#hasNews = true;
    const isAdded = this.#events.tryAdd(event, EVENTS_PAYLOAD_MAX);
    assert(isAdded, `log: ${event.kind} at step ${event.step} takes more than ${EVENTS_PAYLOAD_MAX} bytes`);
  }

  /** Decides which digests a checkpoint stores: those that changed, and now and then all. */
  #stored(event: CheckpointFact): StoredCheckpoint {
    const digests = this.#components.map((name) => {
      const digest = event.digests[name];
      assert(digest !== undefined, `log: the checkpoint at step ${event.step} lacks a digest of ${name}`);
      return digest;
    });
    const isComplete = this.#checkpointCount++ % COMPLETE_CHECKPOINT_SPACING === 0;
    const stored = [...digests.entries()].filter(([component, digest]) => isComplete || digest !== this.#digests[component]);
    this.#digests = digests;
    return { ...event, stored };
  }

  #flush(): void {
    if (this.#events.isEmpty) return;
    const events = this.#events;
    this.#events = new EventsEncoder(this.header.shift);
    this.#hasNews = this.#group.length > 0;
    const { firstStep, lastStep, tally } = events;
    this.#chunks.write({ kind: 'events', payload: events.payload(), firstStep, lastStep, tally });
  }
}
