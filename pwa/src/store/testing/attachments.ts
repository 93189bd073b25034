/** The server's side of pictures for the store's tests: content by pieces, of attachments that stand, with faults on demand. */
import { hex, sha256 } from "../../lib/sha";
import type { ServerBundle } from "./server";

export interface PictureFaults {
  /** After so many pieces no answer comes any more. */
  dropAfter?: number | undefined;
  refuse?: string | undefined;
}

export function attachments(bundles: ReadonlyMap<string, ServerBundle>) {
  const content = new Map<string, Uint8Array>();
  const faults: PictureFaults = {};
  const log: { id: string; offset: number; bytes: number }[] = [];

  const fieldsOf = (id: string) => [...bundles.values()].flatMap((one) => one.lines.get(id) ?? []).find((line) => line.kind === "attachment")?.fields;
  const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json" } });
  const state = (id: string) => {
    const received = content.get(id)?.length ?? 0;
    return { attachment: id, received, whole: received === fieldsOf(id)?.bytes };
  };

  function put(id: string, offset: number, piece: Uint8Array): Response {
    const fields = fieldsOf(id);
    if (!fields) return json({ code: "not-found" }, 404);
    if (faults.dropAfter !== undefined && faults.dropAfter-- <= 0) throw new TypeError("network");
    log.push({ id, offset, bytes: piece.length });
    const before = content.get(id) ?? new Uint8Array();
    if (offset !== before.length) return json({ code: "offset", errors: { received: String(before.length) } }, 409);
    const joined = new Uint8Array([...before, ...piece]);
    content.set(id, joined);
    if (joined.length === fields.bytes && (faults.refuse || hex(sha256(joined)) !== fields.sha256)) {
      content.delete(id);
      return json({ code: faults.refuse ? "location" : "sum", detail: faults.refuse ?? "Damaged." }, 422);
    }
    return json(state(id));
  }

  function answer(path: string, init: RequestInit): Response {
    const id = path.split("/")[2]!;
    if (id === "received") {
      const { ids } = JSON.parse(init.body as string) as { ids: string[] };
      return json({ attachments: ids.filter(fieldsOf).map(state) });
    }
    if (init.method === "PUT") return put(id, Number((init.headers as Record<string, string>)["Upload-Offset"]), init.body as Uint8Array);
    const found = content.get(id);
    if (!fieldsOf(id)) return json({ code: "not-found" }, 404);
    return found && state(id).whole ? new Response(found.slice()) : json({ code: "not-here" }, 409);
  }

  return { content, faults, log, answer };
}
