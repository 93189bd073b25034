/**
 * A small server for the store's tests: bundles, a journal, push, check, pull and resend as sync/PROTOCOL.md says them, with faults on demand. Its merge is
 * the simplest that ends in all four ways; the real one is in sync/ and is tested there.
 */
import { derived } from "../../lib/ids";
import { hex, sha256 } from "../../lib/sha";
import { digestOf } from "../digest";
import { withChanges } from "../headers";
import { canonical, groupOf, landed, same, sumOf, valuesOf } from "../lines";
import { deflate, gunzip } from "../packs";
import type { Change, Ending, Gone, Line, NotNow, Values } from "../wire";
import { attachments } from "./attachments";

const utf8 = new TextEncoder();

export interface ServerBundle {
  id: string;
  type: "patient" | "people" | "mine";
  rev: number;
  chain: string;
  /** chain8 at each rev. */
  history: string[];
  lines: Map<string, Line>;
  gone: Gone[];
  header: Values;
  grantEnd: string | null;
  /** By part and kind: what is kept and not in the bundle. */
  outside?: Record<string, Record<string, number>>;
  /** Records outside, newest first, and the journal's steps: read online. */
  older?: Line[];
  steps?: Values[];
}

export interface Faults {
  /** No answer comes, and nothing is done. */
  offline?: boolean;
  /** The next push is done, and its answer is lost. */
  losePushAnswer?: boolean;
  /** The next pull breaks off after so many bytes. */
  cutPullAt?: number;
  notNow?: NotNow["not_now"] | undefined;
  /** Only of these changes it says "busy". */
  busyFor?: ((change: Change) => boolean) | undefined;
  signedOut?: boolean;
  refuse?: (change: Change) => string | null;
  /** What the server writes (M8). */
  schema?: number;
  /** How long parts took is taken in, and the answer is lost. */
  loseFillingAnswer?: boolean;
  /** It is refused, once and for all. */
  refuseFilling?: boolean;
  /** Through when a backup is proved. */
  safeThrough?: string;
  /** Sums in push answers are wrong. */
  wrongPushSums?: boolean;
}

