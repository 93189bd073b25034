import { expect, test } from "vitest";
import { derived } from "../lib/ids";
import { hex, sha256, unhex } from "../lib/sha";
import { BrokenStream, blocks } from "./blocks";
import { digestOf } from "./digest";
import { canonical, landed, sumOf } from "./lines";
import { inflate } from "./packs";
import type { Change, Landed, Line } from "./wire";

const examples = import.meta.glob("../../../sync/examples/*.json", { eager: true, import: "default", query: "?raw" });
// biome-ignore lint/suspicious/noExplicitAny: the examples say their own shape
const example = (name: string) => JSON.parse(examples[`../../../sync/examples/${name}.json`] as string) as any;
const text = new TextDecoder();

test.each(example("lines").lines as { what: string; record: Line; line: string; sha256: string }[])(
  "a line is canonical JSON: $what",
  ({ record, line, sha256: hash }) => {
    expect(canonical(record)).toBe(line);
    expect(hex(sha256(line))).toBe(hash);
  },
);

test("the sum of a part is the XOR of its lines' hashes", () => {
  const { lines, sums } = example("lines");
  for (const { of: which, sum } of sums) expect(hex(sumOf(which.map((i: number) => lines[i].line)))).toBe(sum);
});

test.each(example("own-lines").cases as { what: string; line: string | null; change: Change; ending: Landed; after: string }[])(
  "push rule: one's own line equals the server's: $what",
  ({ line, change, ending, after }) => {
    expect(canonical(landed(line ? JSON.parse(line) : undefined, change, ending))).toBe(after);
  },
);

test("r1 derived ids are those of the server", () => {
  for (const { text, id } of example("ids").derived) expect(derived(text)).toBe(id);
});

test("the digest of what is held is the server's", () => {
  for (const { held, digest } of example("digest").digests)
    expect(digestOf(held.map((one: { grant_end: string | null }) => ({ ...one, grantEnd: one.grant_end })))).toBe(digest);
});

function streamOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

test.each([1, 3, 7, 64, 100_000])("blocks are read however the network cuts them: every %i bytes", async (size) => {
  const { blocks: wanted, stream } = example("blocks");
  const read = [];
  for await (const block of blocks(streamOf(unhex(stream), size))) read.push(block);
  expect(read.map(({ head }) => head)).toEqual(wanted.map((one: { header: unknown }) => one.header));
  expect(read.map(({ body }) => hex(body))).toEqual(wanted.map((one: { body: string }) => one.body));
  for (const [i, one] of wanted.entries()) if (one.inflated) expect(text.decode(await inflate(read[i]!.body))).toBe(one.inflated);
});

test("a stream that breaks off inside a block gives what came whole and then says so", async () => {
  const read = [];
  await expect(async () => {
    for await (const block of blocks(streamOf(unhex(example("blocks").cut), 50))) read.push(block);
  }).rejects.toThrow(BrokenStream);
  expect(read.length).toBe(2);
});
