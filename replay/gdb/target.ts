/** A recording's harts as gdb sees them: registers by its numbers, and memory as it asks for it. */
import type { ArchDescription, GdbRegister, RegisterDescription, WalkStage } from '#core/inspect/description.ts';
import { viewHart } from '#core/inspect/hart-view.ts';
import { walkTo } from '#core/inspect/memory.ts';
import { findRegister } from '#core/inspect/registers.ts';
import { PAGE_SIZE } from '#core/memory/paged-memory.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** A register that gdb can be told of. */
export type TargetRegister = RegisterDescription & { readonly gdb: GdbRegister };

export interface Place {
  readonly address: bigint;
  /** Physical, or as the hart translates now. */
  readonly isPhysical: boolean;
  readonly hart: number;
}

const isKnown = (register: RegisterDescription): register is TargetRegister => register.gdb !== undefined;

export class Target {
  readonly timeline: Timeline;
  readonly arch: ArchDescription;
  /** By feature, in the order in which gdb is told; by number within. */
  readonly features: readonly { readonly name: string; readonly registers: readonly TargetRegister[] }[];
  readonly #byNumber: ReadonlyMap<number, TargetRegister>;

  constructor(timeline: Timeline) {
    this.timeline = timeline;
    this.arch = timeline.machine.board.arch.description;
    const known = this.arch.registers.filter(isKnown).sort((a, b) => a.gdb.number - b.gdb.number);
    this.features = this.arch.gdb.features.map(({ name }) => ({
      name,
      registers: known.filter(({ gdb }) => gdb.feature === name),
    }));
    this.#byNumber = new Map(known.map((register) => [register.gdb.number, register]));
  }

  /** Those that gdb asks for all at once: the first feature's. */
  get general(): readonly number[] {
    return this.features[0]!.registers.map(({ gdb }) => gdb.number);
  }

  /** In hexadecimal, as it would lie in memory; undefined when there is none of this number. */
  readRegister(hart: number, number: number): string | undefined {
    const register = this.#byNumber.get(number);
    if (register === undefined) return undefined;
    const digits = register.bits / 4;
    const value = BigInt.asUintN(register.bits, register.read(this.#view(hart)));
    return Buffer.from(value.toString(16).padStart(digits, '0'), 'hex').reverse().toString('hex');
  }

  /** By a name that gdb or people know it by. */
  valueOfRegister(name: string, hart: number): bigint | undefined {
    return findRegister(this.arch, name)?.read(this.#view(hart));
  }

  /** In which context a hart is, for people: `M`, `VS`. */
  contextOf(hart: number): string {
    return this.arch.privilegeOf(this.#view(hart));
  }

  /** Up to `length` bytes. Fewer where memory ends, none where there is none; devices are not asked, for that would change them. */
  readMemory({ address, ...rest }: Place, length: number): Uint8Array {
    const { machine, state } = this.timeline;
    const pieces: Uint8Array[] = [];
    for (let done = 0; done < length; ) {
      const at = address + BigInt(done);
      const size = Math.min(length - done, PAGE_SIZE - Number(at % BigInt(PAGE_SIZE)));
      const physical = this.physicalOf({ address: at, ...rest });
      const bytes = physical === undefined ? undefined : machine.readPhysical(state, physical, size);
      if (bytes === undefined) break;
      pieces.push(bytes);
      done += size;
    }
    return Buffer.concat(pieces);
  }

  /** Where an address leads now; undefined where it leads nowhere. */
  physicalOf({ address, isPhysical, hart }: Place): number | undefined {
    if (address >= 1n << 64n) return undefined;
    const physical = isPhysical ? address : this.#translate(hart, address);
    return physical !== undefined && physical <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(physical) : undefined;
  }

  /** For whoever looks the same tables through allows it: a debugger of a kernel sees what its processes do. */
  #translate(hart: number, address: bigint): bigint | undefined {
    const { machine, state } = this.timeline;
    const walk = (access: 'load' | 'fetch', privilege?: string) =>
      walkTo({ machine, state, hart }, { address, access, space: 'virtual', privilege });
    const own = walk('load');
    const isLike = (stages: readonly WalkStage[]) => JSON.stringify(stages, asText) === JSON.stringify(own.stages, asText);
    if (own.result.kind === 'mapped') return own.result.physical;
    for (const privilege of [undefined, ...this.arch.privileges])
      for (const access of ['load', 'fetch'] as const) {
        const { stages, result } = walk(access, privilege);
        if (result.kind === 'mapped' && isLike(stages)) return result.physical;
      }
    return undefined;
  }

  #view(hart: number) {
    return viewHart(this.timeline.machine, this.timeline.state, hart);
  }
}

const asText = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