export function server(now: () => number) {
  const bundles = new Map<string, ServerBundle>();
  const journal = new Map<string, { change: Change; ending: Ending }>();
  const requests: { path: string; body: Values }[] = [];
  /** How long parts of forms took, by their ids. */
  const filled = new Map<string, Values>();
  /** Whose session the browser's one cookie is. */
  let signedIn: string | null = null;
  /** What it was begun with: the cookie alone opens nothing. */
  let proven: string | undefined;
  let issued = 0;
  const faults: Faults = {};
  const parts = ["core", "more"];
  const time = () => new Date(now()).toISOString();

  function bundle(id: string, type: ServerBundle["type"] = "patient", header: Values = {}): ServerBundle {
    let found = bundles.get(id);
    if (!found) {
      found = { id, type, rev: 0, chain: "0".repeat(64), history: ["0".repeat(16)], lines: new Map(), gone: [], header, grantEnd: null };
      bundles.set(id, found);
    }
    return found;
  }

  function advance(one: ServerBundle, what: string): void {
    one.rev++;
    one.chain = hex(sha256(one.chain + what));
    one.history[one.rev] = one.chain.slice(0, 16);
  }

  /** Somebody else's write. */
  function write(id: string, ...lines: (Omit<Line, "rev" | "stamps"> & { stamps?: Line["stamps"] })[]): void {
    const one = bundle(id);
    advance(one, canonical(lines));
    for (const line of lines) one.lines.set(line.id, { stamps: {}, ...line, rev: one.rev });
  }

  function remove(id: string, record: string): void {
    const one = bundle(id);
    const line = one.lines.get(record)!;
    advance(one, record);
    one.lines.delete(record);
    one.gone.push({ gone: record, part: line.part, rev: one.rev });
  }

  function judge(change: Change, one: ServerBundle): { ending: Ending; own: boolean } {
    const rev = one.rev;
    const at = change.made_at > time() ? time() : change.made_at;
    const base = { id: change.id, bundle: one.id, rev, at };
    const reason = faults.refuse?.(change) ?? null;
    const after = change.after ? journal.get(change.after)?.ending : undefined;
    if (reason || after?.ending === "refused")
      return { own: false, ending: { id: change.id, ending: "refused", reason: reason ?? "after-refused", message: "It was not taken." } };
    const before = one.lines.get(change.record);
    const group = groupOf(change.kind, Object.keys(change.set));
    if (change.kind === "conflict") {
      const { about, group: of } = before!.fields as { about: string; group: string };
      const record = one.lines.get(about)!;
      const value = change.set.value as Values;
      const stamp = { at, by: change.author, change: change.id };
      one.lines.set(about, { ...record, rev, fields: { ...record.fields, ...value }, stamps: { ...record.stamps, [of]: stamp } });
      one.lines.set(change.record, { ...before!, rev, fields: { ...before!.fields, status: "settled", value, reason: change.set.reason } });
      return { own: false, ending: { ...base, ending: "applied" } };
    }
    if (
      before &&
      group &&
      change.saw &&
      !same(valuesOf(change.kind, group, before.fields), change.saw) &&
      !same(valuesOf(change.kind, group, before.fields), change.set)
    ) {
      const id = derived("conflict", change.record, group, change.id);
      const standing = valuesOf(change.kind, group, before.fields);
      const other = before.stamps[group];
      const sides = [
        { change: other?.change ?? "load", by: other?.by ?? "other", at: other?.at ?? at, value: standing, saw: other?.was ?? null },
        { change: change.id, by: change.author, at, value: change.set, saw: change.saw },
      ];
      const fields = { about: change.record, about_kind: change.kind, group, base: change.saw, sides, status: "open" };
      one.lines.set(id, { kind: "conflict", id, patient: change.patient, part: before.part, rev, fields, stamps: {} });
      return { own: false, ending: { ...base, ending: "conflicted", conflict: id } };
    }
    const ending = { ...base, ending: "applied" as const };
    one.lines.set(change.record, landed(before, change, ending));
    return { own: true, ending };
  }

  /** Of the changes that are meant the one that was journalled last. */
  function latest(isMeant: (id: string) => boolean): string | null {
    return [...journal.keys()].findLast(isMeant) ?? null;
  }

  function push(body: { held: [string, number, string][]; changes: Change[]; newest_answered: string | null }) {
    if (body.newest_answered && !journal.has(body.newest_answered)) {
      const endings = body.changes.map(({ id }) => ({ id, not_now: "busy" }));
      return { now: time(), safe_through: null, resend: true, newest: null, endings, bundles: [] };
    }
    const before = new Set(journal.keys());
    const heldOf = new Map(body.held.map(([id, rev, chain8]) => [id, `${rev}/${chain8}`]));
    const endings: (Ending | NotNow)[] = [];
    const touched = new Map<string, { own: boolean; was: string }>();
    for (const change of body.changes) {
      if (faults.notNow || faults.busyFor?.(change)) {
        endings.push({ id: change.id, not_now: faults.notNow ?? "busy" });
        continue;
      }
      const known = journal.get(change.id);
      const one = bundle(change.bundle);
      if (known) {
        const replayed = canonical(known.change) === canonical(change);
        endings.push(replayed ? known.ending : { id: change.id, ending: "refused", reason: "id-reused", message: "This id was used." });
        touched.set(one.id, { own: false, was: "" });
        continue;
      }
      if (!touched.has(one.id)) {
        touched.set(one.id, { own: true, was: `${one.rev}/${one.history[one.rev]}` });
        advance(one, canonical(body.changes.filter((each) => each.bundle === one.id)));
      }
      const { ending, own } = judge(change, one);
      journal.set(change.id, { change, ending });
      if (!own) touched.get(one.id)!.own = false;
      else one.header = withChanges(one.header, [change]);
      one.header = {
        ...one.header,
        disputes: [...one.lines.values()].filter((line) => line.kind === "conflict" && line.fields.status === "open").length,
      };
      endings.push(ending);
    }
    const answered = [...touched].map(([id, { own, was }]) => {
      const one = bundle(id);
      const sums = faults.wrongPushSums ? Object.fromEntries(parts.map((part) => [part, "f".repeat(64)])) : sumsOf(one);
      return { bundle: id, rev: one.rev, chain8: one.history[one.rev], current: own && heldOf.get(id) === was, sums };
    });
    const told = new Set([body.newest_answered, ...endings.filter((one) => "ending" in one).map((one) => one.id)]);
    const newest = latest((id) => !before.has(id)) ?? latest((id) => told.has(id));
    return { now: time(), safe_through: faults.safeThrough ?? null, newest, endings, bundles: answered };
  }

  function sumsOf(one: ServerBundle): Record<string, string> {
    return Object.fromEntries(parts.map((part) => [part, hex(sumOf([...one.lines.values()].filter((line) => line.part === part).map(canonical)))]));
  }

  const isOpen = (line: Line) => line.kind === "conflict" && line.fields.status === "open";
  const countsOf = (one: ServerBundle, part: string) => ({
    ...(one.outside?.[part] && { outside: one.outside[part] }),
    ...(one.type === "patient" && { disputes: [...one.lines.values()].filter((line) => line.part === part && isOpen(line)).length }),
  });

  /** §13, two records a page. */
  function past(path: string): unknown {
    const [, id, what, query] = /^\/patients\/([^/]+)\/(older|history)\?(.*)$/.exec(path) ?? [];
    const one = id && bundles.get(id);
    if (!one) return null;
    const asked = new URLSearchParams(query);
    const kinds = asked.getAll("kind");
    const before = Number(asked.get("before") ?? 0);
    if (what === "history") return { now: time(), steps: (one.steps ?? []).slice(before, before + 2), next: next((one.steps ?? []).length, before) };
    const all = (one.older ?? []).filter((line) => kinds.length === 0 || kinds.includes(line.kind));
    const rest = next(all.length, before);
    return { now: time(), lines: all.slice(before, before + 2), next: rest && String(rest), left: Math.max(all.length - before - 2, 0) };
  }
  const next = (all: number, before: number) => (all > before + 2 ? before + 2 : null);

  /** What a header is made of (§9): only where one of these was written does a delta bring it. */
  const ofHeader = new Set(["patient", "alert", "visit", "attendance", "conflict"]);
  const lined = (lines: unknown[]) => utf8.encode(lines.map((line) => `${canonical(line)}\n`).join(""));

  async function pull(body: { held: [string, string[], number, string, string | null][]; newest_answered: string | null }): Promise<Uint8Array> {
    const out: Uint8Array[] = [];
    const block = (head: unknown, ...bodies: Uint8Array[]) => {
      const header = utf8.encode(JSON.stringify(head));
      const size = new Uint8Array(4);
      new DataView(size.buffer).setUint32(0, header.length);
      out.push(size, header, ...bodies);
    };
    const held = new Map(body.held.map((one) => [one[0], one]));
    block({ block: "hello", now: time(), schema: faults.schema ?? 1, resend: body.newest_answered !== null && !journal.has(body.newest_answered) });
    const fresh = [...bundles.values()].filter((one) => !held.has(one.id));
    const headers = await deflate(
      lined(fresh.map((one) => ({ bundle: one.id, type: one.type, parts, grant_end: one.grantEnd, header: one.header }))),
    );
    if (fresh.length > 0) block({ block: "headers", bytes: headers.length }, headers);
    const deltas: unknown[] = [];
    for (const one of bundles.values()) {
      const [, , rev, chain8, grantEnd] = held.get(one.id) ?? [];
      const common = { bundle: one.id, type: one.type, to: one.rev, chain8: one.history[one.rev], grant_end: one.grantEnd, header: one.header };
      if (rev !== undefined && one.history[rev] === chain8) {
        if (rev === one.rev && grantEnd === one.grantEnd) continue;
        const since = [...[...one.lines.values()].filter((line) => line.rev > rev), ...one.gone.filter((gone) => gone.rev > rev)];
        const sums = sumsOf(one);
        const counted = Object.fromEntries(
          parts.map((part) => [part, { lines: since.filter((line) => line.part === part).length, sum: sums[part], ...countsOf(one, part) }]),
        );
        const { header, ...rest } = common;
        const told = since.some((line) => "gone" in line || ofHeader.has(line.kind));
        deltas.push(
          { ...rest, ...(told && { header }), from: rev, from_chain8: chain8, parts: counted },
          ...parts.flatMap((part) => since.filter((line) => line.part === part)),
        );
        continue;
      }
      const sums = sumsOf(one);
      const described: Record<string, unknown> = {};
      const bodies: Uint8Array[] = [];
      for (const part of parts) {
        const pack = await deflate(lined([...one.lines.values()].filter((line) => line.part === part)));
        described[part] = { pack: pack.length, since: 0, sum: sums[part], ...countsOf(one, part) };
        bodies.push(pack);
      }
      const { header, ...rest } = common;
      block(
        { block: "whole", ...rest, ...(held.has(one.id) && { header }), parts: described, bytes: bodies.reduce((sum, each) => sum + each.length, 0) },
        ...bodies,
      );
    }
    if (deltas.length > 0) {
      const packed = await deflate(lined(deltas));
      block({ block: "deltas", bytes: packed.length }, packed);
    }
    const lost = [...held.keys()].filter((id) => !bundles.has(id));
    if (lost.length > 0) block({ block: "forget", bundles: lost });
    block({ block: "end", complete: true, now: time(), lease_until: new Date(now() + 7 * 86_400_000).toISOString(), digest: digest() });
    return new Uint8Array(await new Blob(out as BlobPart[]).arrayBuffer());
  }

  function digest(): string {
    return digestOf(
      [...bundles.values()].map((one) => ({ bundle: one.id, parts, rev: one.rev, chain8: one.history[one.rev]!, grantEnd: one.grantEnd })),
    );
  }

  const pictures = attachments(bundles);

  async function answer(path: string, init: RequestInit): Promise<Response> {
    if (path.startsWith("/attachments/")) return pictures.answer(path, init);
    const gzipped = (init.headers as Record<string, string>)["Content-Encoding"] === "gzip";
    const raw = gzipped ? new TextDecoder().decode(await gunzip(init.body as Uint8Array<ArrayBuffer>)) : ((init.body as string | undefined) ?? "{}");
    const body = JSON.parse(raw);
    requests.push({ path, body });
    const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json" } });
    if (path === "/session" && init.method === "POST") {
      faults.signedOut = false;
      if (body.password !== "right") return json({ code: "credentials", detail: "Not right." }, 401);
      signedIn = meOf(body.email).staff;
      proven = (init.headers as Record<string, string>)["X-Proof"];
      return json({ now: time(), me: meOf(body.email), holds: { patients: 1, today: 1 } });
    }
    if (path === "/session") return json({ now: time() });
    const whose = (init.headers as Record<string, string>)["X-Staff"];
    const isProven = proven === undefined || (init.headers as Record<string, string>)["X-Proof"] === proven;
    if (faults.signedOut || !isProven || (whose && whose !== signedIn)) return json({ code: "sign-in", retryable: false }, 401);
    if (path === "/feedback/asked") return json({ team: "Blue team", place: "Here", set: "short", languages: ["en"], said_and_done: [] });
    if (path === "/feedback/tokens") {
      const tokens = Array.from({ length: body.count }, (_, i) => `token-${++issued}-${i}`);
      return json({ month: body.month, ends_on: "2026-12-07", tokens }, 201);
    }
    if (path === "/questionnaires/filling") {
      if (faults.refuseFilling) return json({ code: "invalid", retryable: false }, 422);
      for (const one of body.measured) filled.set(one.id, one);
      if (faults.loseFillingAnswer) throw new TypeError("network");
      return json({ now: time(), taken: body.measured.length });
    }
    if (path === "/sync/push") {
      const done = push(body);
      if (faults.losePushAnswer) {
        faults.losePushAnswer = false;
        throw new TypeError("network");
      }
      return json(done);
    }
    if (path === "/sync/check")
      return json({
        now: time(),
        schema: faults.schema ?? 1,
        same: body.digest === digest() && !(body.newest_answered && !journal.has(body.newest_answered)),
        lease_until: new Date(now() + 7 * 86_400_000).toISOString(),
      });
    if (path === "/sync/resend")
      return json({ lacking: body.ids.filter((id: string) => !journal.has(id)), newest: latest((id) => body.ids.includes(id)) });
    if (path === "/sync/pull") {
      const bytes = await pull(body);
      const cut = faults.cutPullAt;
      delete faults.cutPullAt;
      return new Response(cut === undefined ? (bytes as BlobPart as BodyInit) : (bytes.slice(0, cut) as BlobPart as BodyInit));
    }
    const found = path.startsWith("/patients/") ? past(path) : null;
    return found ? json(found) : json({ code: "not-found" }, 404);
  }

  return {
    pictures,
    bundles,
    journal,
    requests,
    filled,
    faults,
    bundle,
    write,
    remove,
    pull,
    /** All that a restored server has forgotten, and what it did since. */
    snapshot: () => structuredClone({ bundles: [...bundles], journal: [...journal] }),
    restore(from: { bundles: [string, ServerBundle][]; journal: [string, { change: Change; ending: Ending }][] }): void {
      bundles.clear();
      journal.clear();
      for (const [id, one] of structuredClone(from.bundles)) bundles.set(id, one);
      for (const [id, one] of structuredClone(from.journal)) journal.set(id, one);
    },
    async fetch(input: string, init: RequestInit): Promise<Response> {
      if (faults.offline) throw new TypeError("network");
      return answer(input.replace("/api/v1", ""), init);
    },
  };
}

export function meOf(name: string) {
  const staff = name === "kemi" ? "01936f00-0000-7000-8000-00000000000a" : "01936f00-0000-7000-8000-00000000000b";
  return {
    staff,
    name,
    profession: "District nurse",
    organisation: "ELFT",
    team: null,
    teamName: "South East",
    role: name === "iris" ? "voluntary" : "practitioner",
    place: "01936f00-0000-7000-8000-0000000000ff",
  };
}
