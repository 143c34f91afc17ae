/** A client and a server in one process, over TCP; two harts, one of which counts in memory. */
import { afterAll, describe, expect, it } from 'vitest';
import { recordProgram, requestFor } from '../engine/testing.ts';
import { openLog } from '../log/reader.ts';
import { Timeline } from '../timeline/timeline.ts';
import { packetOf } from './framing.ts';
import { Clients, listen } from './server.ts';
import { Subject } from './subject.ts';
import { GdbClient } from './testing/client.ts';

const COUNTER = 0x8000_1000;
const log = openLog(
  recordProgram(requestFor('pair'), [{ steps: 600, idleNs: 0 }, { keys: 'aq' }, { steps: 900, idleNs: 0 }]).bytes,
);
const told: string[] = [];
const tell = (line: string) => void told.push(line);
const subject = new Subject(new Timeline(log), { at: 'step:100', exitLines: () => ['no exits'], tell });
const server = await listen(new Clients(subject), { host: '127.0.0.1', port: 0 }, tell);
const { timeline } = subject.debuggee;
const truth = new Timeline(log);
afterAll(() => server.close());

const littleEndian = (value: bigint) => Buffer.from(value.toString(16).padStart(16, '0'), 'hex').reverse().toString('hex');
const pcOf = (hart: number) => {
  const { buffer, byteOffset } = truth.state.harts[hart]!;
  return new DataView(buffer, byteOffset).getBigUint64(truth.machine.board.arch.core.pc.offset, true);
};
/** The number that gdb has for a register. */
const numberOf = (name: string) => subject.target.arch.registers.find((each) => each.name === name)!.gdb!.number;
const PC = numberOf('pc').toString(16);

async function withClient(use: (client: GdbClient) => Promise<void>): Promise<void> {
  using client = await GdbClient.connect(server.port);
  await client.ask('qSupported:swbreak+;hwbreak+');
  await use(client);
}

