/** The server, as a kiosk knows it: no session and no cookie, only what it was given to send by. */
import type { Asking, Batch, Disk, Held, Permit } from "./disk";
import { due, isWeekOld, most } from "./queue";

const patience = 20_000;
/** Under how many tokens a batch goes at once: the server counts strangers by address, and a clinic's kiosks share one. */
const tries = 5;

type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** `offline`: nothing answered. `code`: of our own server's problem; "" where it was a proxy's page, or a portal's. */
export type Failure = { ok: false; offline: boolean; status: number; words: string; code: string };

async function ask<T>(fetch: Fetch, path: string, permit: string | null, body?: unknown): Promise<{ ok: true; body: T } | Failure> {
  const headers: Record<string, string> = { "X-Alongside": "1" };
  if (permit) headers["X-Kiosk"] = permit;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const sent = body === undefined ? undefined : JSON.stringify(body);
  try {
    // The cookie of whoever handed the tablet over stays at home.
    const answer = await fetch(`/api/v1/feedback${path}`, {
      method: sent === undefined ? "GET" : "POST",
      headers,
      body: sent ?? null,
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(patience),
    });
    const read = await answer.json().catch(() => null);
    if (answer.ok && read) return { ok: true, body: read as T };
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/problem+json") && `${read?.type}`.startsWith("urn:alongside:problem:");
    const words = typeof read?.detail === "string" ? read.detail : "";
    return { ok: false, offline: false, status: answer.status, words, code: isOurs ? `${read.code}` : "" };
  } catch {
    return { ok: false, offline: true, status: 0, words: "", code: "" };
  }
}

export const secretOf = (permit: Permit) => (permit.kind === "device" ? permit.secret : permit.token);

export async function enrol(fetch: Fetch, code: string): Promise<{ ok: true; secret: string } | Failure> {
  const answer = await ask<{ secret: string }>(fetch, "/kiosks/enrol", null, { code });
  return answer.ok ? { ok: true, secret: answer.body.secret } : answer;
}

export async function asking(fetch: Fetch, permit: Permit): Promise<Asking | Failure> {
  const answer = await ask<Asking>(fetch, "/kiosk", secretOf(permit));
  if (!answer.ok) return answer;
  const { team, place, set, languages, drafts, said_and_done, signed = {}, recordings = {} } = answer.body;
  return { team, place, set, languages, drafts: drafts === true, said_and_done, signed, recordings };
}

interface Ending {
  ending: "taken" | "refused";
  reason: string | null;
}

/**
 * Sends what is due, never the row `spare`. Answers how many left. A batch that broke off is sent again under its own id, and ends by our own server's
 * word alone. What that server will not take stays here, set aside, and holds nothing else up.
 */
export async function send(fetch: Fetch, disk: Disk, permit: Permit, today: string, chance: () => number, spare: string | null): Promise<number> {
  const rows = await disk.answers();
  const batch = (await disk.batch()) ?? (await begin(disk, rows, permit, today, chance, spare));
  if (!batch) return 0;
  const held = batch.keys.flatMap((key) => rows.find((row) => row.key === key) ?? []);
  if (held.length === 0) {
    await disk.endBatch([], [], today);
    return 0;
  }
  const keys = held.map((row) => row.key);
  const answer = await carried(fetch, disk, permit, batch, held);
  if (answer === "strangers") {
    // Nobody here may send for a device's answers until it is set up again: they are what they were before, those of hand-overs are set aside.
    if (permit.kind === "visit" || areHandOvers(held)) await disk.endBatch([], areHandOvers(held) ? keys : [], today);
    return 0;
  }
  if (answer.ok) {
    const endings = Array.isArray(answer.body.endings) ? answer.body.endings : [];
    if (endings.length !== held.length) return 0; // some other server's answer
    const aside = keys.filter((_, n) => endings[n]!.ending === "refused" && endings[n]!.reason === "token");
    const left = keys.filter((key) => !aside.includes(key));
    await disk.endBatch(left, aside, today);
    return left.length;
  }
  // It was taken, before a part of it was taken back here.
  if (answer.status === 409 && answer.code === "batch") await disk.endBatch(keys, [], today);
  if (answer.code !== "" && [400, 413, 422].includes(answer.status)) {
    // Too much, or one that cannot be read: halves, until it is found.
    if (keys.length === 1) await disk.endBatch([], keys, today);
    else await disk.putBatch({ id: crypto.randomUUID(), keys: keys.slice(0, Math.ceil(keys.length / 2)) });
  }
  return 0;
}

/** A device's own answers go under its secret alone: under a hand-over's token they would use that up. */
async function begin(
  disk: Disk,
  rows: readonly Held[],
  permit: Permit,
  today: string,
  chance: () => number,
  spare: string | null,
): Promise<Batch | null> {
  const free = rows.filter((row) => row.key !== spare && (permit.kind === "device" || row.answer.token !== undefined));
  const fresh = due(
    free.filter((row) => row.aside === null),
    await disk.since(),
    today,
    chance,
  );
  if (fresh.length === 0) return null;
  const again = free.filter((row) => row.aside !== null && isWeekOld(row.aside, today));
  return disk.beginBatch({ id: crypto.randomUUID(), keys: [...fresh, ...again].slice(0, most).map((row) => row.key) });
}

const areHandOvers = (held: readonly Held[]) => held.every((row) => row.answer.token !== undefined);

/** The server's answer under the first secret that it knows; who is a stranger is written down, so that the next time goes on from there. */
async function carried(fetch: Fetch, disk: Disk, permit: Permit, batch: Batch, held: readonly Held[]) {
  const strange = [...(batch.strange ?? [])];
  const responses = held.map((row) => row.answer);
  const hands = areHandOvers(held) ? held.filter((row) => !strange.includes(row.key)) : [];
  const carriers = [
    ...(permit.kind === "device" ? [{ key: null, secret: permit.secret }] : []),
    ...hands.map((row) => ({ key: row.key, secret: row.answer.token! })),
  ];
  for (const { key, secret } of carriers.slice(0, tries)) {
    const answer = await ask<{ endings: Ending[] }>(fetch, "", secret, { batch: batch.id, responses });
    if (answer.ok || answer.status !== 401 || answer.code !== "kiosk") return answer;
    if (key === null) continue;
    strange.push(key);
    await disk.putBatch({ ...batch, strange });
  }
  return carriers.length > tries ? ({ ok: false, offline: false, status: 401, words: "", code: "" } as Failure) : "strangers";
}
