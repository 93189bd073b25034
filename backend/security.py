"""Who may use which address, and what every request and answer must carry.

1. Deny by default: an address without `@allow` does not start, and would be refused if it did.
2. A request that may change something comes from our own pages: `Origin` is ours and `X-Alongside: 1` is there.
   A foreign page can send neither: the header needs a CORS preflight, and we answer none.
3. A request body is at most 1 MiB as it travels and 8 MiB unpacked (PROTOCOL §3).
4. While a signed-in request runs, the database sees who asks: each of its transactions acts for that person (`acting`).
5. A device that says whose data it holds (X-Staff) is answered in that person's session only: two people may share one browser's cookie.
6. Where the app bound its session to a proof, the cookie alone opens nothing: a tablet that is locked, or in a patient's hands, has the cookie and
   not the proof (`accounts.sessions`).
"""

from __future__ import annotations

import gzip
import io
import ipaddress
import re
import uuid
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request
from flask_login import current_user

from backend.config import Config
from backend.errors import Problem, log

ROLES = ("practitioner", "assistant", "coordinator", "lead", "manager", "administrator", "privacy officer", "voluntary")
STAFF = "staff"
"""Whoever is signed in, in any role."""
ANYONE = "anyone"
"""Also who is not signed in."""

PACKED = 1024 * 1024
UNPACKED = 8 * 1024 * 1024
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PROOF = re.compile(r"[A-Za-z0-9_-]{43}")
SAFE_METHODS = frozenset({"GET", "HEAD"})

View = TypeVar("View", bound=Callable[..., Any])


def allow(*who: str) -> Callable[[View], View]:
    """Says beside a route who may use it: ANYONE, STAFF, or roles. `@blueprint.route(…)` stands above it."""
    unknown = set(who) - {ANYONE, STAFF, *ROLES}
    if unknown or not who:
        raise ValueError(f"not a role: {', '.join(sorted(unknown)) or '(nobody)'}")

    def mark(view: View) -> View:
        view.allowed = frozenset(who)  # type: ignore[attr-defined]
        return view

    return mark


def allowed(app: Flask, endpoint: str) -> frozenset[str] | None:
    """Who may use an endpoint, or None where nobody has said."""
    return getattr(app.view_functions.get(endpoint), "allowed", None)


def endpoints_without_rule(app: Flask) -> list[str]:
    return sorted({rule.endpoint for rule in app.url_map.iter_rules() if allowed(app, rule.endpoint) is None})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a member of staff, signed in. Ids are text, as on the wire."""

    staff: str
    place: str
    roles: frozenset[str]
    session: str
    device: str | None


def caller() -> Caller:
    """The person of this request. Raises the 401 problem where nobody is signed in."""
    if not current_user.is_authenticated:
        raise Problem(401)
    user = current_user._get_current_object()  # each look through the proxy asks the request again
    return Caller(staff=user.staff, place=user.place, roles=frozenset({user.role}), session=user.session, device=user.device)


def device() -> str | None:
    """The device that asks, as it calls itself in X-Device; None where it does not say. Raises 400 where it is no UUID."""
    text = request.headers.get("X-Device")
    if text is None:
        return None
    if not ID.fullmatch(text):
        raise Problem(400, "device", "X-Device must be the UUID that this device made at its first sign-in.")
    return text


def proof() -> str | None:
    """The other half of a session's key, as the app sends it in X-Proof; None where it does not. Raises 400 where it is no such secret."""
    text = request.headers.get("X-Proof")
    if text is not None and not PROOF.fullmatch(text):
        raise Problem(400, "proof", "X-Proof must be 32 random bytes as base64url, made by the app at sign-in.")
    return text


