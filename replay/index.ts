/**
 * The library: what the command does, for programs.
 *
 *     import { openLogFile, Replayer } from 'replay';
 *     const replayer = new Replayer(openLogFile('boot.log'), 'interpreter');
 *     replayer.session.watch(({ effects }) => console.log(effects));
 *     while (replayer.advance());
 *     console.log(replayer.summarize());
 */
export type { Board } from '#core/machine/board.ts';
export { createMachine, type Machine } from '#core/machine/machine.ts';
export type { Reading } from '#core/machine/processor-transient.ts';
export { type MachineEffect, type MachineEvent, type MachineState, nowOf } from '#core/machine/state.ts';
export { boardNames, setUpBoard } from './boards/registry.ts';
export { type BoardRequest, type BoardSetup, DEFAULT_REQUEST, RequestError } from './boards/request.ts';
export { type EndReason, Recorder, type RecordingSetup } from './engine/record.ts';
export { Replayer, type ReplaySummary } from './engine/replay.ts';
export { type Segment, Segments } from './engine/segments.ts';
export { type MachineStep, Session } from './engine/session.ts';
export type { Mismatch } from './engine/verify.ts';
export { ImageError } from './images/image-error.ts';
export { LogError } from './log/error.ts';
export { createLogFile, openLogFile } from './log/file.ts';
export { type LogReader, openLog } from './log/reader.ts';
export type { LogEvent, LogHeader } from './log/types.ts';
