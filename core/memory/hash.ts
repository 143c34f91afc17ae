/**
 * Digests of memory and state, 64 bits. They detect accidents, not adversaries.
 *
 * A page's content hash is 0 for a page of zeros, so that untouched memory costs nothing; memory's digest is the sum over
 * pages of `contribution(index, hash)`, so that it follows writes page by page. The loop is also emitted as wasm (hashFunction).
 */
import { type Code, type FunctionSource, I32, I64, op } from '../wasm/encode.ts';

export const PAGE_SIZE = 4096;
const P1 = 0x9e37_79b1_85eb_ca87n;
const P2 = 0xc2b2_ae3d_27d4_eb4fn;
const P3 = 0x1656_67b1_9e37_79f9n;
const LANES = 4;

const u64 = (value: bigint) => BigInt.asUintN(64, value);
const rotl = (value: bigint, count: bigint) => u64(value << count) | (value >> (64n - count));
const mix = (value: bigint) => {
  let h = u64((value ^ (value >> 33n)) * P2);
  h = u64((h ^ (h >> 29n)) * P3);
  return h ^ (h >> 32n);
};

/** Hash of bytes whose length is a positive multiple of 32, as the wasm loop computes it; 0 for zeros. */
export function hashLanes(view: DataView, start: number, sizeBytes: number): bigint {
  const lanes = [0n, 0n, 0n, 0n];
  for (let i = 0; i < sizeBytes; i += 8 * LANES)
    for (let lane = 0; lane < LANES; lane++) {
      const word = view.getBigUint64(start + i + 8 * lane, true);
      lanes[lane] = rotl(u64((lanes[lane]! + word) * P1), 31n);
    }
  return u64(lanes[0]! + u64(lanes[1]! * P2) + u64(lanes[2]! * P3) + rotl(lanes[3]!, 17n));
}

/** What a page adds to the digest of memory. */
export function contribution(pageIndex: number, pageHash: bigint): bigint {
  return pageHash === 0n ? 0n : mix(u64(pageHash + u64(BigInt(pageIndex + 1) * P1)));
}

/** A piece of at most a page taken into the digest of those before it. */
export const digestPiece = (before: bigint, pieceHash: bigint): bigint => mix(u64(before * P1 + pieceHash));

/** Digest of any bytes, 4 KiB at a time. */
export function hashBytes(bytes: Uint8Array): bigint {
  let digest = BigInt(bytes.length);
  for (let start = 0; start < bytes.length; start += PAGE_SIZE)
    digest = digestPiece(digest, hashPieceSlowly(bytes.subarray(start, start + PAGE_SIZE)));
  return digest;
}

/** At most a page, padded with zeros to a multiple of 32 bytes. */
function hashPieceSlowly(piece: Uint8Array): bigint {
  const padded = new Uint8Array(paddedSize(piece.length));
  padded.set(piece);
  return hashLanes(new DataView(padded.buffer), 0, padded.length);
}

export const paddedSize = (sizeBytes: number) => Math.ceil(sizeBytes / 32) * 32;

/** Pushes the hash of the bytes from local `address` to local `end`; uses locals `first` to `first + 3`. */
function lanesCode(address: number, end: number, first: number): Code {
  const lane = (i: number): Code => [
    ...op.localGet(first + i),
    ...op.localGet(address),
    ...op.i64Load(8 * i),
    ...op.i64Add,
    ...op.i64Const(P1),
    ...op.i64Mul,
    ...op.i64Const(31n),
    ...op.i64Rotl,
    ...op.localSet(first + i),
  ];
  const times = (i: number, factor: bigint): Code => [...op.localGet(first + i), ...op.i64Const(factor), ...op.i64Mul];
  return [
    ...op.loop,
    ...[0, 1, 2, 3].flatMap(lane),
    ...op.localGet(address),
    ...op.i32Const(8 * LANES),
    ...op.i32Add,
    ...op.localTee(address),
    ...op.localGet(end),
    ...op.i32LtU,
    ...op.brIf(0),
    ...op.end,
    ...op.localGet(first),
    ...times(1, P2),
    ...op.i64Add,
    ...times(2, P3),
    ...op.i64Add,
    ...op.localGet(first + 3),
    ...op.i64Const(17n),
    ...op.i64Rotl,
    ...op.i64Add,
  ];
}

