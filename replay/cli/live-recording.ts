/** Runs a recording in real time: keyboard in, console out, until the guest, the user or a limit ends it. */
import type { Reading } from '#core/machine/processor-transient.ts';
import { OutOfMemoryError } from '#core/memory/arena.ts';
import { loadBoards } from '../boards/registry.ts';
import type { BoardRequest } from '../boards/request.ts';
import { type EndReason, Recorder } from '../engine/record.ts';
import { printedBytes } from '../engine/slice.ts';
import { createLogFile, type LogFile } from '../log/file.ts';
import type { SymbolFile } from '../log/types.ts';
import { ConsoleInput } from './console-input.ts';
import { EXIT_DIFFERED, EXIT_FINE, EXIT_REFUSED, type ExitCode } from './exit-codes.ts';
import { failureLine } from './failure.ts';
import { formatPlural, formatSize, formatTime } from './format.ts';
import { KEYBOARD_HELP } from './keyboard.ts';
import type { Output } from './output.ts';

export interface LiveRecording {
  readonly path: string;
  readonly board: string;
  readonly request: BoardRequest;
  readonly symbols: readonly SymbolFile[];
  readonly maxSteps: number;
  /** Virtual nanoseconds. */
  readonly maxTime: number;
  /** Idle virtual time passes no faster than real time. */
  readonly isPaced: boolean;
  readonly reading: Reading;
  /** Checkpoints from one keyframe to the next. */
  readonly keyframes: number | undefined;
}

/** Bytes that a guest is given a moment: about as fast as a good serial line, so that none are lost. */
const TYPED_SIZE_MAX = 256;
/** Bytes typed to a guest that waits for good, after which no more are: a sender without end would fill the disk. */
const UNHEARD_SIZE_MAX = 65_536;
/** While idle time is held back, look again this often. */
const PACE_MS = 2;
/** What happened is in the file after so long and a grant, also when its chunk goes on: whoever is killed loses no more. */
const DRAFT_MS = 8;
/** Further things that are not modelled are not told of. */
const TOLD_MAX = 10;

const REASONS: Readonly<Record<EndReason, string>> = {
  powerOff: 'the guest switched off',
  reset: 'the guest asked for a reset',
  idle: 'the guest waits for what never comes',
  stopped: 'you ended it',
  maxSteps: 'at --max-steps',
  maxTime: 'at --max-time',
  outOfMemory: 'the guest wrote more memory than a machine may',
};

