import type { Store } from "../store/contract";
import type { Heard } from "../store/heard";
import type { Reports } from "../store/reports";

/** Asks the server something of the reports. Offline, and a part of the app that could not be loaded, are answers too. */
export async function ask<Value>(store: Store, what: (reports: Reports) => Promise<Heard<Value>>): Promise<Heard<Value>> {
  const reports = await store.reports().catch(() => null);
  return reports ? what(reports) : { ok: false, why: "offline", words: "" };
}
