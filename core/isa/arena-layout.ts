/**
 * What lies where in the linear memory that generated code and TypeScript share, the *arena*: the hart's block, a control
 * area, TLBs, decoded code pages, page hashes, then the 4 KiB slots that hold guest memory. Offsets in bytes, little-endian.
 *
 * TLBs and decoded pages are not architecture: they are how the fast readings avoid TypeScript.
 */
import { BLOCK_SIZE, type Width } from './layout.ts';

/** The block of the hart that runs. */
export const BLOCK = 0;

const CONTROL = BLOCK + BLOCK_SIZE;
/** i32, steps that the inner run may still take. Valid when generated code has left or calls TypeScript. */
export const BUDGET = CONTROL;
/** u32, not 0: this instruction has trapped. Set by TypeScript, which clears it before generated code runs. */
export const TRAPPED = CONTROL + 4;
/** u32, bases of the TLBs of the present regimes. */
export const FETCH_TLB_BASE = CONTROL + 8;
export const READ_TLB_BASE = CONTROL + 12;
export const WRITE_TLB_BASE = CONTROL + 16;
/** u64, where an instruction that is not in the main loop goes next. */
export const NEXT_PC = CONTROL + 24;
/** u64, what `pcBase` is for the crossing record. */
export const CROSSING_PC_BASE = CONTROL + 32;
/** u32 and u64, why this instruction has trapped, while TRAPPED is not 0. */
export const TRAP_CAUSE = CONTROL + 40;
export const TRAP_VALUE = CONTROL + 48;
/** u64, what a device answered to the load at hand. */
export const DEVICE_REPLY = CONTROL + 56;
/** A decoded record by itself, with ends of page behind it: the instruction that crosses a page. */
export const CROSSING_RECORD = CONTROL + 64;
/** u64 each, see `trail.ts`. */
export const TRAIL_REGISTERS = CONTROL + 128;
export const TRAIL_MEMORY = CONTROL + 136;
/**
 * u32 twice for stores of 1, of 2, of 4 and of 8 bytes: code that watches leaves a store to TypeScript if its place in the arena is one
 * of `count` from `first` on.
 */
const WATCHED = CONTROL + 144;
export const watchedFirst = (width: Width) => WATCHED + 8 * Math.log2(width);
export const watchedCount = (width: Width) => watchedFirst(width) + 4;

/** Direct-mapped by page number. An entry is { tag u64: page address, addend u32, unused u32 }. */
export const TLB_ENTRY_SIZE = 16;
/** Never equal to a page address. */
export const EMPTY_TAG = 0xffff_ffff_ffff_ffffn;
/** addend: arena address − low half of the virtual page address. */
export const DATA_TLB_ENTRIES = 16_384;
/** addend: arena address of the decoded page. */
export const FETCH_TLB_ENTRIES = 256;
const DATA_TLB_SIZE = DATA_TLB_ENTRIES * TLB_ENTRY_SIZE;
const FETCH_TLB_SIZE = FETCH_TLB_ENTRIES * TLB_ENTRY_SIZE;
/** Data: a read TLB then a write TLB. One pair a data regime, one fetch TLB a fetch regime. */
export const DATA_REGIMES = 16;
export const FETCH_REGIMES = 16;
export const DATA_TLB_PAIR_SIZE = 2 * DATA_TLB_SIZE;
export const DATA_TLBS = 0x2000;
export const dataTlbOf = (regime: number) => DATA_TLBS + regime * DATA_TLB_PAIR_SIZE;
export const WRITE_AFTER_READ = DATA_TLB_SIZE;
export const FETCH_TLBS = DATA_TLBS + DATA_REGIMES * DATA_TLB_PAIR_SIZE;
export const fetchTlbOf = (regime: number) => FETCH_TLBS + regime * FETCH_TLB_SIZE;
export const TLBS_END = FETCH_TLBS + FETCH_REGIMES * FETCH_TLB_SIZE;

/** A decoded instruction: { handler u16, advance u8: bytes to the next record, operands 5 × u8, immediate i64 }. */
export const RECORD_SIZE = 16;
export const RECORD_ADVANCE = 2;
export const RECORD_OPERANDS = 3;
export const RECORD_OPERAND_COUNT = 5;
export const RECORD_IMMEDIATE = 8;
/** Handler numbers that are no instruction. */
export const HANDLER_NOT_DECODED = 0;
export const HANDLER_END_OF_PAGE = 1;
export const FIRST_INSN_HANDLER = 2;

/** Decoded pages: a record for every place where an instruction may start (at most 4096), then an end of page. */
export const CODE_PAGES = 512;
export const codePageSize = (granuleShift: number) => ((4096 >> granuleShift) + 1) * RECORD_SIZE;
export const CODE = TLBS_END;
export const codeEnd = (granuleShift: number) => Math.ceil((CODE + CODE_PAGES * codePageSize(granuleShift)) / 4096) * 4096;
