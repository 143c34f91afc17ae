/** ESR_ELx in words: the class, and what its syndrome says. arm: ESR_EL1, ISS encodings. */
import { exceptionClass } from '../exception-classes.ts';
import { status } from '../faults.ts';
import { registerNameOf } from '../sysreg/names.ts';
import { className, faultName } from './names.ts';

const bitOf = (iss: bigint, at: number) => ((iss >> BigInt(at)) & 1n) !== 0n;
const bitsOf = (iss: bigint, at: number, width: number) => Number((iss >> BigInt(at)) & ((1n << BigInt(width)) - 1n));

const FAULT_STATUS_BITS = 6;

/** The transfer of a data abort that tells of it: `4 bytes, x3`. */
function accessText(iss: bigint): readonly string[] {
  if (!bitOf(iss, 24)) return [];
  const bytes = 1 << bitsOf(iss, 22, 2);
  const register = bitsOf(iss, 16, 5);
  const name = register === 31 ? 'zr' : String(register);
  return [
    `${bytes} byte${bytes === 1 ? '' : 's'}${bitOf(iss, 21) ? ', signed' : ''}, ${bitOf(iss, 15) ? 'x' : 'w'}${name}`,
    ...(bitOf(iss, 14) ? ['ordered'] : []),
  ];
}

function abortText(iss: bigint, isData: boolean): readonly string[] {
  const code = bitsOf(iss, 0, FAULT_STATUS_BITS);
  return [
    ...(isData ? [bitOf(iss, 8) ? 'cache maintenance' : bitOf(iss, 6) ? 'write' : 'read'] : []),
    faultName(code),
    ...(bitOf(iss, 7) ? ['of a stage 1 walk'] : []),
    ...(isData ? accessText(iss) : []),
    ...(code === status.EXTERNAL_ABORT || !bitOf(iss, 10) ? [] : ['FAR not valid']),
  ];
}

const hexText = (value: number) => `0x${value.toString(16)}`;

/** What follows from the syndrome of a class, as words. */
function detailsOf(ec: number, iss: bigint): readonly string[] {
  switch (ec) {
    case exceptionClass.INSTRUCTION_ABORT:
    case exceptionClass.INSTRUCTION_ABORT + 1:
      return abortText(iss, false);
    case exceptionClass.DATA_ABORT:
    case exceptionClass.DATA_ABORT + 1:
      return abortText(iss, true);
    case exceptionClass.SVC:
    case exceptionClass.HVC:
    case exceptionClass.SMC:
    case exceptionClass.BRK:
      return [`#${hexText(bitsOf(iss, 0, 16))}`];
    case exceptionClass.TRAPPED_SYSTEM:
      return [`${bitOf(iss, 0) ? 'read' : 'write'} of ${registerNameOf(iss)}, x${bitsOf(iss, 5, 5)}`];
    case exceptionClass.TRAPPED_WAIT:
      return [bitOf(iss, 0) ? 'WFE' : 'WFI'];
    case exceptionClass.WATCHPOINT:
    case exceptionClass.WATCHPOINT + 1:
      return [bitOf(iss, 6) ? 'write' : 'read'];
    default:
      return iss === 0n ? [] : [`ISS ${hexText(Number(iss))}`];
  }
}

/** `data abort: write, translation fault, level 2, 4 bytes, w3`. */
export function syndromeText(esr: bigint): string {
  const [ec, iss] = [bitsOf(esr, 26, 6), esr & 0x1ff_ffffn];
  if (esr === 0n) return '';
  const name = className(ec) || `class ${hexText(ec)}`;
  const details = detailsOf(ec, iss);
  return details.length === 0 ? name : `${name}: ${details.join(', ')}`;
}
