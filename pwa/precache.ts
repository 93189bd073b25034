/** What a build tells its service worker: of which files it is made, and a version that changes exactly when any of them does. */
import { createHash } from "node:crypto";
import type { Rolldown } from "vite";

/** `others`: what the worker keeps besides what this build made, by the path under which it is asked for. */
export function tell(worker: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle, others: ReadonlyMap<string, string | Uint8Array>): void {
  const content = new Map(others);
  for (const file of Object.values(bundle)) if (file !== worker) content.set(`/${file.fileName}`, file.type === "chunk" ? file.code : file.source);
  const files = [...content.keys()].sort();
  const version = createHash("sha256");
  for (const name of files) version.update(name).update(content.get(name)!);
  worker.code = worker.code
    .replace("__PRECACHE_FILES__", () => files.join(" "))
    .replace("__PRECACHE_VERSION__", () => version.update(worker.code).digest("hex").slice(0, 16));
}
