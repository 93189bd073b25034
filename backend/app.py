"""The application: which slices there are, and how they are wired. Importing does nothing; `create_app` does all.

A new capability is a folder and a line in each list that it has something for.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import built_app, errors, health, openapi, queues, security
from backend.accounts import contacts, sessions
from backend.accounts import routes as accounts_routes
from backend.accounts import services as accounts
from backend.assessments import forms as assessments_forms
from backend.assessments import from_records as assessments_from_records
from backend.assessments import routes as assessments_routes
from backend.assessments import synced as assessments_synced
from backend.board import routes as board_routes
from backend.care_plans import document as care_plans_document
from backend.care_plans import synced as care_plans_synced
from backend.config import Config, WrongConfig
from backend.consent import synced as consent_synced
from backend.database import OPTIONS, REPORTS, REPORTS_OPTIONS, Acting, db
from backend.documents import routes as documents_routes
from backend.documents import services as documents
from backend.feedback import page_routes as voice_routes
from backend.feedback import routes as feedback_routes
from backend.feedback import setup_routes
from backend.grants import from_records as grants_from_records
from backend.grants import services as grants
from backend.lone_working import from_records as lone_working_from_records
from backend.lone_working import routes as lone_working_routes
from backend.lone_working import synced as lone_working_synced
from backend.meetings import synced as meetings_synced
from backend.outcomes_contract import routes as outcomes_contract_routes
from backend.outside import routes as outside_routes
from backend.patients import attachment_routes
from backend.patients import routes as patients_routes
from backend.patients import synced as patients_synced
from backend.places import synced as places_synced
from backend.population import routes as population_routes
from backend.population import synced as population_synced
from backend.record import registry
from backend.record import services as record
from backend.record import synced as record_synced
from backend.record.pulling import schema
from backend.referrals import routes as referrals_routes
from backend.referrals import synced as referrals_synced
from backend.refusals import routes as refusals_routes
from backend.reports import export_routes as report_export_routes
from backend.reports import from_records as reports_from_records
from backend.reports import routes as reports_routes
from backend.reports import schedule_routes as report_schedule_routes
from backend.sync_gateway import routes as sync_gateway_routes
from backend.transaction import acting
from backend.visits import synced as visits_synced
from backend.ways import routes as ways_routes
from backend.weeks import routes as weeks_routes

BLUEPRINTS = (
    accounts_routes.blueprint,
    patients_routes.blueprint,
    attachment_routes.blueprint,
    documents_routes.blueprint,
    feedback_routes.blueprint,
    voice_routes.blueprint,
    setup_routes.blueprint,
    assessments_routes.blueprint,
    lone_working_routes.blueprint,
    refusals_routes.blueprint,
    board_routes.blueprint,
    weeks_routes.blueprint,
    report_export_routes.blueprint,
    report_schedule_routes.blueprint,
    reports_routes.blueprint,
    outcomes_contract_routes.blueprint,
    referrals_routes.blueprint,
    population_routes.blueprint,
    outside_routes.blueprint,
    ways_routes.blueprint,
    sync_gateway_routes.blueprint,
)
SYNCED = (
    record_synced,
    places_synced,
    patients_synced,
    care_plans_synced,
    visits_synced,
    assessments_synced,
    meetings_synced,
    referrals_synced,
    consent_synced,
    population_synced,
    lone_working_synced,
)


def create_app(config: Config | None = None) -> Flask:
    """The WSGI application. `config` is read from the environment where none is given. Raises WrongConfig."""
    config = config or Config.from_environment()
    if config.oldest_schema > schema():
        raise WrongConfig([f"ALONGSIDE_OLDEST_SCHEMA must be at most {schema()}, or no app could write: this server knows none that is newer."])
    app = Flask("backend", static_folder=None)
    app.config.update(settings(config))
    app.extensions["alongside"] = config
    assert isinstance(app.json, DefaultJSONProvider)
    app.json.sort_keys = False

    _log_to_stderr()
    errors.register(app)
    db.init_app(app)
    queues.register(app, config)
    contacts.register(app, config)
    sessions.register(app, config)
    wire()
    security.register(app, config, acting=_acting)
    app.after_request(errors.log_request)
    app.after_request(_commit)
    api = openapi.Api(app)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint, url_prefix=openapi.PREFIX)
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
        "SQLALCHEMY_BINDS": {REPORTS: {"url": config.reports_database_url or config.database_url, **REPORTS_OPTIONS}},
        "SESSION_COOKIE_NAME": "__Host-alongside" if config.is_https else "alongside",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": config.is_https,
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": config.session_days * 86_400,
        "OLDEST_SCHEMA": config.oldest_schema,
    }


def wire() -> None:
    """Hands each capability what it needs of those above it. The same for every app of a process, so doing it twice changes nothing."""
    for module in SYNCED:
        registry.register(*module.KINDS)
    for header in patients_synced.HEADERS:
        registry.register_header(*header)
    registry.set_forms(assessments_forms.forms)
    grants_from_records.register()
    assessments_from_records.register()
    lone_working_from_records.register()
    reports_from_records.register()
    record.set_access(grants.access)
    documents.offer("care-plan", care_plans_document.for_team)
    documents.offer("care-plan-for-me", care_plans_document.for_person)
    accounts.set_holdings(lambda session, now: grants.carried(session, now)[0])


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
