import { describe, expect, it } from 'vitest';
import { riscv64 } from './arch.ts';
import { wires } from './interrupts.ts';
import { layout } from './layout.ts';
import { privilege } from './privilege.ts';
import { decodeModeOf } from './rv64.ts';
import { inMode, newTestHart, RESET_PC, type TestHart } from './testing/hart.ts';

const { U, S, M } = privilege;
const MRET = 0x3020_0073;
const ILLEGAL_MRET = { cause: 2, value: BigInt(MRET) };
const TVM = 1n << 20n;
const TW = 1n << 21n;
const TSR = 1n << 22n;

const VIRTUAL_MRET = { cause: 22, value: BigInt(MRET) };
const VTVM = 1n << 20n;
const VTW = 1n << 21n;
const VTSR = 1n << 22n;
const HU = 1n << 9n;

/** A hart that stands on an `mret`, whatever service is then called. */
function hartIn(mode: number, mstatus = 0n): TestHart {
  const hart = newTestHart();
  hart.ram.setUint32(0, MRET, true);
  hart.writeCsr(0x3b0, 2n ** 54n - 1n);
  hart.writeCsr(0x3a0, 0x1fn);
  hart.set(layout.mstatus, mstatus);
  hart.set(layout.privilege, BigInt(mode));
  hart.take();
  return hart;
}

describe('reset', () => {
  it('is in M at the address the board says', () => {
    const { get } = newTestHart();
    expect(get(layout.pc)).toBe(RESET_PC);
    expect(get(layout.privilege)).toBe(3n);
    expect(get(layout.mstatus)).toBe(0xa_0000_0000n);
  });
});

describe('an illegal instruction', () => {
  it('has its bits as the trap value', () => {
    const hart = hartIn(S);
    expect(hart.serve('illegalInstruction')).toEqual(ILLEGAL_MRET);
    hart.hart.illegalInstruction(0xffff_ffff);
    expect(hart.take().trap).toEqual({ cause: 2, value: 0xffff_ffffn });
  });

  it('is read again at pc: compressed, across a page, and through a table', () => {
    const hart = hartIn(M);
    hart.ram.setUint16(0x100, 0x9002, true);
    hart.set(layout.pc, RESET_PC + 0x100n);
    expect(hart.serve('illegalInstruction')).toEqual({ cause: 2, value: 0x9002n });
    hart.ram.setUint32(0xffe, 0x1234_5673, true);
    hart.set(layout.pc, RESET_PC + 0xffen);
    expect(hart.serve('illegalInstruction')).toEqual({ cause: 2, value: 0x1234_5673n });
    // Sv39 that maps the last page of the address space to the first of RAM, and the one before it to the second.
    hart.ram.setUint32(0x0ffe, 0x0673, true);
    hart.ram.setUint32(0x1ffe, 0x5673, true);
    for (const [table, next] of [
      [2, 3],
      [3, 4],
    ] as const)
      hart.ram.setBigUint64(table * 4096 + 8 * 511, BigInt(((0x8_0000 + next) << 10) | 1), true);
    hart.ram.setBigUint64(4 * 4096 + 8 * 511, (0x8_0000n << 10n) | 0x4bn, true);
    hart.ram.setBigUint64(4 * 4096 + 8 * 510, (0x8_0001n << 10n) | 0x4bn, true);
    hart.ram.setUint16(0, 0xabcd, true);
    hart.set(layout.satp, (8n << 60n) | 0x8_0002n);
    hart.set(layout.privilege, BigInt(S));
    hart.set(layout.pc, 0xffff_ffff_ffff_effen);
    expect(hart.serve('illegalInstruction')).toEqual({ cause: 2, value: 0xabcd_5673n });
  });

  it('has the trap value 0 where it cannot be read', () => {
    const hart = hartIn(M);
    hart.set(layout.pc, 0x1000n);
    expect(hart.serve('illegalInstruction')).toEqual({ cause: 2, value: 0n });
  });
});

