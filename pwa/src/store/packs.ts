/** Packing: raw deflate for packs, gzip for what is sent, and the segments of which a bundle's row is a list. */
import type { Bytes } from "../lib/sha";
import type { Values } from "./wire";

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** Straight in and out: a Blob's stream would go through another process of the browser, for every few bytes. */
async function through(bytes: Bytes, by: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>): Promise<Bytes> {
  const into = by.writable.getWriter();
  // Damaged bytes are told by what is read.
  void into.write(bytes).catch(() => undefined);
  void into.close().catch(() => undefined);
  return new Uint8Array(await new Response(by.readable).arrayBuffer());
}

export function inflate(bytes: Bytes): Promise<Bytes> {
  return through(bytes, new DecompressionStream("deflate-raw"));
}

export function deflate(bytes: Bytes): Promise<Bytes> {
  return through(bytes, new CompressionStream("deflate-raw"));
}

export function gzip(bytes: Bytes): Promise<Bytes> {
  return through(bytes, new CompressionStream("gzip"));
}

export function gunzip(bytes: Bytes): Promise<Bytes> {
  return through(bytes, new DecompressionStream("gzip"));
}

/**
 * What one frame left on the tablet: its lines as they came, with the header and the sums at its end. `packed` and `since` are byte lengths in `body`:
 * `packed` is always deflated; `since` is deflated where the frame was whole, plain where it was a delta (already unpacked on arrival, and short).
 * `outside` is missing in lines that this tablet made itself: what was told before stands.
 */
export interface Segment {
  header: Values;
  plain: boolean;
  parts: { name: string; packed: number; since: number; sum: string; outside?: Record<string, number> }[];
  body: Bytes;
}

export function encode(segment: Segment): Bytes {
  const { body, ...rest } = segment;
  const head = utf8.encode(JSON.stringify(rest));
  const out = new Uint8Array(4 + head.length + body.length);
  new DataView(out.buffer).setUint32(0, head.length);
  out.set(head, 4);
  out.set(body, 4 + head.length);
  return out;
}

export function decode(bytes: Bytes): Segment {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { ...JSON.parse(text.decode(bytes.subarray(4, 4 + length))), body: bytes.subarray(4 + length) };
}

/** The lines of a segment, part by part, in the order in which they replace one another. */
export async function* unpack(segment: Segment): AsyncGenerator<[part: string, lines: Bytes]> {
  let at = 0;
  for (const part of segment.parts) {
    const packed = segment.body.slice(at, at + part.packed);
    const since = segment.body.slice(at + part.packed, at + part.packed + part.since);
    at += part.packed + part.since;
    if (packed.length > 0) yield [part.name, await inflate(packed)];
    if (since.length > 0) yield [part.name, segment.plain ? since : await inflate(since)];
  }
}

/** Newline-delimited bytes, line by line, without the newlines. */
export function* split(bytes: Bytes): Generator<Bytes> {
  let start = 0;
  while (start < bytes.length) {
    let end = bytes.indexOf(10, start);
    if (end < 0) end = bytes.length;
    if (end > start) yield bytes.subarray(start, end);
    start = end + 1;
  }
}
