"""Serves the app that Vite built: its page for every address of the app, its files, packed once.

1. A file under assets/ has its content's hash in its name: it may be kept for ever. Everything else is asked for anew (`no-cache` with an ETag).
2. A service worker is never kept: a tablet must be able to learn of a new version.
3. The kiosk has a page of its own, at /kiosk, under a policy of its own: the app's page never answers there. Its styles stand in it, so that it
   takes one round trip; exactly these are allowed, by their hash.
4. A new build is served without a restart, and the hashed files of the one before stay, for pages that were open meanwhile.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import mimetypes
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from backend.errors import Problem
from backend.security import kiosk_policy

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".txt": "text/plain; charset=utf-8",
}
PACKABLE = frozenset({*TYPES})
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
CHANGING = ("index.html", "service-worker.js", "kiosk.html", "kiosk-worker.js")
"""Files that every new build changes: seen to change, all are read anew."""


@dataclass(frozen=True, slots=True)
class File:
    """One file in memory, in the forms in which it may be sent. The whole app is well under a few megabytes."""

    content_type: str
    cache: str
    etag: str
    plain: bytes
    packed: dict[str, bytes]
    styles: tuple[str, ...] = ()
    """Of a page: `sha256-…` of each text in a style element."""


class BuiltApp:
    """The files of a build folder by their address. Reads them anew when a page or a worker changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, File] = {}
        self._seen: tuple[int, ...] | None = None
        self._lock = threading.Lock()

    def file(self, name: str) -> File | None:
        self._refresh()
        return self._files.get(name)

    def _refresh(self) -> None:
        seen = tuple(_changed(self.folder / name) for name in CHANGING)
        if seen == self._seen:
            return
        with self._lock:
            if seen == self._seen:
                return
            kept = {name: file for name, file in self._files.items() if file.cache == FOR_EVER}
            self._files = kept | read(self.folder)
            self._seen = seen


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def read(folder: Path) -> dict[str, File]:
    """Every file of the folder by its name in it; .br and .gz beside a file are its packed forms."""
    found: dict[str, File] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or (path.suffix in {".br", ".gz"} and path.with_suffix("").is_file()):
            continue
        name = path.relative_to(folder).as_posix()
        plain = path.read_bytes()
        packed = {coding: form.read_bytes() for coding, end in (("br", ".br"), ("gzip", ".gz")) if (form := Path(f"{path}{end}")).is_file()}
        if "gzip" not in packed and path.suffix in PACKABLE and len(plain) > 512:
            packed["gzip"] = gzip.compress(plain, compresslevel=9, mtime=0)
        found[name] = File(
            content_type=TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream",
            cache=FOR_EVER if name.startswith("assets/") else ASK_AGAIN,
            etag=hashlib.sha256(plain).hexdigest()[:32],
            plain=plain,
            packed={coding: body for coding, body in packed.items() if len(body) < len(plain)},
            styles=tuple(styles_in(plain)) if path.suffix == ".html" else (),
        )
    return found


def styles_in(page: bytes) -> list[str]:
    """The hashes of a page's own styles, as a Content-Security-Policy names them."""
    texts = re.findall(rb"<style>(.*?)</style>", page, re.DOTALL)
    return [f"sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}" for text in texts]


def answer(file: File) -> Response:
    """The file in the smallest form that the caller takes, or 304."""
    coding = next((c for c in ("br", "gzip") if c in file.packed and request.accept_encodings[c]), None)
    response = Response(file.packed[coding] if coding else file.plain, content_type=file.content_type)
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Cache-Control"] = file.cache
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{file.etag}-{coding}" if coding else file.etag)
    response.make_conditional(request)
    return response


def register(app: Flask, folder: Path) -> None:
    """Serves the build in `folder`, to anyone, for every address that no route and not the API has.

    A rule of its own for "everything else" would take the place of the API's 404s and 405s, so this answers where routing found nothing.
    """
    built = BuiltApp(folder)

    def page() -> Response | None:
        if not isinstance(request.routing_exception, NotFound) or request.method not in {"GET", "HEAD"}:
            return None
        path = request.path.lstrip("/")
        is_kiosk = path in ("kiosk", "kiosk.html") or path.startswith("kiosk/")  # by its file's name its worker keeps it
        file = None if is_kiosk else built.file(path)
        if file is not None:
            return answer(file)
        if path != "kiosk.html" and (path.startswith(("api/", "assets/")) or path == "api" or "." in path.rpartition("/")[2]):
            return None
        index = built.file("kiosk.html" if is_kiosk else "index.html")
        if index is None:
            raise Problem(503, "not-built", "The app is not built: run ops/run, or npm run build in pwa/.", retryable=False)
        response = answer(index)
        if is_kiosk:
            response.headers.update(kiosk_policy(index.styles))
        return response

    app.before_request(page)
