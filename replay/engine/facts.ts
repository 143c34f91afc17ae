/** What the machine tells of a run, as the log keeps it. */
import type { MachineEffect } from '#core/machine/state.ts';
import type { Fact } from '../log/types.ts';

/** The fact of an effect, or undefined for one that the log says otherwise (an idle machine is the end's reason). */
export function factOf(effect: MachineEffect): Fact | undefined {
  const { step } = effect;
  switch (effect.type) {
    case 'console/sent':
      return { kind: 'output', step, device: effect.device, bytes: effect.bytes };
    case 'interrupt/taken':
      return { kind: 'interrupt', step, hart: effect.hart, cause: effect.cause, pc: effect.pc };
    case 'vcpu/exited': {
      const { hart, reason, details, digest } = effect;
      return { kind: 'exit', step, hart, reason, details, digest };
    }
    case 'vcpu/entered':
      return { kind: 'entry', step, hart: effect.hart, reason: effect.reason, details: effect.details };
    case 'dma/wrote': {
      const { device, address, sizeBytes, digest } = effect;
      return { kind: 'dma', step, device, address, sizeBytes, digest };
    }
    case 'checkpoint/taken':
      return { kind: 'checkpoint', step, now: effect.now, digests: effect.digests.components, flow: effect.digests.flow };
    case 'machine/notImplemented':
      return { kind: 'notImplemented', step, what: effect.what };
    case 'machine/idled':
    case 'machine/paused':
    case 'stops/hit':
      return undefined;
    case 'machine/stopped': {
      const { status } = effect;
      if (status.kind === 'off' || status.kind === 'reset')
        return { kind: 'power', step, request: status.kind, status: status.status };
      return undefined;
    }
  }
}
