"""One change judged with all that bears on it: was it answered before, whose bundle is it, do its values fit, may its author."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from marshmallow import Schema, ValidationError
from marshmallow.fields import Field
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.record import registry
from backend.record.batch import Batch, Came, Judged, Row, Unreadable, View, ending_of
from backend.record.registry import Writer
from backend.wire_fields import judged_on
from sync import engine, policy
from sync.change import Actor, Change, NotNow, Record, Refused
from sync.reasons import refused

log = logging.getLogger("alongside.record")

Access = Callable[[Session, Writer, Change, Record | None, datetime], str | None]


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
        self.actor = Actor(batch.writer.staff, batch.writer.roles, batch.writer.place)
        self.postponed: set[str] = set()
        """Changes answered "not now", and their records: what comes after them waits with them (M2)."""
        self.unmade: set[str] = set()
        """Records that were to be made by such a change: what names one would be refused for naming nothing."""

    def judge(self, came: Came) -> Judged:
        """One change. Never raises for what is wrong with it: a fault of ours is "not now", so that nothing typed ends by it."""
        try:
            judged = self._judge(came)
        except SQLAlchemyError:
            raise
        except Exception as error:
            log.error("change %s could not be judged: %s", came.id, where(error))
            return self.postpone(came)
        if isinstance(judged.ending, NotNow):
            return self.postpone(came)
        self.batch.take(judged)
        return judged

    def postpone(self, came: Came) -> Judged:
        """Answers a change "not now", and with it what hangs on it: nothing of it is written or journalled (M6)."""
        self.postponed.add(came.id)
        if isinstance(came.change, Change):
            self.postponed.add(came.change.record)
            if came.change.saw is None and self.batch.row(came.change.record) is None:
                self.unmade.add(came.change.record)
        return self._postponed(came)

    def begin_again(self) -> None:
        """Forgets what was postponed: the batch is where it was, and each change is judged anew."""
        self.postponed.clear()
        self.unmade.clear()

    def refuse(self, came: Came, reason: str) -> Judged:
        """Refuses a change: it is kept in its author's own bundle (M6)."""
        judged = self._refused(came, refused(came.id, reason), came.id)
        self.batch.take(judged)
        return judged

    def _judge(self, came: Came) -> Judged:
        change, known, put_aside = came.change, self.batch.earlier(came.id), self.batch.earlier(came.aside)
        if put_aside is not None:
            return self._replay(came, came.aside, put_aside.ended)
        if isinstance(change, Change) and change.author != self.batch.writer.staff:
            # Under another name's id this must not stand: that person's own change, should it come, is judged for itself.
            return self._refused(came, refused(came.id, "wrong-author"), came.aside)
        if known is not None and known.content == came.content:
            return self._replay(came, came.id, known.ended)
        if known is not None:
            return self._refused(came, refused(came.id, "id-reused"), came.aside)
        if isinstance(change, Unreadable):
            found = change.malformed
            return self._refused(came, Refused(came.id, found.reason, found.message, found.fields), came.id)
        if self._waits(change) or change.schema < policy.load().schema:  # not brought up
            return self._postponed(came)
        return self._apply(came, change)

    def _waits(self, change: Change) -> bool:
        if not self.postponed.isdisjoint((change.after, change.record)) or change.bundle in self.unmade:
            return True
        return bool(self.unmade) and any(isinstance(value, str) and value in self.unmade for value in change.set.values())

    def _apply(self, came: Came, change: Change) -> Judged:
        bundle = self.batch.bundles.get(change.bundle)
        if registry.known(change.kind) is None:
            return self._refused(came, refused(change.id, "unknown-kind"), change.id)
        row = self.batch.row(change.record)
        unborn = bundle is not None and bundle.is_new and bundle.type == "patient" and self.batch.row(bundle.id) is None
        if bundle is None or (row is not None and row.bundle != change.bundle) or (unborn and not makes_a_patient(change)):
            return self._refused(came, refused(change.id, "not-found"), change.id)
        ruled = policy.load().kinds[change.kind]
        if ruled.bundle != bundle.type or (change.patient is None) != (bundle.type != "patient"):
            return self._refused(came, refused(change.id, "wrong-patient"), change.id)
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
            return self._refused(came, step.ending, change.id)
        rows = self.batch.rows_for(change.bundle, step.writes)
        # "Nothing to do" names the rev that it found: that of the batch's own write, where one came before it.
        found = rev if rows or change.bundle in self.batch.written else bundle.rev
        group = next((each.name for each in ruled.touched(change.set)), None) if change.saw is not None else None
        part = row.record.part if row is not None else (change.part or ruled.part)
        lines = self.batch.lines_of(rows)
        own = step.own and not came.translated  # its author has it in other words, which make another line
        return Judged(change, came.id, came.content, step.ending, change.bundle, found, rows, lines, group=group, part=part, own=own)

    def _problems(self, change: Change, row: Row | None) -> dict[str, str] | None:
        """What the kind's schema finds wrong with the values; of a settlement, what the disputed kind's finds wrong with the value."""
        kind, values = change.kind, change.set
        if kind == "conflict" and row is not None:
            kind, values = row.record.fields.get("about_kind") or "", change.set.get("value") or {}
            if not isinstance(values, Mapping):
                return None  # the engine says so in better words
            if kind == "signature" and not any(value is not None for value in values.values()):
                return None  # let go
        known = registry.known(kind)
        if known is None:
            return None
        with judged_on(self.batch.today):
            given = {name: value for name, value in values.items() if name in known.fields}
            is_edit = change.saw is not None
            found = _schema(known.synced.schema, frozenset(given) if is_edit else None).validate(given, partial=is_edit)
            for name, value in values.items():
                judge = known.judge_of(name)
                if judge is not None:
                    found |= _wrong(judge, name, value)
        found = {**self._unfit(change, row, values), **found}
        return {name: _sentence(said) for name, said in found.items()} or None

    def _unfit(self, change: Change, row: Row | None, values: Mapping[str, Any]) -> dict[str, Any]:
        """Answers that do not fit their questionnaire, each with what is allowed."""
        named: Any = None if row is None else row.record.fields
        if row is not None and row.record.kind == "conflict":
            about = self.batch.row(str(named.get("about")))
            named = None if about is None else about.record.fields
        fields = change.set if named is None else named
        if "questionnaire" not in fields:
            assessment = self.batch.row(str(fields.get("assessment")))
            fields = {} if assessment is None else assessment.record.fields
        form = self.batch.forms.get((str(fields.get("questionnaire")), str(fields.get("version"))))
        return {} if form is None else dict(form.judge(values))

    def _postponed(self, came: Came) -> Judged:
        return Judged(came.change, came.id, came.content, NotNow(came.id, "busy"), self.own)

    def _replay(self, came: Came, change_id: str, ended: dict[str, Any]) -> Judged:
        return Judged(came.change, change_id, came.content, ending_of(ended), ended.get("bundle") or self.own, ended.get("rev"), replay=ended)

    def _refused(self, came: Came, ending: Refused, change_id: str) -> Judged:
        record = self.batch.refusal(change_id, came.change, ending, self.own)
        rows = self.batch.rows_for(self.own, [record])
        lines = self.batch.lines_of(rows)
        return Judged(came.change, change_id, came.content, ending, self.own, record.rev, rows, lines, part="core")


def where(error: BaseException) -> str:
    """An exception's kind and place. Its text may hold a patient's data: it stays out of the log."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{type(error).__name__} at {at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else type(error).__name__


def _wrong(judge: Field[Any], name: str, value: Any) -> dict[str, Any]:
    """What a field's judge finds wrong with one value, by field; nothing where it is right."""
    try:
        judge.deserialize(value, name)
    except ValidationError as error:
        return {name: error.messages}
    return {}


@lru_cache(maxsize=512)
def _schema(schema: type[Schema], names: frozenset[str] | None) -> Schema:
    """The judge of a kind's values; `names`: of these fields alone, without a look at each of the others."""
    whole = schema()
    return whole if names is None else schema(only=names & whole.fields.keys())


def _sentence(said: Any) -> str:
    """Marshmallow's messages of one field as one sentence."""
    if isinstance(said, Mapping):
        return " ".join(_sentence(inner) for inner in said.values())
    if isinstance(said, list | tuple):
        return " ".join(_sentence(inner) for inner in said)
    return str(said)
