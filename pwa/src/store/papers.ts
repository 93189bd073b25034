/** Documents of a record: asked for, made by the server's worker, fetched when they are ready. Nothing of them is stored on the tablet. */
import type { Client } from "../api/client";
import type { Id, Online, Paper, PaperAsked } from "./contract";
import { whyNot } from "./past";

interface Told {
  id: Id;
  state: "waiting" | "making" | "ready" | "failed";
  title: string | null;
  pages: number | null;
  message: string | null;
}

/** Between two looks at how far it is, in milliseconds: a plan takes half a second. */
const pause = 500;

/**
 * Asks, waits and fetches. `signal`: no longer wanted, and then nothing of it is left on the server either. `later`: a pause.
 * A document that the server could not make comes back with its words.
 */
export async function paper(client: Client, patient: Id, asked: PaperAsked, signal: AbortSignal, later: Later): Promise<Online<Paper>> {
  let id: Id | null = null;
  try {
    let told = await client.json<Told>(`/patients/${patient}/documents`, { method: "POST", json: asked, signal });
    id = told.id;
    while (told.state === "waiting" || told.state === "making") {
      await new Promise<void>((done) => later(done, pause));
      signal.throwIfAborted();
      told = await client.json<Told>(`/documents/${id}`, { signal });
    }
    if (told.state === "failed") return { ok: true, file: null, title: "", pages: 0, message: told.message };
    const stream = await client.stream(`/documents/${id}/content`, { signal });
    const file = new Blob([await new Response(stream).blob()], { type: "application/pdf" });
    return { ok: true, file, title: told.title ?? "", pages: told.pages ?? 0, message: null };
  } catch (error) {
    if (signal.aborted) return { ok: false, why: "busy" };
    return { ok: false, why: whyNot(error) };
  } finally {
    // The copy has done its work, or is not wanted: the server need not keep it for its day.
    if (id) void client.json(`/documents/${id}`, { method: "DELETE" }).catch(() => undefined);
  }
}

export type Later = (what: () => void, milliseconds: number) => unknown;
