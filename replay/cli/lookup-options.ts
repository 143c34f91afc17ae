/** How an address is meant: by which addresses, by whom. */
import { type Command, Option } from 'commander';
import type { ArchDescription, Lookup } from '#core/inspect/description.ts';
import type { Access } from '#core/machine/hart.ts';
import { UsageError } from './usage-error.ts';

export interface LookupOptions {
  readonly physical?: boolean;
  readonly guestPhysical?: boolean;
  readonly as?: string | undefined;
}

export function withLookupOptions(command: Command, hasPhysical: boolean): Command {
  if (hasPhysical)
    command.addOption(new Option('--physical', 'the address is a physical one').conflicts(['guestPhysical', 'as']));
  return command
    .addOption(new Option('--guest-physical', 'the address is one that the guest takes for physical').conflicts('as'))
    .option('--as <privilege>', 'as whom the address is looked up (VU, VS, U, S, M …), instead of the hart as it is');
}

/** What is to be looked up; undefined for an address that is physical. Throws `UsageError`. */
export function lookupOf(
  arch: ArchDescription,
  address: bigint,
  access: Access,
  { physical = false, guestPhysical = false, as }: LookupOptions,
): Lookup | undefined {
  if (physical) return undefined;
  if (guestPhysical && !arch.hasGuestPhysical) throw new UsageError('this architecture has no guest physical addresses');
  const privilege = as?.toUpperCase();
  if (privilege !== undefined && !arch.privileges.includes(privilege))
    throw new UsageError(`there is no privilege ${as}: it has ${arch.privileges.join(', ')}`);
  return { address, access, space: guestPhysical ? 'guestPhysical' : 'virtual', privilege };
}
