/** Recordings with keyframes, of what the fixtures are recordings of. Imported by tests only. */
import { CHECKPOINT_STEPS } from '#core/machine/state.ts';
import { loadBoards } from '../../boards/registry.ts';
import { recipes } from '../../fixtures/recipes.ts';
import { concat } from '../../log/testing.ts';
import { Recorder } from '../record.ts';

await loadBoards();

/** Records a fixture's machine up to so many steps. What is typed in between is not the fixture's. */
export function recordFixture(file: string, steps: number, keyframes?: number) {
  const { board, machine } = recipes.find((recipe) => recipe.file === file)!;
  const { request } = machine();
  const pieces: Uint8Array[] = [];
  const sink = (bytes: Uint8Array) => void pieces.push(bytes);
  const recorder = new Recorder({ board, request, symbols: [], sink, reading: 'interpreter', keyframes });
  const goTo = (step: number) => {
    while (recorder.isRunning && recorder.session.state.step < step) recorder.advance(step, Number.POSITIVE_INFINITY);
  };
  goTo(CHECKPOINT_STEPS);
  recorder.type(Uint8Array.from('right at a keyframe', (character) => character.charCodeAt(0)));
  goTo(steps);
  recorder.end(recorder.isRunning ? 'maxSteps' : 'powerOff');
  return concat(pieces);
}
