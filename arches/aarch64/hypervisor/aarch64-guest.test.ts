import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHypervisor, type HypervisorState } from '#core/hypervisor/hypervisor.ts';
import type { RegisterView, SeatEffect, SeatEvent } from '#core/hypervisor/seat.ts';
import type { VmConfig } from '#core/hypervisor/vm.ts';
import { checkReducerLaws } from '#core/testing/laws.ts';
import { layout } from '../layout.ts';
import { createAarch64Guest } from './aarch64-guest.ts';
import { aarch64Bootloader } from './bootloader.ts';
import { bytesOf, type GuestGic, initialGuestGic } from './guest-gic.ts';
import { gicRegister } from './registers.ts';

const HOST_RAM = 0x4000_0000;
const HOST_RAM_SIZE = 0x800_0000;
const GUEST_HOST = 0x4500_0000;
const ISA_PAGE = 0x4030_0000;

const vm: VmConfig = {
  platform: [['arch', 'aarch64']],
  path: '/sbin/guest',
  ram: { base: 0x4400_0000, hostBase: GUEST_HOST, sizeBytes: 0x40_0000 },
  entry: 0x4420_0000,
  workspace: 0x4020_0000,
  devices: [{ name: 'serial', base: 0x900_0000, sizeBytes: 0x1000 }],
  uart: { data: 0x900_0000, status: 0x900_0018, hasReceived: (status) => (status & 0x10n) === 0n },
  virtio: { base: 0xa00_0000, stride: 0x200, count: 2 },
  switchOff: (isFailure) => ({ type: 'power/requested', status: isFailure ? 1 : 0 }),
};
const GICD = 0x800_0000;
const GICR = 0x80a_0000;
const SGI_FRAME = GICR + 0x1_0000;
const isa = createAarch64Guest({ distributor: GICD, redistributor: GICR });

/** An event as a log would carry it: what its views show comes as values. */
interface Logged {
  readonly type: SeatEvent['type'];
  readonly now: number;
  readonly value: bigint | null;
  /** x0 to x30. */
  readonly x: readonly bigint[];
  readonly registers: Readonly<Record<string, bigint>>;
  /** The guest's interrupt controller as it lies in memory; the rest of RAM repeats it. */
  readonly gic: Uint8Array;
}

function attach({ type, now, value, x, registers: named, gic }: Logged): SeatEvent {
  const registers: RegisterView = {
    read: ({ name, offset }) => named[name] ?? x[(offset - layout.x.offset) / 8] ?? 0n,
  };
  const memory = {
    readRam: (address: number, sizeBytes: number) =>
      address >= HOST_RAM && address + sizeBytes <= HOST_RAM + HOST_RAM_SIZE
        ? Uint8Array.from({ length: sizeBytes }, (_, index) => gic[(address - ISA_PAGE + index) % gic.length] ?? 0)
        : undefined,
  };
  const shown = { now, registers, memory };
  return type === 'bus/answered' ? { type, value, ...shown } : { type, ...shown };
}

const { initialState, reduce } = createHypervisor(isa, vm);
const bootloader = createHypervisor(aarch64Bootloader, vm);

const running: HypervisorState = { phase: { kind: 'running' }, nextTable: 0x4040_5000 };
const asking = (question: string): HypervisorState => ({ ...running, phase: { kind: 'asking', question } });

const u64 = fc.oneof(fc.constantFrom(0n, 1n, 2n, 0x4420_0000n, (1n << 64n) - 1n), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }));
const event: fc.Arbitrary<Logged> = fc.record({
  type: fc.constantFrom('seat/taken', 'vcpu/exited', 'hart/woken', 'bus/answered'),
  now: fc.nat(),
  value: fc.oneof(fc.constant(null), fc.constantFrom(2n, 0x0bn, 30n, 1023n), u64),
  x: fc.array(u64, { minLength: 31, maxLength: 31 }),
  registers: fc.record({
    pc: fc.constantFrom(0x400n, 0x480n),
    ESR_EL2: fc.oneof(
      fc.constantFrom(0x07e0_0000n, 0x5a00_0000n, 0x5e00_0000n, 0x9200_0047n, 0x9383_0047n, 0x9383_0007n, 0x8200_0007n),
      fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }),
    ),
    HPFAR_EL2: fc.oneof(fc.constantFrom(0x8_0000n, 0x8_0a00n, 0x8_0b00n, 0x9_0000n), u64),
    FAR_EL2: fc.oneof(fc.constantFrom(0n, 0x80n, 0x100n, 0x180n, 0x41en), u64),
    ELR_EL2: u64,
  }),
  gic: fc.uint8Array({ minLength: 1, maxLength: 64 }),
});

