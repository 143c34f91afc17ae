/**
 * Options that have parts, in the manner of QEMU's: `FILE[,unit=N][,readonly=on]` of --drive and --pflash, where a comma in a file's name is
 * doubled; `NAME=VALUE,...` of --machine.
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

/** `NAME=VALUE,...` of --machine: for commander, adds them to those before. */
export function collectSettings(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((setting) => {
    const [, name, value] = /^([a-z0-9-]{1,32})=([^=]{1,32})$/.exec(setting) ?? [];
    if (name === undefined || value === undefined)
      throw new InvalidArgumentError(`Expected NAME=VALUE, not ${JSON.stringify(setting)}.`);
    return [name, value] as const;
  });
  return { ...before, ...Object.fromEntries(pairs) };
}

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
