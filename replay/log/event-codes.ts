/** First number of an encoded event. FORMAT.md, section "Events". Codes are never used again for something else. */
export const SHAPE = 0; // gives the next shape of the chunk: a name and keys
export const INPUT = 1;
export const INPUT_PERTURBED = 2;
export const SCHEDULE_PERTURBED = 3;
export const FAULT_INJECTED = 4;
export const OUTPUT = 16;
export const EXIT = 17;
export const ENTRY = 18;
export const INTERRUPT = 19;
export const DMA = 20;
export const POWER = 21;
export const NOT_IMPLEMENTED = 22;
export const IDLE = 23;
export const CHECKPOINT = 32;
export const END = 33;

export const PERTURBATION_CODES = {
  'input/perturbed': INPUT_PERTURBED,
  'schedule/perturbed': SCHEDULE_PERTURBED,
  'fault/injected': FAULT_INJECTED,
} as const;

/** In the order of their codes, which begin at 0. */
export const POWER_REQUESTS = ['off', 'reset'] as const;
