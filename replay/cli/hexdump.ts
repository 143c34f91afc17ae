/** Bytes as lines of sixteen, with their addresses. */
const LINE_SIZE = 16;

/** `0x80200000  97 02 00 00 …  |....|`. The first line begins at `address`; lines that repeat the one before are one `*`. */
export class Hexdump {
  #before: string | undefined;
  #isRepeating = false;

  /** `bytes` are whole lines, except the last ones. */
  *lines(address: bigint, bytes: Uint8Array): Generator<string> {
    for (let at = 0; at < bytes.length; at += LINE_SIZE) {
      const part = bytes.subarray(at, at + LINE_SIZE);
      const text = lineOf(part);
      if (text === this.#before && at + LINE_SIZE < bytes.length) {
        if (!this.#isRepeating) yield '*';
        this.#isRepeating = true;
        continue;
      }
      this.#isRepeating = false;
      this.#before = text;
      yield `0x${BigInt.asUintN(64, address + BigInt(at))
        .toString(16)
        .padStart(16, '0')}  ${text}`;
    }
  }
}

function lineOf(bytes: Uint8Array): string {
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  const halves = [pairs.slice(0, LINE_SIZE / 2), pairs.slice(LINE_SIZE / 2)].map((half) => half.join(' ').padEnd(23));
  const text = [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${halves.join('  ')}  |${text}|`;
}
