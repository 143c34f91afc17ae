/** Replays what may be anything, for a while. */

import { RequestError } from '../boards/request.ts';
import { Replayer, type ReplaySummary } from '../engine/replay.ts';
import { ImageError } from '../images/image-error.ts';
import { LogError } from '../log/error.ts';
import { openLog } from '../log/reader.ts';
import { refusing } from './fuzzer.ts';

/** What a recording may be refused with. */
const REFUSALS = [LogError, ImageError, RequestError] as const;
/** More than every recording here has; one that claims more is left there. */
const STEPS_MAX = 50_000;
/** A claimed size that would only test how fast the host can zero memory. */
const RAM_MAX = 256 * 2 ** 20;

/** Undefined when the recording was refused. */
export function replayBounded(bytes: Uint8Array): ReplaySummary | undefined {
  return refusing(REFUSALS, () => {
    const log = openLog(bytes);
    for (const event of log.events()) if (event.kind === 'exit') break;
    log.exitCount();
    if (Number(log.header.parameters['ramSizeBytes']) > RAM_MAX) return undefined;
    const replayer = new Replayer(log, 'interpreter');
    while (replayer.session.state.step < STEPS_MAX && replayer.advance(10_000));
    return replayer.summarize();
  });
}
