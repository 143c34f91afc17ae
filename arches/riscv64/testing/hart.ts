/** A hart alone, over a plain array of bytes: what the tests of the slow paths run on. Imported by tests only. */

import { type TestHart as AnyTestHart, newTestHart as newAnyTestHart, type Trap } from '#core/testing/test-hart.ts';
import { createHart } from '../hart.ts';
import { layout } from '../layout.ts';
import { resetHart } from '../reset.ts';

export { RAM_BASE, RAM_SIZE, RESET_PC, type Trap } from '#core/testing/test-hart.ts';

export interface TestHart extends AnyTestHart {
  /** What the board's `mtime` answers; undefined where there is none. */
  mtime: bigint | undefined;
  /** Writes a CSR in M-mode as `csrrw` does, and answers what `csrrs` then reads. */
  writeCsr(number: number, value: bigint): bigint | Trap;
  readCsr(number: number): bigint | Trap;
}

export function newTestHart(index = 0): TestHart {
  const test = newAnyTestHart({ reset: resetHart, createHart }, index);
  const readCsr = (number: number) => test.serve('csrrs', BigInt(number), 0n, 0n);
  const own = {
    get mtime() {
      return test.sysreg.get(0);
    },
    set mtime(value: bigint | undefined) {
      if (value === undefined) test.sysreg.delete(0);
      else test.sysreg.set(0, value);
    },
    readCsr,
    writeCsr: (number: number, value: bigint) => {
      const written = test.serve('csrrw', BigInt(number), value, 0n);
      return typeof written === 'bigint' ? readCsr(number) : written;
    },
  };
  return Object.defineProperties(test, Object.getOwnPropertyDescriptors(own)) as TestHart;
}

const MODES = { M: [3n, 0n], S: [1n, 0n], U: [0n, 0n], VS: [1n, 1n], VU: [0n, 1n] } as const;

/** Puts the hart in a mode; S stands for HS. */
export function inMode(test: TestHart, mode: keyof typeof MODES): TestHart {
  test.set(layout.privilege, MODES[mode][0]);
  test.set(layout.virtualized, MODES[mode][1]);
  return test;
}

/** Puts the hart in a privilege. */
export function inPrivilege(test: TestHart, mode: number): TestHart {
  test.set(layout.privilege, BigInt(mode));
  return test;
}
