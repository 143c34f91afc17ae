/** Breakpoints and watchpoints that a client has set. */
import type { Watchpoint } from '#core/machine/stops.ts';
import type { PointKind } from './command.ts';

export interface Point {
  readonly kind: PointKind;
  readonly address: bigint;
  /** Bytes that are watched; the size of the instruction for a breakpoint. */
  readonly size: number;
  /** Of a watchpoint: is it for physical memory? */
  readonly isPhysical: boolean;
}

/** More than people set. */
const POINTS_MAX = 4096;
/** Bytes of the largest thing that is watched. */
const WATCHED_MAX = 2 ** 16;

export class Points {
  #points: readonly Point[] = [];
  #breakpoints: readonly bigint[] = [];
  #watchpoints: readonly Watchpoint[] = [];

  /** Answers why not. To set one that is set changes nothing. */
  set(point: Point): string | undefined {
    const { kind, address, size } = point;
    if (this.#points.length >= POINTS_MAX) return `at most ${POINTS_MAX} breakpoints and watchpoints`;
    if (kind !== 'breakpoint' && (size < 1 || size > WATCHED_MAX)) return `what is watched has 1 to ${WATCHED_MAX} bytes`;
    if (kind !== 'breakpoint' && address + BigInt(size) > 1n << 64n) return 'what is watched ends where addresses do';
    if (!this.#points.some((other) => isEqual(other, point))) this.#points = [...this.#points, point];
    return undefined;
  }

  clear(point: Point): void {
    this.#points = this.#points.filter((other) => !isEqual(other, point));
  }

  /** The same array as long as the addresses are the same: the machine tells by that whether it has to look anew. */
  get breakpoints(): readonly bigint[] {
    const addresses = this.#points.filter(({ kind }) => kind === 'breakpoint').map(({ address }) => address);
    if (!isSame(addresses, this.#breakpoints, (a, b) => a === b)) this.#breakpoints = addresses;
    return this.#breakpoints;
  }

  /** The same array as long as they are the same. */
  get watchpoints(): readonly Watchpoint[] {
    const watchpoints = this.#points.flatMap(watchpointOf);
    const isEqualOne = (a: Watchpoint, b: Watchpoint) =>
      a.space === b.space && a.address === b.address && a.sizeBytes === b.sizeBytes && a.on === b.on;
    if (!isSame(watchpoints, this.#watchpoints, isEqualOne)) this.#watchpoints = watchpoints;
    return this.#watchpoints;
  }
}

function watchpointOf({ kind, address, size, isPhysical }: Point): readonly Watchpoint[] {
  return kind === 'breakpoint' ? [] : [{ space: isPhysical ? 'physical' : 'virtual', address, sizeBytes: size, on: kind }];
}

const isEqual = (a: Point, b: Point) =>
  a.kind === b.kind && a.address === b.address && a.size === b.size && a.isPhysical === b.isPhysical;

const isSame = <T>(a: readonly T[], b: readonly T[], isEqualOne: (a: T, b: T) => boolean) =>
  a.length === b.length && a.every((each, i) => isEqualOne(each, b[i]!));
