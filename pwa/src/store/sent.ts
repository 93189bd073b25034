/**
 * The sent log (push rule): what was answered stays, sealed, until a tested backup has it and for 14 days at least, because a server that was restored from
 * an older backup asks for what it lacks, and nobody may have told the tablet.
 */
import type { Client } from "../api/client";
import type { Id } from "./contract";
import type { Database, SentRow } from "./database";
import { gunzip } from "./packs";
import type { Queue } from "./queue";
import type { Shelf } from "./shelf";
import { Damaged, type Vault } from "./vault";
import type { Change } from "./wire";

const atLeast = 14 * 24 * 3600 * 1000;
/** Ids in one question. */
const mostIds = 10_000;

interface Resending {
  client: Client;
  db: Database;
  vault: Vault;
  queue: Queue;
  shelf: Shelf;
  signal: AbortSignal;
}

/**
 * Asks which of the sent changes the server lacks and puts those back into the queue, under their ids, before all that is newer. From the telling until
 * then, kept on the disk, no answered change ends its cover.
 */
export async function resend({ client, db, vault, queue, shelf, signal }: Resending): Promise<void> {
  await shelf.note(() => ({ resending: true }));
  const rows = await db.read(["sent"], (tx) => tx.objectStore("sent").getAll());
  const covering = queue.items.value.filter((item) => item.state !== "waiting").map((item) => item.change.id);
  // In the order made: what was sent, as it was sent, then the rest of the queue. An id is of its time, and the clock may have been set back.
  const ids = [...new Set([...rows.flatMap((row) => row.ids), ...covering])];
  const lacking = new Set<Id>();
  let newest: Id | null = null;
  for (let at = 0; at < ids.length; at += mostIds) {
    const json = { ids: ids.slice(at, at + mostIds) };
    const answer = await client.json<{ lacking: Id[]; newest: Id | null }>("/sync/resend", { method: "POST", json, signal });
    for (const id of answer.lacking) lacking.add(id);
    newest = answer.newest ?? newest;
  }
  if (lacking.size > 0) {
    const changes = new Map<Id, Change>();
    for (const row of rows) {
      if (!row.ids.some((id) => lacking.has(id))) continue;
      const bodies = await bodiesOf(vault, row);
      for (const change of bodies) if (lacking.has(change.id)) changes.set(change.id, change);
    }
    for (const item of queue.items.value) if (lacking.has(item.change.id)) changes.set(item.change.id, item.change);
    await queue.again(ids.flatMap((id) => changes.get(id) ?? []));
  }
  await shelf.note(() => ({ resending: false, newest: newest ?? "" }));
}

/** One push of the sent log. Where it cannot be read, the others are sent again all the same. */
async function bodiesOf(vault: Vault, row: SentRow): Promise<Change[]> {
  try {
    return JSON.parse(new TextDecoder().decode(await gunzip(await vault.open("sent", row.sealed))));
  } catch (error) {
    if (error instanceof Damaged) return [];
    throw error;
  }
}

/** Lets go what a tested backup has, is old enough and is covered here. `now` in milliseconds. */
export async function prune(db: Database, queue: Queue, now: number): Promise<void> {
  const safe = await db.get("safeThrough");
  if (!safe) return;
  const before = Math.min(Date.parse(safe), now - atLeast);
  const rows = await db.read(["sent"], (tx) => tx.objectStore("sent").getAll());
  const covering = new Set(queue.items.value.map((item) => item.change.id));
  const old = rows.filter((row) => row.at < before && !row.ids.some((id) => covering.has(id))).map((row) => row.n!);
  if (old.length === 0) return;
  await db.write(["sent"], "relaxed", async (tx) => {
    for (const n of old) void tx.objectStore("sent").delete(n);
  });
}
