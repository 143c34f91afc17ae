/** Floating-point state. `unpriv: Floating-Point Control and Status Register` */
import { readField, writeField } from '#core/isa/evaluate.ts';
import type { Field } from '#core/isa/layout.ts';
import type { HartContext, HartView } from '#core/machine/hart.ts';
import { layout } from '../layout.ts';
import { type Csr, defineCsr, type Refusal } from './csr.ts';
import { FS, SD } from './status.ts';

const FFLAGS = 0x1fn;
const FRM = 0x7n;
const FRM_SHIFT = 5n;

/**
 * "When an extension's status is set to Off, any instruction that attempts to read or write the corresponding state will cause
 * an illegal instruction exception." And: "When V=1, both vsstatus.FS and the HS-level sstatus.FS are in effect."
 */
export function isFloatEnabled(block: DataView): boolean {
  if ((block.getUint32(layout.mstatus.offset, true) & FS) === 0) return false;
  return block.getUint8(layout.virtualized.offset) === 0 || (block.getUint32(layout.vsstatus.offset, true) & FS) !== 0;
}

const refusal = ({ block }: HartContext): Refusal | undefined => (isFloatEnabled(block) ? undefined : 'illegal');

const markDirty = (block: DataView, field: Field) => writeField(block, field, readField(block, field) | BigInt(FS) | SD);

/** Any write makes the unit dirty, as on QEMU; the manual lets it be imprecise in this direction. */
function writeFcsr({ block }: HartContext, fflags: bigint, frm: bigint): void {
  writeField(block, layout.fflags, fflags & FFLAGS);
  writeField(block, layout.frm, frm & FRM);
  markDirty(block, layout.mstatus);
  if (block.getUint8(layout.virtualized.offset) !== 0) markDirty(block, layout.vsstatus);
}

const fflagsOf = ({ block }: HartView) => readField(block, layout.fflags);
const frmOf = ({ block }: HartView) => readField(block, layout.frm);

const spec = 'unpriv: Floating-Point Control and Status Register';

export const floatCsrs: readonly Csr[] = [
  defineCsr({
    number: 0x001,
    name: 'fflags',
    spec,
    refusal,
    read: fflagsOf,
    write: (context, value) => writeFcsr(context, value, frmOf(context)),
  }),
  defineCsr({
    number: 0x002,
    name: 'frm',
    spec,
    refusal,
    read: frmOf,
    write: (context, value) => writeFcsr(context, fflagsOf(context), value),
  }),
  defineCsr({
    number: 0x003,
    name: 'fcsr',
    spec,
    refusal,
    read: (context) => (frmOf(context) << FRM_SHIFT) | fflagsOf(context),
    write: (context, value) => writeFcsr(context, value, value >> FRM_SHIFT),
  }),
];
