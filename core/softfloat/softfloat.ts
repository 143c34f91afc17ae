/**
 * IEEE 754 arithmetic on binary32 and binary64 as helpers of the vocabulary, made of integer operations only: bit-exact in every
 * reading, on every host. Parameters are numbers in their format, zero-extended, then the rounding mode (`rounding`).
 *
 * Not modelled: traps on exceptions; flushing of subnormal numbers; remainder; rounding to an integral number.
 */
import type { Helper } from '../isa/semantics.ts';
import { defineAddition } from './add.ts';
import {
  compareQuietEqual,
  compareSignalingLess,
  compareSignalingLessEqual,
  defineComparison,
  defineExtremum,
} from './compare.ts';
import { defineNarrowing, defineWidening } from './convert.ts';
import { defineFromInteger, defineToInteger, I32, I64, U32, U64 } from './convert-integer.ts';
import { defineDivision } from './divide.ts';
import { F32, F64, type FloatFormat } from './format.ts';
import { defineMultiplication } from './multiply.ts';
import { defineMultiplyAdd } from './multiply-add.ts';
import { defineNanOf } from './nan.ts';
import { defineRound, type FloatContext } from './round.ts';
import type { FloatRules } from './rules.ts';
import { defineSquareRoot } from './square-root.ts';

export interface FloatOperations {
  readonly format: FloatFormat;
  /** (a, b, mode) */
  readonly add: Helper;
  readonly sub: Helper;
  readonly mul: Helper;
  readonly div: Helper;
  /** (a, mode) */
  readonly sqrt: Helper;
  /** (a, b, c, mode): a × b + c */
  readonly mulAdd: Helper;
  /** (a, b) */
  readonly minimumNumber: Helper;
  readonly maximumNumber: Helper;
  readonly isEqual: Helper;
  readonly isLess: Helper;
  readonly isLessOrEqual: Helper;
  /** (a, mode) */
  readonly toI32: Helper;
  readonly toU32: Helper;
  readonly toI64: Helper;
  readonly toU64: Helper;
  /** (integer, mode) */
  readonly fromI64: Helper;
  readonly fromU64: Helper;
}

export interface SoftFloat {
  readonly f32: FloatOperations;
  readonly f64: FloatOperations;
  /** (a) */
  readonly f32ToF64: Helper;
  /** (a, mode) */
  readonly f64ToF32: Helper;
}

function defineOperations(context: FloatContext): FloatOperations {
  const mul = defineMultiplication(context);
  return {
    format: context.format,
    ...defineAddition(context),
    mul,
    div: defineDivision(context),
    sqrt: defineSquareRoot(context),
    mulAdd: defineMultiplyAdd(context, mul),
    minimumNumber: defineExtremum(context, 'minimum'),
    maximumNumber: defineExtremum(context, 'maximum'),
    isEqual: defineComparison(context, compareQuietEqual),
    isLess: defineComparison(context, compareSignalingLess),
    isLessOrEqual: defineComparison(context, compareSignalingLessEqual),
    toI32: defineToInteger(context, I32),
    toU32: defineToInteger(context, U32),
    toI64: defineToInteger(context, I64),
    toU64: defineToInteger(context, U64),
    fromI64: defineFromInteger(context, I64),
    fromU64: defineFromInteger(context, U64),
  };
}

/** Once an architecture, at the top level of a module. */
export function defineSoftFloat(rules: FloatRules): SoftFloat {
  const contextOf = (format: FloatFormat): FloatContext => ({
    format,
    rules,
    round: defineRound(format, rules),
    nanOf: defineNanOf(format, rules),
  });
  const f32 = contextOf(F32);
  const f64 = contextOf(F64);
  return {
    f32: defineOperations(f32),
    f64: defineOperations(f64),
    f32ToF64: defineWidening(F32, f64),
    f64ToF32: defineNarrowing(F64, f32),
  };
}