/** Replaces local `value` by `mix(value)`. */
function mixCode(value: number): Code {
  const fold = (shift: bigint): Code => [
    ...op.localGet(value),
    ...op.localGet(value),
    ...op.i64Const(shift),
    ...op.i64ShrU,
    ...op.i64Xor,
  ];
  return [
    ...fold(33n),
    ...op.i64Const(P2),
    ...op.i64Mul,
    ...op.localSet(value),
    ...fold(29n),
    ...op.i64Const(P3),
    ...op.i64Mul,
    ...op.localSet(value),
    ...fold(32n),
    ...op.localSet(value),
  ];
}

/** Replaces local `hash` of a page by its contribution as page `index`; that of a page of zeros is 0. */
function contributeCode(hash: number, index: number): Code {
  return [
    ...op.localGet(hash),
    ...op.i64Eqz,
    ...op.i32Eqz,
    ...op.if,
    ...op.localGet(hash),
    ...op.localGet(index),
    ...op.i64ExtendI32U,
    ...op.i64Const(1n),
    ...op.i64Add,
    ...op.i64Const(P1),
    ...op.i64Mul,
    ...op.i64Add,
    ...op.localSet(hash),
    ...mixCode(hash),
    ...op.end,
  ];
}

/**
 * The wasm function `digest(address i32, sizeBytes i32, before i64) → i64`: a piece of what `hashBytes` hashes, taken into the digest of
 * the pieces before. sizeBytes is a positive multiple of 32.
 */
export function digestFunction(): FunctionSource {
  const [address, end, before, first] = [0, 1, 2, 3];
  const body = [
    ...op.localGet(address),
    ...op.localGet(end),
    ...op.i32Add,
    ...op.localSet(end),
    ...lanesCode(address, end, first),
    ...op.localGet(before),
    ...op.i64Const(P1),
    ...op.i64Mul,
    ...op.i64Add,
    ...op.localSet(before),
    ...mixCode(before),
    ...op.localGet(before),
  ];
  return { type: { params: [I32, I32, I64], results: [I64] }, locals: [I64, I64, I64, I64], body };
}

/**
 * The wasm function `rehash(pageAddress i32, hashAddress i32, pageIndex i32, sumAddress i32)`: hashes a page, puts the hash where the one
 * from before was, and adds what that adds to the digest of memory to the u64 at `sumAddress`.
 */
export function rehashFunction(): FunctionSource {
  const [address, hashAddress, index, sumAddress, end, before, first] = [0, 1, 2, 3, 4, 5, 6];
  const now = first;
  const body = [
    ...op.localGet(address),
    ...op.i32Const(PAGE_SIZE),
    ...op.i32Add,
    ...op.localSet(end),
    ...lanesCode(address, end, first),
    ...op.localSet(now),
    ...op.localGet(hashAddress),
    ...op.i64Load(0),
    ...op.localSet(before),
    ...op.localGet(hashAddress),
    ...op.localGet(now),
    ...op.i64Store(0),
    ...contributeCode(now, index),
    ...contributeCode(before, index),
    ...op.localGet(sumAddress),
    ...op.localGet(sumAddress),
    ...op.i64Load(0),
    ...op.localGet(now),
    ...op.i64Add,
    ...op.localGet(before),
    ...op.i64Sub,
    ...op.i64Store(0),
  ];
  return { type: { params: [I32, I32, I32, I32], results: [] }, locals: [I32, I64, I64, I64, I64, I64], body };
}

/**
 * The wasm function `spread(hash i64, first i32, end i32) → i64`: what a page with this hash adds to the digest of memory when it is
 * each page from `first` up to before `end`, of which there is at least one.
 */
export function spreadFunction(): FunctionSource {
  const [hash, index, end, sum, one] = [0, 1, 2, 3, 4];
  const body = [
    ...op.loop,
    ...op.localGet(hash),
    ...op.localSet(one),
    ...contributeCode(one, index),
    ...op.localGet(sum),
    ...op.localGet(one),
    ...op.i64Add,
    ...op.localSet(sum),
    ...op.localGet(index),
    ...op.i32Const(1),
    ...op.i32Add,
    ...op.localTee(index),
    ...op.localGet(end),
    ...op.i32LtU,
    ...op.brIf(0),
    ...op.end,
    ...op.localGet(sum),
  ];
  return { type: { params: [I64, I32, I32], results: [I64] }, locals: [I64, I64], body };
}
