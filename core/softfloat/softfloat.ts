/**
 * IEEE 754 arithmetic on binary16, binary32 and binary64 as helpers of the vocabulary, made of integer operations only: bit-exact in every
 * reading, on every host. Parameters are numbers in their format, zero-extended, then the rounding mode (`rounding`). Helpers that no
 * instruction calls cost nothing.
 *
 * Not modelled: traps on exceptions; remainder.
 */
import type { Helper } from '../isa/semantics.ts';
import { defineAddition } from './add.ts';
import {
  compareQuietEqual,
  compareSignalingLess,
  compareSignalingLessEqual,
  defineComparison,
  defineExtremum,
  defineOrdering,
} from './compare.ts';
import { defineNarrowing, defineWidening } from './convert.ts';
import {
  defineFromFixed,
  defineFromInteger,
  defineToFixed,
  defineToInteger,
  I16,
  I32,
  I64,
  U16,
  U32,
  U64,
} from './convert-integer.ts';
import { defineDivision } from './divide.ts';
import { defineFlush } from './flush.ts';
import { F16, F16_FINITE, F32, F64, type FloatFormat } from './format.ts';
import { defineToIntegral } from './integral.ts';
import { defineMultiplication } from './multiply.ts';
import { defineHalvedMultiplyAdd, defineMultiplyAdd } from './multiply-add.ts';
import { defineNanOf } from './nan.ts';
import { defineRound, defineRoundToOdd, type FloatContext } from './round.ts';
import type { FloatRules } from './rules.ts';
import { defineSquareRoot } from './square-root.ts';

export interface FloatOperations {
  readonly format: FloatFormat;
  /** For operations of an architecture's own. */
  readonly context: FloatContext;
  /** (a, b, mode) */
  readonly add: Helper;
  readonly sub: Helper;
  readonly mul: Helper;
  readonly div: Helper;
  /** (a, mode) */
  readonly sqrt: Helper;
  /** (a, b, c, mode): a × b + c */
  readonly mulAdd: Helper;
  /** (a, b, c, mode): (a × b + c) ÷ 2 of a and b that are not zero, and a c that is neither zero nor infinite. */
  readonly halvedMulAdd: Helper;
  /** (a, b): see `ExtremumKind`. */
  readonly minimumNumber: Helper;
  readonly maximumNumber: Helper;
  readonly minNum: Helper;
  readonly maxNum: Helper;
  readonly minimum: Helper;
  readonly maximum: Helper;
  /** (a, b): 1 or 0. */
  readonly isEqual: Helper;
  readonly isLess: Helper;
  readonly isLessOrEqual: Helper;
  /** (a, b): a number of `ordering`. */
  readonly orderQuiet: Helper;
  readonly orderSignaling: Helper;
  /** (a, mode): to an integral number; `Exact` raises inexact. */
  readonly toIntegral: Helper;
  readonly toIntegralExact: Helper;
  /** (a, mode) */
  readonly toI32: Helper;
  readonly toU32: Helper;
  readonly toI64: Helper;
  readonly toU64: Helper;
  /** (integer, mode) */
  readonly fromI64: Helper;
  readonly fromU64: Helper;
  /** (a, fractionBits, mode): to a fixed-point number. */
  readonly toFixedI16: Helper;
  readonly toFixedU16: Helper;
  readonly toFixedI32: Helper;
  readonly toFixedU32: Helper;
  readonly toFixedI64: Helper;
  readonly toFixedU64: Helper;
  /** (fixed, fractionBits, mode): from one of 64 bits. */
  readonly fromFixedI64: Helper;
  readonly fromFixedU64: Helper;
}

export interface SoftFloat {
  readonly f16: FloatOperations;
  readonly f32: FloatOperations;
  readonly f64: FloatOperations;
  /** (a) */
  readonly f16ToF32: Helper;
  readonly f16ToF64: Helper;
  readonly f16FiniteToF32: Helper;
  readonly f16FiniteToF64: Helper;
  readonly f32ToF64: Helper;
  /** (a, mode) */
  readonly f32ToF16: Helper;
  readonly f32ToF16Finite: Helper;
  readonly f64ToF16: Helper;
  readonly f64ToF16Finite: Helper;
  readonly f64ToF32: Helper;
  /** (a, mode): towards zero, and to the odd one of two neighbors if anything was lost. `mode` must be towards zero. */
  readonly f64ToF32Odd: Helper;
}

