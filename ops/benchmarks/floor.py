"""The floor: a page that fetches the same records as one static gzip file of newline-delimited JSON, parses them and puts them into IndexedDB,
one row each in one transaction, unencrypted. Nobody can do the same work in less without doing less of it.
"""

from __future__ import annotations

import gzip
import http.server
import threading
from types import TracebackType

PAGE = """<!doctype html><meta charset="utf-8"><title>floor</title><script>
async function run() {
  await new Promise((done, failed) => { const r = indexedDB.deleteDatabase("floor"); r.onsuccess = done; r.onerror = failed; });
  const began = performance.now();
  const text = await (await fetch("/records.ndjson", { cache: "no-store" })).text();
  const records = text.trimEnd().split("\\n").map(line => JSON.parse(line));
  const database = await new Promise((done, failed) => {
    const r = indexedDB.open("floor", 1);
    r.onupgradeneeded = () => r.result.createObjectStore("records", { keyPath: "id" });
    r.onsuccess = () => done(r.result); r.onerror = failed;
  });
  await new Promise((done, failed) => {
    const t = database.transaction("records", "readwrite");
    const store = t.objectStore("records");
    for (const record of records) store.put(record);
    t.oncomplete = done; t.onerror = failed;
  });
  const took = performance.now() - began;
  database.close();
  return { took, records: records.length };
}
</script>"""


class Floor:
    """A static server on loopback with the page at `/` and the records at `/records.ndjson`."""

    def __init__(self, lines: list[str]) -> None:
        self.packed = gzip.compress(("\n".join(lines) + "\n").encode(), 6)
        floor = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = PAGE.encode() if self.path == "/" else floor.packed
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8" if self.path == "/" else "application/x-ndjson")
                if self.path != "/":
                    self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self) -> Floor:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()
