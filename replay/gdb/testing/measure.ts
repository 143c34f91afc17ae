/**
 * Measures what a user of gdb waits for, through the server, on a recording of 1e9 steps.
 *
 *     tsx -C development replay/gdb/testing/measure.ts LOG RARE NEAR [STEP]
 *
 * RARE is the address of an instruction that is executed every few million steps, NEAR that of one which is never, in a page that is
 * always executed from. STEP is the place to look from (900M).
 */
import { GdbClient } from './client.ts';
import { startServer } from './command.ts';

const [log, rare, near, place = '900M'] = process.argv.slice(2);
if (log === undefined || rare === undefined || near === undefined) throw new Error('usage: measure.ts LOG RARE NEAR [STEP]');
const STEPS_BACK = 200;
/** So often each way of going on is measured, one after another. */
const ROUNDS = 5;
const STRETCH = 200_000_000;

await using server = await startServer(log);
using client = await GdbClient.connect(server.port);
client.limitMs = 120_000;
await client.ask('qSupported:swbreak+');

async function time<T>(run: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await run();
  return { ms: performance.now() - start, value };
}

const stepNow = async (): Promise<number> => Number(/step ([\d,]+)/.exec(await client.monitor('when'))![1]!.replaceAll(',', ''));
const report = (what: string, ms: number, more = '') =>
  console.log(`${what.padEnd(60)} ${ms.toFixed(1).padStart(9)} ms  ${more}`);
const quantile = (values: readonly number[], q: number) => values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))]!;

report(`first seek to step ${place}`, (await time(() => client.monitor(`goto step:${place}`))).ms);
const start = await stepNow();
const back: number[] = [];
for (let i = 0; i < STEPS_BACK; i++) back.push((await time(() => client.ask('bs'))).ms);
report(`reverse-stepi, ${STEPS_BACK} times: median`, quantile(back, 0.5), `p99 ${quantile(back, 0.99).toFixed(1)} ms`);

await client.ask(`Z0,${rare},2`);
for (let i = 0; i < 4; i++) {
  const { ms, value } = await time(() => client.ask('bc'));
  const at = await stepNow();
  report('reverse-continue to a breakpoint', ms, `${value} at step ${at}, ${start - at} steps before ${place}`);
}
await client.ask(`z0,${rare},2`);

// Going on with and without a breakpoint beside what is executed: a breakpoint at the end of the stretch ends both.
const onward = async (breakpoints: readonly string[]): Promise<number> => {
  await client.monitor(`goto step:${start - STRETCH}`);
  for (const address of breakpoints) await client.ask(`Z0,${address},2`);
  const { ms } = await time(() => client.ask(`vCont;c`));
  const steps = (await stepNow()) - (start - STRETCH);
  for (const address of breakpoints) await client.ask(`z0,${address},2`);
  return ms / steps;
};
// To the end of the recording.
const [without, beside]: [number[], number[]] = [[], []];
for (let round = 0; round < ROUNDS; round++) {
  without.push(await onward([]));
  beside.push(await onward([near]));
}
const [plain, slowed] = [quantile(without, 0.5), quantile(beside, 0.5)];
report('continue, 1e8 steps without a breakpoint', plain * 1e8);
report('continue, 1e8 steps with one beside', slowed * 1e8, `ratio ${(slowed / plain).toFixed(3)}`);
