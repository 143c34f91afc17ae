import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { Lifeline } from './lifeline.ts';

it('sends an acknowledgement now and then, to a client that is there and reads', () => {
  const lifeline = new Lifeline();
  lifeline.beat();
  const stream = new PassThrough();
  lifeline.attach(stream);
  lifeline.beat();
  lifeline.beat();
  expect(stream.read()?.toString()).toBeUndefined(); // the first beat was for nobody, and another is not due yet

  const other = new Lifeline();
  other.attach(stream);
  other.beat();
  other.beat();
  expect(stream.read()?.toString()).toBe('+');

  const late = new Lifeline();
  late.attach(stream);
  late.attach(undefined);
  late.beat();
  stream.end();
  late.attach(stream);
  expect(stream.read()).toBeNull();
});
