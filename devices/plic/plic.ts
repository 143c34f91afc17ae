/**
 * PLIC, after the RISC-V Platform-Level Interrupt Controller Specification 1.0.0, with SiFive's map and QEMU `virt`'s
 * parameters: priorities 0 to 7, contexts M and S of each hart in turn. Input line s is source s; output line c is the
 * external interrupt of context c. All gateways are level-triggered.
 *
 * Unlike QEMU 7.2: a pending source stays pending when its line falls, and pends again after completion while its line
 * is up ("Interrupt Gateways"); a claim does not look at the threshold ("Interrupt Claim Process"); a completion of a
 * source that is not enabled for the context is ignored ("Interrupt Completion"); the enable bit of source 0 is zero.
 *
 * | what a hostile guest can do             | what bounds it                                           |
 * |-----------------------------------------|----------------------------------------------------------|
 * | any offset, size or value               | aligned words answer, others fault; absent registers are 0 |
 * | claim and never complete                | blocks that source only                                  |
 * | complete what it did not claim          | reopens a gateway of a source it has enabled, no more    |
 */

import { assert } from '#core/assert.ts';
import type { BusRead, BusWrite, DeviceEffect, DeviceKind, Fresh } from '#core/bus/device.ts';
import { FAULTED, NO_EFFECTS, replied } from '#core/bus/reply.ts';
import type { Step } from '#core/event/step.ts';
import { listOf, record, same, uint } from '#core/shape.ts';
import * as reg from './registers.ts';

const CONTEXTS_MAX = 31;
/** Source ids that the specification's map has room for. */
const SOURCES_MAX = 1023;

export interface PlicParameters {
  /** Sources are 1 to this; `riscv,ndev` of the device tree. */
  readonly sources: number;
  readonly contexts: number;
  /** Bytes that answer. */
  readonly windowSize: number;
}

/** Bit sets hold source s in bit s % 32 of word s / 32, each word a u32. */
export interface PlicState {
  readonly windowSize: number;
  /** By source; that of source 0 is 0. */
  readonly priority: readonly number[];
  /** Levels of the input lines. */
  readonly level: readonly number[];
  readonly pending: readonly number[];
  /** Claimed and not completed: the gateway forwards nothing. */
  readonly inService: readonly number[];
  /** By context. */
  readonly enable: readonly (readonly number[])[];
  readonly threshold: readonly number[];
}

export function createPlic({ sources, contexts, windowSize }: PlicParameters): PlicState {
  assert(contexts >= 1 && contexts <= CONTEXTS_MAX, `plic: ${contexts} contexts, expected 1 to ${CONTEXTS_MAX}`);
  assert(sources >= 1 && sources <= SOURCES_MAX, `plic: ${sources} sources, expected 1 to ${SOURCES_MAX}`);
  const zeros = (length: number): readonly number[] => Array.from({ length }, () => 0);
  const words = zeros((sources >> 5) + 1);
  return {
    windowSize,
    priority: zeros(sources + 1),
    level: words,
    pending: words,
    inService: words,
    enable: Array.from({ length: contexts }, () => words),
    threshold: zeros(contexts),
  };
}

function copyOf(state: PlicState): Fresh<PlicState> {
  return {
    windowSize: state.windowSize,
    priority: state.priority,
    level: state.level,
    pending: state.pending,
    inService: state.inService,
    enable: state.enable,
    threshold: state.threshold,
  };
}

type PlicStep = Step<PlicState, DeviceEffect>;

export const plic: DeviceKind<PlicState> = {
  digest: 'plic/1',
  digestFields: ['priority', 'level', 'pending', 'inService', 'enable', 'threshold'],
  reduce(state, event) {
    switch (event.type) {
      case 'bus/read':
        return read(state, event);
      case 'bus/write':
        return isAnswered(state, event)
          ? { state: written(state, event.offset, Number(event.value)), effects: NO_EFFECTS }
          : { state, effects: FAULTED };
      case 'line/changed':
        return { state: lineChanged(state, event.line, event.level), effects: NO_EFFECTS };
      case 'time/reached':
      case 'input/received':
        return { state, effects: NO_EFFECTS };
    }
  },
  accepts(value, { windowSize, priority, pending, threshold }) {
    const words = listOf(uint(0xffff_ffff), pending.length);
    const shape = record({
      windowSize: same(windowSize),
      priority: listOf(uint(reg.PRIORITY_MASK), priority.length),
      level: words,
      pending: words,
      inService: words,
      enable: listOf(words, threshold.length),
      threshold: listOf(uint(reg.PRIORITY_MASK), threshold.length),
    });
    return shape(value);
  },
  selectLines(state) {
    let lines = 0;
    for (let context = 0; context < state.threshold.length; context++)
      if (bestSource(state, context, state.threshold[context]!) !== 0) lines |= 1 << context;
    return lines;
  },
};

function isAnswered(state: PlicState, { offset, size }: BusRead | BusWrite): boolean {
  return size === 4 && offset % 4 === 0 && offset < state.windowSize;
}

