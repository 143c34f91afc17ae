import { expect, it } from 'vitest';
import { recordProgram, replayBytes, requestFor } from '../engine/testing.ts';
import { openLog } from '../log/reader.ts';
import { summaryOf } from './hosts.ts';
import { prefixOf } from './prefix.ts';

it('a prefix is the chunks that end by a step, and replays', () => {
  const { bytes } = recordProgram(requestFor('spin'), [{ steps: 2 ** 21 + 9, idleNs: 0 }], 'maxSteps');
  expect(prefixOf(bytes, 2 ** 21 + 9)).toEqual({ bytes, isWhole: true });
  const part = prefixOf(bytes, 2 ** 21 - 1);
  expect([part.isWhole, openLog(part.bytes).lastStep]).toEqual([false, 2 ** 20]);
  expect(replayBytes(part.bytes)).toMatchObject({ mismatch: null, steps: 2 ** 20, checkpointsVerified: 1, reason: 'cut short' });
});

it('reads the summary that `replay run` prints', () => {
  const lines =
    'replay: x.log: the run is the recorded one\n  steps        628,062 (276.005 ms virtual)\n  VM exits     0\n  digest       00ff\n';
  expect(summaryOf(lines)).toEqual({ steps: '628,062 (276.005 ms virtual)', 'VM exits': '0', digest: '00ff' });
});
