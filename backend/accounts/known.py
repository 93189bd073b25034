"""The cookie by which an account knows a browser again, so that strangers' wrong passwords do not keep its owner out (`limits`, 4).

It opens nothing: it only gives the browser tries of its own for the accounts that signed in there. It is signed and out of scripts' reach, outlives
sign-out, and names accounts by a hash. A tablet is shared, so it holds several; the one that signed in last stands last, and the oldest go.
"""

from __future__ import annotations

import hashlib
import secrets

from flask import Request
from flask.wrappers import Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from backend.config import Config

MOST = 12
DAYS = 180
PATH = "/api/v1/session"


def mark(config: Config, request: Request, email_key: str) -> str | None:
    """The browser's mark, where this account was signed in with it before; else None."""
    found, accounts = _read(config, request)
    return found if _named(email_key) in accounts else None


def remember(config: Config, request: Request, response: Response, email_key: str) -> None:
    """The account was signed in here: from now on it knows this browser."""
    found, accounts = _read(config, request)
    name = _named(email_key)
    accounts = [*(one for one in accounts if one != name), name][-MOST:]
    value = _signer(config).dumps([found or secrets.token_urlsafe(16), accounts])
    response.set_cookie(_cookie(config), value, max_age=DAYS * 86_400, path=PATH, secure=config.is_https, httponly=True, samesite="Strict")


def _cookie(config: Config) -> str:
    return "__Secure-alongside-known" if config.is_https else "alongside-known"


def _read(config: Config, request: Request) -> tuple[str | None, list[str]]:
    try:
        found, accounts = _signer(config).loads(request.cookies.get(_cookie(config), ""), max_age=DAYS * 86_400)
    except BadSignature:
        return None, []
    return found, accounts


def _signer(config: Config) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(config.secret_key, salt="alongside-known")


def _named(email_key: str) -> str:
    return hashlib.sha256(b"known " + email_key.encode()).hexdigest()[:16]
