/**
 * `FILE[,unit=N][,readonly=on]` of --drive and --pflash, in the manner of QEMU's -drive: a comma in a file's name is doubled.
 */
import { InvalidArgumentError } from 'commander';

export interface FileOption {
  readonly path: string;
  readonly isReadOnly: boolean;
  /** Of a flash bank; null when the order decides. */
  readonly unit: number | null;
}

/** For commander: adds one to those before it. */
export const collectFiles =
  (takesUnit: boolean) =>
  (text: string, before: readonly FileOption[]): readonly FileOption[] => [...before, parseFile(text, takesUnit)];

function parseFile(text: string, takesUnit: boolean): FileOption {
  const [path = '', ...settings] = splitAtCommas(text);
  if (path === '') throw new InvalidArgumentError('Expected a file name first.');
  let isReadOnly = false;
  let unit: number | null = null;
  for (const setting of settings) {
    const [name, value] = setting.split('=', 2);
    if (name === 'readonly' && (value === 'on' || value === 'off')) isReadOnly = value === 'on';
    else if (takesUnit && name === 'unit' && (value === '0' || value === '1')) unit = Number(value);
    else
      throw new InvalidArgumentError(
        `Expected ${takesUnit ? 'unit=0, unit=1 or ' : ''}readonly=on, not ${JSON.stringify(setting)}.`,
      );
  }
  return { path, isReadOnly, unit };
}

/** Parts at single commas; a doubled one stands for itself. */
function splitAtCommas(text: string): string[] {
  return text.split(/(?<=(?:^|[^,])(?:,,)*),(?!,)/).map((part) => part.replaceAll(',,', ','));
}
