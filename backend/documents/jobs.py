"""Making documents, and forgetting them."""

from __future__ import annotations

import logging

from backend import wall_clock
from backend.database import Acting
from backend.documents import pdf, services
from backend.errors import where
from backend.transaction import transaction

log = logging.getLogger("alongside.jobs")


def make(document: str, staff: str, place: str) -> None:
    """Makes one document as whoever asked for it. No transaction is open while the pages are laid out: that takes a second."""
    who = Acting("web", staff, place)
    with transaction(who) as session:
        found = services.begin(session, document)
        if found is None:
            return
        size = found.size
        page = services.compose(session, found, wall_clock.now())
    try:
        made = pdf.make(page.html, size) if page else None
    except pdf.NoPdf as error:
        log.error("%s", error)
        _fail(who, document, "no-pdf")
        return
    except Exception as error:
        log.error("document: %s", where(error))
        _fail(who, document, "fault")
        return
    if page is None or made is None:
        _fail(who, document, "not-granted")
        return
    with transaction(who) as session:
        services.finish(session, document, page, made)


def _fail(who: Acting, document: str, why: str) -> None:
    with transaction(who) as session:
        services.fail(session, document, why)


def forget() -> None:
    """Each hour: copies of records that are kept no longer."""
    with transaction(Acting(role="engine")) as session:
        services.forget(session, wall_clock.now())
