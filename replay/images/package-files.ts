/** Files that come with the program. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds `package.json`: the sources run from within it, and so does what is built from them. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

const images = (): string => join(packageRoot(), 'fixtures/images');

/** Where the built guest programs of an architecture lie. */
export const imagesFolder = (arch: string): string => join(images(), arch);

/** Those of a name, of whichever architecture. */
export function imagesNamed(name: string): readonly string[] {
  if (!existsSync(images())) return [];
  const folders = readdirSync(images(), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map((folder) => join(imagesFolder(folder.name), name)).filter((path) => existsSync(path));
}
