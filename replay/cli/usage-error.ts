/** The command line can't be carried out as given. One line; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
