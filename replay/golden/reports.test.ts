/** Verdicts as CI servers are told of them. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { annotations } from './annotations.ts';
import { junitXml } from './junit.ts';
import type { Verdict } from './verdict.ts';

const tested = { seconds: 1.25, steps: 1_234_567, vmExits: 3 };
const VERDICTS: readonly Verdict[] = [
  { ...tested, path: 'fixtures/good.log', outcome: 'same', checkpoints: 1, segments: 1, difference: null },
  {
    ...tested,
    path: 'fixtures/a,b:c.log',
    outcome: 'differs',
    difference: {
      step: 1_000,
      what: 'output',
      recorded: 'step 1000: output device=4 bytes="100%"',
      came: 'step 1000: output device=4 bytes="<\u0001>"',
      instruction: {
        ...{ step: 900, hart: 0, isFirst: true, source: null },
        ...{ pc: '0x80200a14', symbol: 'user_main+0x14', text: 'addi a0, zero, 7' },
        recorded: { pc: '0x80200a14', symbol: 'user_main+0x14', text: 'addi a0, zero, 0' },
        registers: [{ hart: 0, name: 'a0', recorded: '0x0', came: '0x7' }],
      },
      notes: ['how it ends is the same'],
    },
  },
  { path: 'bad.log', outcome: 'refused', message: 'replay: bad.log: no such file' },
];
const HEADLINE = 'the run differs at step 1,000, in output; the first instruction that differs is at step 900, 0x80200a14';
const INSTRUCTION = '<user_main+0x14>: addi a0, zero, ';

describe('in JUnit’s XML', () => {
  const xml = junitXml(VERDICTS, 2.5);

  it('are counted, timed, and named after their files', () => {
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="replay test" tests="3" failures="1" errors="1" time="2.500">/,
    );
    expect(xml).toContain('<testcase name="good.log" classname="fixtures" file="fixtures/good.log" time="1.250"/>');
  });

  it('fail with the first instruction that differs', () => {
    expect(xml).toContain(`<failure type="differs" message="${HEADLINE} &lt;user_main+0x14&gt;: addi a0, zero, 7">`);
    expect(xml).toContain('recorded  step 1000: output device=4 bytes=&quot;100%&quot;\n');
    expect(xml).toContain('\nhow it ends is the same</failure>');
  });

  it('are errors when a recording was refused', () => {
    expect(xml).toContain('<error type="refused" message="replay: bad.log: no such file">replay: bad.log: no such file</error>');
  });

  it('have nothing in them that XML has no way to write', () => expect(xml).toContain('bytes=&quot;&lt;?&gt;&quot;'));
});

describe('in GitHub Actions', () => {
  it('annotate files, each in one line', () => {
    expect(annotations(VERDICTS, '/')).toEqual([
      `::error file=fixtures/a%2Cb%3Ac.log,line=1,title=golden trace differs::fixtures/a,b:c.log: ${HEADLINE} ${INSTRUCTION}7%0Arecorded  step 1000: output device=4 bytes="100%25"%0Acame      step 1000: output device=4 bytes="<\u0001>"%0Afirst at step 900, hart 0%0A  recorded  0x80200a14 ${INSTRUCTION}0%0A  came      0x80200a14 ${INSTRUCTION}7%0A  after it  hart 0 a0: recorded 0x0, came 0x7%0Ahow it ends is the same`,
      '::error file=bad.log,line=1,title=recording refused::replay: bad.log: no such file',
    ]);
  });

  it.each([
    ['replay/index.ts', 'replay/index.ts'],
    [join(process.cwd(), 'replay/index.ts'), 'replay/index.ts'],
    ['replay/nosuch.c', 'fixtures/a%2Cb%3Ac.log'],
    [join(process.cwd(), '../elsewhere.c'), 'fixtures/a%2Cb%3Ac.log'],
  ])('are shown at the source %s, if that is a file of the folder', (file, shown) => {
    const [, differs] = VERDICTS;
    const { difference } = differs as Extract<Verdict, { outcome: 'differs' }>;
    const instruction = { ...difference.instruction!, source: { file, line: 31 } };
    const [line] = annotations([{ ...differs, difference: { ...difference, instruction } } as Verdict], process.cwd());
    expect(line).toContain(`::error file=${shown},line=${shown.endsWith('.ts') ? 31 : 1},`);
  });
});
