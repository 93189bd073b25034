/** A page of the reports: read when it is asked for, and kept in sight, with its time, where it cannot be read anew. Nothing of it is stored. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Store } from "../store/contract";
import type { ReportMeasurePage, ReportOverview } from "../store/reports";
import { useStore } from "../store/use-store";
import { type Address, write } from "./address";
import { ask } from "./ask";

export type Page = ReportOverview | ReportMeasurePage;

export interface Kept {
  page: Page;
  /** When it was read. */
  at: string;
}

export interface Reading {
  phase: "busy" | "here" | "failed";
  /** Of this address; null where it was never read. */
  kept: Kept | null;
  /** Why it could not be read. */
  words: string;
  isOffline: boolean;
  /** There is no such page. */
  isGone: boolean;
}

/** What was read since the app was opened, of one person at a time: a page that one comes back to stands at once. */
const read = new WeakMap<Store, { staff: string; pages: Map<string, Kept> }>();

function pagesOf(store: Store): Map<string, Kept> {
  const session = store.session.peek();
  const staff = session.phase === "open" ? session.me.staff : "";
  let held = read.get(store);
  if (held?.staff !== staff) {
    held = { staff, pages: new Map() };
    read.set(store, held);
  }
  return held.pages;
}

function failure(heard: { why: string; words: string }): string {
  switch (heard.why) {
    case "offline":
      return "No coverage just now. Reports are read online: they open when there is coverage.";
    case "sign-in":
      return "Sign in again to read this: tap the status line above.";
    case "not-granted":
      return "There is no such page, or no longer: teams, practices and measures change.";
    case "wrong":
      return heard.words;
    default:
      return "The server did not answer as it should. Try again in a moment.";
  }
}

export function useReports(address: Address): { reading: Reading; again: () => void } {
  const store = useStore();
  const covered = store.status.value.state !== "offline";
  const key = write(address);
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; failed: { why: string; words: string } | null } | null>(null);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  const answered = answer?.key === key ? answer : null;
  const waits = answered?.failed?.why === "offline";
  // Once, when coverage comes back: what fails with coverage is asked for anew by hand.
  const wasCovered = useRef(covered);
  useEffect(() => {
    if (covered && !wasCovered.current && waits) again();
    wasCovered.current = covered;
  }, [covered, waits, again]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says all of the address, `turn` asks anew
  useEffect(() => {
    let gone = false;
    setAnswer(null);
    void ask<Page>(store, (reports) => (address.measure ? reports.measure(address.measure, address) : reports.overview(address))).then((heard) => {
      if (gone) return;
      if (heard.ok) pagesOf(store).set(key, { page: heard.value, at: store.now.peek().toISOString() });
      setAnswer({ key, failed: heard.ok ? null : heard });
    });
    return () => {
      gone = true;
    };
  }, [key, turn, store]);
  const failed = answered?.failed ?? null;
  const reading: Reading = {
    phase: !answered ? "busy" : failed ? "failed" : "here",
    kept: pagesOf(store).get(key) ?? null,
    words: failed ? failure(failed) : "",
    isOffline: failed?.why === "offline",
    isGone: failed?.why === "not-granted",
  };
  return { reading, again };
}
