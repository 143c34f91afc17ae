import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseCount, parseLength, parseSize, parseTime, parseU64 } from './quantities.ts';

describe('quantities', () => {
  it.each([
    ['128M', 134_217_728],
    ['1G', 1_073_741_824],
    ['64', 67_108_864], // MiB, as QEMU's -m
    ['512k', 524_288],
    ['2MiB', 2_097_152],
    ['4096B', 4096],
  ])('reads the size %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each([
    ['64', 64], // bytes, as debuggers count
    ['0x80', 128],
    ['16B', 16],
    ['4K', 4096],
    ['1MiB', 1_048_576],
  ])('reads the length %s', (text, bytes) => {
    expect(parseLength(text)).toBe(bytes);
  });

  it.each([
    ['10s', 10_000_000_000],
    ['250ms', 250_000_000],
    ['1.5us', 1500],
    ['2min', 120_000_000_000],
    ['1h', 3_600_000_000_000],
  ])('reads the time %s', (text, ns) => {
    expect(parseTime(text)).toBe(ns);
  });

  it.each([
    ['1000000', 1_000_000],
    ['1_000_000', 1_000_000],
    ['10M', 10_000_000],
    ['0', 0],
  ])('reads the count %s', (text, count) => {
    expect(parseCount(text)).toBe(count);
  });

  it('reads 64-bit numbers', () => {
    expect(parseU64('0xffffffffffffffff')).toBe(2n ** 64n - 1n);
    expect(parseU64('7')).toBe(7n);
  });

  it.each([
    [parseLength, ['', 'K', '1.5K', '-1', '1P', '0x', '1e3']],
    [parseSize, ['', 'M', '1.5G', '-1', '1P', '128 M', '999999999T', '1e3']],
    [parseTime, ['10', '', 's', '-1s', '10S', '10 s', '99999999999h']],
    [parseCount, ['', '-1', '1.5', 'ten', '0x10', '99999999999999999999']],
    [parseU64, ['', '-1', '1.5', '0x', '0x10000000000000000', '18446744073709551616']],
  ] as const)('refuses what is none (%o)', (parse, texts) => {
    for (const text of texts) expect(() => parse(text), text).toThrow(InvalidArgumentError);
  });
});
