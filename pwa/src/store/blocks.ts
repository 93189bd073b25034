/** Reads the blocks of a pull as they come (PROTOCOL §8): 4 bytes of length, a JSON header, and as many bytes of body as it says. */
import type { Bytes } from "../lib/sha";
import type { Head } from "./wire";

const headerLimit = 1 << 20;
const bodyLimit = 1 << 26;

export interface Block {
  head: Head;
  body: Bytes;
}

export class BrokenStream extends Error {}

export async function* blocks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Block> {
  const source = reader(stream);
  const text = new TextDecoder("utf-8", { fatal: true });
  try {
    for (;;) {
      const size = await source.take(4);
      if (!size) return;
      const length = new DataView(size.buffer, size.byteOffset).getUint32(0);
      if (length > headerLimit) throw new BrokenStream("a block's header is too long");
      const header = await source.need(length);
      let head: Head & { bytes?: number };
      try {
        head = JSON.parse(text.decode(header));
      } catch {
        throw new BrokenStream("a block's header is not JSON");
      }
      const bytes = bodyLength(head);
      if (!(bytes >= 0 && bytes <= bodyLimit)) throw new BrokenStream("a block's body is too long");
      yield { head, body: await source.need(bytes) };
    }
  } finally {
    await source.cancel();
  }
}

/** The body of a `whole` is its packs and what came since, part by part. */
function bodyLength(head: Head & { bytes?: number }): number {
  if (head.bytes !== undefined) return head.bytes;
  if (head.block !== "whole") return 0;
  return Object.values(head.parts).reduce((sum, part) => sum + part.pack + part.since, 0);
}

function reader(stream: ReadableStream<Uint8Array>) {
  const from = stream.getReader();
  let chunks: Uint8Array[] = [];
  let held = 0;

  async function more(wanted: number): Promise<boolean> {
    while (held < wanted) {
      const { value, done } = await from.read();
      if (done) return false;
      chunks.push(value);
      held += value.length;
    }
    return true;
  }

  /** `length` bytes of their own, or `null` where the stream ended exactly before them. */
  async function take(length: number): Promise<Bytes | null> {
    if (!(await more(length))) {
      if (held > 0) throw new BrokenStream("the stream broke off inside a block");
      return null;
    }
    const out = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const chunk = chunks[0]!;
      const part = chunk.subarray(0, length - filled);
      out.set(part, filled);
      filled += part.length;
      if (part.length === chunk.length) chunks = chunks.slice(1);
      else chunks[0] = chunk.subarray(part.length);
    }
    held -= length;
    return out;
  }

  return {
    take,
    async need(length: number): Promise<Bytes> {
      const bytes = await take(length);
      if (!bytes) throw new BrokenStream("the stream broke off inside a block");
      return bytes;
    },
    cancel: () => from.cancel().catch(() => undefined),
  };
}