function defineOperations(context: FloatContext): FloatOperations {
  const mul = defineMultiplication(context);
  return {
    format: context.format,
    context,
    ...defineAddition(context),
    mul,
    div: defineDivision(context),
    sqrt: defineSquareRoot(context),
    mulAdd: defineMultiplyAdd(context, mul),
    halvedMulAdd: defineHalvedMultiplyAdd(context, mul),
    minimumNumber: defineExtremum(context, 'minimum', 'numbers2019'),
    maximumNumber: defineExtremum(context, 'maximum', 'numbers2019'),
    minNum: defineExtremum(context, 'minimum', 'numbers2008'),
    maxNum: defineExtremum(context, 'maximum', 'numbers2008'),
    minimum: defineExtremum(context, 'minimum', 'nans'),
    maximum: defineExtremum(context, 'maximum', 'nans'),
    isEqual: defineComparison(context, compareQuietEqual),
    isLess: defineComparison(context, compareSignalingLess),
    isLessOrEqual: defineComparison(context, compareSignalingLessEqual),
    orderQuiet: defineOrdering(context, 'OrderQuiet', false),
    orderSignaling: defineOrdering(context, 'OrderSignaling', true),
    toIntegral: defineToIntegral(context, false),
    toIntegralExact: defineToIntegral(context, true),
    toI32: defineToInteger(context, I32),
    toU32: defineToInteger(context, U32),
    toI64: defineToInteger(context, I64),
    toU64: defineToInteger(context, U64),
    fromI64: defineFromInteger(context, I64),
    fromU64: defineFromInteger(context, U64),
    toFixedI16: defineToFixed(context, I16),
    toFixedU16: defineToFixed(context, U16),
    toFixedI32: defineToFixed(context, I32),
    toFixedU32: defineToFixed(context, U32),
    toFixedI64: defineToFixed(context, I64),
    toFixedU64: defineToFixed(context, U64),
    fromFixedI64: defineFromFixed(context, I64),
    fromFixedU64: defineFromFixed(context, U64),
  };
}

function contextOf(name: string, format: FloatFormat, rules: FloatRules): FloatContext {
  return {
    name,
    format,
    rules,
    round: defineRound(name, format, rules),
    nanOf: defineNanOf(name, format, rules),
    flush: defineFlush(name, format, rules),
  };
}

/**
 * Once an architecture, at the top level of a module. `ofConversions` are the rules of conversions between formats, where they differ.
 */
export function defineSoftFloat(rules: FloatRules, ofConversions = rules): SoftFloat {
  const [f16, f32, f64] = [F16, F32, F64].map((format) => contextOf(format.name, format, rules)) as Contexts;
  const converted = (format: FloatFormat, context: FloatContext) =>
    ofConversions === rules ? context : contextOf(`${format.name}Converted`, format, ofConversions);
  const [half, single, double] = [converted(F16, f16), converted(F32, f32), converted(F64, f64)];
  const finite = contextOf(F16_FINITE.name, F16_FINITE, ofConversions);
  const singleToOdd = { ...single, name: `${single.name}Odd`, round: defineRoundToOdd(single) };
  return {
    f16: defineOperations(f16),
    f32: defineOperations(f32),
    f64: defineOperations(f64),
    f16ToF32: defineWidening(half, single),
    f16ToF64: defineWidening(half, double),
    f16FiniteToF32: defineWidening(finite, single),
    f16FiniteToF64: defineWidening(finite, double),
    f32ToF64: defineWidening(single, double),
    f32ToF16: defineNarrowing(single, half),
    f32ToF16Finite: defineNarrowing(single, finite),
    f64ToF16: defineNarrowing(double, half),
    f64ToF16Finite: defineNarrowing(double, finite),
    f64ToF32: defineNarrowing(double, single),
    f64ToF32Odd: defineNarrowing(double, singleToOdd),
  };
}

type Contexts = [f16: FloatContext, f32: FloatContext, f64: FloatContext];