const SMC = 0x5e00_0000n;
const HVC = 0x5a00_0000n;

interface Exit {
  readonly x?: Readonly<Record<number, bigint>>;
  readonly registers?: Readonly<Record<string, bigint>>;
  readonly gic?: GuestGic;
  readonly state?: HypervisorState;
  readonly answer?: bigint;
}

function exited({ x = {}, registers = {}, gic = initialGuestGic, state: before = running, answer }: Exit) {
  const logged: Logged = {
    type: answer === undefined ? 'vcpu/exited' : 'bus/answered',
    now: 0,
    value: answer ?? null,
    x: Array.from({ length: 31 }, (_, number) => x[number] ?? 0n),
    registers: { pc: 0x400n, ELR_EL2: 0x4420_0010n, ...registers },
    gic: bytesOf(gic),
  };
  const { state, effects } = reduce(before, attach(logged));
  return { state, effects, written: writtenBy(effects), text: textOf(effects), gic: gicAfter(effects) };
}

/** Register writes by name. */
const writtenBy = (effects: readonly SeatEffect[]) =>
  Object.fromEntries(effects.flatMap((effect) => (effect.type === 'register/wrote' ? [[effect.field.name, effect.value]] : [])));
const textOf = (effects: readonly SeatEffect[]) =>
  String.fromCharCode(
    ...effects.flatMap((effect) => (effect.type === 'bus/write' && effect.address === 0x900_0000 ? [Number(effect.value)] : [])),
  );
const gicAfter = (effects: readonly SeatEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'memory/wrote' && effect.address === ISA_PAGE ? [effect.bytes] : [])).at(-1);

const MINUS = (value: bigint) => (1n << 64n) - value;
const ENTERED = { type: 'vcpu/entered' };

/** A data abort of stage 2 that its syndrome describes: a word of x3, or of `rt`. */
const access = (address: number, isStore: boolean, rt = 3, sas = 2) => ({
  ESR_EL2: 0x9300_0007n | (isStore ? 0x40n : 0n) | (BigInt(rt) << 16n) | (BigInt(sas) << 22n),
  HPFAR_EL2: BigInt(Math.floor(address / 4096)) << 4n,
  FAR_EL2: 0xffff_0000_0000_0000n + BigInt(address),
});

