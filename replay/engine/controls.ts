/** What a recording does to the machine, besides letting it run. */
import { RequestError } from '../boards/request.ts';
import type { LogReader } from '../log/reader.ts';

/** Up to this step and virtual time (ns), then this input. */
export interface Control {
  readonly step: number;
  readonly now: number;
  readonly input: { readonly device: number; readonly bytes: Uint8Array } | null;
}

/**
 * The controls of a log. An input comes at the time that the `idle` before it says. Throws `RequestError` for an input that
 * this build can't give: a run without it would be another run.
 */
export function* controlsOf(log: LogReader, deviceCount: number): Generator<Control> {
  let now = 0;
  let last = 0;
  for (const event of log.events()) {
    last = event.step;
    switch (event.kind) {
      case 'idle':
        now = event.now;
        break;
      case 'input':
        if (event.device >= deviceCount)
          throw new RequestError(
            `the recording's input at step ${event.step} is for device ${event.device}, the board has ${deviceCount}`,
          );
        yield { step: event.step, now, input: event };
        break;
      case 'input/perturbed':
      case 'schedule/perturbed':
      case 'fault/injected':
        throw new RequestError(`the recording has a ${event.kind} at step ${event.step}, which this build does not know`);
    }
  }
  const { end } = log;
  const forGood = Number.POSITIVE_INFINITY;
  // A recording cut short goes as far as it is known.
  if (end === null) yield { step: last, now: forGood, input: null };
  else yield { step: end.step, now: end.now, input: null };
  if (end?.reason === 'idle') yield { step: end.step, now: forGood, input: null };
}
