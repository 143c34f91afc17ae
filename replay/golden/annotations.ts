/** Verdicts as GitHub's workflow commands, which Actions shows at the file they name. */
import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { detailLines, headline } from './report.ts';
import type { Difference, Verdict } from './verdict.ts';

/**
 * A line for each recording that did not pass: at the source of the instruction, where that is a file of `folder`, else at the
 * recording.
 */
export function annotations(verdicts: readonly Verdict[], folder: string): readonly string[] {
  return verdicts.flatMap((verdict) => {
    const recording = { file: verdict.path, line: 1 };
    if (verdict.outcome === 'refused') return [command({ ...recording, title: 'recording refused' }, verdict.message)];
    if (verdict.outcome !== 'differs') return [];
    const { difference, path } = verdict;
    const place = sourceIn(folder, difference) ?? recording;
    const text = [`${path}: ${headline(difference)}`, ...detailLines(difference)].join('\n');
    return [command({ ...place, title: 'golden trace differs' }, text)];
  });
}

function sourceIn(folder: string, { instruction }: Difference) {
  if (instruction?.source == null) return undefined;
  const { file, line } = instruction.source;
  const path = relative(folder, resolve(folder, file));
  return path.startsWith('..') || isAbsolute(path) || !existsSync(join(folder, path)) ? undefined : { file: path, line };
}

interface Properties {
  readonly file: string;
  readonly line: number;
  readonly title: string;
}

/** What would end a command or a property is written as in URLs. */
function command(properties: Properties, message: string): string {
  const list = Object.entries(properties).map(
    ([name, value]) => `${name}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::error ${list.join(',')}::${escaped(message)}`;
}

const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
