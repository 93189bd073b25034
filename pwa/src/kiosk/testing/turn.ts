/** A kiosk's turn on a real disk, before a server that tests write themselves: what it asks of it is kept, and each test has all of it anew. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect } from "vitest";
import { type Disk, openDisk, type Permit } from "../disk";
import { createTurn, type Turn } from "../turn";

export interface Sent {
  path: string;
  kiosk: string | undefined;
  credentials: RequestCredentials | undefined;
  body: { batch: string; responses: Record<string, unknown>[] } | null;
}

interface Rig {
  disk: Promise<Disk>;
  /** The clock on the wall, milliseconds. */
  wall: number;
  sent: Sent[];
  offline: boolean;
  /** What the next batches are answered with, where it is not 200. */
  statuses: number[];
  /** What answers a batch, where it is not the usual "taken". */
  answered: ((sent: Sent) => Response | null) | null;
}

const anew = (): Rig => ({
  disk: openDisk(new IDBFactory()),
  wall: Date.parse("2026-11-22T10:00:00Z"),
  sent: [],
  offline: false,
  statuses: [],
  answered: null,
});

export const rig: Rig = anew();
/** To be called by each file of tests: one that shares this module with others must not miss its own. */
export const eachAnew = () => beforeEach(() => void Object.assign(rig, anew()));

const asked = { team: "Blue team", place: "Here", set: "short", languages: ["en", "bn"], said_and_done: [] };

export async function fetch(input: string, init: RequestInit): Promise<Response> {
  if (rig.offline) throw new TypeError("no coverage");
  const headers = init.headers as Record<string, string>;
  const body = typeof init.body === "string" ? JSON.parse(init.body) : null;
  const path = input.replace("/api/v1/feedback", "");
  rig.sent.push({ path, kiosk: headers["X-Kiosk"], credentials: init.credentials, body });
  const status = path === "" ? (rig.statuses.shift() ?? 200) : 200;
  if (path === "/kiosk") return Response.json(asked);
  if (path === "/kiosks/enrol")
    return body.code === "RIGHT" ? Response.json({ secret: "s".repeat(30) }, { status: 201 }) : Response.json({}, { status: 401 });
  const taken = (body?.responses ?? []).map((_: unknown, n: number) => ({ n, ending: "taken", reason: null }));
  return rig.answered?.(rig.sent.at(-1)!) ?? Response.json({ endings: taken }, { status });
}

export async function open(handedOver: Permit | null = null): Promise<Turn> {
  const turn = createTurn({
    disk: rig.disk,
    fetch,
    wall: () => rig.wall,
    chance: () => 0.5,
    handedOver: () => handedOver && { permit: handedOver, language: null },
    tapped: null,
    quiet: () => undefined,
  });
  await turn.start();
  return turn;
}

export const device: Permit = { kind: "device", secret: "d".repeat(30), ask: null };
export const visit = (token = "t".repeat(30)): Permit => ({ kind: "visit", token, used: false, ask: null });

/** Up to the thanks: the first question answered, the others skipped. */
export async function done(turn: Turn): Promise<void> {
  turn.act({ do: "skip" });
  turn.act({ do: "skip" });
  turn.act({ do: "answer", code: "good" });
  turn.act({ do: "next" });
  for (let i = 0; i < 5; i++) turn.act({ do: "skip" });
  expect(turn.state.model.screen).toBe("thanks");
  await turn.settled();
}

export const batches = (): Sent[] => rig.sent.filter((one) => one.path === "");
export const kept = async () => (await (await rig.disk).answers()).map((row) => row.answer);
