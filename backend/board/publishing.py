"""Publishing a draft: visits, and by them their grants, through the one door.

1. What one press writes is frozen before any of it is written: changes with their ids, what each saw, who asked. A job that was killed goes on with
   the same ids, and what was written already ends as it ended (R6).
2. A change carries what its lead saw when they moved the visit (M1): where somebody else wrote the same since, both stand, to be settled.
3. Who gets a visit has its grant by the same write; who loses it keeps theirs until 24 hours after its planned end (R9).
4. Of a visit that was made two, the first half is written only where the second was taken: else the visit would go down to one person, and nobody
   would come in the other's place.
5. A move that was refused stays in the draft, and says why; so does what was moved again while it was published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.board import draft, halves, services, view
from backend.board.build import build
from backend.board.draft import Lead, Meanwhile
from backend.board.facts import ENGINE, Facts, NotLeading, Where
from backend.board.models import BoardProposal, BoardPublication, BoardVisit
from backend.board.times import minutes, moment
from backend.grants import services as grants
from backend.record import Applied, Change, Conflicted, Merged, Refused
from backend.record import services as record
from backend.record.services import Ended
from backend.transaction import transaction

LOST = timedelta(minutes=15)
"""So long after it was pressed, its job has had all its tries."""
AT_ONCE = 50
"""Changes handed to the door at once: how far it is, is known between."""
TEXTS = {
    "applied": "Published.",
    "merged": "Published, joined with what somebody else wrote meanwhile.",
    "conflicted": "Somebody wrote something else meanwhile: both stand there to be settled.",
    "kept-whole": "Its second half was not taken, so both are still asked to it. {why}",
    "not-now": "The service is busy: it is written as soon as it can be.",
}
GRAVEST = ("refused", "not-now", "conflicted", "merged", "applied")
SHIFT = ("day", "shift_start", "shift_end", "means", "break_start", "break_end", "break_where")


class Nothing(Exception):
    """There is nothing to publish."""


class Busy(Exception):
    """The record was too busy for some of it: the job is tried again, with the same ids."""


def publish(lead: Lead, version: int, id_: str, now: datetime) -> BoardPublication:
    """Freezes what is published; one that was broken off is handed back, to be gone on with. Raises Nothing, Meanwhile, NotLeading.

    The job that writes is the caller's to hand over.
    """
    with draft.held(lead) as session:
        facts = draft.facts_of(lead, now, session)
        if facts.publication is not None and facts.publication.state != "done":
            return facts.publication
        if facts.version != version:
            said = {"board": view.sentence(facts, facts.steps[0]) if facts.steps else "The draft is not what it was."}
            raise Meanwhile({v: draft.what_changed(facts, v) for step in facts.steps[:1] for v in step.after if v in facts.visits} or said)
        moved = {v: (facts.published(v), facts.where(v)) for v in facts.draft if facts.is_changed(v) and facts.why_fixed(v) is None}
        if not moved:
            raise Nothing
        changes = [*_of_visits(lead, facts, moved, id_, now), *_of_days(lead, facts, moved, id_, now)]
        made = BoardPublication(
            id=id_,
            place_id=lead.place,
            team_id=lead.team,
            day=lead.day,
            by=lead.staff,
            at=now,
            version=version,
            state="waiting",
            changes=[asdict(change) for change in changes],
            moves={v: [was.wire(), is_.wire()] for v, (was, is_) in moved.items()},
            halves={half: facts.halves[half] for half in moved if half in facts.halves},
            endings=[],
        )
        session.add(made)
        session.flush()
        session.expunge(made)
    return made


def _of_visits(lead: Lead, facts: Facts, moved: Mapping[str, tuple[Where, Where]], id_: str, now: datetime) -> list[Change]:
    found = [_half(lead, facts, half, id_, now) for half in sorted(moved.keys() & facts.halves.keys())]  # first: see `halves` 3
    for visit, (_, where) in sorted(moved.items()):
        if visit in facts.halves:
            continue
        saw = dict(facts.draft[visit].saw)
        start, end = wall_clock.wire(where.start), wall_clock.wire(where.start + facts.length(visit))
        asked, pinned = sorted(where.staff), where.is_pinned
        groups: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        if start != saw["planned_start"]:
            when = {name: saw[name] for name in ("planned_start", "planned_end", "is_fixed")}
            groups.append(("when", when, {"planned_start": start, "planned_end": end, "is_fixed": saw["is_fixed"]}))
        if asked != (saw["asked"] or []):
            groups.append(("asked", {"asked": saw["asked"]}, {"asked": asked}))
        if pinned != bool(saw["is_pinned"]):
            groups.append(("pin", {"is_pinned": saw["is_pinned"]}, {"is_pinned": pinned}))
        needs = halves.given_up(facts, visit)
        if needs is not None:
            groups.append(("needs", *needs))
        patient = facts.visits[visit].patient_id
        for group, before, wanted in groups:
            made = services.change_id(id_, visit, group)
            found.append(services.changed(lead, made, "visit", visit, facts.visits[visit].bundle_id, patient, now, before, wanted))
    return found


def _half(lead: Lead, facts: Facts, half: str, id_: str, now: datetime) -> Change:
    """The second half of a visit, made."""
    visit, made = facts.visits[half], services.change_id(id_, half, "half")
    return services.changed(lead, made, "visit", half, visit.bundle_id, visit.patient_id, now, None, halves.made(facts, half))


def _of_days(lead: Lead, facts: Facts, moved: Mapping[str, tuple[Where, Where]], id_: str, now: datetime) -> list[Change]:
    """The order of the day of everyone whose visits change, and their break where it has to move."""
    built, found = build(facts), []
    whom = {who for was, is_ in moved.values() for who in (*was.staff, *is_.staff)}
    for who in sorted(whom & set(facts.members)):
        shift = facts.shift(who)
        if shift is None:
            continue
        bundle = grants.mine_bundle(who)
        # What went to others keeps its place: their tablet shows it as moved, and to whom.
        had = {*(shift.order or ()), *(v for v, (was, _) in moved.items() if who in was.staff)} & facts.visits.keys()
        gone = [(minutes(facts.published(v).start, facts.day), v) for v in had if who not in facts.where(v).staff]
        stops = [(p.start, v) for v, p in built.whole.items() if who in p.staff]
        order = [v for _, v in sorted([*stops, *gone])]
        if order != list(shift.order or ()):
            made = services.change_id(id_, who, "order")
            saw = {"order": None if shift.order is None else list(shift.order)}
            found.append(services.changed(lead, made, "my_day", shift.id, bundle, None, now, saw, {"order": order}))
        rest = built.day.current.breaks.get(who)
        if rest is not None and shift.break_start is not None and shift.break_end is not None:
            begins = moment(rest, facts.day)
            if abs(rest - minutes(shift.break_start, facts.day)) >= 1:
                before = {name: _wire(getattr(shift, name)) for name in SHIFT}
                ends = begins + (shift.break_end - shift.break_start)
                wanted = {**before, "break_start": wall_clock.wire(begins), "break_end": wall_clock.wire(ends)}
                made = services.change_id(id_, who, "break")
                found.append(services.changed(lead, made, "my_day", shift.id, bundle, None, now, before, wanted))
    return found


def _wire(value: Any) -> Any:
    if isinstance(value, datetime):
        return wall_clock.wire(value)
    return value.isoformat() if isinstance(value, date) else value


def carry_on(id_: str, place: str) -> None:
    """Writes a publication, from its beginning or from where it was broken off. Raises Busy where some of it must be tried again."""
    with transaction(ENGINE) as session:
        row = session.scalars(
            update(BoardPublication)
            .where(BoardPublication.id == id_, BoardPublication.state != "done")
            .values(state="writing")
            .returning(BoardPublication)
        ).one_or_none()
        if row is None:
            return
        session.expunge(row)
    lead = Lead(place, row.by, row.team_id, row.day)
    changes, halves_of = [Change(**change) for change in row.changes], row.halves or {}
    endings: list[dict[str, Any]] = []
    _write(lead, id_, [one for one in changes if one.record in halves_of], endings)
    # A visit whose second half is not there keeps its second person (rule 4).
    lost = {halves_of[one["record"]]: one for one in endings if one["ending"] in ("refused", "not-now")}
    _write(lead, id_, [one for one in changes if one.record not in lost and one.record not in halves_of], endings)
    endings += [_kept_whole(one, lost[one.record]) for one in changes if one.record in lost]
    _tell(id_, endings)
    if any(one["ending"] == "not-now" for one in endings):
        raise Busy
    _finish(lead, row, endings, wall_clock.now())


def _write(lead: Lead, id_: str, changes: Sequence[Change], endings: list[dict[str, Any]]) -> None:
    """Writes these, and adds to `endings` how each ended."""
    for first in range(0, len(changes), AT_ONCE):
        some = changes[first : first + AT_ONCE]
        result = record.write(some, services.writer_of(lead))
        endings += [ending(change, ended) for change, ended in zip(some, result.endings, strict=True)]
        _tell(id_, endings)


def _tell(id_: str, endings: Sequence[Mapping[str, Any]]) -> None:
    with transaction(ENGINE) as session:
        still = (BoardPublication.id == id_) & (BoardPublication.state != "done")  # a second worker may have been quicker
        session.execute(update(BoardPublication).where(still).values(endings=list(endings)))


def _kept_whole(change: Change, half: Mapping[str, Any]) -> dict[str, Any]:
    text = TEXTS["kept-whole"].format(why=half["text"]) if half["ending"] == "refused" else half["text"]
    return {"change": change.id, "kind": change.kind, "record": change.record, "ending": half["ending"], "text": text}


def ending(change: Change, ended: Ended) -> dict[str, Any]:
    match ended.ending:
        case Applied():
            kind, text = "applied", TEXTS["applied"]
        case Merged():
            kind, text = "merged", TEXTS["merged"]
        case Conflicted():
            kind, text = "conflicted", TEXTS["conflicted"]
        case Refused(message=message):
            kind, text = "refused", message
        case _:
            kind, text = "not-now", TEXTS["not-now"]
    return {"change": change.id, "kind": change.kind, "record": change.record, "ending": kind, "text": text}


def _finish(lead: Lead, row: BoardPublication, endings: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """What was published leaves the draft (rule 5). A second worker that comes here finds it done."""
    refused = {one["record"] for one in endings if one["ending"] == "refused"}
    out = sorted(set(row.moves) - refused)
    with draft.held(lead) as session:
        state = session.scalar(select(BoardPublication.state).where(BoardPublication.id == row.id).with_for_update())
        if state == "done":
            return
        of_board = (BoardVisit.team_id == lead.team) & (BoardVisit.day == lead.day)
        session.execute(delete(BoardVisit).where(of_board, BoardVisit.visit_id.in_(out), BoardVisit.version <= row.version))
        try:
            facts = draft.facts_of(lead, now, session)
            for again in set(row.moves) & set(facts.draft) - refused:  # moved again meanwhile: from what stands now
                session.execute(update(BoardVisit).where(of_board, BoardVisit.visit_id == again).values(saw=draft.saw_of(facts, again)))
        except NotLeading:
            pass  # who pressed Publish leads no more: what they froze is dealt with all the same, and a later move is judged by what it saw
        draft.note_step(session, lead, {v: (Where.of(row.moves[v][0]), Where.of(row.moves[v][1])) for v in out}, now, "publish")
        session.execute(update(BoardPublication).where(BoardPublication.id == row.id).values(state="done"))
        session.execute(
            update(BoardProposal)
            .where(BoardProposal.team_id == lead.team, BoardProposal.day == lead.day, BoardProposal.state == "ready")
            .values(state="left")
        )


def told(row: BoardPublication, name: Any) -> dict[str, Any]:
    """A publication as it is told: of each visit its gravest ending."""
    endings: dict[str, Mapping[str, Any]] = {}
    for one in row.endings or ():
        was = endings.get(one["record"])
        if one["kind"] == "visit" and (was is None or GRAVEST.index(one["ending"]) < GRAVEST.index(was["ending"])):
            endings[one["record"]] = one
    moved = {v: (Where.of(was), Where.of(is_)) for v, (was, is_) in row.moves.items()}
    return {
        "id": row.id,
        "state": row.state,
        "by": row.by,
        "name": name(row.by),
        "at": wall_clock.wire(row.at),
        "total": len(row.changes),
        "written": len(row.endings or ()),
        "endings": [{"visit": v, "ending": one["ending"], "text": one["text"]} for v, one in sorted(endings.items())],
        "people": view.for_whom(moved, name),
    }


def handed_over(session: Session, table: Any, now: datetime) -> list[tuple[str, str]]:
    """What was asked for a while ago and is not done, marked as handed over now: whatever was tried longest ago first, so that some that fail each
    time keep no other waiting. (Id, place) each."""
    waits = (table.state != "done") & (table.at < now - LOST) & (table.tried_at.is_(None) | (table.tried_at < now - LOST))
    first = select(table.id).where(waits).order_by(func.coalesce(table.tried_at, table.at), table.id).limit(AT_ONCE)
    rows = session.execute(update(table).where(table.id.in_(first)).values(tried_at=now).returning(table.id, table.place_id))
    return [(id_, place) for id_, place in rows.tuples()]


def unfinished(session: Session, now: datetime) -> list[tuple[str, str]]:
    """Publications that somebody pressed a while ago and that are not written yet: their ids, and their places."""
    return handed_over(session, BoardPublication, now)


def forget(session: Session, before: date) -> None:
    session.execute(delete(BoardPublication).where(BoardPublication.day < before, BoardPublication.state == "done"))
