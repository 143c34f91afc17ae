/** Interpreters that were written when the program was built, and lie beside it. Run from its sources it has none. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The module of an architecture. */
export function findWrittenModule(arch: string): Uint8Array<ArrayBuffer> | undefined {
  const path = fileURLToPath(new URL(`./${arch}.wasm`, import.meta.url));
  return existsSync(path) ? readFileSync(path) : undefined;
}
