/** What is read online and never stored (PROTOCOL §13): records that left the window, and the steps by which records became what they are. */
import type { Client } from "../api/client";
import { ApiError } from "../api/errors";
import { groups, type Kind } from "../api/kinds";
import type { HistoryPage, Id, NotRead, OlderPage, Online, Step, View } from "./contract";
import { overlay } from "./overlay";
import type { Line } from "./wire";

const viewsOf = (lines: Line[]): View[] => [...overlay(lines, [], new Set()).values()];

function address(patient: Id, what: string, kinds: readonly Kind[] = [], before: string | number | null = null): string {
  const asked = new URLSearchParams(kinds.map((kind) => ["kind", kind]));
  if (before !== null) asked.set("before", String(before));
  return `/patients/${patient}/${what}?${asked}`;
}

export function whyNot(error: unknown): NotRead {
  if (!(error instanceof ApiError)) throw error;
  if (error.kind === "offline") return "offline";
  if (error.kind === "signed-out") return "sign-in";
  return error.status === 404 ? "not-granted" : "busy";
}

async function read<Answer, Page>(client: Client, path: string, page: (answer: Answer) => Page): Promise<Online<Page>> {
  try {
    return { ok: true, ...page(await client.json<Answer>(path)) };
  } catch (error) {
    return { ok: false, why: whyNot(error) };
  }
}

export function older(client: Client, patient: Id, asked: { kinds?: readonly Kind[]; before?: string | null }): Promise<Online<OlderPage>> {
  return read(
    client,
    address(patient, "older", asked.kinds, asked.before),
    ({ lines, next, left }: { lines: Line[]; next: string | null; left: number }) => ({
      views: viewsOf(lines),
      unknown: lines.filter((line) => !(line.kind in groups)).length,
      next,
      left,
    }),
  );
}

type StepLine = Omit<Step, "views" | "receivedAt"> & { received_at: string; lines: Line[] };

export function history(client: Client, patient: Id, asked: { kinds: readonly Kind[]; before?: number | null }): Promise<Online<HistoryPage>> {
  return read(client, address(patient, "history", asked.kinds, asked.before), ({ steps, next }: { steps: StepLine[]; next: number | null }) => ({
    steps: steps.map(({ change, source, by, at, received_at, kind, record, saw, set, ending, lines }) => ({
      change,
      source,
      by,
      at,
      receivedAt: received_at,
      kind,
      record,
      saw,
      set,
      ending,
      views: viewsOf(lines),
    })),
    next,
  }));
}
