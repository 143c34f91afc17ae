/** What a command says when it can't go on: one line, whatever was thrown. */
import { InvariantError } from '#core/assert.ts';
import { OutOfMemoryError } from '#core/memory/arena.ts';
import { PeerError } from '../bisect/peer/peer.ts';
import { RequestError } from '../boards/request.ts';
import { GoldenError } from '../golden/verdict.ts';
import { ImageError } from '../images/image-error.ts';
import { LogError } from '../log/error.ts';
import { PositionError } from '../positions/position.ts';
import { TimelineError } from '../timeline/checkpoint-guard.ts';
import { UsageError } from './usage-error.ts';

const EXPECTED = [
  UsageError,
  RequestError,
  ImageError,
  LogError,
  PositionError,
  TimelineError,
  GoldenError,
  PeerError,
  OutOfMemoryError,
] as const;

/** `subject` is the file that the command is about, put before messages that don't name it. */
export function failureLine(error: unknown, subject?: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (EXPECTED.some((kind) => error instanceof kind)) return `replay: ${withSubject(message, subject)}`;
  if (isFileSystemError(error)) return `replay: ${error.path ?? subject ?? 'file'}: ${REASONS[error.code] ?? error.code}`;
  const kind =
    error instanceof InvariantError ? 'internal error' : `internal error (${error instanceof Error ? error.name : typeof error})`;
  return `replay: ${kind}: ${message.split('\n', 1)[0]}; this is a bug in replay: please report it with the command and \`replay --version\``;
}

function withSubject(message: string, subject: string | undefined): string {
  return subject === undefined || message.startsWith(`${subject}:`) ? message : `${subject}: ${message}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a folder',
  ENOTDIR: 'no such file',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  ERR_FS_FILE_TOO_LARGE: 'the file is too large',
};

interface FileSystemError {
  readonly code: string;
  readonly path?: string;
}

function isFileSystemError(error: unknown): error is Error & FileSystemError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(E[A-Z0-9]+|ERR_FS_.*)$/.test(error.code)
  );
}
