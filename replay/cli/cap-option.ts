/** The option of every command that moves about in a recording: how much memory snapshots may take. */
import { Option } from 'commander';
import { DEFAULT_CAP } from '../timeline/timeline.ts';
import { parseSize } from './quantities.ts';

export const capOption = (): Option =>
  new Option('--cap <size>', 'guest memory that snapshots may hold: 512M, 2G').argParser(parseSize).default(DEFAULT_CAP, '512M');
