import { describe, expect, it } from 'vitest';
import { execute } from '../testing/execute.ts';
import * as h from './hypervisor.ts';

const ADDRESS = 0xffff_ffc0_8000_1233n;
const MEMORY = 0x8899_aabb_ccdd_eef1n;

/** What a service answers: as many bytes as it is asked for, zero-extended. */
const fromMemory = (_: string, [, width]: readonly bigint[]) => BigInt.asUintN(8 * Number(width), MEMORY);

describe('loads of a guest', () => {
  it.each([
    ['hlv.b', h.hlvB, 'guestLoad', 1n, 0xffff_ffff_ffff_fff1n],
    ['hlv.bu', h.hlvBu, 'guestLoad', 1n, 0xf1n],
    ['hlv.h', h.hlvH, 'guestLoad', 2n, 0xffff_ffff_ffff_eef1n],
    ['hlv.hu', h.hlvHu, 'guestLoad', 2n, 0xeef1n],
    ['hlvx.hu', h.hlvxHu, 'guestFetch', 2n, 0xeef1n],
    ['hlv.w', h.hlvW, 'guestLoad', 4n, 0xffff_ffff_ccdd_eef1n],
    ['hlv.wu', h.hlvWu, 'guestLoad', 4n, 0xccdd_eef1n],
    ['hlvx.wu', h.hlvxWu, 'guestFetch', 4n, 0xccdd_eef1n],
    ['hlv.d', h.hlvD, 'guestLoad', 8n, MEMORY],
  ] as const)('%s extends what it reads', (_, insn, service, width, expected) => {
    const outcome = execute(insn, { rd: 3, rs1: 1 }, { x: { 1: ADDRESS }, serve: fromMemory });
    expect(outcome.served).toEqual([[service, ADDRESS, width]]);
    expect(outcome.x(3)).toBe(expected);
    expect(outcome.nextPc).toBe(0x1004n);
  });

  it('may have the destination x0', () => {
    const outcome = execute(h.hlvD, { rd: 0, rs1: 1 }, { x: { 1: ADDRESS }, serve: fromMemory });
    expect(outcome.x(0)).toBe(0n);
    expect(outcome.served).toHaveLength(1);
  });
});

describe('stores of a guest', () => {
  it.each([
    ['hsv.b', h.hsvB, 1n],
    ['hsv.h', h.hsvH, 2n],
    ['hsv.w', h.hsvW, 4n],
    ['hsv.d', h.hsvD, 8n],
  ] as const)('%s says how much of rs2 it stores', (_, insn, width) => {
    const outcome = execute(insn, { rs1: 1, rs2: 2 }, { x: { 1: ADDRESS, 2: MEMORY } });
    expect(outcome).toMatchObject({ nextPc: 0x1004n, served: [['guestStore', ADDRESS, width, MEMORY]] });
  });
});

describe('fences of a hypervisor', () => {
  it.each([
    ['hfence.vvma', h.hfenceVvma, 'hfenceVvma'],
    ['hinval.vvma', h.hinvalVvma, 'hfenceVvma'],
    ['hfence.gvma', h.hfenceGvma, 'hfenceGvma'],
    ['hinval.gvma', h.hinvalGvma, 'hfenceGvma'],
  ] as const)('%s goes on after its service', (_, insn, service) => {
    expect(execute(insn, { rs1: 1, rs2: 2 })).toMatchObject({ nextPc: 0x1004n, served: [[service]] });
  });
});
