import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BANNER } from './banner.ts';

it('is the drawing that the guests print', () => {
  const source = readFileSync('guest/lib/banner.c', 'latin1');
  const drawn = [...source.matchAll(/^ +"(.*)\\n"/gm)].map(([, line]) => line);
  expect(drawn).toEqual(BANNER);
});
