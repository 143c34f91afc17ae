/** What the next instruction reads and writes in memory, found by executing it on the side: nothing that it does stays. */
import { type Evaluate, type EvaluatorHost, evaluatorOf } from '../isa/evaluate.ts';
import type { Decoded } from '../isa/insn.ts';
import type { Width } from '../isa/layout.ts';
import { type Reader, readMemory } from './memory.ts';

export interface MemoryAccess {
  readonly kind: 'load' | 'store';
  /** Virtual. */
  readonly address: bigint;
  readonly width: Width;
  /** Little-endian; undefined where it is a device that is read: to ask would change it. */
  readonly value: bigint | undefined;
}

/** Finds them, one instruction after the other. */
export class AccessFinder {
  #reader!: Reader;
  #block!: DataView;
  #accesses: MemoryAccess[] = [];
  readonly #evaluate: Evaluate;

  constructor() {
    const finder = this;
    const host: EvaluatorHost = {
      get block() {
        return finder.#block;
      },
      load: (address, width) => {
        const { bytes, end } = readMemory(this.#reader, { address, access: 'load', space: 'virtual' }, width);
        const value = end === null ? littleEndian(bytes) : undefined;
        this.#accesses.push({ kind: 'load', address, width, value });
        return value ?? 0n;
      },
      store: (address, width, value) => {
        this.#accesses.push({ kind: 'store', address, width, value });
        return true;
      },
      probe: () => true,
      trap: () => {},
      serve: () => undefined,
      jumped: () => {},
    };
    this.#evaluate = evaluatorOf(host);
  }

  /**
   * Accesses of `decoded`, which is at pc of the reader's hart, in order. Of an instruction that traps those before the trap; those that
   * a service makes (a load as somebody else) are not seen.
   */
  find(reader: Reader, decoded: Decoded, pc: bigint): readonly MemoryAccess[] {
    this.#reader = reader;
    this.#block = new DataView(reader.state.harts[reader.hart]!.slice().buffer);
    this.#accesses = [];
    this.#evaluate(decoded, pc);
    return this.#accesses;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
