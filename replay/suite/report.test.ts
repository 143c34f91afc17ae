import { describe, expect, it } from 'vitest';
import { renderJUnit, renderRun, renderTotals, type TimedRun } from './report.ts';

const passed: TimedRun = { name: 'rv64ui-p-add', verdict: { kind: 'passed' }, steps: 4096, console: '', seconds: 0.0125 };
const failed: TimedRun = { ...passed, name: 'a<b>', verdict: { kind: 'failed', test: 3n }, console: 'x "<&\x01' };

describe('the report of a suite', () => {
  it('has a line for each program, with what it said', () => {
    expect(renderRun(passed, 14)).toBe('rv64ui-p-add          4096  pass');
    expect(renderRun(failed, 4)).toBe('a<b>        4096  FAIL: test 3\n  said: "x \\"<&\\u0001"');
    expect(renderTotals([passed, failed])).toBe('1 of 2 passed, 8192 steps');
  });

  it('is well-formed JUnit whatever a program prints', () => {
    const xml = renderJUnit('s&t', [passed, failed]);
    expect(xml).toContain('<testsuite name="s&amp;t" tests="2" failures="1" time="0.025">');
    expect(xml).toContain('<testcase classname="s&amp;t" name="rv64ui-p-add" time="0.013"/>');
    expect(xml).toContain('name="a&lt;b&gt;"');
    expect(xml).toContain('<failure message="FAIL: test 3">x &quot;&lt;&amp;\ufffd</failure>');
  });
});
