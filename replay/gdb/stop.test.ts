import { describe, expect, it } from 'vitest';
import { type Stop, stopReply } from './stop.ts';

const OFFERED = ['swbreak+', 'hwbreak+'];

describe('stopReply', () => {
  it.each<[Stop, string]>([
    [{ kind: 'stepped', hart: 0 }, 'T05thread:1;'],
    [{ kind: 'stepped', hart: 14 }, 'T05thread:f;'],
    [{ kind: 'interrupted', hart: 1 }, 'T02thread:2;'],
    [{ kind: 'breakpoint', hart: 0 }, 'T05swbreak:;thread:1;'],
    [{ kind: 'accessed', hart: 0, on: 'write', address: 0x8000_1000n, step: 5 }, 'T05watch:80001000;thread:1;'],
    [{ kind: 'accessed', hart: 0, on: 'read', address: 0x10n, step: 5 }, 'T05rwatch:10;thread:1;'],
    [{ kind: 'accessed', hart: 0, on: 'access', address: 0x10n, step: 5 }, 'T05awatch:10;thread:1;'],
    [{ kind: 'beginning', hart: 0 }, 'T05replaylog:begin;thread:1;'],
    [{ kind: 'end', hart: 0 }, 'T05replaylog:end;thread:1;'],
  ])('tells %o', (stop, expected) => {
    expect(stopReply(stop, 'swbreak', OFFERED)).toBe(expected);
  });

  it('says which kind of breakpoint only to who understands it', () => {
    expect(stopReply({ kind: 'breakpoint', hart: 0 }, 'hwbreak', OFFERED)).toBe('T05hwbreak:;thread:1;');
    expect(stopReply({ kind: 'breakpoint', hart: 0 }, 'hwbreak', ['swbreak+'])).toBe('T05thread:1;');
  });
});
