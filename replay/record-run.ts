/** Records a run from start to end, without anybody at the keyboard. */
import type { Reading } from '#core/machine/processor-transient.ts';
import { type BoardRequest, DEFAULT_REQUEST } from './boards/request.ts';
import { Recorder } from './engine/record.ts';
import type { SymbolFile } from './log/types.ts';

/** Keys are typed between slices, so their length is part of what is recorded. */
const SLICE = 2 ** 16;
const STEPS_MAX = 2 ** 32;
/** How far time may pass between two looks at the console while the machine idles. */
const PATIENCE_NS = 1_000_000;

export interface RunToRecord {
  /** One of `boardNames`. */
  readonly board: string;
  /** What is not said is as in `DEFAULT_REQUEST`. */
  readonly request: Partial<BoardRequest>;
  readonly symbols?: readonly SymbolFile[];
  /** What is typed when the console shows a text for the first time, in this order. */
  readonly typed?: readonly { readonly when: string; readonly keys: string }[];
  /** Where it ends if the machine does not by itself; 2^32 unless given. */
  readonly stepMax?: number;
  /** Checkpoints from one keyframe to the next; none unless given. */
  readonly keyframes?: number;
  readonly reading?: Reading;
}

/**
 * The bytes of the recording: the same every time. Throws `RequestError` or `ImageError` when the machine can't be built as asked.
 * Keeps what was recorded in memory.
 */
export function record(run: RunToRecord): Uint8Array<ArrayBuffer> {
  const { board, request, symbols = [], typed = [], stepMax = STEPS_MAX, keyframes, reading = 'interpreter' } = run;
  const chunks: Uint8Array[] = [];
  const recorder = new Recorder({
    ...{ board, request: { ...DEFAULT_REQUEST, ...request }, symbols, reading, keyframes },
    sink: (bytes) => void chunks.push(bytes),
  });
  const { session } = recorder;
  let console = '';
  session.watch(({ effects }) => {
    for (const effect of effects) if (effect.type === 'console/sent') console += Buffer.from(effect.bytes).toString('latin1');
  });
  const keys = [...typed];
  while (recorder.isRunning && session.state.step < stepMax) {
    advanceTo(recorder, Math.min(stepMax, session.state.step + SLICE), session.now + PATIENCE_NS);
    if (keys[0] !== undefined && console.includes(keys[0].when)) recorder.type(Buffer.from(keys.shift()!.keys));
  }
  const { kind } = session.state.status;
  recorder.end(kind === 'off' ? 'powerOff' : kind === 'reset' || kind === 'idle' ? kind : 'maxSteps');
  return Buffer.concat(chunks);
}

/** The recorder may do it in parts, whose length hangs on the host's clock: none of them shows. */
function advanceTo(recorder: Recorder, stepMax: number, idleUntilNs: number): void {
  while (recorder.isRunning && recorder.session.state.step < stepMax) if (!recorder.advance(stepMax, idleUntilNs)) return;
}
