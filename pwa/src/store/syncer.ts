/**
 * The one loop (push rule, T6): push, then check, then pull. It runs every 30 seconds while the app is visible, after each edit, on focus and on `online`;
 * after a failure it waits longer each time, with jitter, so that a thousand tablets do not come back in the same second.
 */

import { type Signal, signal } from "@preact/signals";
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import { schema } from "../api/kinds";
import type { Clock } from "./clock";
import type { Id } from "./contract";
import { type Database, DiskFull } from "./database";
import { digestOf } from "./digest";
import type { Ports } from "./ports";
import type { Queue } from "./queue";
import type { Shelf } from "./shelf";
import { bulkGate, NoRoom } from "./space";
import type { SyncLock } from "./sync-lock";
import type { Vault } from "./vault";
import type { CheckAnswer } from "./wire";

const every = 30_000;
const afterEdit = 400;
const longest = 300_000;
/** After so long without contact the time is asked for first, so that what waits is stamped right (M7); milliseconds. Where the last try found nobody, at once. */
const longSilence = 600_000;

/** Fetched when Today stands. Where even that cannot come, the round failed as without coverage, and the next tries again. */
const exchange = () => import("./exchange");

/** What the status line is made of. */
export interface Facts {
  /** Since when no answer came; null while the server answers. */
  offlineSince: string | null;
  sending: { done: number; of: number } | null;
  signedOut: boolean;
  updateRequired: boolean;
  full: boolean;
  /** The server said in this session that all is here. */
  confirmed: boolean;
  /** The server writes what this version may not know: whatever is here is never called up to date (M8). */
  newer: boolean;
  /** Why the last round did not end well: for the diagnostic file. */
  failure: string | null;
}

export const noFacts: Facts = {
  offlineSince: null,
  sending: null,
  signedOut: false,
  updateRequired: false,
  full: false,
  confirmed: false,
  newer: false,
  failure: null,
};

export interface Syncing {
  ports: Ports;
  client: Client;
  db: Database;
  vault: Vault;
  queue: Queue;
  shelf: Shelf;
  clock: Clock;
  lock: SyncLock;
  sending: Signal<ReadonlySet<Id>>;
  /** A round ended; others may tell other tabs. */
  rounded: () => void;
  /** The clock was set right. */
  told: () => void;
}

export type Syncer = ReturnType<typeof syncer>;

