import { describe, expect, it } from 'vitest';
import { findRegister } from '#core/inspect/registers.ts';
import { csrs } from '../csr/table.ts';
import { layout } from '../layout.ts';
import { newTestHart } from '../testing/hart.ts';
import { description } from './description.ts';

const { registers } = description;
const gdbNames = (feature: string) =>
  registers.flatMap(({ name, gdb }) => (gdb?.feature === feature ? [[gdb.name ?? name, gdb.type, gdb.number]] : []));

describe('registers', () => {
  it('have one name each, whatever one calls them', () => {
    const names = registers.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of ['a0', 'x10', 'fp', 's0', 'f8', 'pc', 'priv', 'hgatp', 'csr0x680', 'MSTATUS'])
      expect(findRegister(description, name), name).toBeDefined();
    expect(findRegister(description, 'x32')).toBeUndefined();
  });

  it('are all that CSR instructions can name, and read the same', () => {
    const test = newTestHart(1);
    let seed = 0x1234_5678_9abc_def1n;
    const { pc, steps, retired, flow, x, f, waiting, privilege, virtualized, ...others } = layout;
    for (const field of Object.values(others)) {
      seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n);
      if ('width' in field && field !== layout.tselect) test.set(field, BigInt.asUintN(8 * field.width, seed));
    }
    test.set(layout.mstatus, test.get(layout.mstatus) | 0x6000n); // FS on: fcsr may be read
    Object.assign(test, { lines: 0xaa8, now: 123_456_789, steps: 1000, retired: 900, mtime: 0x1_0000_0000n });
    const before = new Uint8Array(test.block.buffer.slice(0));
    for (const { name, number } of csrs)
      expect([name, findRegister(description, name)!.read(test.context)]).toEqual([name, test.readCsr(number)]);
    expect(new Uint8Array(test.block.buffer)).toEqual(before);
  });

  it('have fields that lie in them and do not overlap', () => {
    for (const { name, bits, fields } of registers) {
      let above = bits;
      for (const { name: field, at, width } of fields) {
        expect(at + width, `${name}.${field}`).toBeLessThanOrEqual(above);
        expect(at).toBeGreaterThanOrEqual(0);
        above = at;
      }
    }
  });

  it.each([
    ['mstatus', 0x8000_000a_0000_6800n, 'SD=1 SXL=2 (64) UXL=2 (64) FS=3 (Dirty) MPP=1 (S)'],
    ['hstatus', 0x2_0000_0180n, 'VSXL=2 (64) SPVP=1 (S) SPV=1'],
    ['hgatp', 0x8000_1000_0008_0300n, 'MODE=8 (Sv39x4) VMID=1 PPN=525056 (table at 0x80300000)'],
    ['satp', 0x9000_0000_0008_1234n, 'MODE=9 (Sv48) PPN=528948 (table at 0x81234000)'],
    ['hedeleg', 0xb100n, 'store page fault=1 load page fault=1 instruction page fault=1 ecall from u=1'],
    ['hvip', 0x444n, 'VSEIP=1 VSTIP=1 VSSIP=1'],
    ['pmpcfg0', 0x1f00n, 'pmp1cfg=31 (RWX NAPOT)'],
    ['fcsr', 0x21n, 'frm=1 (RTZ) NX=1'],
    ['menvcfg', 0x8000_0000_0000_0000n, 'STCE=1'],
  ])('%s %s is %s', (name, value, text) => {
    const { fields } = findRegister(description, name)!;
    const shown = fields.flatMap(({ name: field, at, width, meaning }) => {
      const own = (value >> BigInt(at)) & ((1n << BigInt(width)) - 1n);
      const words = meaning?.(own);
      return own === 0n ? [] : [`${field}=${own}${words ? ` (${words})` : ''}`];
    });
    expect(shown.join(' ')).toBe(text);
  });

  it.each([
    ['scause', 0x15n, 'load guest page fault'],
    ['mcause', 0x8000_0000_0000_0007n, 'MTI'],
    ['vscause', 99n, 'exception 99'],
    ['priv', 5n, 'VS'],
    ['priv', 3n, 'M'],
  ])('%s %s means %s', (name, value, text) => {
    expect(findRegister(description, name)!.meaning!(value)).toBe(text);
  });
});

/** What `qemu-system-riscv64` 7.2 told gdb of its `rv64,h=true`, but for pmpcfg1 and pmpcfg3, which RV64 does not have. */
const QEMU_CSRS = `sstatus 322 sie 326 stvec 327 scounteren 328 senvcfg 332 sscratch 386 sepc 387 scause 388 stval 389 sip 390 satp 450
vsstatus 578 vsie 582 vstvec 583 vsscratch 642 vsepc 643 vscause 644 vstval 645 vsip 646 vsatp 706 mstatus 834 misa 835 medeleg 836
mideleg 837 mie 838 mtvec 839 mcounteren 840 menvcfg 844 mcountinhibit 866 mhpmevent3 869 mhpmevent31 897 mscratch 898 mepc 899
mcause 900 mtval 901 mip 902 mtinst 908 mtval2 909 pmpcfg0 994 pmpcfg2 996 pmpaddr0 1010 pmpaddr15 1025 hstatus 1602 hedeleg 1604
hideleg 1605 hie 1606 htimedelta 1607 hcounteren 1608 hgeie 1609 henvcfg 1612 htval 1669 hip 1670 hvip 1671 htinst 1676 hgatp 1730
tselect 2018 tdata1 2019 tdata2 2020 tdata3 2021 tinfo 2022 mcycle 2882 minstret 2884 mhpmcounter3 2885 mhpmcounter18 2900 hgeip 3668
mvendorid 3923 marchid 3924 mimpid 3925 mhartid 3926 mconfigptr 3927`;

describe('what gdb is told', () => {
  it('is what QEMU tells it', () => {
    const cpu = gdbNames('org.gnu.gdb.riscv.cpu');
    expect(cpu.slice(0, 10)).toEqual([
      ...[
        ['zero', 'int', 0],
        ['ra', 'code_ptr', 1],
        ['sp', 'data_ptr', 2],
        ['gp', 'data_ptr', 3],
        ['tp', 'data_ptr', 4],
      ],
      ...[
        ['t0', 'int', 5],
        ['t1', 'int', 6],
        ['t2', 'int', 7],
        ['fp', 'data_ptr', 8],
        ['s1', 'int', 9],
      ],
    ]);
    expect(cpu.at(-1)).toEqual(['pc', 'code_ptr', 32]);
    expect(gdbNames('org.gnu.gdb.riscv.fpu')[10]).toEqual(['fa0', 'riscv_double', 43]);
    expect(gdbNames('org.gnu.gdb.riscv.virtual')).toEqual([['priv', undefined, 65]]);
    const own = new Map(gdbNames('org.gnu.gdb.riscv.csr').map(([name, , number]) => [name, number]));
    for (const [, name, number] of QEMU_CSRS.matchAll(/(\w+) (\d+)/g))
      expect([name, own.get(name)]).toEqual([name, Number(number)]);
  });
});
