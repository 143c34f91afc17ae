/** A board's request in a recording's header, and back. */
import type { BoardRequest, DriveFile, ImageFile } from '../boards/request.ts';
import type { ImageFile as LoggedImage } from '../log/image-encoder.ts';
import type { LogReader } from '../log/reader.ts';
import type { Details } from '../log/types.ts';

const logged = (role: string, { name, bytes }: ImageFile): LoggedImage => ({ role, name, bytes, loadAddress: null });

/** Every file of a request, by its role. */
export function imagesOf({ bios, kernel, initrd, drives, pflash }: BoardRequest): readonly LoggedImage[] {
  const single = Object.entries({ bios, kernel, initrd }).flatMap(([role, file]) => (file === null ? [] : [logged(role, file)]));
  const banks = pflash.flatMap((file, unit) => (file === null ? [] : [logged(`pflash${unit}`, file)]));
  return [...single, ...drives.map((file, index) => logged(`drive${index}`, file)), ...banks];
}

/** Every number of a request. What is a file's is named after its role. */
export function parametersOf(request: BoardRequest): Details {
  const { harts, ramSizeBytes, quantum, rtcEpoch, seed, virtioVersion, virtioLatency, console, drives, pflash } = request;
  return {
    harts,
    ramSizeBytes,
    quantum,
    rtcEpoch,
    seed,
    virtioVersion,
    virtioLatency,
    console,
    ...Object.fromEntries(drives.map(({ isReadOnly }, index) => [`drive${index}ReadOnly`, isReadOnly])),
    ...Object.fromEntries(
      pflash.flatMap((file, unit) => (file === null ? [] : [[`pflash${unit}ReadOnly`, file.isReadOnly] as const])),
    ),
  };
}

/** A header that no version of this program has written, or a parameter this one does not know. */
export class HeaderError extends Error {
  override readonly name = 'HeaderError';
}

/** The request that a recording was made from. Throws `HeaderError`, or `LogError` when an image is not the recorded one. */
export function requestOf(log: LogReader): BoardRequest {
  const { parameters, shift, append, images } = log.header;
  const number = (name: string): number => {
    const value = parameters[name];
    if (typeof value === 'number') return value;
    throw new HeaderError(`the header's parameter ${name} is a number, not ${String(value)}; record anew, or use the replay that wrote it`);
  };
  const choice = <T>(name: string, value: unknown, choices: readonly T[]): T => {
    const found = choices.find((each) => each === value);
    if (found !== undefined) return found;
    throw new HeaderError(`the header's parameter ${name} is ${choices.join(' or ')}, not ${String(value)}`);
  };
  const file = (role: string): DriveFile | null => {
    const index = images.findIndex((image) => image.role === role);
    if (index < 0) return null;
    return { name: images[index]!.name, bytes: log.readImage(index), isReadOnly: parameters[`${role}ReadOnly`] === true };
  };
  const files = (prefix: string): (DriveFile | null)[] => {
    const units = images.flatMap(({ role }) => (new RegExp(`^${prefix}\\d$`).test(role) ? [Number(role.slice(prefix.length))] : []));
    return Array.from({ length: Math.max(-1, ...units) + 1 }, (_, unit) => file(`${prefix}${unit}`));
  };
  const seed = parameters['seed'];
  return {
    harts: number('harts'),
    ramSizeBytes: number('ramSizeBytes'),
    shift,
    quantum: number('quantum'),
    rtcEpoch: number('rtcEpoch'),
    seed: typeof seed === 'number' || typeof seed === 'bigint' ? BigInt(seed) : 0n,
    virtioVersion: choice('virtioVersion', parameters['virtioVersion'], [1, 2] as const),
    virtioLatency: number('virtioLatency'),
    console: choice('console', parameters['console'], ['serial', 'virtio'] as const),
    append,
    bios: file('bios'),
    kernel: file('kernel'),
    initrd: file('initrd'),
    drives: files('drive').filter((drive) => drive !== null),
    pflash: files('pflash'),
  };
}
