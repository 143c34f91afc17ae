/** Interpreters that were written when the program was built, and lie beside it. Run from its sources it has none. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { InterpreterKind } from '#core/isa/interpret.ts';

/** The module of an architecture; none of the kind that keeps the trail, which is for what takes long. */
export function findWrittenModule(arch: string, kind: InterpreterKind): Uint8Array<ArrayBuffer> | undefined {
  const path = fileURLToPath(new URL(`./${arch}-${kind}.wasm`, import.meta.url));
  return existsSync(path) ? readFileSync(path) : undefined;
}
