/** Reads device trees back, for tests. */

/**
 * One line a node and a property, in the blob's order: `/cpus/cpu@0`, `/cpus/cpu@0 reg 00000000`. Printable strings are
 * shown as such, `"riscv"`. Checks the blob's structure as it goes.
 */
export function listFdt(blob: Uint8Array): string[] {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const [magic, totalSize, structAt, stringsAt, , version, lastCompatible, , stringsSize, structSize] = Array.from(
    { length: 10 },
    (_, index) => view.getUint32(4 * index),
  ) as [number, number, number, number, number, number, number, number, number, number];
  if (magic !== 0xd00dfeed || version !== 17 || lastCompatible !== 16) throw new Error('not a device tree of version 17');
  if (totalSize > blob.length || stringsAt + stringsSize > totalSize) throw new Error('sizes reach past the end');
  const textAt = (offset: number) => new TextDecoder().decode(blob.subarray(offset, blob.indexOf(0, offset)));
  const lines: string[] = [];
  const path: string[] = [];
  let at = structAt;
  for (;;) {
    const token = view.getUint32(at);
    at += 4;
    if (token === 1) {
      const name = textAt(at);
      at = Math.ceil((at + name.length + 1) / 4) * 4;
      path.push(name);
      lines.push(path.join('/') || '/');
    } else if (token === 2) {
      path.pop();
    } else if (token === 3) {
      const size = view.getUint32(at);
      const name = textAt(stringsAt + view.getUint32(at + 4));
      const value = blob.subarray(at + 8, at + 8 + size);
      lines.push(`${path.join('/') || '/'} ${name} ${shown(value)}`.trimEnd());
      at = Math.ceil((at + 8 + size) / 4) * 4;
    } else if (token === 9) {
      if (at !== structAt + structSize) throw new Error('structure ends early or late');
      return lines;
    } else throw new Error(`token ${token}`);
  }
}

function shown(value: Uint8Array): string {
  const text = new TextDecoder().decode(value);
  if (/^[ -~]+(\0[ -~]+)*\0$/.test(text))
    return text
      .slice(0, -1)
      .split('\0')
      .map((part) => JSON.stringify(part))
      .join(' ');
  return (Buffer.from(value).toString('hex').match(/.{8}/g) ?? []).join(' ');
}