describe('the hypervisor at EL2', () => {
  it.each([
    ['from reset', initialState],
    ['while the guest runs', running],
    ['while it asks which interrupt is due', asking('acknowledge')],
    ['while it asks what is in the list register', asking('listRegister')],
  ])('obeys the reducer laws %s', (_, start) => {
    checkReducerLaws<HypervisorState, SeatEvent, SeatEffect, Logged>({ initialState: start, reduce, event, attach });
  });

  it('ends every step with a question, a wait, an entry or the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(reduce, bootloader.reduce),
        fc.constantFrom(initialState, running, asking('acknowledge'), asking('listRegister')),
        fc.array(event, { maxLength: 20 }),
        (step, start, events) => {
          let state = start;
          for (const logged of events) {
            const next = step(state, attach(logged));
            const kinds = ['bus/read', 'hart/waited', 'vcpu/entered', 'power/requested'];
            expect(kinds).toContain(next.effects.at(-1)?.type);
            state = next.state;
          }
        },
      ),
    );
  });

  it.each([
    ['PSCI_VERSION', [0x8400_0000n], 0x1_0001n],
    ['SMCCC_VERSION', [0x8000_0000n], 0x1_0001n],
    ['CPU_SUSPEND', [0xc400_0001n], 0n],
    ['CPU_OFF of the only one', [0x8400_0002n], MINUS(3n)],
    ['CPU_ON of itself', [0xc400_0003n, 0n], MINUS(4n)],
    ['CPU_ON of another', [0xc400_0003n, 1n], MINUS(2n)],
    ['AFFINITY_INFO', [0xc400_0004n, 0n, 0n], 0n],
    ['AFFINITY_INFO of another', [0x8400_0004n, 1n, 0n], MINUS(2n)],
    ['MIGRATE_INFO_TYPE', [0x8400_0006n], 2n],
    ['MIGRATE_INFO_TYPE by a number that it does not have', [0xc400_0006n], MINUS(1n)],
    ['PSCI_FEATURES of SYSTEM_OFF', [0x8400_000an, 0x8400_0008n], 0n],
    ['PSCI_FEATURES of SYSTEM_RESET', [0x8400_000an, 0x8400_0009n], MINUS(1n)],
    ['SYSTEM_RESET', [0x8400_0009n], MINUS(1n)],
    ['what the upper half of x0 holds', [0x1_8400_0000n], 0x1_0001n],
    ['no such call', [0x1234n], MINUS(1n)],
  ] as const)('answers %s', (_, x, x0) => {
    const bySmc = exited({ x: Object.fromEntries(x.entries()), registers: { ESR_EL2: SMC } });
    expect(bySmc.written).toEqual({ x0, ELR_EL2: 0x4420_0014n });
    const byHvc = exited({ x: Object.fromEntries(x.entries()), registers: { ESR_EL2: HVC } });
    expect(byHvc.written).toEqual({ x0 });
    expect(byHvc.effects.at(-1)).toEqual(ENTERED);
  });

  it('switches off when the guest says so', () => {
    const { text, effects } = exited({ x: { 0: 0x8400_0008n }, registers: { ESR_EL2: SMC } });
    expect(text).toBe('Guest: PSCI SYSTEM_OFF\r\nShutdown vm normally!\r\nHypervisor ok!\r\n');
    expect(effects.at(-1)).toEqual({ type: 'power/requested', status: 0 });
  });

  it('waits where the guest does, and lets it go on behind its WFI', () => {
    const waiting = exited({ registers: { ESR_EL2: 0x07e0_0000n } });
    expect(waiting.written).toEqual({ ELR_EL2: 0x4420_0014n });
    expect(waiting.effects.at(-1)).toEqual({ type: 'hart/waited' });
    const woken = reduce(
      waiting.state,
      attach({ type: 'hart/woken', now: 0, value: null, x: [], registers: {}, gic: new Uint8Array(1) }),
    );
    expect(woken).toEqual({ state: running, effects: [ENTERED] });
  });

  it('maps the page of a declared device, and no other', () => {
    const mapped = exited({ registers: access(0x900_0018, false) });
    const leaf = mapped.effects
      .flatMap((effect) => (effect.type === 'memory/wrote' && effect.bytes.length === 8 ? [effect] : []))
      .at(-1)!;
    // Read and written, accessed, Device-nGnRE, never executed.
    expect(new DataView(leaf.bytes.buffer).getBigUint64(0, true)).toBe(0x0040_0000_0900_07c7n);
    expect(mapped.effects.slice(-2)).toEqual([{ type: 'translation/changed' }, ENTERED]);
    const refused = exited({ registers: access(0xa00_0008, true) });
    expect(refused.text).toBe('Unhandled exception: esr=0x93830047, elr=0x44200010, far=0xffff00000a000008, ipa=0xa000008\r\n');
    expect(refused.effects.at(-1)).toEqual({ type: 'power/requested', status: 1 });
  });

  it('knows no address beyond the 39 bits of its tables', () => {
    const address = 2 ** 39 + 0x900_0000;
    expect(isa.mapPage(vm, { readRam: () => new Uint8Array(8) }, 0, address)).toBeUndefined();
  });

  it.each([
    ['GICD_CTLR: affinity routing, one security state', GICD, 0x52n],
    ['GICD_TYPER: no SPIs', GICD + 4, 0n],
    ['GICR_TYPER: the last', GICR + 8, 0x10n],
    ['GICR_WAKER', GICR + 0x14, 6n],
    ['GICR_PIDR2: version 3', GICR + 0xffe8, 0x3bn],
    ['GICR_IGROUPR0', SGI_FRAME + 0x80, 0xffff_ffffn],
    ['GICR_ICENABLER0', SGI_FRAME + 0x180, 0x4000_0000n],
  ])('reads %s in the guest’s place', (_, address, x3) => {
    const gic = { ...initialGuestGic, ctlr: 2, groups: 0xffff_ffff, enabled: 0x4000_0000 };
    const { written, effects } = exited({ registers: access(address, false), gic });
    expect(written).toEqual({ x3, ELR_EL2: 0x4420_0014n });
    expect(effects.at(-1)).toEqual(ENTERED);
  });

  it('writes in the guest’s place what the syndrome says, and no more of the register', () => {
    const x = { 3: 0xffff_ffff_ffff_ffa0n };
    const priority = exited({ x, registers: access(SGI_FRAME + 0x41e, true, 3, 0) });
    const priorities = initialGuestGic.priorities.with(30, 0xa0);
    expect(priority.gic).toEqual(bytesOf({ ...initialGuestGic, priorities }));
    const enabled = exited({ x: { 3: 1n << 30n }, registers: access(SGI_FRAME + 0x100, true) });
    expect(enabled.gic).toEqual(bytesOf({ ...initialGuestGic, enabled: 0x4000_0000 }));
    const disabled = exited({ x, registers: access(SGI_FRAME + 0x180, true, 31), gic: { ...initialGuestGic, enabled: 5 } });
    expect(disabled.gic).toEqual(bytesOf({ ...initialGuestGic, enabled: 5 })); // the zero register
    expect(exited({ registers: access(GICR + 0x14, true) }).gic).toEqual(bytesOf({ ...initialGuestGic, waker: 0 }));
  });

  it('keeps off what the syndrome does not tell, or tells of a sign', () => {
    const pair = exited({ registers: { ...access(GICD, false), ESR_EL2: 0x9200_0007n } });
    expect(pair.text).toContain('Unhandled exception: esr=0x92000007');
    const signed = exited({ registers: { ...access(GICD, false), ESR_EL2: 0x93a3_0007n } });
    expect(signed.text).toContain('Unhandled exception: esr=0x93a30007');
  });
});

