/** Push (PROTOCOL §6): the queue in its order, up to 200 changes at once, each with its ending; and one's own lines made here where the server says so. */
import type { Client } from "../api/client";
import { schema } from "../api/kinds";
import type { Bytes } from "../lib/sha";
import type { Id } from "./contract";
import type { Held } from "./database";
import type { Item } from "./fold";
import { withChanges } from "./headers";
import { canonical, landed } from "./lines";
import { lineOf, sumsOf, withOwn } from "./opened";
import { gzip, type Segment } from "./packs";
import { Moved, type Queue } from "./queue";
import type { Move, Shelf } from "./shelf";
import type { Vault } from "./vault";
import type { Change, Ending, Landed, Line, NotNow, PushAnswer } from "./wire";

const mostChanges = 200;
/** So that a push is one transaction on the server, and its newest answered change stands for all before it (§6). */
const mostBundles = 50;
/** Well inside the server's limit of 8 MiB unpacked. */
const mostBytes = 4 << 20;
const utf8 = new TextEncoder();

export interface Pushing {
  client: Client;
  shelf: Shelf;
  queue: Queue;
  vault: Vault;
  signal: AbortSignal;
  contact: (now: string) => Promise<void>;
  newestAnswered: () => Promise<Id | null>;
  /** Asks the server which of the sent changes it lacks, and puts these back into the queue. */
  resend: () => Promise<void>;
  /** Which are on their way now. */
  sending: (ids: ReadonlySet<Id>) => void;
  progress: (done: number, of: number) => void;
}

/**
 * The next rows, in the order made, as many whole bundles as one push takes: one that is cut in two waits for its own first half, and is judged, sealed and
 * written twice. So only what no push takes whole is cut. What is of a 51st bundle waits for the next: between bundles there is no order to keep. `stuck`:
 * bundles of which something was told "not now": what was made after it must not overtake it.
 */
export function nextBatch(items: readonly Item[], frozenUpTo: number, tried: ReadonlySet<number>, stuck: ReadonlySet<Id> = new Set()): Item[] {
  const left = new Map<Id, Item[]>();
  for (const item of items) {
    const { bundle } = item.change;
    if (item.state !== "waiting" || item.seq > frozenUpTo || tried.has(item.seq) || stuck.has(bundle)) continue;
    if (left.get(bundle)?.push(item) === undefined) left.set(bundle, [item]);
  }
  const batch: Item[] = [];
  let bytes = 0;
  fill: for (const bundle of [...left.values()].slice(0, mostBundles)) {
    const whole = batch.length;
    for (const item of bundle) {
      bytes += item.bytes;
      if (batch.length === mostChanges || (batch.length > 0 && bytes > mostBytes)) {
        if (whole > 0) batch.length = whole;
        break fill;
      }
      batch.push(item);
    }
  }
  return batch.sort((one, other) => one.seq - other.seq);
}

/**
 * Sends all that waits, each row at most once. Answers why rows stayed, where the server said "not now" (M6). While one answer is taken in here the server
 * judges the next batch: it is of other bundles, so neither can overtake the other.
 */
export async function push(asked: Pushing): Promise<NotNow["not_now"] | null> {
  const { queue } = asked;
  let stayed: NotNow["not_now"] | null = null;
  let resent = false;
  let handedUpTo = Number.NEGATIVE_INFINITY;
  const tried = new Set<number>();
  const stuck = new Set<Id>();
  const flying = new Set<Id>();
  /** Of what was answered last, as soon as it was: on the disk it stands only when that was taken in. */
  let newest: Id | null = null;

  async function begin(busy: ReadonlySet<Id>): Promise<Sent | null> {
    handedUpTo = await handed(queue, handedUpTo);
    const batch = nextBatch(queue.items.value, handedUpTo, tried, new Set([...stuck, ...busy]));
    if (batch.length === 0) return null;
    const done = tried.size;
    for (const item of batch) tried.add(item.seq);
    for (const item of batch) flying.add(item.change.id);
    asked.sending(new Set(flying));
    const left = queue.items.value.filter((item) => item.state === "waiting" && !tried.has(item.seq)).length;
    asked.progress(done, tried.size + left);
    return send(asked, batch, newest ?? (await asked.newestAnswered()));
  }

  try {
    let now = await begin(new Set());
    while (now) {
      const sent: Sent = now;
      const answer = await sent.answer;
      await asked.contact(answer.now);
      if (answer.resend) {
        if (resent) return "busy";
        resent = true;
        await asked.resend();
        handedUpTo = Number.NEGATIVE_INFINITY;
        tried.clear();
        stuck.clear();
        flying.clear();
        newest = null;
        now = await begin(new Set());
        continue;
      }
      const endings = told(sent, answer, stuck);
      stayed = answer.endings.find((one): one is NotNow => "not_now" in one)?.not_now ?? stayed;
      newest = answer.newest ?? newest;
      const next: Sent | null = await begin(sent.bundles);
      await take(asked, sent, answer, endings);
      for (const item of sent.batch) flying.delete(item.change.id);
      now = next ?? (await begin(new Set()));
    }
    return stayed;
  } finally {
    asked.sending(new Set());
  }
}

/** Freezes all that waits, on the disk, before a byte of it leaves: one flush for all batches. Answers the last row frozen. */
async function handed(queue: Queue, after: number): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    const seen = queue.epoch;
    const rows = queue.items.value.filter((item) => item.state === "waiting" && item.seq > after);
    if (rows.length === 0) return after;
    try {
      await queue.hand(rows, seen);
      return rows.at(-1)!.seq;
    } catch (error) {
      if (!(error instanceof Moved) || attempt > 8) throw error;
      await queue.reload();
    }
  }
}

