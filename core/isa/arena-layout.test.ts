import { expect, it } from 'vitest';
import * as at from './arena-layout.ts';
import { BLOCK_SIZE } from './layout.ts';

it('places one part behind the other', () => {
  expect(at.BUDGET).toBe(at.BLOCK + BLOCK_SIZE);
  expect(at.watchedCount(8) + 4).toBeLessThanOrEqual(at.DATA_TLBS);
  expect(at.WRITE_AFTER_READ).toBe(at.DATA_TLB_ENTRIES * at.TLB_ENTRY_SIZE);
  expect(at.DATA_TLB_PAIR_SIZE).toBe(2 * at.WRITE_AFTER_READ);
  expect(at.FETCH_TLBS).toBe(at.dataTlbOf(at.DATA_REGIMES));
  expect(at.fetchTlbOf(1) - at.fetchTlbOf(0)).toBe(at.FETCH_TLB_ENTRIES * at.TLB_ENTRY_SIZE);
  expect(at.TLBS_END).toBe(at.fetchTlbOf(at.FETCH_REGIMES));
});