describe('services', () => {
  it('mret is for M', () => {
    const hart = hartIn(M, 0x880n); // MPP = S, MPIE
    expect(hart.hart.services['mret']?.()).toBe(0n);
    expect(hart.take()).toEqual({ trap: undefined, calls: ['reenter'] });
    expect(hart.get(layout.privilege)).toBe(1n);
    expect(hartIn(S).serve('mret')).toEqual(ILLEGAL_MRET);
    expect(hartIn(U).serve('mret')).toEqual(ILLEGAL_MRET);
  });

  it('mret and sret end the inner run when they let an interrupt in', () => {
    const calls = (service: string, mode: number, mstatus: bigint, mie = 0n) => {
      const hart = hartIn(mode, mstatus);
      hart.set(layout.mie, mie);
      hart.lines = wires.MTIP;
      hart.hart.services[service]?.();
      return hart.take().calls;
    };
    expect(calls('mret', M, 0x1880n)).toEqual(['reenter']); // MIE is set, but nothing is enabled
    expect(calls('mret', M, 0x1880n, 0x80n)).toEqual(['reenter', 'endRun']); // and now the timer strikes
    expect(calls('sret', S, 0n)).toEqual(['reenter']);
  });

  it('mret returns to S or U also when no PMP entry is on', () => {
    // QEMU 7.2 raises an illegal instruction: but "if at least one PMP entry is implemented, the access fails" that follows.
    const hart = newTestHart();
    hart.set(layout.mstatus, 0n);
    expect(hart.serve('mret')).toBe(0n);
    expect(hart.get(layout.privilege)).toBe(0n);
    expect(hart.translate(RESET_PC, 'fetch', 2)).toEqual({ cause: 1, value: RESET_PC });
  });

  it('sret is for S and M, and for M alone with TSR', () => {
    expect(hartIn(U).serve('sret')).toEqual(ILLEGAL_MRET);
    expect(hartIn(S).serve('sret')).toBe(0n);
    expect(hartIn(S, TSR).serve('sret')).toEqual(ILLEGAL_MRET);
    expect(hartIn(M, TSR).serve('sret')).toBe(0n);
  });

  it('wfi waits in S and M, and in M alone with TW', () => {
    const calls = (mode: number, mstatus: bigint) => {
      const hart = hartIn(mode, mstatus);
      hart.hart.services['wfi']?.();
      const { trap, calls } = hart.take();
      return trap ?? calls;
    };
    expect(calls(M, TW)).toEqual(['wait']);
    expect(calls(S, 0n)).toEqual(['wait']);
    expect(calls(S, TW)).toEqual(ILLEGAL_MRET);
    expect(calls(U, 0n)).toEqual(ILLEGAL_MRET);
  });

  it('wfi goes on at once when an enabled interrupt is pending, even if it is not taken', () => {
    const hart = hartIn(M);
    hart.set(layout.mie, 0x80n);
    hart.lines = wires.MTIP;
    hart.hart.services['wfi']?.();
    expect(hart.take()).toEqual({ trap: undefined, calls: [] });
  });

  it('sfence.vma is for S and M, and for M alone with TVM', () => {
    expect(hartIn(U).serve('sfenceVma')).toEqual(ILLEGAL_MRET);
    expect(hartIn(S).serve('sfenceVma')).toBe(0n);
    expect(hartIn(S, TVM).serve('sfenceVma')).toEqual(ILLEGAL_MRET);
    expect(hartIn(M, TVM).serve('sfenceVma')).toBe(0n);
  });

  it('the fences of Svinval are illegal in U only', () => {
    expect(hartIn(U).serve('sfenceInval')).toEqual(ILLEGAL_MRET); // QEMU 7.2 lets it pass
    expect(hartIn(S, TVM).serve('sfenceInval')).toBe(0n);
  });

  /** What a service answers in M, HS, U, VS and VU. */
  const inEachMode = (service: string, mstatus = 0n, hstatus = 0n) =>
    (['M', 'S', 'U', 'VS', 'VU'] as const).map((mode) => {
      const hart = inMode(hartIn(M, mstatus), mode);
      hart.set(layout.hstatus, hstatus);
      const answer = hart.serve(service, RESET_PC, 4n); // an address and a width, for those that take them
      if (typeof answer === 'bigint') return 'ok';
      return answer.cause === 22 ? 'virtual' : 'illegal';
    });

  it.each([
    ['mret', 0n, 0n, 'ok illegal illegal illegal illegal'],
    ['sret', 0n, 0n, 'ok ok illegal ok virtual'],
    ['sret', TSR, 0n, 'ok illegal illegal ok virtual'],
    ['sret', 0n, VTSR, 'ok ok illegal virtual virtual'],
    ['wfi', 0n, 0n, 'ok ok illegal ok virtual'],
    ['wfi', TW, 0n, 'ok illegal illegal illegal illegal'],
    ['wfi', 0n, VTW, 'ok ok illegal virtual virtual'],
    ['wfi', TW, VTW, 'ok illegal illegal illegal illegal'],
    ['sfenceVma', 0n, 0n, 'ok ok illegal ok virtual'],
    ['sfenceVma', TVM, 0n, 'ok illegal illegal ok virtual'],
    ['sfenceVma', 0n, VTVM, 'ok ok illegal virtual virtual'],
    ['sfenceInval', TVM, VTVM, 'ok ok illegal ok virtual'],
    ['hfenceVvma', TVM, VTVM, 'ok ok illegal virtual virtual'],
    ['hfenceGvma', 0n, 0n, 'ok ok illegal virtual virtual'],
    ['hfenceGvma', TVM, 0n, 'ok illegal illegal virtual virtual'],
    ['guestStore', 0n, 0n, 'ok ok illegal virtual virtual'],
    ['guestLoad', 0n, HU, 'ok ok ok virtual virtual'],
    ['guestFetch', TVM, 0n, 'ok ok illegal virtual virtual'],
    ['illegalInstruction', 0n, 0n, 'illegal illegal illegal illegal illegal'],
  ] as const)('%s with mstatus %d, hstatus %d in M, HS, U, VS, VU: %s', (service, mstatus, hstatus, expected) => {
    expect(inEachMode(service, mstatus, hstatus).join(' ')).toBe(expected);
  });

  it('a virtual instruction has its bits as the trap value', () => {
    const hart = inMode(hartIn(M), 'VS');
    hart.set(layout.hstatus, VTSR);
    expect(hart.serve('sret')).toEqual(VIRTUAL_MRET);
  });

  it('yields', () => {
    const hart = hartIn(U);
    hart.hart.services['yieldQuantum']?.();
    expect(hart.take()).toEqual({ trap: undefined, calls: ['yield'] });
  });

  it('are those that instructions call', () => {
    expect(Object.keys(newTestHart().hart.services).sort()).toEqual(riscv64.services.map(({ name }) => name).sort());
  });
});

