/** Trigger module. `debug: Trigger Module Registers`. Not modelled: debug mode, chaining, hit bits, other matches than equality. */
import type { HartView } from '#core/machine/hart.ts';
import { layout, TRIGGER_COUNT } from '../layout.ts';
import {
  ACCESS_SIZES,
  EXECUTE,
  encodedSize,
  LOAD,
  MODES,
  STORE,
  TYPE_MCONTROL,
  TYPE_MCONTROL6,
  TYPE_SHIFT,
  VIRTUAL_MODES,
} from '../triggers.ts';
import { type Csr, constant, defineCsr } from './csr.ts';

const spec = 'debug: Trigger Module Registers';

const COMMON_WRITABLE = BigInt(LOAD | STORE | EXECUTE | MODES);
const MCONTROL_SIZE = (3n << 16n) | (3n << 21n);
const MCONTROL6_SIZE = 15n << 16n;

const selected = ({ block }: HartView, file: { readonly offset: number }) =>
  file.offset + 8 * block.getUint8(layout.tselect.offset);

/** What `tdata1` holds after a write; undefined when it has a type that is not there, and the write is ignored. */
function legalizeTdata1(value: bigint): bigint | undefined {
  const type = value >> TYPE_SHIFT;
  if (type !== TYPE_MCONTROL && type !== TYPE_MCONTROL6) return undefined;
  const size = type === TYPE_MCONTROL ? MCONTROL_SIZE : MCONTROL6_SIZE;
  const isSizeSupported = ACCESS_SIZES[encodedSize(value)] !== undefined;
  const writable = COMMON_WRITABLE | (isSizeSupported ? size : 0n) | (type === TYPE_MCONTROL6 ? BigInt(VIRTUAL_MODES) : 0n);
  return (type << TYPE_SHIFT) | (value & writable);
}

export const debugCsrs: readonly Csr[] = [
  defineCsr({
    number: 0x7a0,
    name: 'tselect',
    spec,
    read: ({ block }) => BigInt(block.getUint8(layout.tselect.offset)),
    write: ({ block }, value) => {
      if (value < BigInt(TRIGGER_COUNT)) block.setUint8(layout.tselect.offset, Number(value));
    },
  }),
  defineCsr({
    number: 0x7a1,
    name: 'tdata1',
    spec,
    read: (context) => context.block.getBigUint64(selected(context, layout.tdata1), true),
    write: (context, value) => {
      const legal = legalizeTdata1(value);
      if (legal !== undefined) context.block.setBigUint64(selected(context, layout.tdata1), legal, true);
    },
    affects: 'translation',
  }),
  defineCsr({
    number: 0x7a2,
    name: 'tdata2',
    spec,
    read: (context) => context.block.getBigUint64(selected(context, layout.tdata2), true),
    write: (context, value) => context.block.setBigUint64(selected(context, layout.tdata2), value, true),
    affects: 'translation',
  }),
  // Contexts and the like are not compared.
  defineCsr({ number: 0x7a3, name: 'tdata3', spec, ...constant(0n) }),
  // Every trigger can be of types 2 and 6.
  defineCsr({ number: 0x7a4, name: 'tinfo', spec, ...constant((1n << TYPE_MCONTROL) | (1n << TYPE_MCONTROL6)) }),
];
