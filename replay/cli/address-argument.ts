/** Addresses as users write them: a number, a symbol, a register, each with an offset. */
import type { ArchDescription } from '#core/inspect/description.ts';
import { findRegister } from '#core/inspect/registers.ts';
import type { HartView } from '#core/machine/hart.ts';
import { UsageError } from './usage-error.ts';

export const ADDRESS_HELP = 'ADDR is a number (0x80200000), a symbol (main) or a register (sp), with +N or -N if wanted.';

interface Names {
  readonly arch: ArchDescription;
  readonly symbols: { addressOf(name: string): bigint | undefined };
  view(): HartView;
}

/** Throws `UsageError` for what is no address. Registers go before symbols of the same name. */
export function addressOf(text: string, names: Names): bigint {
  const groups = /^(?<place>.+?)(?:(?<sign>[+-])(?<offset>0x[0-9a-f]+|\d+))?$/i.exec(text.trim())?.groups;
  const place = groups === undefined ? undefined : placeOf(groups['place']!, names);
  if (place === undefined)
    throw new UsageError(
      `'${text}' is no address: expected a number, a register or a known symbol; name symbols' files with --symbols`,
    );
  const offset = BigInt(groups!['offset'] ?? 0);
  return BigInt.asUintN(64, groups!['sign'] === '-' ? place - offset : place + offset);
}

function placeOf(text: string, names: Names): bigint | undefined {
  if (/^(0x[0-9a-f]{1,16}|\d{1,20})$/i.test(text)) return BigInt.asUintN(64, BigInt(text));
  return findRegister(names.arch, text)?.read(names.view()) ?? names.symbols.addressOf(text);
}
