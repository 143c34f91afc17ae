import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHypervisor, type HypervisorState } from '#core/hypervisor/hypervisor.ts';
import type { RegisterView, SeatEffect, SeatEvent } from '#core/hypervisor/seat.ts';
import type { VmConfig } from '#core/hypervisor/vm.ts';
import { checkReducerLaws } from '#core/testing/laws.ts';
import { layout } from '../layout.ts';
import { riscv64Guest } from './riscv64-guest.ts';

const HOST_RAM = 0x8000_0000;
const GUEST_HOST = 0x8100_0000;
const FINISHER = 0x10_0000;

const vm: VmConfig = {
  platform: [['arch', 'riscv64']],
  path: '/sbin/guest',
  ram: { base: 0x8000_0000, hostBase: GUEST_HOST, sizeBytes: 0x40_0000 },
  entry: 0x8020_0000,
  workspace: 0x8020_0000,
  devices: [{ name: 'serial', base: 0x1000_0000, sizeBytes: 0x1000 }],
  uart: { data: 0x1000_0000, status: 0x1000_0005, hasReceived: (status) => (status & 1n) !== 0n },
  virtio: { base: 0x1000_1000, stride: 0x1000, count: 2 },
  switchOff: (isFailure) => ({ type: 'bus/write', address: FINISHER, size: 4, value: isFailure ? 0x1_3333n : 0x5555n }),
};

/** An event as a log would carry it: what its views show comes as values. */
interface Logged {
  readonly type: SeatEvent['type'];
  readonly now: number;
  readonly value: bigint | null;
  /** a0 to a7. */
  readonly a: readonly bigint[];
  readonly csrs: Readonly<Record<string, bigint>>;
  /** Repeats through the whole of RAM. */
  readonly ram: Uint8Array;
}

function attach({ type, now, value, a, csrs, ram }: Logged): SeatEvent {
  const registers: RegisterView = {
    read: ({ name, offset }) => csrs[name] ?? a[(offset - layout.x.offset) / 8 - 10] ?? 0n,
  };
  const memory = {
    readRam: (address: number, sizeBytes: number) =>
      address >= HOST_RAM && address + sizeBytes <= GUEST_HOST + 0x40_0000
        ? Uint8Array.from({ length: sizeBytes }, (_, index) => ram[(address + index) % ram.length] ?? 0)
        : undefined,
  };
  const shown = { now, registers, memory };
  return type === 'bus/answered' ? { type, value, ...shown } : { type, ...shown };
}

const { initialState, reduce } = createHypervisor(riscv64Guest, vm);

/** The states of a hypervisor that runs its guest, and of one that waits for a key. */
const running: HypervisorState = { phase: { kind: 'running' }, nextTable: 0x8040_5000 };
const typing: HypervisorState = {
  ...running,
  phase: { kind: 'typing', form: 'legacy', asked: 'status', bytes: [], wanted: 1, address: null },
};

const u64 = fc.oneof(fc.constantFrom(0n, 1n, 2n, 0x8020_0000n, (1n << 64n) - 1n), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }));
const extension = fc.constantFrom(
  0n,
  1n,
  2n,
  3n,
  4n,
  5n,
  8n,
  9n,
  0x10n,
  0x4442434en,
  0x48534dn,
  0x735049n,
  0x52464e43n,
  0x53525354n,
  0x54494d45n,
);
const event: fc.Arbitrary<Logged> = fc.record({
  type: fc.constantFrom('seat/taken', 'vcpu/exited', 'hart/woken', 'bus/answered'),
  now: fc.nat(),
  value: fc.oneof(fc.constant(null), fc.constantFrom(2n, 0x0bn, 0x21n), u64),
  a: fc.tuple(u64, u64, u64, u64, u64, u64, fc.bigInt({ min: 0n, max: 8n }), fc.oneof({ weight: 9, arbitrary: extension }, u64)),
  csrs: fc.record({
    scause: fc.oneof(fc.constantFrom(10n, 20n, 21n, 23n, 22n, (1n << 63n) | 5n), u64),
    htval: fc.oneof(fc.constantFrom(0x400_0000n, 0x0880_0000n), u64),
    stval: u64,
    sepc: u64,
    mip: u64,
    mie: u64,
  }),
  ram: fc.uint8Array({ minLength: 1, maxLength: 512 }),
});

