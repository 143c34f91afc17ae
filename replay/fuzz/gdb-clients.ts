/** Clients of `replay gdb` that send anything, in any pieces, and go when they please; and one right behind them that behaves. */
import type { Socket } from 'node:net';
import { recordProgram, requestFor } from '../engine/testing.ts';
import { PACKET_MAX, packetOf } from '../gdb/framing.ts';
import { Clients, listen } from '../gdb/server.ts';
import { Subject } from '../gdb/subject.ts';
import { GdbClient } from '../gdb/testing/client.ts';
import { openLog } from '../log/reader.ts';
import type { Random } from '../oracle/random.ts';
import { Timeline } from '../timeline/timeline.ts';
import { Finding, type Fuzzer } from './fuzzer.ts';
import { mutate } from './mutate.ts';

const COMMANDS = [
  ...['?', '!', 'g', 'p20', 'p42', 'm80000000,40', 'm80001000,4', 'M80000000,1:00', 'P20=0000000000000000', 'X80000000,4:....'],
  ...[
    'c',
    's',
    'C05',
    'bc',
    'bs',
    'vCont?',
    'vCont;c',
    'vCont;s:2;c',
    'vCont;r80000000,80000010:1',
    'vCont;t',
    'Hg2',
    'Hc-1',
    'T2',
  ],
  ...[
    'Z0,80000008,4',
    'z0,80000008,4',
    'Z1,80000010,2',
    'Z2,80001000,4',
    'Z3,80001000,8',
    'Z4,ffffffffffffffff,1',
    'Z2,0,ffffffff',
  ],
  ...[
    'qSupported:swbreak+;hwbreak+;error-message+',
    'QStartNoAckMode',
    'QEnableErrorStrings',
    'qXfer:features:read:target.xml:0,fff',
  ],
  ...['qXfer:threads:read::0,ffffffff', 'qfThreadInfo', 'qsThreadInfo', 'qThreadExtraInfo,1', 'qAttached', 'qC', 'qSymbol::'],
  ...['Qqemu.PhyMemMode:1', 'qqemu.PhyMemMode', 'vRun;;737465703a35', 'vAttach;1', 'vKill;1', 'D', 'k'],
];
const MONITORED = [
  ...[
    'help',
    'goto step:700',
    'goto exit:1',
    'goto pc:0x80000008#9',
    'goto console:"a"',
    'goto time:1us',
    'when',
    'where',
    'info',
  ],
  ...['exits', 'exits 0 99999999', 'lastwrite 0x80001000 4', 'lastwrite 0x80003000 65536', 'physical on', 'physical', ''],
];
const PIECES_MAX = 40;
const INTERRUPT = Uint8Array.of(3);
/** A client that behaves is answered sooner, ms. */
const LIMIT_MS = 20_000;

const log = openLog(
  recordProgram(requestFor('pair'), [{ steps: 600, idleNs: 0 }, { keys: 'aq' }, { steps: 900, idleNs: 0 }]).bytes,
);
const CODE = 0x8000_0000;

export const gdbClients: Fuzzer = {
  name: 'gdb-clients',
  claim: 'whatever clients send to replay gdb and however they go, the next one is served',
  sampleRuns: 40,
  async run(random) {
    const told: string[] = [];
    const tell = (line: string) => void told.push(line);
    const timeline = new Timeline(log);
    const server = await listen(new Clients(new Subject(timeline, { tell })), { host: '127.0.0.1', port: 0 }, tell);
    try {
      for (let count = 1 + random.below(3); count > 0; count--) await misbehave(server.port, random);
      await behave(server.port, timeline);
      const internal = told.find((line) => line.includes('internal error'));
      if (internal !== undefined) throw new Finding(internal);
    } finally {
      server.close();
    }
  },
};

async function misbehave(port: number, random: Random): Promise<void> {
  using client = await GdbClient.connect(port);
  const { socket } = client;
  for (let count = random.below(PIECES_MAX); count > 0 && !client.isClosed; count--) {
    sendInPieces(socket, pieceOf(random), random);
    if (random.chance(30)) await new Promise((resolve) => setTimeout(resolve, random.below(4)));
  }
  const way = random.below(3);
  if (way === 0) socket.resetAndDestroy();
  else if (way === 1) socket.end();
}

function sendInPieces(socket: Socket, bytes: Uint8Array, random: Random): void {
  const at = random.chance(50) ? bytes.length : random.below(bytes.length + 1);
  socket.write(bytes.subarray(0, at));
  if (at < bytes.length) socket.write(bytes.subarray(at));
}

/** Some packets, whole or damaged, too long, inside one another, or no packets at all. */
function pieceOf(random: Random): Uint8Array {
  const packet = packetOf(payloadOf(random));
  switch (random.below(8)) {
    case 0:
      return mutate(packet, random);
    case 1:
      return Uint8Array.from({ length: random.below(300) }, () => random.below(256));
    case 2:
      return packetOf('a'.repeat(random.below(3 * PACKET_MAX)));
    case 3:
      return packet.subarray(0, random.below(packet.length));
    case 4:
      return Buffer.concat([packet, INTERRUPT, packetOf(payloadOf(random)), Buffer.from('+-')]);
    case 5:
      return Buffer.concat(Array.from({ length: random.below(60) }, () => packetOf(payloadOf(random))));
    default:
      return packet;
  }
}

function payloadOf(random: Random): string {
  const monitored = `qRcmd,${Buffer.from(random.pick(MONITORED)).toString('hex')}`;
  const payload = random.chance(30) ? monitored : random.pick(COMMANDS);
  if (random.chance(60)) return payload;
  return Buffer.from(mutate(Uint8Array.from(Buffer.from(payload)), random)).toString('latin1');
}

/** Right behind the others. */
async function behave(port: number, timeline: Timeline): Promise<void> {
  using client = await GdbClient.connect(port);
  client.limitMs = LIMIT_MS;
  const expect = (what: string, came: string, expected: string) => {
    if (came !== expected) throw new Finding(`${what}: came ${came}, expected ${expected}`);
  };
  await client.ask('qSupported:swbreak+');
  expect('goto', (await client.monitor('goto step:300')).split(' of ')[0]!, 'step 300');
  expect('?', await client.ask('?'), `T05thread:${timeline.state.turn.hart + 1};`);
  const code = timeline.machine.readPhysical(timeline.state, CODE, 16)!;
  expect('memory', await client.ask(`m${CODE.toString(16)},10`), Buffer.from(code).toString('hex'));
  expect('going on', (await client.ask('vCont;c')).replace(/thread:.*/, ''), 'T05replaylog:end;');
  expect('detach', await client.ask('D'), 'OK');
}
