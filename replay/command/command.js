/** The command as it was built, compiled before as far as this Node takes what the Node that built it compiled. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const file = fileURLToPath(new URL('../../dist/replay/cli/command.cjs', import.meta.url));
/** What V8 compiled, for V8 alone: it looks whether it is its own. */
export const compiledFile = `${file}.compiled`;

/** Undefined where there is none: it is slower then, and does the same. */
function readCompiled() {
  try {
    return readFileSync(compiledFile);
  } catch {
    return undefined;
  }
}

/** Runs the command that `process.argv` says, and answers with its script. */
export function runCommand() {
  const source = `(function (require, __dirname) {${readFileSync(file, 'latin1')}\n})`;
  const cachedData = readCompiled();
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  script.runInThisContext()(createRequire(file), dirname(file));
  return script;
}
