/** Pull (PROTOCOL §7, §8): asks with what is held, and applies blocks as they come. What came counts, also where the stream breaks off. */
import type { Client } from "../api/client";
import { schema } from "../api/kinds";
import { type Block, blocks } from "./blocks";
import type { Id } from "./contract";
import type { Held } from "./database";
import { digestOf } from "./digest";
import { gzip, inflate, type Segment, split } from "./packs";
import type { Also, Move, Shelf } from "./shelf";
import { NoRoom } from "./space";
import type { DeltaLine, Head, HeaderLine, Outside, Values } from "./wire";

const text = new TextDecoder();

export interface Pulling {
  client: Client;
  shelf: Shelf;
  signal: AbortSignal;
  /** Bundles just tapped. */
  first: Id[];
  newestAnswered: Id | null;
  /** The server's time, as soon as it is known. */
  contact: (now: string) => Promise<void>;
  /** What the server writes (M8). */
  writes: (schema: number) => void;
  /** Asks the server which of the sent changes it lacks, and puts these back into the queue. */
  resend: () => Promise<void>;
  /** Refuses bulk where space is short (T2): answers whether a body of so many bytes may come in. */
  room: (bytes: number) => Promise<boolean>;
}

/** Bundles that are written together: one transaction for many, but never so many that the first waits for the last. */
const batchFrames = 64;
const batchBytes = 512 * 1024;

/** Answers whether the pull was complete. Throws what broke it off, when what came is on the disk. */
export async function pull(asked: Pulling): Promise<boolean> {
  const { client, shelf, signal } = asked;
  const known = shelf.known();
  const base = new Map(shelf.current().map((one) => [one.bundle, one]));
  const held = [...base.values()].map((one) => [one.bundle, one.parts, one.rev, one.chain8, one.grantEnd]);
  const json = JSON.stringify({ schema, held, first: asked.first, newest_answered: asked.newestAnswered });
  const stream = await client.stream("/sync/pull", { method: "POST", gzipped: await gzip(new TextEncoder().encode(json)), signal });

  let waiting: Move[] = [];
  let bytes = 0;
  let writing: Promise<void> = Promise.resolve();
  let resent = false;

  /** Writes what waits while the next blocks are on their way. */
  function flush(also: Also = {}): Promise<void> {
    const frames = waiting;
    waiting = [];
    bytes = 0;
    writing = writing.then(() => (frames.length > 0 || Object.keys(also).length > 0 ? shelf.apply(frames, also) : undefined));
    // A failure is told at the end of the pull, or by whoever waits for this write.
    writing.catch(() => undefined);
    return writing;
  }

  async function add(move: Move, size: number): Promise<void> {
    if (signal.aborted) throw signal.reason;
    waiting.push(move);
    bytes += size;
    if (waiting.length >= batchFrames || bytes >= batchBytes) void flush();
  }

  /** What came, or what is here already; with what is in dispute in all the parts that are here, of which a header tells `core` only. */
  function headerOf(came: { bundle: Id; header?: Values; parts: Record<string, Outside> }): Values {
    const header = came.header ?? shelf.headers.value.get(came.bundle)?.header ?? {};
    const counts = Object.values(came.parts).flatMap(({ disputes }) => (disputes === undefined ? [] : [disputes]));
    return counts.length === 0 ? header : { ...header, disputes: counts.reduce((sum, one) => sum + one, 0) };
  }

  async function whole(head: Extract<Head, { block: "whole" }>, block: Block): Promise<void> {
    const before = base.get(head.bundle);
    // A bundle that is here, whole, in the same parts: its version is not on the server's chain, which means a restore (push rule).
    if (before && !resent && before.parts.join() === Object.keys(head.parts).sort().join()) {
      await asked.resend();
      resent = true;
    }
    if (!(await asked.room(block.body.length))) throw new NoRoom();
    const names = Object.keys(head.parts).sort();
    const header = headerOf(head);
    const segment: Segment = {
      header,
      plain: false,
      parts: names.map((name) => {
        const { pack, since, sum, outside } = head.parts[name]!;
        return { name, packed: pack, since, sum, outside: outside ?? {} };
      }),
      body: block.body,
    };
    await add(moved({ ...head, header }, names, before ?? null, segment, true), block.body.length);
  }

  try {
    for await (const block of blocks(stream)) {
      const { head } = block;
      switch (head.block) {
        case "hello":
          await asked.contact(head.now);
          asked.writes(head.schema);
          if (head.resend) {
            await asked.resend();
            resent = true;
          }
          break;
        case "headers": {
          await flush({ headers: (await jsonLines(block)) as HeaderLine[] });
          break;
        }
        case "whole":
          await whole(head, block);
          break;
        case "deltas":
          for (const [line, segment] of deltas(await inflate(block.body))) {
            const before = base.get(line.bundle);
            if (!before || before.rev !== line.from || before.chain8 !== line.from_chain8) continue;
            const header = headerOf(line);
            await add(moved({ ...line, header }, before.parts, before, segment && { ...segment, header }, false), segment?.body.length ?? 0);
          }
          break;
        case "forget":
          await flush({ forget: head.bundles });
          break;
        case "end":
          await asked.contact(head.now);
          await flush();
          // Believed only where both sides mean the same: else something did not fit, and the next pull asks for exactly that.
          if (!head.complete || head.digest !== digestOf(shelf.current())) return false;
          await flush({ lease: head.lease_until, complete: head.now, known });
          return true;
      }
    }
    return false;
  } finally {
    await flush();
  }
}

function moved(
  line: (DeltaLine | Extract<Head, { block: "whole" }>) & { header: Values },
  parts: string[],
  before: Held | null,
  segment: Segment | null,
  whole: boolean,
): Move {
  const { bundle, type, to: rev, chain8, grant_end, header } = line;
  return {
    held: { bundle, type, parts, rev, chain8, grantEnd: grant_end },
    base: before && { rev: before.rev, chain8: before.chain8 },
    header: { bundle, type, parts, grant_end, header },
    segment,
    whole,
  };
}

async function jsonLines(block: Block): Promise<unknown[]> {
  return [...split(await inflate(block.body))].map((line) => JSON.parse(text.decode(line)));
}

/** The bundles of a `deltas` block, each with its lines as they came. */
function* deltas(bytes: Segment["body"]): Generator<[DeltaLine, Omit<Segment, "header"> | null]> {
  const lines = split(bytes);
  for (let next = lines.next(); !next.done; next = lines.next()) {
    const line: DeltaLine = JSON.parse(text.decode(next.value));
    const parts: Segment["parts"] = [];
    const start = next.value.byteOffset + next.value.length + 1 - bytes.byteOffset;
    let end = start;
    for (const name of Object.keys(line.parts).sort()) {
      const from = end;
      for (let i = 0; i < line.parts[name]!.lines; i++) {
        const one = lines.next();
        if (one.done) throw new SyntaxError("a delta has fewer lines than it says");
        end = one.value.byteOffset + one.value.length + 1 - bytes.byteOffset;
      }
      const { sum, outside } = line.parts[name]!;
      parts.push({ name, packed: 0, since: end - from, sum, outside: outside ?? {} });
    }
    const still = line.from === line.to && line.from_chain8 === line.chain8 && end === start;
    yield [line, still ? null : { plain: true, parts, body: bytes.slice(start, end) }];
  }
}