describe('a hart', () => {
  it('decodes without F and D while FS is off', () => {
    const hart = hartIn(S);
    expect(hart.hart.decodeMode()).toBe(decodeModeOf(false, S, false));
    hart.set(layout.mstatus, 0x2000n);
    expect(hart.hart.decodeMode()).toBe(decodeModeOf(true, S, false));
  });

  it('with V=1 decodes F and D only while FS of vsstatus is on too, and otherwise than with V=0', () => {
    const hart = inMode(hartIn(S, 0x2000n), 'VS');
    expect(hart.hart.decodeMode()).toBe(decodeModeOf(false, S, true));
    hart.set(layout.vsstatus, 0x2000n);
    expect(hart.hart.decodeMode()).toBe(decodeModeOf(true, S, true));
    const modes = [true, false].flatMap((isVirtual) =>
      [U, S, M].flatMap((mode) => [true, false].map((isFloatOn) => decodeModeOf(isFloatOn, mode, isVirtual))),
    );
    expect(new Set(modes).size).toBe(12);
    for (const isFloatOn of [true, false])
      for (const mode of [U, S]) expect(decodeModeOf(isFloatOn, mode, true)).toBeLessThan(16);
  });

  it('loses its reservation to DMA and with its turn', () => {
    const hart = hartIn(U);
    hart.set(layout.reservationValid, 1n);
    hart.hart.memoryWritten(0x8000_0000, 64);
    expect(hart.get(layout.reservationValid)).toBe(0n);
    hart.set(layout.reservationValid, 1n);
    hart.hart.suspended();
    expect(hart.get(layout.reservationValid)).toBe(0n);
  });

  it('faults where nobody answers on the bus', () => {
    const hart = hartIn(M);
    hart.hart.accessFault(0x10, 0x8000_0000, 'load');
    expect(hart.take().trap).toEqual({ cause: 5, value: 0x8000_0000_0000_0010n });
    hart.hart.accessFault(0x10, 0, 'store');
    expect(hart.take().trap).toEqual({ cause: 7, value: 0x10n });
    hart.hart.accessFault(0x10, 0, 'fetch');
    expect(hart.take().trap).toEqual({ cause: 1, value: 0x10n });
  });

  it('tells whether the address of a misaligned access is a guest virtual one', () => {
    const MPRV = 1n << 17n;
    const MPV = 1n << 39n;
    const MPP_M = 0x1800n;
    const gva = (mode: 'M' | 'S' | 'VS' | 'VU', mstatus: bigint) => {
      const test = inMode(hartIn(M, mstatus), mode);
      test.hart.enterException(6, 0x41, 0);
      return (test.get(layout.mstatus) >> 38n) & 1n;
    };
    expect([gva('VS', 0n), gva('VU', 0n), gva('S', MPV), gva('M', MPV)]).toEqual([1n, 1n, 0n, 0n]);
    expect([gva('M', MPRV | MPV), gva('M', MPRV | MPV | MPP_M), gva('M', MPRV)]).toEqual([1n, 0n, 0n]);
  });

  it('says nothing of an address where the trap value is none', () => {
    for (const cause of [2, 3, 8, 10, 22]) {
      const test = inMode(hartIn(M), 'VS');
      test.hart.enterException(cause, 0x1234, 0);
      expect((test.get(layout.mstatus) >> 38n) & 1n, String(cause)).toBe(0n);
      expect([test.get(layout.mtval2), test.get(layout.mtinst)]).toEqual([0n, 0n]);
    }
  });

  it('says where it is', () => {
    for (const mode of ['U', 'S', 'M', 'VU', 'VS'] as const) {
      const { hart } = inMode(hartIn(M), mode);
      expect(hart.describe()).toEqual({ privilege: mode });
      expect(hart.isGuest()).toBe(mode.startsWith('V'));
    }
  });
});

describe('the fields of the architecture', () => {
  const names = riscv64.fields.map(({ name }) => name);

  it('have one name each, as debuggers spell them', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const name of ['pc', 'x1', 'x31', 'f0', 'mstatus', 'pmpcfg2', 'pmpaddr15', 'mhpmcounter18', 'mhpmevent31'])
      expect(names).toContain(name);
  });

  it('do not overlap, and cover the block to its last register', () => {
    const covered = new Set<number>();
    for (const { offset, width } of riscv64.fields) for (let i = 0; i < width; i++) covered.add(offset + i);
    expect(covered.size).toBe(riscv64.fields.reduce((sum, { width }) => sum + width, 0));
  });
});