export async function recordLive(output: Output, options: LiveRecording): Promise<ExitCode> {
  await loadBoards(options.board);
  const file = new LazyLogFile(options.path);
  const recorder = new Recorder({ ...options, sink: (bytes) => file.write(bytes) });
  for (const note of recorder.notes) output.tell(`replay: note: ${note}`);
  if (isEmpty(options.request)) output.tell('replay: note: neither --kernel nor --bios: the machine has nothing to run');
  showEffects(recorder, output);
  const stop = { isAsked: false };
  const ask = () => {
    stop.isAsked = true;
    input.wake();
  };
  const input = new ConsoleInput((command) => (command === 'exit' ? ask() : process.stderr.write(KEYBOARD_HELP)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  let reason: EndReason;
  try {
    reason = await runToEnd({
      recorder,
      input,
      output,
      file,
      options,
      isStopped: () => stop.isAsked || output.isClosed || file.failure !== undefined,
    });
    recorder.end(reason);
  } finally {
    input.close();
    file.close();
  }
  if (file.failure !== undefined) {
    output.tell(failureLine(file.failure, options.path));
    return EXIT_REFUSED;
  }
  const { state, now } = recorder.session;
  const status = state.status.kind === 'off' || state.status.kind === 'reset' ? state.status.status : 0;
  const guest = status === 0 ? '' : ` and reported status ${status}`;
  output.tell(
    `replay: recorded ${formatPlural(state.step, 'step')}, ${formatTime(now)}, in ${options.path} (${formatSize(file.sizeBytes)}): ${REASONS[reason]}${guest}`,
  );
  if (reason === 'outOfMemory') return EXIT_REFUSED;
  return status === 0 ? EXIT_FINE : EXIT_DIFFERED;
}

/** Nothing that a hart could run: what is at its reset address leads into memory full of zeros. */
const isEmpty = ({ bios, kernel, guest, pflash }: BoardRequest) =>
  bios === null && kernel === null && guest === null && pflash.every((bank) => bank === null);

interface Run {
  readonly recorder: Recorder;
  readonly input: ConsoleInput;
  readonly output: Output;
  readonly file: LazyLogFile;
  readonly options: LiveRecording;
  readonly isStopped: () => boolean;
}

async function runToEnd({ recorder, input, output, file, options, isStopped }: Run): Promise<EndReason> {
  const { session } = recorder;
  const stepNs = 2 ** options.request.shift;
  const isPaced = options.isPaced && input.isTerminal;
  const start = performance.now();
  const unheard = { step: 0, sizeBytes: 0 };
  for (;;) {
    if (performance.now() - file.writtenAt > DRAFT_MS) file.draft(recorder.draft());
    await output.breathe();
    if (isStopped()) return 'stopped';
    if (session.state.step > unheard.step) Object.assign(unheard, { step: session.state.step, sizeBytes: 0 });
    if (session.state.status.kind === 'idle' && unheard.sizeBytes > UNHEARD_SIZE_MAX) return 'idle';
    // A guest that never reads holds its sender up, and the recording does not grow.
    const typed = input.take(Math.min(TYPED_SIZE_MAX, recorder.keyboardRoom));
    unheard.sizeBytes += typed.length;
    if (typed.length > 0) recorder.type(typed);
    const { status, step } = session.state;
    if (status.kind === 'off') return 'powerOff';
    if (status.kind === 'reset') return 'reset';
    if (step >= options.maxSteps) return 'maxSteps';
    if (session.now >= options.maxTime) return 'maxTime';
    if (status.kind === 'idle') {
      if (input.hasEnded || recorder.keyboardRoom <= 0) return 'idle';
      file.draft(recorder.draft());
      await input.wait(Number.POSITIVE_INFINITY);
      continue;
    }
    const stepLimit = Math.min(options.maxSteps, step + Math.ceil((options.maxTime - session.now) / stepNs));
    const realNs = isPaced ? Math.floor((performance.now() - start) * 1e6) : Number.POSITIVE_INFINITY;
    const hasAdvanced = advanceOrTell(recorder, output, { stepLimit, idleUntilNs: Math.min(options.maxTime, realNs) });
    if (hasAdvanced === undefined) return 'outOfMemory';
    if (!hasAdvanced && session.state.status.kind === 'running') await input.wait(PACE_MS, recorder.keyboardRoom > 0);
  }
}

/** Undefined when the guest needs memory that there is not: the recording ends before. */
function advanceOrTell(
  recorder: Recorder,
  output: Output,
  { stepLimit, idleUntilNs }: { readonly stepLimit: number; readonly idleUntilNs: number },
): boolean | undefined {
  try {
    return recorder.advance(stepLimit, idleUntilNs);
  } catch (error) {
    if (!(error instanceof OutOfMemoryError)) throw error;
    output.tell(failureLine(error));
    return undefined;
  }
}

/** Guest output to standard output; what the board lacks to standard error, each once. */
function showEffects(recorder: Recorder, output: Output): void {
  const told = new Set<string>();
  recorder.session.watch(({ effects }) => {
    output.write(printedBytes(effects));
    for (const effect of effects) {
      if (effect.type !== 'machine/notImplemented' || told.has(effect.what) || told.size >= TOLD_MAX) continue;
      told.add(effect.what);
      output.tell(`replay: step ${effect.step}: not modelled: ${effect.what}`);
    }
  });
}

/** A log file that is made when there is something to write: a request that is refused leaves an older recording alone. */
class LazyLogFile {
  readonly #path: string;
  #file: LogFile | undefined;
  #sizeBytes = 0;
  #failure: unknown;
  #writtenAt = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Why nothing more was written, or undefined. */
  get failure(): unknown {
    return this.#failure;
  }

  /** When bytes last went to the file, ms. */
  get writtenAt(): number {
    return this.#writtenAt;
  }

  write(bytes: Uint8Array): void {
    this.#attempt((file) => {
      file.sink(bytes);
      this.#sizeBytes += bytes.length;
    });
  }

  /** Puts a chunk that has not ended where it will be. */
  draft(bytes: Uint8Array | undefined): void {
    if (bytes !== undefined) this.#attempt((file) => file.draft(bytes));
  }

  #attempt(put: (file: LogFile) => void): void {
    if (this.#failure !== undefined) return;
    try {
      put((this.#file ??= createLogFile(this.#path)));
      this.#writtenAt = performance.now();
    } catch (error) {
      this.#failure = error;
    }
  }

  close(): void {
    this.#file?.close();
  }
}
