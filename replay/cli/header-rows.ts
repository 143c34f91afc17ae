/** What a recording's header says, as rows of a table. */
import type { LogHeader } from '../log/types.ts';
import { formatSize, printable } from './format.ts';

export function headerRows(header: LogHeader): readonly (readonly string[])[] {
  const parameters = Object.entries(header.parameters).map(([name, value]) => `${name}=${String(value)}`);
  const components = Object.entries(header.components).map(([name, version]) => `${name}=${version}`);
  return [
    ['recorded by', header.engine],
    ['board', header.board],
    ['parameters', [`shift=${header.shift}`, ...parameters].join(' ')],
    ...(header.append === '' ? [] : [['append', JSON.stringify(header.append)]]),
    ...header.images.map(({ role, name, sizeBytes, sha256, loadAddress }) => [
      role,
      `${JSON.stringify(name)}, ${formatSize(sizeBytes)}, sha256 ${sha256}${loadAddress === null ? '' : `, at 0x${loadAddress.toString(16)}`}`,
    ]),
    ...header.symbols.map(({ name, sha256 }) => ['symbols', `${JSON.stringify(name)}, sha256 ${sha256}`]),
    ['components', components.join(' ')],
  ].map((row) => row.map(printable));
}
