"""Making documents, and forgetting them."""

from __future__ import annotations

import logging

from backend import wall_clock
from backend.database import Acting
from backend.documents import pdf, services
from backend.errors import where
from backend.grants import services as grants
from backend.transaction import transaction

log = logging.getLogger("alongside.jobs")


ENGINE = Acting(role="engine")


def make(document: str, staff: str, place: str) -> None:
    """Makes one document as whoever asked for it. No transaction is open while the pages are laid out: that takes a second."""
    with transaction(ENGINE) as session:
        if not services.begin(session, document):
            return
    now = wall_clock.now()
    with transaction(Acting("web", staff, place), snapshot=True) as session:  # the page and its parts are of one moment
        found = services.seen(session, document)
        size, bundle = (found.size, found.bundle_id) if found else ("", "")
        parts = grants.readable(session, staff, [bundle], now).get(bundle) if found else None
        page = services.compose(session, found, now) if found and parts else None
    if page is None or not parts:
        _fail(document, "not-granted")
        return
    try:
        made = pdf.make(page.html, size)
    except pdf.NoPdf as error:
        log.error("%s", error)
        _fail(document, "no-pdf")
    except Exception as error:
        log.error("document: %s", where(error))
        _fail(document, "fault")
    else:
        with transaction(ENGINE) as session:
            services.finish(session, document, page, made, parts)


def _fail(document: str, why: str) -> None:
    with transaction(ENGINE) as session:
        services.fail(session, document, why)


def forget() -> None:
    """Each hour: copies of records that are kept no longer."""
    with transaction(ENGINE) as session:
        services.forget(session, wall_clock.now())
