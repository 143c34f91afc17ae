/**
 * Builds the command. But not when it is there and `npx` asks: that takes the checkout for a package to be installed, and would
 * build all of it once more before it runs the command the first time.
 */
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isAskedByNpx = process.env.npm_command === 'exec';
if (!isAskedByNpx || !existsSync('dist/replay/cli/main.js')) execSync('npm run build', { stdio: 'inherit' });
