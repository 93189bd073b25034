"""What the record asks of a questionnaire when answers and signatures come in: which item stands in which section, and whether an answer fits.

A definition never changes, so what was worked out of it is kept, by its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.assessments.checks import check_answers
from backend.assessments.definition import walk
from backend.record.registry import Form

MOST = 200
"""Definitions kept in a process."""

_WHICH = text(
    "SELECT q.id::text, q.url, q.version, encode(sha256(convert_to(q.definition::text, 'UTF8')), 'hex') FROM questionnaire q "
    "JOIN unnest(CAST(:urls AS text[]), CAST(:versions AS text[])) AS wanted (url, version) ON q.url = wanted.url AND q.version = wanted.version "
    "WHERE q.place_id = :place AND q.definition IS NOT NULL"
)
_DEFINITIONS = text("SELECT id::text, definition FROM questionnaire WHERE id = ANY(CAST(:ids AS uuid[]))")

_kept: dict[str, Form] = {}


def forms(session: Session, place: str, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Form]:
    """The forms of these (url, version)s that a place has. As `backend.record.registry.Forms`."""
    asked = list(wanted)
    rows = session.execute(_WHICH, {"urls": [url for url, _ in asked], "versions": [version for _, version in asked], "place": place}).all()
    new = {row[0]: row[3] for row in rows if row[3] not in _kept}
    found = {row[3]: _kept[row[3]] for row in rows if row[3] in _kept}
    for id_, definition in session.execute(_DEFINITIONS, {"ids": sorted(new)}) if new else ():
        if len(_kept) >= MOST:
            _kept.clear()
        found[new[id_]] = _kept[new[id_]] = form_of(definition)
    return {(row[1], row[2]): found[row[3]] for row in rows}


def form_of(definition: Mapping[str, Any]) -> Form:
    """A definition as the record needs it."""
    return Form(sections_of(definition), partial(check_answers, definition))


def sections_of(definition: Mapping[str, Any]) -> dict[str, str]:
    """linkId of each item → linkId of the top-level item that it stands in (its section). Of two items with one linkId the first counts."""
    found: dict[str, str] = {}
    for placed in walk(definition):
        top = placed.parents[0].get("linkId") if placed.parents else placed.link_id
        found.setdefault(placed.link_id, top if isinstance(top, str) else "")
    return found
