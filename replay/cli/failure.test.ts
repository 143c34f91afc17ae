import { openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '#core/assert.ts';
import { OutOfMemoryError } from '#core/memory/arena.ts';
import { RequestError } from '../boards/request.ts';
import { ImageError } from '../images/image-error.ts';
import { LogError } from '../log/error.ts';
import { failureLine } from './failure.ts';
import { UsageError } from './usage-error.ts';

const thrownBy = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error;
  }
};

describe('failureLine', () => {
  it.each([
    [new UsageError('--pflash: two files for unit 0'), undefined, 'replay: --pflash: two files for unit 0'],
    [new RequestError('--smp: 1 to 15, not 99'), 'a.log', 'replay: a.log: --smp: 1 to 15, not 99'],
    [new ImageError('k.elf: is empty'), undefined, 'replay: k.elf: is empty'],
    [new OutOfMemoryError('guest memory exceeds 3 GiB'), 'a.log', 'replay: a.log: guest memory exceeds 3 GiB'],
    [new UsageError('a.log: no such file'), 'a.log', 'replay: a.log: no such file'],
    [
      new LogError('damaged', { offset: 5, firstStep: 0, lastStep: 9 }, 'gone'),
      'a.log',
      'replay: a.log: byte 5, steps 0 to 9: gone',
    ],
    [
      new InvariantError('board: no hart\nmore'),
      'a.log',
      'replay: internal error: board: no hart; this is a bug in replay: please report it with the command and `replay --version`',
    ],
    [
      new TypeError('x is undefined'),
      'a.log',
      'replay: internal error (TypeError): x is undefined; this is a bug in replay: please report it with the command and `replay --version`',
    ],
    [
      'thrown',
      undefined,
      'replay: internal error (string): thrown; this is a bug in replay: please report it with the command and `replay --version`',
    ],
  ])('is one line', (error, subject, line) => {
    expect(failureLine(error, subject)).toBe(line);
  });

  it('names the file of an error of the file system', () => {
    expect(failureLine(thrownBy(() => openSync('/nowhere/a.log', 'w')))).toBe('replay: /nowhere/a.log: no such file');
  });
});
