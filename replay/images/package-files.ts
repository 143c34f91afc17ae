/** Files that come with the program. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds `package.json`: the sources run from within it, and so does what is built from them. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Where the built guest programs of an architecture lie. */
export const imagesFolder = (arch: string): string => join(packageRoot(), 'fixtures/images', arch);
