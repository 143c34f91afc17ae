/** The example of the library's header, on what a program would import. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LogError, openLog, openLogFile, Replayer } from './index.ts';

const FIXTURE = 'fixtures/riscv64-bare.log';

it('replays the fixture, tells what the guest prints, and verifies all of it', () => {
  const replayer = new Replayer(openLogFile(FIXTURE), 'interpreter');
  let console = '';
  replayer.session.watch(({ effects }) => {
    for (const effect of effects) if (effect.type === 'console/sent') console += Buffer.from(effect.bytes).toString('latin1');
  });
  while (replayer.advance());
  const summary = replayer.summarize();
  expect(summary).toMatchObject({ mismatch: null, reason: 'powerOff', status: 0, componentsComparable: summary.componentsTotal });
  expect(summary.checkpointsVerified).toBeGreaterThan(0);
  expect(console).toMatch(/ALL TESTS PASSED\n$/);
});

it('takes any bytes for a recording, and says what is wrong with them', () => {
  const damaged = readFileSync(FIXTURE);
  damaged[damaged.length >> 1]! ^= 1;
  expect(openLog(damaged).damage).toBeInstanceOf(LogError);
});
