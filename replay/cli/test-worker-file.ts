/** The file of the thread that tests recordings: beside this one, as sources, as built, and bundled. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export function testWorkerFile(): string {
  const extension = extname(fileURLToPath(import.meta.url));
  return fileURLToPath(new URL(`./test-worker${extension}`, import.meta.url));
}