interface Sent {
  batch: Item[];
  bundles: ReadonlySet<Id>;
  held: Held[];
  /** The changes as they were sent, packed for the sent log while the server judges them. */
  log: Promise<Bytes>;
  answer: Promise<PushAnswer>;
}

async function send({ client, shelf, signal }: Pushing, batch: Item[], newest: Id | null): Promise<Sent> {
  const bundles = new Set(batch.map((item) => item.change.bundle));
  const held = [...bundles].map((bundle) => shelf.held.value.get(bundle)).filter((one): one is Held => one !== undefined && !one.doubtful);
  const changes = printed(batch);
  const rest = { schema, held: held.map((one) => [one.bundle, one.rev, one.chain8]), newest_answered: newest };
  const packed = await gzip(utf8.encode(`{"changes":${changes},${JSON.stringify(rest).slice(1)}`));
  const answer = client.json<PushAnswer>("/sync/push", { method: "POST", gzipped: packed, signal });
  answer.catch(() => undefined); // it is awaited when the one before it is taken in: until then its failure is nobody's
  return { batch, bundles, held, log: gzip(utf8.encode(changes)), answer };
}

function printed(items: readonly Item[]): string {
  return JSON.stringify(items.map((item) => item.change));
}

/** The endings of what was sent, by id. A bundle of which something was told "not now" is `stuck` from here on. */
function told({ batch }: Sent, answer: PushAnswer, stuck: Set<Id>): Map<Id, Ending> {
  const sent = new Map(batch.map((item) => [item.change.id, item.change]));
  const endings = new Map<Id, Ending>();
  for (const one of answer.endings) {
    const change = sent.get(one.id);
    if (change && "not_now" in one) stuck.add(change.bundle);
    else if (change && !("not_now" in one)) endings.set(one.id, one);
  }
  return endings;
}

async function take({ shelf, queue, vault }: Pushing, sent: Sent, answer: PushAnswer, endings: Map<Id, Ending>): Promise<void> {
  const { batch, held } = sent;
  const ended = batch.filter((item) => endings.has(item.change.id));
  const log = await vault.seal("sent", await (ended.length === batch.length ? sent.log : gzip(utf8.encode(printed(ended)))));
  const moves = await ownMoves(shelf, held, ended, endings, answer);
  await shelf.apply(moves, async () => ({
    answered: queue.answered(endings, answer.now),
    versions: answer.bundles,
    ...(ended.length > 0 && {
      sent: { at: Date.parse(answer.now), ids: ended.map((item) => item.change.id), sealed: log },
      newest: answer.newest!,
    }),
    ...(answer.safe_through && { safeThrough: answer.safe_through }),
  }));
}

/** Where the server says that nothing else was written, the lines are made here, and believed only if the sums are the server's. */
async function ownMoves(shelf: Shelf, held: Held[], ended: Item[], endings: Map<Id, Ending>, answer: PushAnswer): Promise<Move[]> {
  const current = answer.bundles.filter((one) => one.current && one.sums);
  const moves = await Promise.all(
    current.map(async (one): Promise<Move | null> => {
      const before = held.find((version) => version.bundle === one.bundle);
      const header = shelf.headers.value.get(one.bundle);
      const opened = before && header && (await shelf.reopen(one.bundle));
      if (!opened || opened.rev !== before.rev || opened.chain8 !== before.chain8) return null;
      if (Object.keys(one.sums!).sort().join() !== before.parts.join()) return null;
      const lines = new Map<Id, Line>();
      const mine = ended.map((item) => item.change).filter((change) => change.bundle === one.bundle);
      for (const change of mine) {
        const ending = endings.get(change.id)!;
        if (ending.ending === "refused") continue;
        const line = made(lines.get(change.record) ?? lineOf(opened, change.record), change, ending);
        if (!line) return null;
        lines.set(change.record, line);
      }
      const own = [...lines.values()].map((line) => ({ line, bytes: utf8.encode(canonical(line)) }));
      const to = { rev: one.rev, chain8: one.chain8 };
      const after = withOwn(opened, own, to);
      const sums = sumsOf(after);
      const zero = "0".repeat(64);
      if (!Object.entries(one.sums!).every(([part, sum]) => (sums[part] ?? zero) === sum)) return null;
      return {
        held: { ...before, ...to },
        base: { rev: before.rev, chain8: before.chain8 },
        header: { ...header, header: withChanges(header.header, mine) },
        segment: asSegment(own, withChanges(header.header, mine), one.sums!),
        whole: false,
        opened: after,
      };
    }),
  );
  return moves.filter((move) => move !== null);
}

function made(before: Line | undefined, change: Change, ending: Landed): Line | null {
  if (ending.ending !== "applied" || change.kind === "conflict" || (!before && change.saw !== null)) return null;
  return landed(before, change, ending);
}

function asSegment(own: { line: Line; bytes: Uint8Array<ArrayBuffer> }[], header: Segment["header"], sums: Record<string, string>): Segment {
  const parts: Segment["parts"] = [];
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (const name of Object.keys(sums).sort()) {
    let since = 0;
    for (const { line, bytes } of own) {
      if (line.part !== name) continue;
      chunks.push(bytes, Uint8Array.of(10));
      since += bytes.length + 1;
    }
    parts.push({ name, packed: 0, since, sum: sums[name]! });
  }
  const body = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return { header, plain: true, parts, body };
}
