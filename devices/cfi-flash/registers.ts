/**
 * Commands and answers of a CFI flash with the Intel command set (JESD68.01 Common Flash Interface; Intel StrataFlash J3
 * datasheet, Command Definitions). Codes are those of one chip; on a bank of chips they come repeated in each lane.
 */

export const READ_ARRAY = 0xff;
export const PROGRAM = 0x40; // word/byte program
export const PROGRAM_ALTERNATE = 0x10;
export const ERASE = 0x20; // block erase, confirmed by CONFIRM
export const CLEAR_STATUS = 0x50;
export const LOCK = 0x60; // set or clear a block's lock bit
export const READ_STATUS = 0x70;
export const READ_ID = 0x90;
export const READ_QUERY = 0x98;
export const WRITE_BUFFER = 0xe8; // then the count less one, then the words, then CONFIRM
export const CONFIRM = 0xd0;
export const LOCK_SET = 0x01;

export const SR_READY = 1 << 7; // write state machine ready
export const SR_ERASE_ERROR = 1 << 5;
export const SR_PROGRAM_ERROR = 1 << 4;

export const MANUFACTURER = 0x89; // Intel
export const DEVICE = 0x18;
