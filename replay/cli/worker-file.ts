/** Files of threads: beside this one, as sources, as built, and bundled. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export function workerFile(name: string): string {
  const extension = extname(fileURLToPath(import.meta.url));
  return fileURLToPath(new URL(`./${name}${extension}`, import.meta.url));
}
