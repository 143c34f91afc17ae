// biome-ignore-all assist/source/organizeImports: by subject, as one reads it
/**
 * The library: what the command does, for programs.
 *
 *     import { bisect, openRecording } from 'replay';
 *
 *     const recording = openRecording('boot.log');
 *     const timeline = recording.timeline();
 *     timeline.seek('exit:12');                        // right after VM exit 12: see POSITION_HELP
 *     console.log(timeline.pc(), timeline.register('sp'), timeline.disassemble());
 *
 *     const found = bisect(recording, openRecording('other.log'));
 *     console.log(found.divergence?.step);             // the last step before which they are equal
 *
 * Steps and virtual times (ns) are safe integers; addresses and registers are bigints. What is thrown is one of the errors below,
 * or the file system's. `examples/look-around.ts` shows more. Matchers for vitest: `import 'replay/vitest'`.
 */

import { loadBoards } from './boards/registry.ts';

await loadBoards();

// Recordings, and moments in them.
export { type OpenOptions, openRecording, type Recording, type RecordingTimeline, type Symbols } from './recording.ts';
export { record, type RunToRecord } from './record-run.ts';
export { DEFAULT_CAP, type Phase, Timeline, type TimelineOptions, type Wanted } from './timeline/timeline.ts';
export { TimelineError } from './timeline/checkpoint-guard.ts';
export type { Hit, Stops, Watchpoint } from '#core/machine/stops.ts';
export { type Position, PositionError } from './positions/position.ts';
export { parsePosition, POSITION_HELP } from './positions/parse.ts';
export { type Moment, resolvePosition, resolvePositions } from './positions/resolve.ts';

// What a moment holds, and what happens between two.
export { type Reader, readMemory, walkTo } from '#core/inspect/memory.ts';
export type { ArchDescription, Lookup, RegisterDescription, Walk } from '#core/inspect/description.ts';
export { findRegister, readFields } from '#core/inspect/registers.ts';
export { viewHart } from '#core/inspect/hart-view.ts';
export { disassemble, instructionText } from './inspect/disassembly.ts';
export { backtrace } from './inspect/backtrace.ts';
export { type TracedStep, tracedSteps } from './inspect/steps.ts';
export { perfettoEvents } from './inspect/perfetto.ts';

// Two runs: where they first differ, and golden traces.
export { type BisectOptions, type Bisection, bisect } from './bisect/bisect.ts';
export { type AgainstQemu, type AgainstQemuOptions, bisectAgainstQemu } from './bisect/against-qemu.ts';
export { type Comparison, compareRecordings } from './bisect/compare.ts';
export type { Divergence } from './bisect/divergence.ts';
export { PeerError } from './bisect/peer/peer.ts';
export type { SideSetup } from './bisect/side.ts';
export { DEFAULT_OPTIONS as DEFAULT_TEST_OPTIONS, type TestOptions, testRecording } from './golden/test-recording.ts';
export { type ComparisonLevel, comparisonLevels } from './golden/compare.ts';
export type { FreshImages } from './golden/images.ts';
export { type Difference, GoldenError, type Verdict } from './golden/verdict.ts';

// Runs, step by step.
export { type EndReason, Recorder, type RecordingSetup } from './engine/record.ts';
export { Replayer, type ReplaySummary } from './engine/replay.ts';
export { type Segment, Segments } from './engine/segments.ts';
export { type MachineStep, Session } from './engine/session.ts';
export type { Mismatch } from './engine/verify.ts';

// Machines.
export { type BoardRequest, type BoardSetup, DEFAULT_REQUEST, RequestError } from './boards/request.ts';
export { boardNames, setUpBoard } from './boards/registry.ts';
export type { Board } from '#core/machine/board.ts';
export { createMachine, type Machine } from '#core/machine/machine.ts';
export type { Reading } from '#core/machine/processor-transient.ts';
export { type MachineEffect, type MachineEvent, type MachineState, nowOf } from '#core/machine/state.ts';
export { ImageError } from './images/image-error.ts';

// Files.
export { createLogFile, openLogFile } from './log/file.ts';
export { migrateLog } from './log/migrate.ts';
export { type LogReader, openLog } from './log/reader.ts';
export { LogError } from './log/error.ts';
export { type Repair, repairLog } from './log/repair.ts';
export type { LogEvent, LogHeader } from './log/types.ts';
export { type Verification, verifyLog } from './log/verify.ts';
