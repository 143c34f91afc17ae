/** The option of commands that work in threads. */
import { InvalidArgumentError, Option } from 'commander';
import { parseCount } from './quantities.ts';

export const jobsOption = (): Option =>
  new Option('-j, --jobs <n>', 'threads; as many as there are processors unless given').argParser(parseJobs);

function parseJobs(text: string): number {
  const jobs = parseCount(text);
  if (jobs < 1) throw new InvalidArgumentError('Expected 1 or more.');
  return jobs;
}
