/** Records a machine that is typed to: keys are sent as what they wait for comes, so a slow host makes no difference. */
import { spawn, spawnSync } from 'node:child_process';

export interface Turn {
  /** What is waited for, behind what was waited for before. */
  readonly prompt: string;
  readonly keys: string;
}

/** Records with these options of `replay record`, and runs the recording again. True when all of it came, and both are fine. */
export async function recordAndRun(options: readonly string[], dialogue: readonly Turn[], log: string): Promise<boolean> {
  const isFine = await record(['replay', 'record', ...options, '--no-pace', '-o', log], dialogue);
  const { status } = spawnSync('npx', ['replay', 'run', log], { stdio: ['ignore', 'ignore', 'inherit'] });
  return isFine && status === 0;
}

function record(words: readonly string[], dialogue: readonly Turn[]): Promise<boolean> {
  const child = spawn('npx', words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const left = [...dialogue];
  let unread = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    process.stdout.write(text);
    unread += text;
    for (let next = left[0]; next !== undefined && unread.includes(next.prompt); next = left[0]) {
      unread = unread.slice(unread.indexOf(next.prompt) + next.prompt.length);
      child.stdin.write(next.keys);
      left.shift();
    }
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      if (left.length > 0) console.log(`\nnever came: ${JSON.stringify(left[0]?.prompt)}`);
      resolve(left.length === 0 && code === 0);
    });
  });
}
