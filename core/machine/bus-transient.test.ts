/** Who answers an access, which wires carry what, when deadlines fire, and where DMA goes. */
import { describe, expect, it } from 'vitest';
import type { DeviceEvent, DeviceKind } from '../bus/device.ts';
import { step } from '../event/step.ts';
import { Arena } from '../memory/arena.ts';
import { PAGE_SIZE } from '../memory/paged-memory.ts';
import { boardOf } from '../testing/bare-board.ts';
import { initialMixing, type MixingState, mixingDevice } from '../testing/mixing-device.ts';
import type { Board, BoardDevice } from './board.ts';
import { BusTransient } from './bus-transient.ts';
import { PhysicalMap } from './physical-map.ts';
import { RamTransient } from './ram-transient.ts';

const RAM_BASE = 0x8000_0000;
const RAM_SIZE = 2 * PAGE_SIZE;

/** Keeps what it was told; a line of its own follows each of its input lines. */
interface LogState {
  readonly events: readonly DeviceEvent[];
  readonly levels: number;
}
const logDevice: DeviceKind<LogState> = {
  digest: 'log/1',
  digestFields: ['levels'],
  reduce: (state, event) => {
    const events = [...state.events, event];
    if (event.type !== 'line/changed') return step({ ...state, events }, { type: 'bus/replied', value: 0x55n });
    return step({ events, levels: event.level ? state.levels | (1 << event.line) : state.levels & ~(1 << event.line) });
  },
  selectLines: ({ levels }) => levels,
};

const mixing = (name: string, base: number, change: Partial<BoardDevice> = {}): BoardDevice => ({
  name,
  kind: mixingDevice,
  initialState: initialMixing,
  windows: [{ space: 'mmio', base, sizeBytes: 64 }],
  storage: null,
  ...change,
});
const log = (name: string, ...windows: BoardDevice['windows']): BoardDevice => ({
  name,
  kind: logDevice,
  initialState: { events: [], levels: 0 },
  windows,
  storage: null,
});

function busOf(parts: Partial<Board>) {
  const board = boardOf({ regions: [{ name: 'ram', kind: 'ram', base: RAM_BASE, sizeBytes: RAM_SIZE }], ...parts });
  const map = new PhysicalMap(board);
  const ram = new RamTransient(new Arena(2 ** 23), map.pageCount, 0);
  const host = { time: 0, disturbances: 0, written: [] as number[][], emitted: [] as string[] };
  const bus = new BusTransient(board, map, ram, {
    now: () => host.time,
    disturbed: () => void host.disturbances++,
    memoryWritten: (address, sizeBytes) => void host.written.push([address, sizeBytes]),
    emit: (device, effect) => void host.emitted.push(`${device} ${effect.type}`),
  });
  const stateOf = <S>(name: string) => bus.states[board.devices.findIndex((device) => device.name === name)] as S;
  return { bus, host, ram, stateOf };
}

describe('routing', () => {
  const { bus, stateOf } = busOf({
    devices: [
      mixing('a', 0x1000_0000),
      mixing('b', 0x1000_0040), // in the same page
      log('wide', { space: 'mmio', base: 0x1000_0f80, sizeBytes: 0x100 }), // across two pages
      log('port', { space: 'port', base: 0x3f8, sizeBytes: 8 }, { space: 'sysreg', base: 0x3f8, sizeBytes: 8 }),
    ],
  });

  it.each<[string, 'mmio' | 'port', number, 1 | 4 | 8, boolean]>([
    ['the first byte', 'mmio', 0x1000_0000, 8, true],
    ['the last bytes', 'mmio', 0x1000_0038, 8, true],
    ['bytes of two devices', 'mmio', 0x1000_003c, 8, false],
    ['the second of a page', 'mmio', 0x1000_0040, 4, true],
    ['between windows', 'mmio', 0x1000_0080, 1, false],
    ['a window’s second page', 'mmio', 0x1000_1000, 8, true],
    ['past its end', 'mmio', 0x1000_107c, 8, false],
    ['RAM, which is no device', 'mmio', RAM_BASE, 8, false],
    ['a port', 'port', 0x3f8, 1, true],
    ['its number as an address', 'mmio', 0x3f8, 1, false],
    ['an address as a port', 'port', 0x1000_0000, 1, false],
  ])('%s', (_, space, address, size, answers) => {
    expect(bus.read(space, 0, address, size) !== undefined).toBe(answers);
    expect(bus.write(space, 0, address, size, 1n)).toBe(answers);
  });

  it('says who asks, when, and where in the window', () => {
    const { bus: fresh, host, stateOf: state } = busOf({ devices: [log('d', { space: 'mmio', base: 0x2000, sizeBytes: 16 })] });
    host.time = 77;
    fresh.write('mmio', 1, 0x200c, 4, 9n);
    fresh.input(0, Uint8Array.of(5));
    expect(state<LogState>('d').events).toEqual([
      { type: 'bus/write', space: 'mmio', hart: 1, now: 77, offset: 12, size: 4, value: 9n },
      { type: 'input/received', now: 77, bytes: Uint8Array.of(5) },
    ]);
    expect(stateOf<LogState>('wide').events.length).toBeGreaterThan(0);
  });

  it('passes on a fault', () => {
    const { bus: fresh } = busOf({
      devices: [mixing('a', 0x1000, { windows: [{ space: 'mmio', base: 0x1000, sizeBytes: 4096 }] })],
    });
    expect(fresh.read('mmio', 0, 0x1800, 8)).toBeUndefined();
    expect(fresh.read('mmio', 0, 0x1000, 8)).toBe(1n);
  });
});

