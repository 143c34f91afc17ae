/** Results of a suite as a table for people and as JUnit XML for CI. */
import type { TestRun, Verdict } from './tohost.ts';

export const isPass = ({ verdict }: Pick<TestRun, 'verdict'>) => verdict.kind === 'passed';

export function describeVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'passed':
      return 'pass';
    case 'failed':
      return `FAIL: test ${verdict.test}`;
    case 'silent':
      return `FAIL: ${verdict.why}`;
    case 'refused':
      return `REFUSED: ${verdict.why}`;
  }
}

export function renderRun(run: TestRun, nameWidth: number): string {
  const line = `${run.name.padEnd(nameWidth)}  ${String(run.steps).padStart(10)}  ${describeVerdict(run.verdict)}`;
  return run.console === '' ? line : `${line}\n  said: ${JSON.stringify(run.console)}`;
}

export function renderTotals(runs: readonly TestRun[]): string {
  const passed = runs.filter(isPass).length;
  const steps = runs.reduce((sum, run) => sum + run.steps, 0);
  return `${passed} of ${runs.length} passed, ${steps} steps`;
}

export interface TimedRun extends TestRun {
  readonly seconds: number;
}

export function renderJUnit(suite: string, runs: readonly TimedRun[]): string {
  const failures = runs.filter((run) => !isPass(run)).length;
  const seconds = (time: number) => time.toFixed(3);
  const total = seconds(runs.reduce((sum, run) => sum + run.seconds, 0));
  const cases = runs.map((run) => {
    const head = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(run.name)}" time="${seconds(run.seconds)}"`;
    if (isPass(run)) return `${head}/>`;
    return `${head}>\n      <failure message="${escapeXml(describeVerdict(run.verdict))}">${escapeXml(run.console)}</failure>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${escapeXml(suite)}" tests="${runs.length}" failures="${failures}" time="${total}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 cannot hold, even escaped, become U+FFFD. */
function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones to replace
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!).replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '\ufffd');
}
