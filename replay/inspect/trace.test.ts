/** What traces tell, against the states that they lead to; and that Perfetto can open what is for it. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { viewHart } from '#core/inspect/hart-view.ts';
import { readMemory } from '#core/inspect/memory.ts';
import { loadBoards } from '../boards/registry.ts';
import { openLogFile } from '../log/file.ts';
import { Timeline } from '../timeline/timeline.ts';
import { perfettoEvents, type TraceEvent } from './perfetto.ts';
import { tracedSteps } from './steps.ts';

await loadBoards();

const timelineOf = (log: string) => new Timeline(openLogFile(join(import.meta.dirname, `../../fixtures/${log}.log`)));

/** Stretches with interrupts, traps, atomics, floating point, two harts, guests of a hypervisor in software. */
const STRETCHES = [
  ['riscv64-bare', 186_000, 400],
  ['riscv64-bare', 1_532_400, 300],
  ['riscv64-hypervisor-image', 841_200, 400],
] as const;

describe.each(STRETCHES)('steps of %s from %i on', { timeout: 20_000 }, (log, from, count) => {
  const timeline = timelineOf(log);

  it('tell every write of a register and of memory', () => {
    timeline.seek(from);
    const { machine } = timeline;
    const { registers } = machine.board.arch.description;
    const read = () =>
      machine.board.harts.map((_, hart) => {
        const view = viewHart(machine, timeline.state, hart);
        return new Map(registers.map((register) => [register, register.read(view)]));
      });
    const told = read();
    const kept = registers.filter(({ group, name }) => ['general', 'floating point'].includes(group) && name !== 'pc');
    let stores = 0;
    for (const { hart, writes, accesses } of tracedSteps(timeline, from + count)) {
      for (const { register, value } of writes) told[hart]!.set(register, value);
      for (const { kind, address, width, value } of accesses) {
        if (kind === 'load') continue;
        const { bytes, end } = readMemory(
          { machine, state: timeline.state, hart },
          { address, access: 'load', space: 'virtual' },
          width,
        );
        if (end !== null) continue; // a device
        stores += 1;
        expect(bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)).toBe(value);
      }
    }
    expect(timeline.step).toBe(from + count);
    expect(stores).toBeGreaterThan(0);
    for (const [hart, values] of read().entries())
      for (const register of kept)
        expect([hart, register.name, told[hart]!.get(register)]).toEqual([hart, register.name, values.get(register)]);
  });
});

describe('a trace for Perfetto', () => {
  const timeline = timelineOf('riscv64');
  timeline.seek(0);
  const events = [...perfettoEvents(timeline, timeline.endStep, { nameOf: () => '' })];
  const of = (phase: string) => events.filter(({ ph }) => ph === phase);
  const timeOf = ({ ts }: TraceEvent) => ts as number;

  it('has events of the format, in order of time', () => {
    for (const event of events) {
      expect(event).toMatchObject({
        ph: expect.stringMatching(/^[MBEXiC]$/),
        name: expect.any(String),
        pid: 0,
        tid: expect.any(Number),
      });
      if (event.ph !== 'M') expect(event['ts']).toSatisfy(Number.isFinite);
    }
    const times = events.filter(({ ph }) => ph !== 'M').map(timeOf);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
  });

  it('ends every slice that it begins, the last first', () => {
    const open: string[] = [];
    for (const { ph, name } of events) {
      if (ph === 'B') open.push(name);
      if (ph === 'E') expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  it('has every VM exit as a slice and in the counters, and the injected interrupts', () => {
    const exits = of('B').filter(({ cat }) => cat === 'exit');
    expect(exits).toHaveLength(timeline.log.exitCount());
    const counter = of('C').findLast(({ name }) => name === 'VM exits');
    expect(counter!['args']).toEqual({ npf: 2, hypercall: 7, interrupt: 5 });
    const recorded = [...timeline.log.events()].filter((event) => event.kind === 'exit');
    expect(exits.map(({ args }) => (args as { step: number }).step)).toEqual(recorded.map(({ step }) => step));
    const injected = of('i').filter(({ cat }) => cat === 'injection');
    expect(injected.map(({ name }) => name)).toEqual(Array(5).fill('inject VSTI'));
  });
});
