/**
 * The protocol below what commands mean: acknowledgements, sending again, one command at a time. A reducer: what comes in are
 * bytes and answers, what goes out are bytes and commands.
 *
 * What a client can make it keep is bounded: one packet that is being read, {@link WAITING_MAX} that wait, and the last answer.
 */
import { type Step, step } from '#core/event/step.ts';
import { ACK, type Framing, initialFraming, NACK, PACKET_MAX, packetOf, type Received, reduceFraming } from './framing.ts';

/** Commands that may wait while another is being carried out. Clients send none then; what is more is dropped. */
export const WAITING_MAX = 16;

export interface Protocol {
  readonly framing: Framing;
  /** Packets are acknowledged, and those that are not are sent again. */
  readonly acks: boolean;
  /** A command is being carried out. */
  readonly isBusy: boolean;
  /** Payloads. */
  readonly waiting: readonly string[];
  /** Payload of the packet that was sent last. */
  readonly sent: string | null;
}

export type ProtocolEvent =
  | { readonly type: 'bytes/received'; readonly bytes: Uint8Array }
  /** The command has been carried out. Null: it is not answered. */
  | { readonly type: 'command/answered'; readonly payload: string | null }
  /** Something for the user to read, while a command is being carried out. */
  | { readonly type: 'text/printed'; readonly text: string };

export type ProtocolEffect =
  | { readonly type: 'bytes/sent'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** To be carried out, and answered by `command/answered`. */
  | { readonly type: 'command/received'; readonly payload: string }
  /** The command that is being carried out is to stop. */
  | { readonly type: 'interrupt/received' };

export const initialProtocol: Protocol = { framing: initialFraming, acks: true, isBusy: false, waiting: [], sent: null };

const NO_ACKS = 'QStartNoAckMode';
/** As much text in hexadecimal as fits a packet. */
const PRINTED = new RegExp(`.{1,${PACKET_MAX - 2}}`, 'g');

export function reduceProtocol(state: Protocol, event: ProtocolEvent): Step<Protocol, ProtocolEffect> {
  switch (event.type) {
    case 'bytes/received': {
      const { state: framing, effects: all } = reduceFraming(state.framing, event.bytes);
      return chain({ ...state, framing }, all, reduceReceived);
    }
    case 'command/answered': {
      const answered = event.payload === null ? step(state) : send(state, event.payload);
      return then(answered, ({ waiting: [next, ...waiting], ...rest }) =>
        next === undefined ? step({ ...rest, waiting, isBusy: false }) : obey({ ...rest, waiting, isBusy: false }, next),
      );
    }
    case 'text/printed': {
      const pieces = Buffer.from(event.text).toString('hex').match(PRINTED) ?? [];
      return chain(state, pieces, (each, piece) => send(each, `O${piece}`));
    }
  }
}

function reduceReceived(state: Protocol, received: Received): Step<Protocol, ProtocolEffect> {
  switch (received.type) {
    case 'packet/received':
      return then(acknowledge(state, ACK), (next) => obey(next, received.payload));
    case 'packet/tooLong':
      return then(acknowledge(state, ACK), (next) => send(next, `E.a packet has at most ${PACKET_MAX} bytes`));
    case 'packet/damaged':
      return acknowledge(state, NACK);
    case 'nack/received':
      return state.acks && state.sent !== null ? send(state, state.sent) : step(state);
    case 'ack/received':
      return step(state);
    case 'interrupt/received':
      return state.isBusy ? step(state, { type: 'interrupt/received' }) : step(state);
  }
}

function obey(state: Protocol, payload: string): Step<Protocol, ProtocolEffect> {
  if (state.isBusy) return step(state.waiting.length < WAITING_MAX ? { ...state, waiting: [...state.waiting, payload] } : state);
  // The answer is still acknowledged; an acknowledgement that nobody waits for does no harm.
  if (payload === NO_ACKS) return send({ ...state, acks: false }, 'OK');
  return step({ ...state, isBusy: true }, { type: 'command/received', payload });
}

function acknowledge(state: Protocol, bytes: Uint8Array<ArrayBuffer>): Step<Protocol, ProtocolEffect> {
  return state.acks ? step(state, { type: 'bytes/sent', bytes }) : step(state);
}

function send(state: Protocol, payload: string): Step<Protocol, ProtocolEffect> {
  return step({ ...state, sent: payload }, { type: 'bytes/sent', bytes: packetOf(payload) });
}

function then(
  { state, effects }: Step<Protocol, ProtocolEffect>,
  next: (state: Protocol) => Step<Protocol, ProtocolEffect>,
): Step<Protocol, ProtocolEffect> {
  const { state: last, effects: more } = next(state);
  return { state: last, effects: [...effects, ...more] };
}

function chain<E>(
  state: Protocol,
  all: readonly E[],
  reduce: (state: Protocol, each: E) => Step<Protocol, ProtocolEffect>,
): Step<Protocol, ProtocolEffect> {
  return all.reduce((before, each) => then(before, (next) => reduce(next, each)), step<Protocol, ProtocolEffect>(state));
}
