import { expect, it } from 'vitest';
import { newTestHart } from '#core/testing/test-hart.ts';
import { loadBoards, loadedArches } from './registry.ts';

await loadBoards();

/** With an accessor V8 keeps an object as a dictionary, and what is called most, at every trap, is looked up by name. */
it.each(loadedArches())('harts of $name are methods without accessors', (arch) => {
  const { hart } = newTestHart(arch);
  const accessors = Object.entries(Object.getOwnPropertyDescriptors(hart)).filter(([, { get }]) => get !== undefined);
  expect(accessors.map(([name]) => name)).toEqual([]);
});
