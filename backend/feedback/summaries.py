"""The job that counts: reads answers as statistics, hides small numbers, and writes what may be shown, a row for each scope.

1. It works as role statistics, for one place: it never sees a word that anybody wrote.
2. An answer is counted once five of its team and month wait that have the national question in them: else who looks every day would see each single
   one come. One that left that question out waits with them, and is none of the five: it does not show in the number that they look at.
3. A comment is listed for its team when its month is shown. Answers of the last 36 months are read.
4. Rows are laid out anew in the order of their chance ids, so that neither their place on the disk nor their transaction tells what came together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.database import Acting
from backend.feedback import analysis
from backend.feedback.analysis import Given
from backend.feedback.contents import content
from backend.feedback.judging import month_text
from backend.feedback.models import Answer, Batch, Summary, Token
from backend.feedback.services import ENGINE
from backend.places import queries as places
from backend.transaction import transaction

MONTHS = 36
BATCH_DAYS = 30
"""For how long a batch is known: a kiosk sends it again as soon as it has network."""

_COUNT = text(
    "UPDATE feedback_answer SET is_counted = true WHERE NOT is_counted AND (team_id, month) IN "
    "(SELECT team_id, month FROM feedback_answer WHERE NOT is_counted GROUP BY team_id, month "
    "HAVING count(*) FILTER (WHERE jsonb_exists(answers, 'fft')) >= 5)"
)
_LIST = text(
    "UPDATE feedback_comment SET is_listed = shown.yes FROM (SELECT * FROM unnest(CAST(:teams AS uuid[]), CAST(:months AS date[]), "
    "CAST(:yes AS boolean[])) AS shown (team_id, month, yes)) AS shown "
    "WHERE feedback_comment.team_id = shown.team_id AND feedback_comment.month = shown.month AND is_listed <> shown.yes"
)
_MIX = {
    table: text(
        f"WITH gone AS (DELETE FROM {table} WHERE place_id = :place AND month >= :since RETURNING *) "  # noqa: S608 (our own words)
        f"INSERT INTO {table} SELECT * FROM gone ORDER BY id"
    )
    for table in ("feedback_answer", "feedback_comment")
}


def summarise(place: str, now: datetime) -> int:
    """Counts one place anew. Returns how many scopes there are."""
    since = wall_clock.month_after(wall_clock.day_of(now).replace(day=1), -MONTHS)
    with transaction(Acting(role="statistics", place=place)) as session:
        locality_of = {team.id: team.locality or "" for team in places.teams(session, place)}
        session.execute(_COUNT)
        bodies = analysis.summaries(_given(session, since), locality_of, content())
        _list(session, bodies)
        session.execute(delete(Summary).where(Summary.scope.not_in(list(bodies))))
        rows = [{"place_id": place, "scope": scope, "team_id": _team(scope), "made_at": now, "body": body} for scope, body in bodies.items()]
        if rows:
            row = upsert(Summary)
            kept = {name: row.excluded[name] for name in ("made_at", "body", "team_id")}
            session.execute(row.on_conflict_do_update(index_elements=[Summary.place_id, Summary.scope], set_=kept), rows)
    return len(rows)


def _team(scope: str) -> str | None:
    return scope.removeprefix("team:") if scope.startswith("team:") else None


def _given(session: Session, since: date) -> list[Given]:
    columns = (Answer.team_id, Answer.month, Answer.set_key, Answer.set_version, Answer.mode, Answer.who, Answer.easy_read, Answer.answers)
    rows = session.execute(select(*columns, Answer.is_counted).where(Answer.month >= since))
    texts: dict[date, str] = {}
    return [Given(row[0], texts.setdefault(row[1], month_text(row[1])), f"{row[2]}/{row[3]}", row[4], row[5], row[6], row[7], row[8]) for row in rows]


def _list(session: Session, bodies: Mapping[str, Mapping[str, Any]]) -> None:
    cells = [
        (scope.removeprefix("team:"), f"{month}-01", not told["mark"] and bool(told["n"]))
        for scope, body in bodies.items()
        if scope.startswith("team:")
        for month, told in body["months"].items()
    ]
    if cells:
        teams, months, yes = zip(*cells, strict=True)
        session.execute(_LIST, {"teams": list(teams), "months": list(months), "yes": list(yes)})


def mix(place: str, today: date) -> None:
    """Lays the rows of the last months out anew, in the order of chance."""
    with transaction(ENGINE) as session:
        for statement in _MIX.values():
            session.execute(statement, {"place": place, "since": wall_clock.month_after(today.replace(day=1), -4)})


def forget(today: date) -> None:
    """Takes away batches and tokens whose days are over."""
    with transaction(ENGINE) as session:
        session.execute(delete(Batch).where(Batch.received_on < date.fromordinal(today.toordinal() - BATCH_DAYS)))
        session.execute(delete(Token).where(Token.ends_on < today))


def every_place() -> list[str]:
    """The places that there are."""
    with transaction(ENGINE) as session:
        return places.all_(session)
