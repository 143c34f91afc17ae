/** What the chips of a bank say about themselves: CFI query table and identifiers. */
import * as reg from './registers.ts';

export interface FlashGeometry {
  /** Bytes of the whole bank. */
  readonly sizeBytes: number;
  /** Bytes one erase clears, over all chips of the bank. */
  readonly sectorBytes: number;
}

/** Two 16-bit chips side by side give 32-bit words. */
export const CHIPS = 2;
/** Bytes of the write buffer of one chip, as a power of two. */
const WRITE_BUFFER_LOG2 = 11;
/** The same of the bank. */
export const WRITE_BUFFER_BYTES = CHIPS << WRITE_BUFFER_LOG2;
const QUERY_SIZE = 0x52;

/** One byte of the query of one chip, JESD68.01 and JEP137 for the fields; 0 past its end. */
export function queryByte({ sizeBytes, sectorBytes }: FlashGeometry, index: number): number {
  if (index >= QUERY_SIZE) return 0;
  const blocks = sizeBytes / sectorBytes - 1;
  const chipSectorBytes = sectorBytes / CHIPS;
  switch (index) {
    case 0x10:
      return 0x51; // 'Q'
    case 0x11:
      return 0x52; // 'R'
    case 0x12:
      return 0x59; // 'Y'
    case 0x13:
      return 0x01; // primary command set: Intel extended
    case 0x15:
      return 0x31; // its table
    case 0x1b:
      return 0x45; // Vcc from 4.5 V
    case 0x1c:
      return 0x55; // to 5.5 V
    case 0x1f: // typical times, 2^n µs: word program
    case 0x20: // buffer program
      return 0x07;
    case 0x21:
      return 0x0a; // block erase, 2^n ms
    case 0x23: // their maxima, as multiples 2^n
    case 0x24:
    case 0x25:
      return 0x04;
    case 0x27:
      return 31 - Math.clz32(sizeBytes / CHIPS); // chip size, 2^n bytes
    case 0x28:
      return 0x02; // x8 or x16
    case 0x2a:
      return WRITE_BUFFER_LOG2;
    case 0x2c:
      return 1; // erase block regions
    case 0x2d:
      return blocks & 0xff;
    case 0x2e:
      return (blocks >> 8) & 0xff;
    case 0x2f:
      return (chipSectorBytes >> 8) & 0xff;
    case 0x30:
      return (chipSectorBytes >> 16) & 0xff;
    case 0x31:
      return 0x50; // 'P'
    case 0x32:
      return 0x52; // 'R'
    case 0x33:
      return 0x49; // 'I'
    case 0x34:
      return 0x31; // '1'
    case 0x35:
      return 0x30; // '0'
    case 0x3f:
      return 1; // protection fields
    default:
      return 0;
  }
}

/** Identifier codes of one chip. Lock status of a block, at 2, reads as unlocked. */
export function identifier(index: number): number {
  if (index === 0) return reg.MANUFACTURER;
  return index === 1 ? reg.DEVICE : 0;
}
