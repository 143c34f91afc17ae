/**
 * What lies where in the linear memory that generated code and TypeScript share, the *arena*: the hart's block, a control
 * area, TLBs, decoded code pages, page hashes, then the 4 KiB slots that hold guest memory. Offsets in bytes, little-endian.
 *
 * TLBs and decoded pages are not architecture: they are how the fast readings avoid TypeScript.
 *
 * What is used often is a literal, in a file that imports no values: in a bundle that stands in the place of the name, and all else is a
 * variable that is loaded and checked each time.
 */
import type { Width } from './layout.ts';

/** The block of the hart that runs. */
export const BLOCK = 0;

/** i32, steps that the inner run may still take. Valid when generated code has left or calls TypeScript. */
export const BUDGET = 0x1000;
/** u32, not 0: this instruction has trapped. Set by TypeScript, which clears it before generated code runs. */
export const TRAPPED = 0x1004;
/** u32, bases of the TLBs of the present regimes. */
export const FETCH_TLB_BASE = 0x1008;
export const READ_TLB_BASE = 0x100c;
export const WRITE_TLB_BASE = 0x1010;
/** u64, where an instruction that is not in the main loop goes next. */
export const NEXT_PC = 0x1018;
/** u64, what `pcBase` is for the crossing record. */
export const CROSSING_PC_BASE = 0x1020;
/** u32 and u64, why this instruction has trapped, while TRAPPED is not 0. */
export const TRAP_CAUSE = 0x1028;
export const TRAP_VALUE = 0x1030;
/** u64, what a device answered to the load at hand. */
export const DEVICE_REPLY = 0x1038;
/** A decoded record by itself, with ends of page behind it: the instruction that crosses a page. */
export const CROSSING_RECORD = 0x1040;
/** u64 each, see `trail.ts`. */
export const TRAIL_REGISTERS = 0x1080;
export const TRAIL_MEMORY = 0x1088;
/**
 * u32 twice for stores of 1, of 2, of 4 and of 8 bytes: code that watches leaves a store to TypeScript if its place in the arena is one
 * of `count` from `first` on.
 */
const WATCHED = 0x1090;
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
/** Data: a read TLB then a write TLB. One pair a data regime, one fetch TLB a fetch regime. */
export const DATA_REGIMES = 16;
export const FETCH_REGIMES = 16;
export const DATA_TLB_PAIR_SIZE = 0x8_0000;
export const DATA_TLBS = 0x2000;
export const dataTlbOf = (regime: number) => DATA_TLBS + regime * DATA_TLB_PAIR_SIZE;
export const WRITE_AFTER_READ = 0x4_0000;
export const FETCH_TLBS = 0x80_2000;
const FETCH_TLB_SIZE = 0x1000;
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
