/** Tests one recording: does it still run as recorded, on this build and, if asked, with images of today? */
import { readFileSync } from 'node:fs';
import type { Reading } from '#core/machine/processor-transient.ts';
import { Replayer } from '../engine/replay.ts';
import { type LogReader, openLog } from '../log/reader.ts';
import { type ComparisonLevel, compareRuns, sayTheSame } from './compare.ts';
import { explainOther, explainOwn } from './explain.ts';
import { type FreshImages, type FreshMachine, freshMachine } from './images.ts';
import { replaceFile } from './replace-file.ts';
import { rerun } from './rerun.ts';
import { GoldenError, type Verdict } from './verdict.ts';

export interface TestOptions {
  /** In the place of recorded ones. With none, the run must be the recorded one to the last digest. */
  readonly images: FreshImages;
  /** How much must be the same with other images. */
  readonly level: ComparisonLevel;
  readonly reading: Reading;
  /** Write a recording anew that is not the same. */
  readonly isUpdate: boolean;
}

export const DEFAULT_OPTIONS: TestOptions = { images: {}, level: 'trace', reading: 'interpreter', isUpdate: false };

type Progress = (fraction: number) => void;
type Finding = Verdict & { readonly outcome: 'same' | 'recorded' | 'differs' };

/**
 * Throws `LogError` for a damaged recording or one that was not ended, `RequestError` and `ImageError` for images and machines
 * that can't be, and what the file system does. A recording that is written anew is there whole, or the old one is.
 */
export function testRecording(path: string, options: TestOptions, progress?: Progress): Finding {
  return testBytes(readFileSync(path), path, options, progress);
}

/** The same for bytes that are in memory already. `path` is for messages, and what is written anew. */
export function testBytes(bytes: Uint8Array, path: string, options: TestOptions, progress: Progress = () => undefined): Finding {
  const log = openIntact(bytes);
  const machine = freshMachine(log, options.images);
  const start = performance.now();
  const test = { path, log, machine, options, progress, seconds: () => (performance.now() - start) / 1000 };
  if (options.isUpdate) return updated(test);
  return isAsRecorded(options) ? verified(test) : comparedToFresh(test);
}

/** Throws `LogError` for a damaged recording or one that was not ended. */
export function openIntact(bytes: Uint8Array): LogReader {
  const log = openLog(bytes);
  if (log.damage !== null) throw log.damage;
  return log;
}

/** Everything is to be as recorded: no other images, nothing written anew. */
export const isAsRecorded = ({ images, isUpdate }: TestOptions): boolean =>
  !isUpdate && Object.values(images).every((image) => image === undefined);

interface Test {
  readonly path: string;
  readonly log: LogReader;
  readonly machine: FreshMachine;
  readonly options: TestOptions;
  readonly progress: Progress;
  readonly seconds: () => number;
}

/** On this build, everything as recorded: it must be the recorded run to the last digest. */
function verified(test: Test): Finding {
  const { path, log, options, progress } = test;
  const replayer = new Replayer(log, options.reading);
  while (replayer.advance()) progress(replayer.session.state.step / Math.max(1, replayer.lastStep));
  const { mismatch, steps, vmExits, checkpointsVerified: checkpoints } = replayer.summarize();
  const seconds = test.seconds();
  if (mismatch === null) return { path, outcome: 'same', seconds, steps, vmExits, checkpoints, segments: 1, difference: null };
  const { step, component: what, recorded, came } = mismatch;
  const found = { step, what, recorded, came };
  const difference = explainOwn(found, { path, golden: log, reading: options.reading });
  return { path, outcome: 'differs', seconds, steps, vmExits, difference };
}

/** With other images it is another run: what it did is compared. */
function comparedToFresh(test: Test): Finding {
  const { path, log, machine, options } = test;
  const { fresh, isCutOff } = runFresh(test);
  const seconds = test.seconds();
  const isGuestFresh = options.images.guest !== undefined;
  const { difference, isConsoleEqual, isEndEqual } = compareRuns(log, fresh, { level: options.level, isGuestFresh });
  const tested = { path, seconds, steps: fresh.end!.step, vmExits: fresh.exitCount() };
  if (difference === undefined) {
    const checkpoints = [...fresh.checkpoints()].length;
    return { ...tested, outcome: 'same', checkpoints, segments: 1, difference: null };
  }
  const notes = [
    `what it prints is ${isConsoleEqual ? 'the same' : 'not the same'}, how it ends is ${isEndEqual ? 'the same' : 'not the same'}`,
    ...(isCutOff ? [`it was stopped at step ${fresh.end!.step}: the recorded run ended at step ${log.end!.step}`] : []),
  ];
  const run = { path, golden: log, came: fresh, reading: options.reading, symbolPaths: machine.symbolPaths, notes };
  return { ...tested, outcome: 'differs', difference: explainOther(difference, run) };
}

/** Recorded again and put in the place of the recording, unless that says the same. */
function updated(test: Test): Finding {
  const { path, log, options } = test;
  const { bytes, fresh, isCutOff } = runFresh(test);
  if (isCutOff)
    throw new GoldenError(
      `did not end in ${fresh.end!.step} steps, where the recorded run did at step ${log.end!.step}; the recording is as it was`,
    );
  const tested = { path, seconds: test.seconds(), steps: fresh.end!.step, vmExits: fresh.exitCount() };
  const passed = { ...tested, checkpoints: [...fresh.checkpoints()].length, segments: 1 };
  if (sayTheSame(log, fresh)) return { ...passed, outcome: 'same', difference: null };
  const isGuestFresh = options.images.guest !== undefined;
  const { difference } = compareRuns(log, fresh, { level: 'trace', isGuestFresh });
  replaceFile(path, bytes);
  const explained = difference === undefined ? null : { ...difference, instruction: null, notes: [] };
  return { ...passed, outcome: 'recorded', difference: explained };
}

function runFresh({ log, machine, options, progress }: Test) {
  const { request, symbols } = machine;
  const outcome = rerun(log, { request, symbols, reading: options.reading, progress });
  return { ...outcome, fresh: openLog(outcome.bytes) };
}