def line_of(address: str) -> str:
    """Whose line an address is on, for whatever counts by it: of IPv6 its first 64 bits, since whoever has one address there has all of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def check_origin(config: Config) -> None:
    """Rule 2. Raises the 403 problem `origin`."""
    if request.method in SAFE_METHODS:
        return
    if request.headers.get("X-Alongside") != "1" or request.headers.get("Origin", "").lower() not in config.origins:
        raise Problem(403, "origin", "This request did not come from the app.")


def check_rule() -> None:
    """Rules 1 and 5. An address that does not exist goes on to its 404."""
    if request.endpoint is None:
        return
    who = allowed(current_app, request.endpoint)
    if who is None:
        log.error("endpoint %s says not who may use it", request.endpoint)
        raise Problem(403)
    if ANYONE in who:
        return
    found = caller()
    if request.headers.get("X-Staff", found.staff) != found.staff:
        raise Problem(401)
    if STAFF not in who and not found.roles & who:
        raise Problem(403, "role")


def unpack_body() -> None:
    """Rule 3. Puts the unpacked body in the place of the packed one, so that everyone behind reads plain JSON."""
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if (request.content_length or 0) > (UNPACKED if encoding == "identity" else PACKED):
        raise Problem(413)
    if encoding == "identity":
        return
    if encoding != "gzip":
        raise Problem(415, detail="A body may be packed with gzip, nothing else.", headers={"Accept-Encoding": "gzip"})
    packed = request.environ["wsgi.input"].read(PACKED + 1) if request.content_length is None else request.stream.read()
    if len(packed) > PACKED:
        raise Problem(413)
    plain = _unpack(packed)
    request.environ["wsgi.input"] = io.BytesIO(plain)
    request.environ["CONTENT_LENGTH"] = str(len(plain))
    request.environ.pop("HTTP_CONTENT_ENCODING", None)
    for cached in ("stream", "content_length", "data"):
        request.__dict__.pop(cached, None)


def _unpack(packed: bytes) -> bytes:
    """At most UNPACKED bytes come out, however much a hostile body would grow to."""
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = reader.decompress(packed, UNPACKED + 1)
    except zlib.error as error:
        raise Problem(400, detail="The body says that it is gzip and is not.") from error
    if len(plain) > UNPACKED or reader.unconsumed_tail:
        raise Problem(413)
    if not reader.eof or reader.unused_data:
        raise Problem(400, detail="The packed body is cut off, or something follows it.")
    return plain


def content_policy(tiles: str = "") -> str:
    """What our pages may load: themselves, nothing inline, nothing from elsewhere; photos from memory. `tiles`: the host of map tiles, where one was
    set; pictures alone may come from there."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' blob: data: {tiles}".rstrip(),
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def kiosk_policy(styles: Sequence[str] = ()) -> dict[str, str]:
    """What the page that a patient holds carries in place of the app's: recordings may be played, no form sends anything, no sensor is open.

    styles: hashes of the styles that stand in the page itself; no others do.
    """
    policy = content_policy().replace("img-src 'self' blob: data:", "img-src 'self'; media-src 'self'")
    policy = policy.replace("form-action 'self'", "form-action 'none'")
    policy = policy.replace("style-src 'self'", " ".join(["style-src 'self'", *(f"'{one}'" for one in styles)]))
    sensors = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    return {"Content-Security-Policy": policy, "Permissions-Policy": sensors}


DATA = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What an answer of the API carries: it is never a page, may load nothing, and a tablet pays for each byte of it every thirty seconds."""


def headers(config: Config) -> tuple[dict[str, str], dict[str, str]]:
    """What every page and file carries, and what every answer of the API does."""
    https = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"} if config.is_https else {}
    pages = {
        "Content-Security-Policy": content_policy(config.tiles_host),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(self), display-capture=(), geolocation=(self), gyroscope=(), "
        "magnetometer=(), microphone=(self), midi=(), payment=(), usb=()",
    }
    return pages | https, DATA | https


COMPRESSIBLE = frozenset({"application/json", "application/problem+json"})


def pack(response: Response) -> Response:
    """Packs a JSON answer above 1 KiB, where the caller takes gzip. Streams and frames pass as they are."""
    if response.mimetype not in COMPRESSIBLE or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) > 1024 and request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(body, compresslevel=5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def register(app: Flask, config: Config, *, acting: Callable[[Caller], Any]) -> None:
    """Hangs the rules on an app. `acting(caller)` gives the context in which a signed-in request's transactions run."""
    pages, data = headers(config)

    def begin() -> None:
        g.request_id = uuid.uuid4()
        check_origin(config)
        device()
        proof()
        check_rule()
        unpack_body()  # after the rule: who may not come in has nothing unpacked
        if request.endpoint is not None and ANYONE not in (allowed(app, request.endpoint) or ()):
            context = acting(caller())
            context.__enter__()
            g.acting = context

    def end(error: BaseException | None) -> None:
        context = g.pop("acting", None)
        if context is not None:
            context.__exit__(None, None, None)

    def finish(response: Response) -> Response:
        for name, value in (data if request.path.startswith("/api/") else pages).items():
            response.headers.setdefault(name, value)
        return pack(response)

    app.before_request(begin)
    app.teardown_request(end)
    app.after_request(finish)


def check(app: Flask) -> None:
    """Rule 1, when the app starts. Raises RuntimeError with the names of the endpoints that say nothing."""
    missing: Iterable[str] = endpoints_without_rule(app)
    if missing:
        raise RuntimeError(f"these endpoints say not who may use them (security.allow): {', '.join(missing)}")
