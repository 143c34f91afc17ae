/** What a command's exit code says. */
export const EXIT_FINE = 0;
/** It ran, and differed from the recording, or the guest reported failure. */
export const EXIT_DIFFERED = 1;
/** Refused: damage, version, image, usage. */
export const EXIT_REFUSED = 2;
export type ExitCode = 0 | 1 | 2;