function read(state: PlicState, event: BusRead): PlicStep {
  if (!isAnswered(state, event)) return { state, effects: FAULTED };
  const { offset } = event;
  if (offset >= reg.CONTEXT) {
    const context = Math.floor((offset - reg.CONTEXT) / reg.CONTEXT_STRIDE);
    const register = offset % reg.CONTEXT_STRIDE;
    if (register === reg.THRESHOLD) return { state, effects: replied(state.threshold[context] ?? 0) };
    if (register === reg.CLAIM_COMPLETE && context < state.threshold.length) return claim(state, context);
    return { state, effects: replied(0) };
  }
  if (offset >= reg.ENABLE) {
    const words = state.enable[Math.floor((offset - reg.ENABLE) / reg.ENABLE_STRIDE)];
    return { state, effects: replied(words?.[(offset % reg.ENABLE_STRIDE) / 4] ?? 0) };
  }
  if (offset >= reg.PENDING) return { state, effects: replied(state.pending[(offset - reg.PENDING) / 4] ?? 0) };
  return { state, effects: replied(state.priority[offset / 4] ?? 0) };
}

function written(state: PlicState, offset: number, value: number): PlicState {
  const next = copyOf(state);
  if (offset >= reg.CONTEXT) {
    const context = Math.floor((offset - reg.CONTEXT) / reg.CONTEXT_STRIDE);
    if (context >= state.threshold.length) return state;
    const register = offset % reg.CONTEXT_STRIDE;
    if (register === reg.CLAIM_COMPLETE) return complete(state, context, value);
    if (register !== reg.THRESHOLD) return state;
    next.threshold = state.threshold.with(context, value & reg.PRIORITY_MASK);
    return next;
  }
  if (offset >= reg.ENABLE) {
    const context = Math.floor((offset - reg.ENABLE) / reg.ENABLE_STRIDE);
    const words = state.enable[context];
    const word = (offset % reg.ENABLE_STRIDE) / 4;
    if (words === undefined || word >= words.length) return state;
    const enabled = words.with(word, (value & sourcesOfWord(state, word)) >>> 0);
    next.enable = state.enable.with(context, enabled);
    return next;
  }
  const source = offset / 4;
  // Pending bits are cleared by a claim, never by a write.
  if (offset >= reg.PENDING || source === 0 || source >= state.priority.length) return state;
  next.priority = state.priority.with(source, value & reg.PRIORITY_MASK);
  return next;
}

/** Bits of one word that are sources; source 0 is none. */
function sourcesOfWord({ priority }: PlicState, word: number): number {
  const count = Math.min(priority.length - 32 * word, 32);
  const mask = count === 32 ? -1 : (1 << count) - 1;
  return word === 0 ? mask & ~1 : mask;
}

/** The pending source of highest priority above `threshold` that is enabled, the lowest id of equals, or 0. */
function bestSource({ pending, enable, priority }: PlicState, context: number, threshold: number): number {
  const enabled = enable[context]!;
  let best = 0;
  let bestPriority = threshold;
  for (let word = 0; word < pending.length; word++) {
    let candidates = pending[word]! & enabled[word]!;
    while (candidates !== 0) {
      const bit = 31 - Math.clz32(candidates & -candidates);
      const source = 32 * word + bit;
      if (priority[source]! > bestPriority) {
        best = source;
        bestPriority = priority[source]!;
      }
      candidates &= candidates - 1;
    }
  }
  return best;
}

function claim(state: PlicState, context: number): PlicStep {
  const source = bestSource(state, context, 0);
  if (source === 0) return { state, effects: replied(0) };
  const claimed = copyOf(state);
  claimed.pending = withBit(state.pending, source, false);
  claimed.inService = withBit(state.inService, source, true);
  return { state: claimed, effects: replied(source) };
}

function complete(state: PlicState, context: number, source: number): PlicState {
  if (source >= state.priority.length || !hasBit(state.enable[context]!, source) || !hasBit(state.inService, source))
    return state;
  const next = copyOf(state);
  next.inService = withBit(state.inService, source, false);
  return forward(next, source);
}

function lineChanged(state: PlicState, line: number, level: boolean): PlicState {
  if (line < 1 || line >= state.priority.length || hasBit(state.level, line) === level) return state;
  const next = copyOf(state);
  next.level = withBit(state.level, line, level);
  return forward(next, line);
}

/** The gateway: a high level becomes one interrupt request, and no further one before its completion. Sets it in `state`. */
function forward(state: Fresh<PlicState>, source: number): PlicState {
  if (hasBit(state.level, source) && !hasBit(state.inService, source)) state.pending = withBit(state.pending, source, true);
  return state;
}

function hasBit(words: readonly number[], index: number): boolean {
  return ((words[index >> 5]! >>> (index & 31)) & 1) === 1;
}

function withBit(words: readonly number[], index: number, value: boolean): readonly number[] {
  const bit = 1 << (index & 31);
  const word = words[index >> 5]!;
  return words.with(index >> 5, (value ? word | bit : word & ~bit) >>> 0);
}
