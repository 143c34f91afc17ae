import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, parseCommand } from './command.ts';

const goOn = { kind: 'continue', range: null, thread: 'all' } as const;

describe('parseCommand', () => {
  it.each<[string, Command]>([
    ['?', { kind: 'whyStopped' }],
    ['!', { kind: 'extended' }],
    ['g', { kind: 'registers' }],
    ['p41', { kind: 'register', number: 0x41 }],
    ['G00', { kind: 'writeRegister' }],
    ['P1=00', { kind: 'writeRegister' }],
    ['m80200000,10', { kind: 'memory', address: 0x8020_0000n, length: 16 }],
    ['mffffffffffffffff,1', { kind: 'memory', address: 0xffff_ffff_ffff_ffffn, length: 1 }],
    ['M80000000,1:00', { kind: 'writeMemory' }],
    ['X80000000,0:', { kind: 'unknown' }], // then gdb writes with M
    ['Z0,80200000,2', { kind: 'setPoint', point: 'breakpoint', isHardware: false, address: 0x8020_0000n, size: 2 }],
    ['z1,80200000,4', { kind: 'clearPoint', point: 'breakpoint', isHardware: true, address: 0x8020_0000n, size: 4 }],
    ['Z2,ff,8', { kind: 'setPoint', point: 'write', isHardware: false, address: 0xffn, size: 8 }],
    ['Z3,ff,8', { kind: 'setPoint', point: 'read', isHardware: false, address: 0xffn, size: 8 }],
    ['Z4,ff,8', { kind: 'setPoint', point: 'access', isHardware: false, address: 0xffn, size: 8 }],
    ['Hg0', { kind: 'selectThread', purpose: 'look', thread: 'any' }],
    ['Hc-1', { kind: 'selectThread', purpose: 'resume', thread: 'all' }],
    ['Hgp1.2', { kind: 'selectThread', purpose: 'look', thread: 2 }],
    ['T1f', { kind: 'isAlive', thread: 31 }],
    ['c', { kind: 'resumeChosen', isStep: false, isReverse: false }],
    ['s', { kind: 'resumeChosen', isStep: true, isReverse: false }],
    ['C05', { kind: 'resumeChosen', isStep: false, isReverse: false }],
    ['c80000000', { kind: 'writeRegister' }],
    ['bc', { kind: 'resumeChosen', isStep: false, isReverse: true }],
    ['bs', { kind: 'resumeChosen', isStep: true, isReverse: true }],
    ['vCont?', { kind: 'resumeKinds' }],
    ['vCont;c', { kind: 'resume', actions: [goOn] }],
    ['vCont;s:2;c', { kind: 'resume', actions: [{ kind: 'step', range: null, thread: 2 }, goOn] }],
    ['vCont;C05:p1.-1', { kind: 'resume', actions: [goOn] }],
    ['vCont;r1000,1010:1', { kind: 'resume', actions: [{ kind: 'step', range: { start: 0x1000n, end: 0x1010n }, thread: 1 }] }],
    ['qSupported:swbreak+;hwbreak+', { kind: 'features', offered: ['swbreak+', 'hwbreak+'] }],
    ['qfThreadInfo', { kind: 'threads' }],
    ['qsThreadInfo', { kind: 'moreThreads' }],
    ['qThreadExtraInfo,2', { kind: 'threadInfo', thread: 2 }],
    ['qC', { kind: 'currentThread' }],
    ['qAttached', { kind: 'attached' }],
    ['qAttached:1', { kind: 'attached' }],
    [
      'qXfer:features:read:target.xml:0,fff',
      { kind: 'document', object: 'features', annex: 'target.xml', part: { offset: 0, length: 0xfff } },
    ],
    ['qXfer:threads:read::10,20', { kind: 'document', object: 'threads', annex: '', part: { offset: 16, length: 32 } }],
    ['qXfer:auxv:read::0,1000', { kind: 'unknown' }],
    ['qRcmd,68656c70', { kind: 'monitor', text: 'help' }],
    ['qqemu.PhyMemMode', { kind: 'isPhysical' }],
    ['Qqemu.PhyMemMode:1', { kind: 'setPhysical', isPhysical: true }],
    ['QEnableErrorStrings', { kind: 'errorStrings' }],
    ['vRun;;737465703a35', { kind: 'rerun', words: ['step:5'] }],
    ['vRun;', { kind: 'rerun', words: [] }],
    ['D', { kind: 'detach' }],
    ['D;1', { kind: 'detach' }],
    ['k', { kind: 'kill' }],
    ['vKill;1', { kind: 'killed' }],
    ['', { kind: 'unknown' }],
    ['vMustReplyEmpty', { kind: 'unknown' }],
    ['__proto__', { kind: 'unknown' }],
    ['qconstructor', { kind: 'unknown' }],
  ])('reads %s', (payload, expected) => {
    expect(parseCommand(payload)).toEqual(expected);
  });

  it.each([
    'm',
    'm1',
    'm1,',
    'm10000000000000000,1',
    'mx,1',
    'p',
    'pxyz',
    'p123456789',
    'Z0',
    'Z0,1',
    'Z0,1,2;X1,0',
    'Hgx',
    'T',
    'vCont',
  ])('sees that %s is malformed', (payload) => {
    expect(parseCommand(payload).kind).toBe('malformed');
  });

  it.each(['vCont;', 'vCont;x', 'vCont;c:', 'vCont;r1', 'qRcmd,6', 'qRcmd', 'vRun;;6', 'Qqemu.PhyMemMode:2', 'qThreadExtraInfo'])(
    'sees that %s is malformed',
    (payload) => {
      expect(parseCommand(payload).kind).toBe('malformed');
    },
  );

  it('reads any bytes', () => {
    const mnemonic = fc.constantFrom('m', 'Z0,', 'vCont;', 'qXfer:features:read:', 'qRcmd,', 'H', 'p', 'vRun;', '');
    fc.assert(
      fc.property(mnemonic, fc.uint8Array({ maxLength: 64 }), (start, bytes) => {
        expect(parseCommand(start + String.fromCharCode(...bytes)).kind).toBeTypeOf('string');
      }),
    );
  });
});
