/** Verdicts as JUnit's XML, which CI servers read: a test case a recording, its failure the first difference. */
import { basename, dirname } from 'node:path';
import XMLBuilder from 'fast-xml-builder';
import { detailLines, headline } from './report.ts';
import type { Verdict } from './verdict.ts';

/** XML 1.0 has no way to write these. `XML: Characters` */
const UNWRITABLE = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g;

/** `seconds`: how long all took together. */
export function junitXml(verdicts: readonly Verdict[], seconds: number): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  const counts = {
    '@_tests': verdicts.length,
    '@_failures': verdicts.filter(({ outcome }) => outcome === 'differs').length,
    '@_errors': verdicts.filter(({ outcome }) => outcome === 'refused').length,
    '@_time': seconds.toFixed(3),
  };
  const suite = { '@_name': 'golden traces', ...counts, testcase: verdicts.map(testCase) };
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: { '@_name': 'replay test', ...counts, testsuite: suite },
  });
}

function testCase(verdict: Verdict) {
  const { path } = verdict;
  const names = { '@_name': writable(basename(path)), '@_classname': writable(dirname(path)), '@_file': writable(path) };
  if (verdict.outcome === 'refused')
    return {
      ...names,
      error: { '@_type': 'refused', '@_message': writable(verdict.message), '#text': writable(verdict.message) },
    };
  const timed = { ...names, '@_time': verdict.seconds.toFixed(3) };
  if (verdict.outcome !== 'differs') return timed;
  const { difference } = verdict;
  const text = [headline(difference), ...detailLines(difference)].join('\n');
  return { ...timed, failure: { '@_type': 'differs', '@_message': writable(headline(difference)), '#text': writable(text) } };
}

const writable = (text: string): string => text.replaceAll(UNWRITABLE, '?');