export function syncer({ ports, client, db, vault, queue, shelf, clock, lock, sending, rounded, told }: Syncing) {
  const facts: Signal<Facts> = signal(noFacts);
  let cancel: () => void = () => undefined;
  let failures = 0;
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  let first: Id[] = [];
  let over = new AbortController();
  void ports
    .painted()
    .then(exchange, () => undefined)
    .catch(() => undefined);

  const tell = (more: Partial<Facts>) => {
    facts.value = { ...facts.value, ...more };
  };

  /** The server told its time (M7). Nothing here may stop a round, and nobody waits for the disk: the time is told again at the next answer. */
  async function contact(now: string): Promise<void> {
    const wrong = clock.contact(now);
    told();
    if (facts.value.offlineSince) tell({ offlineSince: null });
    void db.put("clock", clock.state).catch(() => undefined);
    if (wrong) await queue.doubtTimes().catch(() => undefined);
  }

  /** The schema that the server writes. */
  const writes = (theirs = schema) => tell({ newer: theirs > schema });

  async function round(signal: AbortSignal): Promise<void> {
    // Nothing is handed over into a silence: what the next edit may still fold into is frozen only when somebody is there to take it (M2).
    const silent = facts.value.offlineSince !== null || clock.now().getTime() - clock.state.contact > longSilence;
    if (silent && queue.items.value.length > 0) await check(signal);
    if (shelf.isResending()) await lacking(signal);
    const { push } = await exchange();
    const progress = (done: number, of: number) => tell({ sending: { done, of } });
    const stayed = await push({
      client,
      shelf,
      queue,
      vault,
      signal,
      contact,
      progress,
      newestAnswered,
      resend: () => lacking(signal),
      sending: (ids) => {
        sending.value = ids;
      },
    });
    tell({ sending: null, updateRequired: stayed === "update-required", signedOut: stayed === "sign-in" });
    if (!(await check(signal))) await bring(signal);
    tell({ confirmed: true, full: false, failure: null });
    if (stayed === "busy") throw new ApiError("refused", 503, "busy", true, "The server is busy.");
  }

  /** Anything new? Where there is not, all that is here is current, and the lease runs on. */
  async function check(signal: AbortSignal): Promise<boolean> {
    const digest = digestOf(shelf.current());
    const known = shelf.known();
    const answer = await client.json<CheckAnswer>("/sync/check", {
      method: "POST",
      json: { schema, digest, newest_answered: await newestAnswered() },
      signal,
    });
    await contact(answer.now);
    writes(answer.schema);
    const doubtful = [...shelf.held.value.values()].some((one) => one.doubtful);
    if (!answer.same || doubtful || shelf.complete.value === null || digest !== digestOf(shelf.current())) return false;
    await shelf.note(() => ({ ...(answer.lease_until && { lease: answer.lease_until }), complete: answer.now, known }));
    return true;
  }

  const newestAnswered = async (): Promise<Id | null> => (await db.get("newestAnswered")) || null;
  const lacking = async (signal: AbortSignal) => (await exchange()).resend({ client, db, vault, queue, shelf, signal });

  async function bring(signal: AbortSignal): Promise<void> {
    const { pull } = await exchange();
    const asked = first;
    const complete = await pull({
      client,
      shelf,
      signal,
      first: asked,
      newestAnswered: await newestAnswered(),
      contact,
      writes,
      resend: () => lacking(signal),
      room: bulkGate(ports.storage),
    });
    first = first.filter((bundle) => !asked.includes(bundle));
    if (!complete) throw new ApiError("broken", 200, "incomplete", true, "The answer ended early.");
  }

  function failed(error: unknown): void {
    failures++;
    const heard = clock.state.contact > 0 ? new Date(clock.state.contact) : clock.now();
    const since = facts.value.offlineSince ?? heard.toISOString();
    if (error instanceof DiskFull || error instanceof NoRoom) tell({ full: true });
    else if (!(error instanceof ApiError)) tell({ offlineSince: since });
    else if (error.kind === "signed-out") tell({ signedOut: true });
    else if (error.code === "update-required" || error.status === 426) tell({ updateRequired: true });
    else if (error.kind === "offline" || (error.status >= 502 && error.code !== "busy")) tell({ offlineSince: since });
    const failure = error instanceof ApiError ? `${error.kind} ${error.status} ${error.code}` : (error as Error).name;
    tell({ sending: null, confirmed: false, failure });
  }

  /** One round now, or one more when the one that runs has ended. Resolves when what was asked for is done. */
  async function run(): Promise<void> {
    if (stopped) return;
    if (running) {
      again = true;
      return running;
    }
    cancel();
    over = new AbortController();
    const mine = over;
    running = (async () => {
      do {
        again = false;
        let wait: number | null = null;
        try {
          const done = await lock.run(async (lost) => {
            lost.addEventListener("abort", () => mine.abort(lost.reason), { once: true });
            await round(mine.signal);
            return true;
          });
          if (done) {
            failures = 0;
            rounded();
          }
        } catch (error) {
          if (stopped) return;
          if (!mine.signal.aborted) failed(error);
          wait = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
        }
        schedule(wait);
      } while (again && !stopped && failures === 0);
    })().finally(() => {
      running = null;
    });
    return running;
  }

  function schedule(wait: number | null): void {
    cancel();
    if (stopped || !ports.visible() || (facts.value.signedOut && wait !== null)) return;
    const backoff = failures > 0 ? Math.min(2_000 * 2 ** (failures - 1), longest) * (0.5 + ports.chance()) : every;
    cancel = ports.later(() => void run(), Math.max(backoff, wait ?? 0));
  }

  return {
    facts,
    run,
    /** Something was written: soon, so that a few edits travel together. */
    soon(): void {
      if (stopped || running || facts.value.signedOut || failures > 0) {
        again = again || running !== null;
        return;
      }
      cancel();
      cancel = ports.later(() => void run(), afterEdit);
    },
    /** Focus, `online`, a tap: at once, whatever the backoff. */
    now(): Promise<void> {
      failures = 0;
      return run();
    },
    hidden(): void {
      if (!running) cancel();
    },
    bringFirst(bundle: Id): void {
      if (!first.includes(bundle)) first = [bundle, ...first].slice(0, 10);
      if (!running) void run();
    },
    signedIn(): void {
      tell({ signedOut: false });
      failures = 0;
    },
    /** Another tab was told; what it knows holds here too. */
    heardRound(newer: boolean): void {
      failures = 0;
      tell({ confirmed: true, newer, offlineSince: null });
      schedule(null);
    },
    full: (is: boolean) => tell({ full: is }),
    async stop(): Promise<void> {
      stopped = true;
      cancel();
      over.abort();
      await running?.catch(() => undefined);
    },
  };
}