describe('a gdb server', { timeout: 60_000 }, () => {
  it('listens where it is told to', () => {
    expect(server.address).toBe('127.0.0.1');
  });

  it('says what it can do, and what it is', () =>
    withClient(async (client) => {
      expect(await client.ask('qSupported')).toMatch(/^PacketSize=4000;.*ReverseStep\+;ReverseContinue\+/);
      expect(await client.ask('vMustReplyEmpty')).toBe('');
      let document = '';
      for (let part = 'm'; part.startsWith('m'); document += part.slice(1))
        part = await client.ask(`qXfer:features:read:target.xml:${document.length.toString(16)},800`);
      expect(document).toMatch(/^<\?xml .*<architecture>.*<osabi>none<.*<reg name="pc" bitsize="64" .*<\/target>\n$/s);
      expect(await client.ask('qXfer:features:read:other.xml:0,800')).toBe('E00');
    }));

  it('shows harts as threads, and the registers and memory of each', () =>
    withClient(async (client) => {
      await client.monitor('goto step:300');
      truth.seek(300);
      expect(await client.ask('qfThreadInfo')).toBe('m1,2');
      expect(await client.ask('qsThreadInfo')).toBe('l');
      expect(Buffer.from(await client.ask('qThreadExtraInfo,2'), 'hex').toString()).toBe('hart 1, M');
      expect(await client.ask('qXfer:threads:read::0,fff')).toContain('<thread id="2" core="1" name="hart 1">M</thread>');
      for (const hart of [0, 1]) {
        expect(await client.ask(`Hg${hart + 1}`)).toBe('OK');
        expect(await client.ask(`p${PC}`)).toBe(littleEndian(pcOf(hart)));
      }
      expect(await client.ask('g')).toHaveLength(33 * 16);
      expect([await client.ask('T2'), await client.ask('T3'), await client.ask('Hg3')]).toEqual(['OK', 'E01', 'E01']);
      const bytes = truth.machine.readPhysical(truth.state, COUNTER, 16)!;
      expect(await client.ask(`m${COUNTER.toString(16)},10`)).toBe(Buffer.from(bytes).toString('hex'));
      // Memory ends there; a device is not asked.
      expect(await client.ask('m803ffffc,10')).toHaveLength(8);
      expect([await client.ask('m10000000,1'), await client.ask('pffff')]).toEqual(['E01', 'E01']);
    }));

  it('steps, and goes on to breakpoints and back', () =>
    withClient(async (client) => {
      await client.monitor('goto start');
      expect(await client.ask('?')).toBe('T05thread:1;');
      expect(await client.ask('vCont;s:1')).toBe('T05thread:1;');
      expect(timeline.step).toBe(1);
      expect(await client.ask('bs')).toBe('T05thread:1;');
      expect(await client.ask('bc')).toBe('T05replaylog:begin;thread:1;');
      const pc = truth.seek(400) && pcOf(truth.state.turn.hart);
      const { step, hart } = (truth.seek(0), truth.run({ breakpoints: [pc] })!);
      for (const [set, reason] of [
        ['Z0', 'swbreak'],
        ['Z1', 'hwbreak'],
      ] as const) {
        await client.ask(`${set},${pc.toString(16)},4`);
        expect(await client.ask('vCont;c')).toBe(`T05${reason}:;thread:${hart + 1};`);
        expect(timeline.step).toBe(step);
        await client.ask(`${set.replace('Z', 'z')},${pc.toString(16)},4`);
        expect(await client.ask('bc')).toBe('T05replaylog:begin;thread:1;');
      }
      expect(await client.ask('c')).toMatch(/^T05replaylog:end;/);
      expect(timeline.step).toBe(timeline.endStep);
    }));

  it('stops where memory is written, virtual or physical, forward and back', () =>
    withClient(async (client) => {
      for (const isPhysical of [0, 1]) {
        expect(await client.ask(`Qqemu.PhyMemMode:${isPhysical}`)).toBe('OK');
        expect(await client.ask('qqemu.PhyMemMode')).toBe(String(isPhysical));
        await client.monitor('goto start');
        expect(await client.ask(`Z2,${COUNTER.toString(16)},4`)).toBe('OK');
        truth.seek(0);
        const watchpoint = { space: 'virtual', address: BigInt(COUNTER), sizeBytes: 4, on: 'write' } as const;
        const { step } = truth.run({ watchpoints: [watchpoint] })!;
        expect(await client.ask('vCont;c')).toBe('T05watch:80001000;thread:2;');
        expect(timeline.step).toBe(step);
        expect(await client.ask('vCont;c')).toBe('T05watch:80001000;thread:2;');
        expect(await client.ask('bc')).toBe('T05watch:80001000;thread:2;');
        expect(await client.ask(`z2,${COUNTER.toString(16)},4`)).toBe('OK');
      }
    }));

  it('refuses to write, and says why', () =>
    withClient(async (client) => {
      told.length = 0;
      expect(await client.ask(`P${PC}=00`)).toBe('E.a recording is the past: nothing in it can be written');
      expect(await client.ask('M80000000,1:00')).toBe('E01');
      expect(told).toEqual([expect.stringContaining('wanted to write a register'), expect.stringContaining('to write memory')]);
      await client.ask('QEnableErrorStrings');
      expect(await client.ask('M80000000,1:00')).toBe(
        `E01;${Buffer.from('a recording is the past: nothing in it can be written').toString('hex')}`,
      );
    }));

  it('answers monitor', () =>
    withClient(async (client) => {
      expect(await client.monitor('goto step:500')).toMatch(/^step 500 of /);
      expect(await client.monitor('when')).toMatch(/^step 500 of /);
      expect(await client.monitor('where')).toMatch(/\nhart 0 {2}M .*\nhart 1 {2}M /);
      expect(await client.monitor('lastwrite 0x80001000 4')).toMatch(
        /^step \d+: hart 1 at 0x800000[0-9a-f]+ wrote 4 bytes at physical/,
      );
      expect(await client.monitor('lastwrite 0x80003000')).toMatch(/^nothing wrote 0x80003000/);
      expect(await client.monitor('lastwrite')).toContain('lastwrite ADDR');
      expect(await client.monitor('lastwrite 0x80000fff 2')).toContain('at most 1 bytes from there');
      expect(await client.monitor('lastwrite $pc 1')).toMatch(/^nothing wrote 0x800000/);
      expect(await client.monitor('exits')).toBe('it has no VM exits\n');
      expect(await client.monitor('info')).toMatch(/board +riscv64-virt\n/);
      expect(await client.monitor('goto exit:3')).toContain('it has no VM exits');
      expect(await client.monitor('goto')).toContain('goto POS');
      expect(await client.monitor('dance')).toContain("there is no 'dance'");
      expect(await client.monitor('help')).toMatch(/goto POS .*lastwrite ADDR/s);
      expect(timeline.step).toBe(500);
      expect(await client.ask(`vRun;;${Buffer.from('step:77').toString('hex')}`)).toMatch(/^T05thread:/);
      expect(timeline.step).toBe(77);
      expect(await client.ask(`vRun;;${Buffer.from('step:x').toString('hex')}`)).toMatch(/^E\..*expected a step/);
    }));

  it('keeps the place for the client after, and goes back to the beginning when it is killed', async () => {
    await withClient(async (client) => {
      await client.monitor('goto step:123');
      expect(await client.ask('D')).toBe('OK');
      await expect(client.answer()).rejects.toThrow('closed');
    });
    await withClient(async (client) => {
      expect(timeline.step).toBe(123);
      client.socket.write(packetOf('k'));
      await expect(client.answer()).rejects.toThrow('closed');
      expect(timeline.step).toBe(100);
    });
    await withClient(async (client) => {
      await client.ask('!');
      expect(await client.ask('D;1')).toBe('OK');
      expect(await client.ask('vAttach;1')).toMatch(/^T05/);
      expect(await client.ask('vKill;1')).toBe('OK');
    });
  });

  it('turns a second client away while the first is here', () =>
    withClient(async () => {
      const second = await GdbClient.connect(server.port);
      await expect(second.ask('?')).rejects.toThrow('closed');
      expect(told.at(-1)).toContain('turned away');
    }));

  it('is not kept by those who go while they wait', async () => {
    await withClient(async () => {
      const clients = await Promise.all(Array.from({ length: 3 }, () => GdbClient.connect(server.port)));
      for (const client of clients) client[Symbol.dispose]();
    });
    await withClient(async (client) => expect(await client.ask('?')).toMatch(/^T05/));
  });

  it('stops a run for Ctrl-C, and for a client that goes', async () => {
    await withClient(async (client) => {
      await client.monitor('goto start');
      await client.ask('Z0,12345678,4');
      // The interrupt comes with the command, before its first pause.
      client.socket.write(Buffer.concat([packetOf('vCont;s:2'), Uint8Array.of(3)]));
      expect(await client.answer()).toMatch(/^T0[25]/);
      client.socket.write(packetOf('c'));
    });
    await withClient(async (client) => {
      expect(await client.ask('?')).toMatch(/^T05/);
    });
  });
});
