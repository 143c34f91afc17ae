/**
 * The command as it was built, compiled before as far as this Node takes what the Node that built it compiled. CommonJS, as the
 * command is: what Node needs to load modules takes a while to start.
 */
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const file = join(__dirname, '../../dist/replay/cli/command.cjs');
/** What V8 compiled, for V8 alone: it looks whether it is its own. */
exports.compiledFile = `${file}.compiled`;

/** Undefined where there is none: it is slower then, and does the same. */
function readCompiled() {
  try {
    return readFileSync(exports.compiledFile);
  } catch {
    return undefined;
  }
}

/** Runs the command that `process.argv` says, and answers with its script. */
exports.runCommand = () => {
  const source = `(function (require, __dirname) {${readFileSync(file, 'latin1')}\n})`;
  const cachedData = readCompiled();
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  script.runInThisContext()(createRequire(file), dirname(file));
  return script;
};
