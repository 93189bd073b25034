"""Asking for a document, making it, fetching it.

1. A document is read, and the record that it is of, as whoever asked for it: row-level security decides each time what there is, and whoever lost the
   grant meanwhile gets nothing. A document knows the parts of the record that it was read from, and is there while all of them may be read. What is
   written about it is written as engine: the web role writes nothing.
2. What a document is of comes from the capability that owns it (`offer`, handed in by app.py): nothing here knows what a care plan is.
3. A copy of a record is kept for a day, and that it was asked for and each time that it is fetched stand in the audit trail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from backend.audit import services as audit
from backend.documents import pdf
from backend.documents.models import Document

KEPT = timedelta(days=1)
MOST_WAITING = 5
"""Documents that one person may have waiting at once."""
FAILURES = {
    "not-granted": "You may not read this record any more.",
    "no-pdf": "This server cannot make PDF files: its administrator was told what is missing. The page can be printed meanwhile.",
    "fault": "It could not be made. Ask for it again.",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One whole HTML page, and what it is called in a list and as a file's title."""

    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom, by whom, when: what a composer needs to read as that person."""

    session: Session
    place: str
    patient: str
    staff: str
    now: datetime


Compose = Callable[[Asked], Page | None]
"""The page of a patient as its asker may see it; None where nothing is granted."""

_offered: dict[str, Compose] = {}


class TooMany(Exception):
    """Somebody has MOST_WAITING documents waiting."""


class NotGranted(Exception):
    """There is no such person or document for whoever asks."""


def offer(what: str, compose: Compose) -> None:
    """Makes one kind of document known. Offering the same again changes nothing."""
    _offered[what] = compose


def offered() -> tuple[str, ...]:
    return tuple(_offered)


def ask(session: Session, document: Document, *, device: str | None) -> None:
    """Keeps what was asked for, noted in the audit trail: a copy is made of it, fetched or not.

    The job that makes it is the caller's to hand over. Raises TooMany.
    """
    waiting = select(func.count()).select_from(Document).where(Document.asked_by == document.asked_by, Document.state.in_(("waiting", "making")))
    if session.execute(waiting).scalar_one() >= MOST_WAITING:
        raise TooMany
    session.add(document)
    session.flush()
    detail = {"document": document.what, "asked": True}
    at, place, staff = document.asked_at, document.place_id, document.asked_by
    audit.note(session, "read", at=at, place=place, staff=staff, device=device, bundles=[document.bundle_id], detail=detail)


def seen(session: Session, id_: str) -> Document | None:
    """The document, where it is one's own and its record is granted still."""
    return session.get(Document, id_)


def find(session: Session, id_: str) -> Document:
    """One's own document. Raises NotGranted."""
    found = seen(session, id_)
    if found is None:
        raise NotGranted
    return found


def fetch(session: Session, id_: str, *, now: datetime, device: str | None) -> tuple[Document, bytes]:
    """The file, noted in the audit trail. Raises NotGranted, also where it is not ready or kept no longer."""
    found = find(session, id_)
    if found.content is None or found.ends_at <= now:
        raise NotGranted
    detail = {"document": found.what, "pages": found.pages}
    audit.note(session, "read", at=now, place=found.place_id, staff=found.asked_by, device=device, bundles=[found.bundle_id], detail=detail)
    return found, found.content


def cancel(session: Session, id_: str) -> None:
    """Gone, made or not: a job that finds it gone returns."""
    session.execute(delete(Document).where(Document.id == id_))


def begin(session: Session, id_: str) -> bool:
    """Says that it is being made. Returns whether there is anything to make: not where it is gone, or made."""
    open_ = update(Document).where(Document.id == id_, Document.state.in_(("waiting", "making"))).values(state="making").returning(Document.id)
    return session.scalar(open_) is not None


def compose(session: Session, document: Document, now: datetime) -> Page | None:
    """What the document shows, read as its asker."""
    return _offered[document.what](Asked(session, document.place_id, document.bundle_id, document.asked_by, now))


def finish(session: Session, id_: str, page: Page, made: pdf.Pdf, parts: Sequence[str]) -> None:
    """It is ready. `parts`: of the record, those that its page was read from. One that was cancelled meanwhile stays gone."""
    values = {"state": "ready", "parts": list(parts), "title": page.title, "pages": made.pages, "content": made.content}
    session.execute(update(Document).where(Document.id == id_).values(**values))


def fail(session: Session, id_: str, why: str) -> None:
    """It could not be made. `why`: one of FAILURES."""
    assert why in FAILURES
    session.execute(update(Document).where(Document.id == id_).values(state="failed", why=why))


def forget(session: Session, now: datetime) -> int:
    """Deletes what is kept no longer. Returns how many."""
    return session.execute(delete(Document).where(Document.ends_at <= now)).rowcount  # type: ignore[attr-defined, no-any-return]
