"""One change judged with all that bears on it: was it answered before, whose bundle is it, do its values fit, may its author."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.record import registry
from backend.record.batch import Batch, Judged, Row, Unreadable, View, change_hash, content_of, ending_of
from backend.record.registry import Writer
from backend.wire_fields import judged_on
from sync import engine, ids, policy
from sync.change import Actor, Change, NotNow, Record, Refused
from sync.reasons import refused

log = logging.getLogger("alongside.record")

Access = Callable[[Session, Writer, Change, Record | None, datetime], str | None]


def aside_id(writer: Writer, change: Change | Unreadable) -> str:
    """Under which id the journal keeps a change whose own id is taken by another change, or is another person's to give."""
    return ids.derived(f"aside:{writer.staff}:{id_of(change)}:{change_hash(content_of(change)).hex()}")


def id_of(change: Change | Unreadable) -> str:
    """A change's id; what came without one is known by its content."""
    if isinstance(change, Change):
        return change.id
    return change.malformed.change or ids.derived(f"unreadable:{content_of(change)}")


def makes_a_patient(change: Change) -> bool:
    """Whether this is the creation of a person, which makes their bundle."""
    return change.kind == "patient" and change.saw is None and change.record == change.bundle == change.patient


class Desk:
    """Where the changes of one transaction are judged, in their order."""

    def __init__(self, session: Session, batch: Batch, access: Access, own: str) -> None:
        self.session = session
        self.batch = batch
        self.access = access
        self.own = own
        self.received_at = wall_clock.wire(batch.received_at)
        self.actor = Actor(batch.writer.staff, batch.writer.roles)
        self.postponed: set[str] = set()
        """Changes answered "not now": what comes after them waits with them (M2)."""

    def judge(self, change: Change | Unreadable) -> Judged:
        """One change. Never raises for what is wrong with it: a fault of ours is "not now", so that nothing typed ends by it."""
        try:
            judged = self._judge(change)
        except SQLAlchemyError:
            raise
        except Exception as error:
            # The text of the exception may hold a patient's data: it stays out of the log.
            where = error.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            at = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "?"
            log.error("change %s could not be judged: %s at %s", id_of(change), type(error).__name__, at)
            judged = Judged(change, id_of(change), "", NotNow(id_of(change), "busy"), self.own)
        if isinstance(judged.ending, NotNow):
            self.postponed.add(judged.id)
        self.batch.take(judged)
        return judged

    def refuse(self, change: Change | Unreadable, reason: str, fields: Mapping[str, str] | None = None, *, id_: str | None = None) -> Judged:
        """Refuses a change: it is kept in its author's own bundle (M6)."""
        judged = self._refused(change, refused(id_of(change), reason, fields), id_ or id_of(change))
        self.batch.take(judged)
        return judged

    def _judge(self, change: Change | Unreadable) -> Judged:
        change_id, content = id_of(change), content_of(change)
        aside = aside_id(self.batch.writer, change)
        known, put_aside = self.batch.earlier(change_id), self.batch.earlier(aside)
        if put_aside is not None:
            return self._replay(change, aside, content, put_aside.ended)
        if isinstance(change, Change) and change.author != self.batch.writer.staff:
            # Under another name's id this must not stand: that person's own change, should it come, is judged for itself.
            return self._refused(change, refused(change_id, "wrong-author"), aside)
        if known is not None and known.content == content:
            return self._replay(change, change_id, content, known.ended)
        if known is not None:
            return self._refused(change, refused(change_id, "id-reused"), aside)
        if isinstance(change, Unreadable):
            found = change.malformed
            return self._refused(change, Refused(change_id, found.reason, found.message, found.fields), change_id)
        if change.after in self.postponed:
            return Judged(change, change_id, content, NotNow(change_id, "busy"), self.own)
        return self._apply(change, content)

    def _apply(self, change: Change, content: str) -> Judged:
        bundle = self.batch.bundles.get(change.bundle)
        if registry.known(change.kind) is None:
            return self._refused(change, refused(change.id, "unknown-kind"), change.id)
        row = self.batch.row(change.record)
        unborn = bundle is not None and bundle.is_new and bundle.type == "patient" and self.batch.row(bundle.id) is None
        if bundle is None or (row is not None and row.bundle != change.bundle) or (unborn and not makes_a_patient(change)):
            return self._refused(change, refused(change.id, "not-found"), change.id)
        ruled = policy.load().kinds[change.kind]
        if ruled.bundle != bundle.type or (change.patient is None) != (bundle.type != "patient"):
            return self._refused(change, refused(change.id, "wrong-patient"), change.id)
        rev = bundle.rev + 1
        step = engine.apply(
            change,
            View(self.batch, change.bundle),
            self.actor,
            self.received_at,
            rev,
            policy.load(),
            problems=self._problems(change, row),
            barred=self.access(self.session, self.batch.writer, change, row.record if row else None, self.batch.received_at),
        )
        if isinstance(step.ending, Refused):
            return self._refused(change, step.ending, change.id)
        rows = self.batch.rows_for(change.bundle, step.writes)
        # "Nothing to do" names the rev that it found: that of the batch's own write, where one came before it.
        moved = any(made.bundle == change.bundle for made in self.batch.made.values())
        found = rev if rows or moved else bundle.rev
        group = next((ruled.group_of[name] for name in change.set if name in ruled.group_of), None) if change.saw is not None else None
        part = row.record.part if row is not None else (change.part or ruled.part)
        return Judged(change, change.id, content, step.ending, change.bundle, found, rows, self.batch.lines_of(rows), group=group, part=part)

    def _problems(self, change: Change, row: Row | None) -> dict[str, str] | None:
        """What the kind's schema finds wrong with the values; of a settlement, what the disputed kind's finds wrong with the value."""
        kind, values = change.kind, change.set
        if kind == "conflict" and row is not None:
            kind, values = row.record.fields.get("about_kind") or "", change.set.get("value") or {}
            if not isinstance(values, Mapping):
                return None  # the engine says so in better words
        known = registry.known(kind)
        if known is None:
            return None
        with judged_on(self.batch.today):
            found = _schema(known.synced.schema).validate(
                {name: value for name, value in values.items() if name in known.fields}, partial=change.saw is not None
            )
        return {name: _sentence(said) for name, said in found.items()} or None

    def _replay(self, change: Change | Unreadable, change_id: str, content: str, ended: dict[str, Any]) -> Judged:
        return Judged(change, change_id, content, ending_of(ended), ended.get("bundle") or self.own, ended.get("rev"), replay=ended)

    def _refused(self, change: Change | Unreadable, ending: Refused, change_id: str) -> Judged:
        record = self.batch.refusal(change_id, change, ending, self.own)
        rows = self.batch.rows_for(self.own, [record])
        lines = self.batch.lines_of(rows)
        return Judged(change, change_id, content_of(change), ending, self.own, record.rev, rows, lines, part="core")


_schemas: dict[type[Schema], Schema] = {}


def _schema(schema: type[Schema]) -> Schema:
    if schema not in _schemas:
        _schemas[schema] = schema()
    return _schemas[schema]


def _sentence(said: Any) -> str:
    """Marshmallow's messages of one field as one sentence."""
    if isinstance(said, Mapping):
        return " ".join(_sentence(inner) for inner in said.values())
    if isinstance(said, list | tuple):
        return " ".join(_sentence(inner) for inner in said)
    return str(said)