describe('lines', () => {
  it('reach harts by the bits that the board names, and other devices through as many as there are', () => {
    const { bus, host, stateOf } = busOf({
      harts: [0, 1].map((index) => ({ index, resetPc: 0n })),
      devices: [mixing('source', 0x1000), log('first'), log('second')],
      wires: [
        { from: { device: 'source', line: 1 }, to: { hart: 0, bit: 11 } },
        { from: { device: 'source', line: 1 }, to: { device: 'first', line: 4 } },
        { from: { device: 'first', line: 4 }, to: { device: 'second', line: 2 } },
        { from: { device: 'second', line: 2 }, to: { hart: 1, bit: 9 } },
      ],
    });
    bus.write('mmio', 0, 0x1010, 8, 1n);
    expect([bus.linesTo(0), bus.linesTo(1)]).toEqual([1 << 11, 1 << 9]);
    expect(stateOf<LogState>('second').events).toEqual([{ type: 'line/changed', line: 2, level: true, now: 0 }]);
    const { disturbances } = host;
    bus.write('mmio', 0, 0x1010, 8, 1n);
    expect(host.disturbances).toBe(disturbances); // nothing changed its level
    expect(stateOf<LogState>('second').events).toHaveLength(1);
    bus.write('mmio', 0, 0x1010, 8, 0n);
    expect([bus.linesTo(0), bus.linesTo(1)]).toEqual([0, 0]);
    expect(bus.lines).toEqual([0, 0, 0]);
  });

  it('that devices feed each other without end are a fault of the board', () => {
    const inverter: DeviceKind<{ readonly level: boolean }> = {
      digest: 'inverter/1',
      digestFields: ['level'],
      reduce: (state, event) => step(event.type === 'line/changed' ? { level: !event.level } : state),
      selectLines: ({ level }) => (level ? 1 : 0),
    };
    const { bus } = busOf({
      devices: [mixing('source', 0x1000), { ...log('ring'), kind: inverter, initialState: { level: false } }],
      wires: [
        { from: { device: 'source', line: 1 }, to: { device: 'ring', line: 0 } },
        { from: { device: 'ring', line: 0 }, to: { device: 'ring', line: 0 } },
      ],
    });
    bus.write('mmio', 0, 0x1010, 8, 1n); // it is low already
    expect(() => bus.write('mmio', 0, 0x1010, 8, 0n)).toThrow('feed each other');
  });
});

describe('deadlines', () => {
  const two = () =>
    busOf({
      devices: [mixing('a', 0x1000), mixing('b', 0x2000)],
      wires: [{ from: { device: 'b', line: 0 }, to: { hart: 0, bit: 7 } }],
    });

  it('the nearest of all devices is the next', () => {
    const { bus, host } = two();
    expect(bus.nextDeadline).toBe(Number.POSITIVE_INFINITY);
    bus.write('mmio', 0, 0x1008, 8, 9n); // 9 steps of 8 ns ahead
    bus.write('mmio', 0, 0x2008, 8, 4n);
    expect([bus.nextDeadline, host.disturbances]).toEqual([32, 2]);
    host.time = 32;
    bus.reachTime(32);
    expect([bus.nextDeadline, bus.linesTo(0)]).toEqual([72, 1 << 7]);
  });

  it('one that stays after it was reached fires once', () => {
    const { bus, host } = two();
    bus.write('mmio', 0, 0x2008, 8, 4n);
    host.time = 40;
    bus.reachTime(40);
    expect(bus.nextDeadline).toBe(Number.POSITIVE_INFINITY);
  });

  it('are those of a state that is gone back to', () => {
    const { bus, host } = two();
    const start = [bus.states, bus.lines] as const;
    bus.write('mmio', 0, 0x2008, 8, 4n);
    const armed = [bus.states, bus.lines] as const;
    host.time = 32;
    bus.reachTime(32);
    bus.open(...start);
    expect([bus.nextDeadline, bus.linesTo(0)]).toEqual([Number.POSITIVE_INFINITY, 0]);
    bus.open(...armed);
    expect([bus.nextDeadline, bus.linesTo(0)]).toEqual([32, 0]);
  });
});

describe('DMA', () => {
  const dma = (address: number) => {
    const parts = busOf({ devices: [mixing('a', 0x1000)] });
    parts.ram.write(
      0,
      0,
      Uint8Array.from({ length: RAM_SIZE }, (_, i) => i & 0x7f),
    );
    parts.bus.write('mmio', 0, 0x1018, 8, BigInt(address));
    parts.bus.write('mmio', 0, 0x1008, 8, 1n);
    parts.host.time = 8;
    parts.bus.reachTime(8);
    return { ...parts, dmaOf: parts.stateOf<MixingState>('a').dma, bytes: parts.ram.memory.read(0, RAM_SIZE) };
  };

  it('sees memory as it was, writes it, and tells', () => {
    const { bytes, host } = dma(RAM_BASE + 4092);
    expect([...bytes.subarray(4091, 4101)]).toEqual([123, 125, 126, 127, 128, 1, 2, 3, 4, 4]);
    expect(host).toMatchObject({ written: [[RAM_BASE + 4092, 8]], emitted: ['0 dma/wrote'] });
  });

  it.each([0x1000, RAM_BASE - 4, RAM_BASE + RAM_SIZE - 4, RAM_BASE + RAM_SIZE])(
    'finds nothing where there is no RAM: %i',
    (address) => {
      const { host, dmaOf } = dma(address);
      expect(host).toMatchObject({ written: [], emitted: [] });
      expect(dmaOf).toBeNull();
    },
  );
});
