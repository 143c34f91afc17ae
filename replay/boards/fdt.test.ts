import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cells, cells64, EMPTY, encodeFdt, type FdtNode, fdtNode, strings } from './fdt.ts';
import { listFdt } from './testing.ts';

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('encodeFdt', () => {
  it('writes the layout of version 17', () => {
    const blob = encodeFdt(fdtNode('', { a: cells(1) }, fdtNode('b', { a: EMPTY })));
    expect(hexOf(blob).match(/.{1,8}/g)).toEqual([
      ...['d00dfeed', '00000072', '00000038', '00000070', '00000028', '00000011', '00000010', '00000000', '00000002', '00000038'],
      ...['00000000', '00000000', '00000000', '00000000'], // end of the reservations
      ...['00000001', '00000000'], // root, no name
      ...['00000003', '00000004', '00000000', '00000001'], // a = <1>
      ...['00000001', '62000000'], // b
      ...['00000003', '00000000', '00000000'], // a, empty
      ...['00000002', '00000002', '00000009'],
      '6100',
    ]);
  });

  it('keeps a name once, also as the end of another', () => {
    const blob = encodeFdt(fdtNode('', { 'interrupt-controller': EMPTY, controller: EMPTY, 'interrupt-controller2': EMPTY }));
    const text = Buffer.from(blob).toString('latin1');
    expect(text.slice(text.indexOf('interrupt'))).toBe('interrupt-controller\0interrupt-controller2\0');
    expect(listFdt(blob)).toEqual(['/', '/ interrupt-controller', '/ controller', '/ interrupt-controller2']);
  });

  it('is read back as it was, whatever the tree', () => {
    const anyName = fc.stringMatching(/^[a-z][a-z0-9,._@#-]{0,12}$/);
    // 0xff is in no text, so that the values are listed as cells.
    const anyValue = fc.array(fc.nat(), { maxLength: 3 }).map((values) => cells(...values, 0xff));
    const anyProperties = fc.dictionary(anyName, anyValue, { maxKeys: 4, noNullPrototype: true });
    const leaf = fc.record({ name: anyName, properties: anyProperties, children: fc.constant([]) });
    const { tree } = fc.letrec<{ tree: FdtNode }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.record({ name: anyName, properties: anyProperties, children: fc.array(tie('tree'), { maxLength: 3 }) }),
      ),
    }));
    const expected = (node: FdtNode, path: string): string[] => [
      path || '/',
      ...Object.entries(node.properties).map(
        ([name, value]) => `${path || '/'} ${name} ${hexOf(value).match(/.{8}/g)!.join(' ')}`,
      ),
      ...node.children.flatMap((child) => expected(child, `${path}/${child.name}`)),
    ];
    fc.assert(
      fc.property(tree, (node) => {
        const root = { ...node, name: '' };
        expect(listFdt(encodeFdt(root))).toEqual(expected(root, ''));
      }),
    );
  });
});

describe('values', () => {
  it('are big-endian cells, pairs of cells and strings', () => {
    expect(hexOf(cells(0x1234, 0xffff_ffff))).toBe('00001234ffffffff');
    expect(hexOf(cells64(0x2_8000_0001))).toBe('0000000280000001');
    expect(hexOf(strings('a', 'bc'))).toBe('6100626300');
  });
});