describe('the timer of a guest at EL1', () => {
  const gic = { ...initialGuestGic, enabled: 0x4000_0000, priorities: initialGuestGic.priorities.with(30, 0x80) };
  const INTERRUPTED = { pc: 0x480n };
  const sysreg = (address: number, value: bigint) => ({ type: 'bus/write', space: 'sysreg', address, size: 8, value });

  it('goes through a list register, as an interrupt of hardware', () => {
    const asked = exited({ registers: INTERRUPTED, gic });
    expect(asked.effects).toEqual([{ type: 'bus/read', space: 'sysreg', address: gicRegister.ICC_IAR1_EL1, size: 8 }]);
    const due = exited({ registers: INTERRUPTED, gic, state: asked.state, answer: 30n });
    expect(due.effects[0]).toEqual(sysreg(gicRegister.ICC_EOIR1_EL1, 30n));
    expect(due.effects.at(-1)).toEqual({ type: 'bus/read', space: 'sysreg', address: gicRegister.ICH_LR0_EL2, size: 8 });
    const listed = exited({ registers: INTERRUPTED, gic: { ...gic, waiting: 1 << 30 }, state: due.state, answer: 0n });
    expect(listed.effects[0]).toEqual(sysreg(gicRegister.ICH_LR0_EL2, 0x7080_001e_0000_001en));
    expect(listed.gic).toEqual(bytesOf(gic));
    expect(listed.effects.at(-1)).toEqual(ENTERED);
  });

  it('waits until the guest enables it', () => {
    const disabled = { ...gic, enabled: 0 };
    const due = exited({ registers: INTERRUPTED, gic: disabled, state: asking('acknowledge'), answer: 30n });
    expect(due.gic).toEqual(bytesOf({ ...disabled, waiting: 0x4000_0000 }));
    expect(due.effects.at(-1)).toEqual(ENTERED);
    const enabled = exited({
      x: { 3: 1n << 30n },
      registers: access(SGI_FRAME + 0x100, true),
      gic: { ...disabled, waiting: 0x4000_0000 },
    });
    expect(enabled.written).toEqual({ ELR_EL2: 0x4420_0014n });
    expect(enabled.effects.at(-1)).toMatchObject({ type: 'bus/read', address: gicRegister.ICH_LR0_EL2 });
  });

  it('waits while the list register holds the last', () => {
    const state = asking('listRegister');
    const { effects } = exited({ registers: INTERRUPTED, gic: { ...gic, waiting: 1 << 30 }, state, answer: 1n << 63n });
    expect(effects).toEqual([ENTERED]);
  });

  it('is the only interrupt there is: another is reported', () => {
    const { text } = exited({ registers: INTERRUPTED, gic, state: asking('acknowledge'), answer: 1023n });
    expect(text).toBe('Unhandled exception: interrupt, elr=0x44200010, far=0x0, ipa=0x0\r\n');
  });
});

describe('the bootloader', () => {
  it('is gone when the guest has been entered: whatever comes to EL2 is the end', () => {
    const { effects } = bootloader.reduce(
      running,
      attach({ type: 'vcpu/exited', now: 0, value: null, x: [], registers: { ESR_EL2: HVC }, gic: new Uint8Array(1) }),
    );
    expect(textOf(effects)).toContain('Unhandled exception: esr=0x5a000000');
    expect(effects.at(-1)).toEqual({ type: 'power/requested', status: 1 });
  });
});
