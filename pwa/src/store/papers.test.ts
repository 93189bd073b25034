import { describe, expect, test } from "vitest";
import type { Asking, Client } from "../api/client";
import { ApiError } from "../api/errors";
import { paper } from "./papers";

const asked = { what: "care-plan", size: "large" } as const;
const at = (state: string, more = {}) => ({ id: "d1", state, title: null, pages: null, message: null, ...more });

/** A server whose document is in these states, one look after the other. */
function server(states: object[], faults: Record<string, Error> = {}) {
  const calls: string[] = [];
  const left = [...states];
  async function answer(path: string, asking: Asking = {}) {
    const call = `${asking.method ?? "GET"} ${path}`;
    calls.push(call);
    if (faults[call]) throw faults[call];
    return left.length > 1 ? left.shift() : left[0];
  }
  async function stream(path: string) {
    await answer(path);
    return new Blob(["%PDF"]).stream();
  }
  const client = { json: answer, stream } as unknown as Client;
  return { client, calls };
}
const soon = (what: () => void) => queueMicrotask(what);
const get = (client: Client, signal = new AbortController().signal, later = soon) => paper(client, "p1", asked, signal, later);

describe("a document of a record", () => {
  test("is asked for, waited for and fetched; then the server's copy is thrown away", async () => {
    const { client, calls } = server([at("waiting"), at("making"), at("ready", { title: "Care plan of Rose", pages: 2 })]);
    const found = await get(client);
    expect(found).toMatchObject({ ok: true, title: "Care plan of Rose", pages: 2, message: null });
    expect(await (found as { file: Blob }).file.text()).toBe("%PDF");
    expect(calls).toEqual([
      "POST /patients/p1/documents",
      "GET /documents/d1",
      "GET /documents/d1",
      "GET /documents/d1/content",
      "DELETE /documents/d1",
    ]);
  });

  test("that could not be made comes back with the server's words", async () => {
    const { client } = server([at("waiting"), at("failed", { message: "This server cannot make PDF files." })]);
    expect(await get(client)).toMatchObject({ ok: true, file: null, message: "This server cannot make PDF files." });
  });

  test("that is no longer wanted is asked about no more, and thrown away on the server", async () => {
    const { client, calls } = server([at("waiting")]);
    const gone = new AbortController();
    const later = (what: () => void) => {
      gone.abort();
      what();
    };
    expect(await get(client, gone.signal, later)).toMatchObject({ ok: false });
    expect(calls).toEqual(["POST /patients/p1/documents", "DELETE /documents/d1"]);
  });

  test("says plainly why there is none", async () => {
    const offline = new ApiError("offline", 0, "offline", true, "No coverage just now.");
    expect(await get(server([at("waiting")], { "POST /patients/p1/documents": offline }).client)).toEqual({ ok: false, why: "offline" });
    const gone = new ApiError("refused", 404, "not-found", false, "Not here.");
    expect(await get(server([at("waiting"), at("ready")], { "GET /documents/d1": gone }).client)).toEqual({ ok: false, why: "not-granted" });
  });
});
