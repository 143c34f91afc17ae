/**
 * Who called whom, as far as a state tells without unwind tables: the return address register, and frame pointers where the code keeps
 * them. A stack may hold anything; whatever it holds, the list ends.
 */

import { viewHart } from '#core/inspect/hart-view.ts';
import { type Reader, readMemory } from '#core/inspect/memory.ts';
import { findRegister } from '#core/inspect/registers.ts';
import { instructionAt } from './disassembly.ts';

export interface Frame {
  /** Of the first frame the pc; else where it goes on when what it called returns. */
  readonly pc: bigint;
  readonly foundBy: 'pc' | 'return address' | 'frame pointer';
}

/** A chain that is longer is a loop or damage. */
const FRAMES_MAX = 64;
/** Frames don't lie further apart. */
const FRAME_SIZE_MAX = 2n ** 20n;

/** What runs: as the hart is, or a guest that its built-in hypervisor holds. */
export interface Running {
  readonly reader: Reader;
  readonly pc: bigint;
  /** As whom memory is read; undefined for the hart as it is. */
  readonly privilege: string | undefined;
}

/** `symbolOf` names the function at an address, '' when it is not known. */
export function backtrace(running: Running, symbolOf: (address: bigint) => string): readonly Frame[] {
  const { reader, pc } = running;
  const { description } = reader.machine.board.arch;
  const { frames } = description;
  const hart = viewHart(reader.machine, reader.state, reader.hart);
  const read = (name: string) => findRegister(description, name)!.read(hart);
  const chain = frameChain(running, read(frames.framePointer), read(frames.stackPointer));
  const found: Frame[] = [{ pc, foundBy: 'pc' }];
  const returnAddress = frames.returnAddress === null ? undefined : read(frames.returnAddress);
  // A function that calls others leaves an address of its own there; the caller's is then in its frame.
  const isOwn = returnAddress !== undefined && symbolOf(pc) !== '' && symbolOf(returnAddress - 1n) === symbolOf(pc);
  if (returnAddress !== undefined && !isOwn && returnAddress !== chain[0] && isCode(running, returnAddress))
    found.push({ pc: returnAddress, foundBy: 'return address' });
  return [...found, ...chain.map((each): Frame => ({ pc: each, foundBy: 'frame pointer' }))];
}

/** Return addresses that frames keep, the innermost first: while frame pointers are aligned, grow, and lead to memory and code. */
function frameChain(running: Running, first: bigint, stackPointer: bigint): readonly bigint[] {
  const { frames } = running.reader.machine.board.arch.description;
  const found: bigint[] = [];
  let below = stackPointer;
  for (let pointer = first; found.length < FRAMES_MAX; ) {
    if (pointer % BigInt(frames.alignment) !== 0n || pointer < below || pointer - below > FRAME_SIZE_MAX) break;
    const returnAddress = wordAt(running, pointer + BigInt(frames.savedReturnAddress));
    const next = wordAt(running, pointer + BigInt(frames.savedFramePointer));
    if (returnAddress === undefined || next === undefined || !isCode(running, returnAddress)) break;
    found.push(returnAddress);
    if (next <= pointer) break;
    below = pointer;
    pointer = next;
  }
  return found;
}

function wordAt({ reader, privilege }: Running, address: bigint): bigint | undefined {
  const { wordSize } = reader.machine.board.arch.description.frames;
  if (address < 0n) return undefined;
  const { bytes, end } = readMemory(reader, { address, access: 'load', space: 'virtual', privilege }, wordSize);
  return end === null ? bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n) : undefined;
}

function isCode({ reader, privilege }: Running, address: bigint): boolean {
  const isAligned = address % BigInt(1 << reader.machine.board.arch.granuleShift) === 0n;
  return isAligned && address !== 0n && instructionAt(reader, address, { privilege })?.description !== undefined;
}