const ECALL: Readonly<Record<string, bigint>> = { scause: 10n, sepc: 0x8020_0010n, mip: 0x40n };

function exited(a: readonly bigint[], csrs = ECALL, ramByte = 0x41) {
  const { state, effects } = reduce(
    running,
    attach({ type: 'vcpu/exited', now: 0, value: null, a, csrs, ram: Uint8Array.of(ramByte) }),
  );
  return { state, effects, written: writtenBy(effects), text: textOf(effects) };
}

/** Register writes by name; x registers as in the manual. */
const writtenBy = (effects: readonly SeatEffect[]) =>
  Object.fromEntries(effects.flatMap((effect) => (effect.type === 'register/wrote' ? [[effect.field.name, effect.value]] : [])));
const textOf = (effects: readonly SeatEffect[]) =>
  String.fromCharCode(
    ...effects.flatMap((effect) =>
      effect.type === 'bus/write' && effect.address === vm.uart.data ? [Number(effect.value)] : [],
    ),
  );

const MINUS = (value: bigint) => (1n << 64n) - value;
const call = (extensionId: bigint, fid: bigint, ...a: readonly bigint[]) =>
  exited([...a, ...Array<bigint>(6 - a.length).fill(0n), fid, extensionId]);

describe('the hypervisor', () => {
  it.each([
    ['from reset', initialState],
    ['while the guest runs', running],
    ['while it waits for a key', typing],
  ])('obeys the reducer laws %s', (_, start) => {
    checkReducerLaws<HypervisorState, SeatEvent, SeatEffect, Logged>({ initialState: start, reduce, event, attach });
  });

  it('ends every step with a question, a wait, an entry or the end', () => {
    fc.assert(
      fc.property(fc.constantFrom(initialState, running, typing), fc.array(event, { maxLength: 20 }), (start, events) => {
        let state = start;
        for (const logged of events) {
          const step = reduce(state, attach(logged));
          const last = step.effects.at(-1);
          const isEnd = last?.type === 'bus/write' && last.address === FINISHER;
          expect(isEnd || ['bus/read', 'hart/waited', 'vcpu/entered'].includes(last?.type ?? '')).toBe(true);
          state = step.state;
        }
      }),
    );
  });

  it.each([
    ['legacy putchar', [1n, 0n, 0x41n], { x10: 0n }],
    ['TIME set_timer', [0x5449_4d45n, 0n, 1000n], { x10: 0n, x11: 0n, stimecmp: 1000n, mip: 0n, mie: 0x20n }],
    ['TIME, no such function', [0x5449_4d45n, 1n], { x10: MINUS(2n), x11: 0n }],
    ['BASE get_spec_version', [0x10n, 0n], { x10: 0n, x11: 0x200_0000n }],
    ['BASE probe_extension of DBCN', [0x10n, 3n, 0x4442_434en], { x10: 0n, x11: 1n }],
    ['BASE probe_extension of PMU', [0x10n, 3n, 0x50_4d55n], { x10: 0n, x11: 0n }],
    ['HSM hart_start of itself', [0x48_534dn, 0n, 0n], { x10: MINUS(6n), x11: 0n }],
    ['HSM hart_start of another', [0x48_534dn, 0n, 1n], { x10: MINUS(3n), x11: 0n }],
    ['HSM hart_get_status', [0x48_534dn, 2n, 0n], { x10: 0n, x11: 0n }],
    ['IPI to itself', [0x73_5049n, 0n, 1n, 0n], { x10: 0n, x11: 0n, mip: 0x44n }],
    ['IPI to another', [0x73_5049n, 0n, 2n, 0n], { x10: MINUS(3n), x11: 0n }],
    ['RFENCE remote_fence_i to all', [0x5246_4e43n, 0n, 0n, MINUS(1n)], { x10: 0n, x11: 0n }],
    ['DBCN console_write outside RAM', [0x4442_434en, 0n, 4n, 0x1000n, 0n], { x10: MINUS(3n), x11: 0n }],
    ['DBCN console_write_byte', [0x4442_434en, 2n, 0x42n], { x10: 0n, x11: 0n }],
    ['SRST cold reboot', [0x5352_5354n, 0n, 1n], { x10: MINUS(2n), x11: 0n }],
    ['SRST of no such type', [0x5352_5354n, 0n, 7n], { x10: MINUS(3n), x11: 0n }],
    ['no such extension', [0x1234n, 0n], { x10: MINUS(2n), x11: 0n }],
  ] as const)('answers %s', (_, [extensionId, fid, ...a], registers) => {
    const { written, effects } = call(extensionId, fid, ...(a as readonly bigint[]));
    expect(written).toEqual({ ...registers, sepc: 0x8020_0014n });
    expect(effects.at(-1)).toEqual({ type: 'vcpu/entered' });
  });

  it('prints what DBCN names, translated to where it lies in the machine', () => {
    expect(call(0x4442_434en, 0n, 4n, 0x8030_0000n, 0n)).toMatchObject({ text: 'AAAA', written: { x10: 0n, x11: 4n } });
  });

  it('prints 4096 bytes of a longer text, and says so', () => {
    const { text, written } = call(0x4442_434en, 0n, 0x1_0000n, 0x8030_0000n, 0n);
    expect(text).toHaveLength(4096);
    expect(written['x11']).toBe(4096n);
  });

  it('answers a guest that reads the keyboard when the UART has told', () => {
    const asked = call(2n, 0n);
    expect(asked.effects).toEqual([{ type: 'bus/read', address: 0x1000_0005, size: 1 }]);
    const answered = (state: HypervisorState, value: bigint) =>
      reduce(state, attach({ type: 'bus/answered', now: 0, value, a: [], csrs: { sepc: 4n }, ram: new Uint8Array(1) }));
    expect(writtenBy(answered(asked.state, 0x60n).effects)).toEqual({ x10: MINUS(1n), sepc: 8n });
    const data = answered(asked.state, 0x61n);
    expect(data.effects).toEqual([{ type: 'bus/read', address: 0x1000_0000, size: 1 }]);
    const key = answered(data.state, 0x6bn);
    expect(writtenBy(answered(key.state, 0x61n).effects)).toEqual({ x10: 0x6bn, sepc: 8n });
  });

  it('hands the timer on to the guest, and masks its own', () => {
    const { written } = exited([], { scause: (1n << 63n) | 5n, mip: 0n, mie: 0x20n });
    expect(written).toEqual({ mip: 0x40n, mie: 0n });
  });

  it('maps the page of a declared device, and no other', () => {
    const fault = (htval: bigint) => exited([], { scause: 23n, htval, stval: 1n, sepc: 0x8020_0000n }, 0);
    const mapped = fault(0x400_0000n); // 0x1000_0001
    const leaf = mapped.effects
      .flatMap((effect) => (effect.type === 'memory/wrote' && effect.bytes.length === 8 ? [effect] : []))
      .at(-1)!;
    expect(new DataView(leaf.bytes.buffer).getBigUint64(0, true)).toBe((0x1_0000n << 10n) | 0xdfn);
    expect(mapped.effects.slice(-2)).toEqual([{ type: 'translation/changed' }, { type: 'vcpu/entered' }]);
    const refused = fault(0x400_0400n); // 0x1000_1001: a virtio transport
    expect(refused.text).toBe('Unhandled trap: code=23, sepc=0x80200000, stval=0x1, htval=0x4000400\r\n');
    expect(refused.effects.at(-1)).toEqual({ type: 'bus/write', address: 0x10_0000, size: 4, value: 0x1_3333n });
  });

  it.each([
    [0n, 'Guest: SBI SRST shutdown\r\nShutdown vm normally!\r\nHypervisor ok!\r\n', 0x5555n],
    [1n, 'Guest: SBI SRST shutdown\r\nShutdown vm normally!\r\nHypervisor ok!\r\n', 0x1_3333n],
  ])('switches off with the status that the guest gave: reason %i', (reason, text, value) => {
    const { effects, text: printed } = call(0x5352_5354n, 0n, 0n, reason);
    expect(printed).toBe(text);
    expect(effects.at(-1)).toMatchObject({ address: 0x10_0000, value });
  });
});
