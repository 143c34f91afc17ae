/** Conversions from one precision to another. Halves are those of IEEE 754, or with FPCR.AHP have no infinities and no NaNs. */
import { defineHelper, type Helper } from '#core/isa/semantics.ts';
import { rounding } from '#core/softfloat/rules.ts';
import { controlBit, FPCR_AHP, roundingMode } from './control.ts';
import { double, half, type Precision, single, softFloat } from './float.ts';

const widening = (name: string, alternative: Helper, standard: Helper): Helper =>
  defineHelper({
    name,
    parameterCount: 1,
    compute: (m, a) =>
      m.ifValue(
        controlBit(m, FPCR_AHP),
        () => m.call(alternative, a),
        () => m.call(standard, a),
      ),
  });

const narrowing = (name: string, alternative: Helper, standard: Helper): Helper =>
  defineHelper({
    name,
    parameterCount: 1,
    compute: (m, a) => {
      const mode = roundingMode(m);
      return m.ifValue(
        controlBit(m, FPCR_AHP),
        () => m.call(alternative, a, mode),
        () => m.call(standard, a, mode),
      );
    },
  });

/** (a): a conversion, by FPCR where it rounds. */
interface Conversion {
  readonly from: Precision;
  readonly to: Precision;
  readonly helper: Helper;
}

/** All there are. */
export const conversions: readonly Conversion[] = [
  { from: half, to: single, helper: widening('halfToSingle', softFloat.f16FiniteToF32, softFloat.f16ToF32) },
  { from: half, to: double, helper: widening('halfToDouble', softFloat.f16FiniteToF64, softFloat.f16ToF64) },
  { from: single, to: half, helper: narrowing('singleToHalf', softFloat.f32ToF16Finite, softFloat.f32ToF16) },
  { from: single, to: double, helper: softFloat.f32ToF64 },
  { from: double, to: half, helper: narrowing('doubleToHalf', softFloat.f64ToF16Finite, softFloat.f64ToF16) },
  {
    from: double,
    to: single,
    helper: defineHelper({
      name: 'doubleToSingle',
      parameterCount: 1,
      compute: (m, a) => m.call(softFloat.f64ToF32, a, roundingMode(m)),
    }),
  },
];

/** (a): a double to the odd one of the singles beside it. arm: FCVTXN. */
export const doubleToOddSingle = defineHelper({
  name: 'doubleToOddSingle',
  parameterCount: 1,
  compute: (m, a) => m.call(softFloat.f64ToF32Odd, a, m.const64(BigInt(rounding.towardZero))),
});
