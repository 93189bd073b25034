"""The application: which slices there are, and how they are wired. Importing does nothing; `create_app` does all.

A new capability is a folder and a line in each list that it has something for.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
from contextlib import AbstractContextManager
from functools import partial
from types import ModuleType

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import built_app, errors, health, openapi, queues, security
from backend.accounts import services as accounts
from backend.accounts import sessions
from backend.config import Config
from backend.database import OPTIONS, Acting, db
from backend.transaction import acting

BLUEPRINTS = ("accounts", "sync_gateway", "visits", "patients")
SYNCED = ("record", "places", "patients", "care_plans", "visits")


def create_app(config: Config | None = None) -> Flask:
    """The WSGI application. `config` is read from the environment where none is given. Raises WrongConfig."""
    config = config or Config.from_environment()
    app = Flask("backend", static_folder=None)
    app.config.update(settings(config))
    app.extensions["alongside"] = config
    assert isinstance(app.json, DefaultJSONProvider)
    app.json.sort_keys = False

    _log_to_stderr()
    errors.register(app)
    db.init_app(app)
    queues.register(app, config)
    sessions.register(app, config)
    wire()
    security.register(app, config, acting=_acting)
    app.after_request(errors.log_request)
    app.after_request(_commit)
    api = openapi.Api(app)
    for name in BLUEPRINTS:
        module = _landed(f"backend.{name}.routes")
        if module is not None:
            api.register_blueprint(module.blueprint, url_prefix=openapi.PREFIX)
    health.register(app)
    built_app.register(app, config.pwa)
    openapi.Operations(api, app).complete()
    security.check(app)
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=0)  # type: ignore[method-assign]
    return app


def settings(config: Config) -> dict[str, object]:
    """What Flask and its extensions read."""
    return {
        **openapi.SETTINGS,
        "SECRET_KEY": config.secret_key,
        "MAX_CONTENT_LENGTH": security.UNPACKED,
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": OPTIONS,
        "SESSION_COOKIE_NAME": "__Host-alongside" if config.is_https else "alongside",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": config.is_https,
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": config.session_days * 86_400,
    }


def _landed(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError as error:  # while slices land; by the end these are plain imports
        logging.getLogger("alongside").warning("not there yet: %s (%s)", name, error)
        return None


def wire() -> None:
    """Hands each capability what it needs of those above it. The same for every app of a process, so doing it twice changes nothing."""
    registry = _landed("backend.record.registry")
    for name in SYNCED:
        module = _landed(f"backend.{name}.synced")
        if module is not None and registry is not None:
            registry.register(*module.KINDS)
            for header in getattr(module, "HEADERS", ()):
                registry.register_header(*header)
    grants_from_records, grants, record = (_landed(f"backend.{name}") for name in ("grants.from_records", "grants.services", "record.services"))
    if grants_from_records is not None:
        grants_from_records.register()
    if grants is not None and record is not None:
        with contextlib.suppress(NotImplementedError):
            record.set_access(grants.access)
        accounts.set_holdings(partial(grants.held, carried_only=True))


def _acting(caller: security.Caller) -> AbstractContextManager[Acting]:
    return acting(caller.staff, role="web", place=caller.place)


def _commit(response: Response) -> Response:
    """One request, one commit: what a view did stands if it answered well, all of it, and else nothing of it."""
    if db.session.registry.has():
        if response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
    return response


def _log_to_stderr() -> None:
    """Our own lines, where nobody has said otherwise. See errors.py for what they may hold."""
    log = logging.getLogger("alongside")
    if not log.handlers and not logging.getLogger().handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
