/** For tests: a device whose every access changes what the next answers, with a timer and a level that are wired to interrupts. */
import type { DeviceKind } from '../bus/device.ts';
import { step } from '../event/step.ts';

export interface MixingState {
  readonly register: bigint;
  /** When the timer's line rises, ns; null for never. */
  readonly timer: number | null;
  readonly level: boolean;
  /** Where the next DMA goes when the timer fires; null for none. */
  readonly dma: number | null;
}

export const initialMixing: MixingState = { register: 1n, timer: null, level: false, dma: null };

/** Offsets: 0 mixes; 8 arms the timer `value % 64` steps of 8 ns ahead; 16 sets the level; 24 arms a DMA of 8 bytes to `value`; from 32 on a byte is sent. */
export const mixingDevice: DeviceKind<MixingState> = {
  digest: 'mixing/1',
  digestFields: ['register', 'timer', 'level', 'dma'],
  reduce: (state, event) => {
    const mixed = (value: bigint) => BigInt.asUintN(64, (state.register + value) * 0x9e37_79b9_7f4a_7c15n);
    switch (event.type) {
      case 'bus/read':
        if (event.offset >= 2048) return step(state, { type: 'bus/faulted' });
        return step(
          { ...state, register: mixed(BigInt(event.offset * 8 + event.size) ^ BigInt(event.now)) },
          { type: 'bus/replied', value: BigInt.asUintN(8 * event.size, state.register) },
        );
      case 'bus/write': {
        const next = { ...state, register: mixed(event.value) };
        if (event.offset >= 32) return step(next, { type: 'output/sent', bytes: Uint8Array.of(Number(event.value & 0xffn)) });
        switch (event.offset & ~7) {
          case 8:
            return step({ ...next, timer: event.now + Number(event.value % 64n) * 8 });
          case 16:
            return step({ ...next, level: (event.value & 1n) !== 0n });
          case 24:
            return step({ ...next, dma: Number(BigInt.asUintN(32, event.value)) });
        }
        return step(next);
      }
      case 'time/reached': {
        if (state.dma === null) return step(state);
        const bytes = event.memory.readRam(state.dma, 8);
        if (bytes === undefined) return step({ ...state, dma: null });
        return step({ ...state, dma: null }, { type: 'dma/wrote', address: state.dma, bytes: bytes.map((byte) => byte + 1) });
      }
      case 'line/changed':
      case 'input/received':
        return step({ ...state, register: mixed(7n) });
    }
  },
  selectLines: (state, now) => (state.timer !== null && now >= state.timer ? 1 : 0) | (state.level ? 2 : 0),
  selectDeadline: (state) => state.timer,
};
