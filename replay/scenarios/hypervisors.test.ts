import { describe, expect, it } from 'vitest';
import { guestNames } from '../images/guest.ts';
import { exitLines } from '../oracle/hypervisors.ts';
import { runScenario } from './testing.ts';

describe('the hypervisor in C', () => {
  it.each(guestNames)('does with %s what the built-in one does', (guest) => {
    const builtIn = runScenario({ guest, hypervisor: 'builtIn' });
    const image = runScenario({ guest, hypervisor: { image: 'hypervisor.elf' } });
    expect(image.lines).toEqual(builtIn.lines);
    expect(image.lines.slice(-3)).toEqual(['Shutdown vm normally!', 'Hypervisor ok!', '']);
    expect(image.status).toEqual({ kind: 'off', status: 0 });
    expect(exitLines(image.exits)).toEqual(exitLines(builtIn.exits));
  });
});
