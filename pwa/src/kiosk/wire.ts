/** The server, as a kiosk knows it: no session and no cookie, only what it was given to send by. */
import type { Answer, Asking, Disk, Permit } from "./disk";
import { due } from "./queue";

const patience = 20_000;

type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** `retryable`: the same may work later. `offline`: nothing answered. */
export type Failure = { ok: false; offline: boolean; status: number; words: string };

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
    return { ok: false, offline: false, status: answer.status, words: typeof read?.detail === "string" ? read.detail : "" };
  } catch {
    return { ok: false, offline: true, status: 0, words: "" };
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

/** Sends what is due, never the row `spare`. Answers how many left; a batch that broke off is sent again under its own id. */
export async function send(fetch: Fetch, disk: Disk, permit: Permit, today: string, chance: () => number, spare: string | null): Promise<number> {
  const all = await disk.answers();
  let batch = await disk.batch();
  if (!batch) {
    const free = all.filter((row) => row.key !== spare);
    const keys = due(free, await disk.since(), today, chance).map((row) => row.key);
    if (keys.length === 0) return 0;
    batch = await disk.beginBatch({ id: crypto.randomUUID(), keys });
  }
  const responses: Answer[] = batch.keys.flatMap((key) => all.find((row) => row.key === key)?.answer ?? []);
  if (responses.length === 0) {
    await disk.endBatch([], today);
    return 0;
  }
  const token = responses.find((one) => one.token !== undefined)?.token;
  const answer = await ask<{ endings: unknown[] }>(fetch, "", token ?? secretOf(permit), { batch: batch.id, responses });
  // Taken or refused, each has its ending: sending it again would change nothing. Not known, or too much at once, is no ending.
  const isEnded = answer.ok || (answer.status >= 400 && answer.status < 500 && ![401, 403, 408, 429].includes(answer.status));
  if (isEnded) await disk.endBatch(batch.keys, today);
  return answer.ok ? responses.length : 0;
}
