/** Where cases run, and how addresses translate there. */

/** Bits of an address within a page; 0: stage 1 is off. */
export type GranuleBits = 0 | 12 | 14 | 16;

export interface ModeTraits {
  readonly level: 0 | 1 | 2;
  /** HCR_EL2.E2H: EL2, and EL0 below it, have two ranges of addresses. At EL0 with TGE. */
  readonly isHost: boolean;
  /** TGE without E2H: EL2 takes what EL1 would, and stage 1 is off. */
  readonly isBelowEl2: boolean;
  readonly granuleBits: GranuleBits;
  readonly hasStage2: boolean;
}

const GRANULES = { '4K': 12, '16K': 14, '64K': 16 } as const;

const translated = (prefix: string, traits: Omit<ModeTraits, 'granuleBits'>): readonly (readonly [string, ModeTraits])[] =>
  Object.entries(GRANULES).map(([name, granuleBits]) => [`${prefix}-${name}`, { ...traits, granuleBits }]);

const plain = { isHost: false, isBelowEl2: false, hasStage2: false } as const;
const host = { ...plain, isHost: true } as const;
const guest = { ...plain, hasStage2: true } as const;

export const modes: ReadonlyMap<string, ModeTraits> = new Map<string, ModeTraits>([
  ['EL2', { ...plain, level: 2, granuleBits: 0 }],
  ...translated('EL2', { ...plain, level: 2 }),
  ...translated('EL2-host', { ...host, level: 2 }),
  ...translated('EL0-host', { ...host, level: 0 }),
  ...translated('EL1', { ...plain, level: 1 }),
  ...translated('EL0', { ...plain, level: 0 }),
  ['EL0-TGE', { ...plain, isBelowEl2: true, level: 0, granuleBits: 0 }],
  ['EL1-guest', { ...guest, level: 1, granuleBits: 0 }],
  ['EL0-guest', { ...guest, level: 0, granuleBits: 0 }],
  ...translated('EL1-guest', { ...guest, level: 1 }),
  ...translated('EL0-guest', { ...guest, level: 0 }),
]);
