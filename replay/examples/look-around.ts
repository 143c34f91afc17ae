/** Looks around in a recording: an example of the library, which README.md quotes and a test runs. */
import { openRecording } from 'replay';

const recording = openRecording('fixtures/riscv64.log');

// Run it again. Every step comes by, and must be the recorded one.
const replayer = recording.replay();
let interrupts = 0;
replayer.session.steps$.subscribe(({ effects }) => {
  for (const { type } of effects) if (type === 'interrupt/taken') interrupts += 1;
});
while (replayer.advance());
console.log(replayer.summarize().mismatch === null ? 'as recorded' : 'another run', `with ${interrupts} interrupts`);

// Go to a moment, and look at the machine there.
const timeline = recording.timeline();
timeline.seek('console:"Enter user space"');
console.log(`step ${timeline.step}: ${timeline.disassemble()} in ${recording.symbols.nameOf(timeline.pc())}`);

// Go to many: what did the timer interrupt?
for (const exit of recording.exits()) {
  if (exit.reason !== 'interrupt') continue;
  timeline.seek(exit.step);
  console.log(`step ${exit.step}: ${recording.symbols.nameOf(timeline.pc())}`);
}

// Go back: what last changed which task runs?
const current = recording.symbols.addressOf('current')!;
const write = timeline.runBack({ watchpoints: [{ space: 'virtual', address: current, sizeBytes: 8, on: 'write' }] });
console.log(`step ${write?.step}: ${timeline.disassemble()} in ${recording.symbols.nameOf(timeline.pc())}`);
