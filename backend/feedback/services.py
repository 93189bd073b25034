"""Taking in what people say: from kiosks, and from staff who write in what came on paper or by phone.

1. A batch is whole in itself: its answers, and that it was taken, stand together or not at all. The same batch again is answered as before.
2. Rows are written in an order of chance, under ids of chance; what a person wrote is a row apart from what they answered.
3. Words are screened before they are written: what was taken out of them is nowhere.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from backend.database import Acting
from backend.feedback import devices, screening, themes
from backend.feedback.contents import content
from backend.feedback.devices import Bound, Unknown
from backend.feedback.judging import NotTaken, Response, is_recent, judged
from backend.feedback.models import Answer, Batch, Comment
from backend.feedback.schemas import FeedbackResponseSchema
from backend.places import queries as places
from backend.transaction import transaction

ENGINE = Acting(role="engine")
"""As whom answers are written: the web role reads and writes none."""


class OtherBatch(Exception):
    """There was a batch of this key, and it had another number of responses."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of one response of a batch."""

    n: int
    ending: str
    reason: str | None
    errors: dict[str, str]


def take(secret: str | None, batch: str, sent: Sequence[Any], today: date, chance: Random) -> list[Ending]:
    """Takes a batch. Raises Unknown where X-Kiosk is nobody, OtherBatch where the key was used for something else."""
    with transaction(ENGINE) as session:
        before = _endings_of(session, batch, len(sent))
        if before is not None:
            return before
        who = devices.caller(session, secret, today)
        if not _begin(session, batch, who.place, today):
            return _endings_of(session, batch, len(sent)) or []
        endings, taken = _judge(session, who, secret or "", sent, today)
        write(session, taken, chance)
        _end(session, batch, endings)
        return endings


def _begin(session: Session, batch: str, place: str, today: date) -> bool:
    """Writes down that a batch is being taken. False where the same came twice at once, and the other was first."""
    marked = upsert(Batch).values(id=batch, place_id=place, received_on=today, endings=[]).on_conflict_do_nothing().returning(Batch.id)
    return session.execute(marked).one_or_none() is not None


def _end(session: Session, batch: str, endings: Sequence[Ending]) -> None:
    plain = [{"n": one.n, "ending": one.ending, "reason": one.reason, "errors": one.errors} for one in endings]
    session.execute(update(Batch).where(Batch.id == batch).values(endings=plain))


def _endings_of(session: Session, batch: str, count: int) -> list[Ending] | None:
    found = session.execute(select(Batch.endings).where(Batch.id == batch)).scalar_one_or_none()
    if found is not None and len(found) != count:
        raise OtherBatch
    return None if found is None else [Ending(**one) for one in found]


def _judge(session: Session, who: Bound, secret: str, sent: Sequence[Any], today: date) -> tuple[list[Ending], list[tuple[Response, Bound]]]:
    schema, endings, taken = FeedbackResponseSchema(), [], []
    for n, raw in enumerate(sent):
        try:
            response = judged(raw, schema, content())
            taken.append((response, _bound(session, who, secret, response, today)))
        except NotTaken as fault:
            endings.append(Ending(n, "refused", fault.reason, fault.errors))
        else:
            endings.append(Ending(n, "taken", None, {}))
    return endings, taken


def _bound(session: Session, who: Bound, secret: str, response: Response, today: date) -> Bound:
    """What the response is counted under; a token is used up by it. Raises NotTaken."""
    if response.token is not None or who.month is not None:
        try:
            return devices.use(session, response.token or secret, who.place, today)
        except Unknown:
            raise NotTaken("token", {"token": "It was used, or it ended."}) from None
    if response.month is None or not is_recent(response.month, today):
        raise NotTaken("month", {"month": "This month, or one of the three before it."})
    return Bound(who.place, who.team, who.locality, who.service_line, response.month)


def enter(place: str, team: str, batch: str | None, response: Response, today: date, chance: Random) -> None:
    """Writes in one answer that came on paper, by phone, by text message or online, once a `batch` (1). Raises NotTaken, Unknown, OtherBatch."""
    with transaction(ENGINE) as session:
        if batch is not None and _endings_of(session, batch, 1) is not None:
            return
        if response.month is None or not is_recent(response.month, today):
            raise NotTaken("month", {"month": "This month, or one of the three before it."})
        bound = devices.bound_to(session, place, team, response.month)
        if batch is not None and not _begin(session, batch, place, today):
            return
        write(session, [(response, bound)], chance)
        if batch is not None:
            _end(session, batch, [Ending(0, "taken", None, {})])


def write(session: Session, taken: Sequence[tuple[Response, Bound]], chance: Random) -> None:
    """Rows in an order of chance, answers and words each in their own (2). All are of one place; the session acts as the engine."""
    if not taken:
        return
    names = screening.names_of(places.names(session, taken[0][1].place))
    answers = [_answer(response, bound, chance) for response, bound in taken if response.answers]
    comments = [_comment(item, text, response, bound, names, chance) for response, bound in taken for item, text in response.words.items()]
    for table, rows in ((Answer, answers), (Comment, comments)):
        chance.shuffle(rows)
        if rows:
            session.execute(insert(table), rows)


def _an_id(chance: Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _where(bound: Bound) -> dict[str, Any]:
    return {"place_id": bound.place, "team_id": bound.team, "locality": bound.locality, "month": bound.month}


def _answer(response: Response, bound: Bound, chance: Random) -> dict[str, Any]:
    return {
        **_where(bound),
        "id": _an_id(chance),
        "service_line": bound.service_line,
        "set_key": response.set,
        "set_version": response.version,
        "language": response.language,
        "mode": response.mode,
        "who": response.who,
        "easy_read": response.easy_read,
        "answers": dict(response.answers),
        "is_counted": False,
    }


def _comment(item: str, text: str, response: Response, bound: Bound, names: frozenset[str], chance: Random) -> dict[str, Any]:
    read = screening.screened(text, names)
    return {
        **_where(bound),
        "id": _an_id(chance),
        "item": item,
        "language": response.language,
        "mode": response.mode,
        "who": response.who,
        "words": read.text,
        "may_quote": response.may_quote,
        "state": "to-review" if read.is_worrying else "shown",
        "is_listed": False,
        "themes": themes.of(read.text),
    }
