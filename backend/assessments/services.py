"""The forms of a place: shipped, uploaded, published, retired. All through the one door, by change ids that follow from what they do.

1. A definition never changes: another definition under an address and version that the place has is refused.
2. Of one address one version is in use: publishing one retires the one before. What was begun in an older version is finished in it.
3. Shipping is done again whenever tables are brought up to date, and adds only what the place does not have. What a manager retired stays retired.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.assessments import questionnaires
from backend.assessments.assembling import shipped
from backend.assessments.definition import OURS, text_of, value_of
from backend.assessments.models import Assessment, Questionnaire
from backend.database import Acting
from backend.record import Applied, Change, Merged, Refused
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction

NAMESPACE = uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079")
"""PROTOCOL §1."""
SHIPPING = "shipped-forms"
"""The named purpose under which forms that come with the app, or from the command line, are written."""
ENGINE = Acting(role="engine")


class NotPublished(Exception):
    """The record refused it, or there is no such form; the text says why."""


class Unfit(Exception):
    """A definition that may not be put before a person. `problems`: all of them."""

    def __init__(self, problems: list[questionnaires.Problem]) -> None:
        super().__init__("; ".join(f"{item}: {words}" for item, words in questionnaires.in_words(problems).items()))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Listed:
    """One version of a form, without its definition. `id` of its record."""

    id: str
    url: str
    version: str
    title: str
    status: str
    published_at: datetime | None


def form_id(place: str, url: str, version: str) -> str:
    """R1: one record for each version of a place's form."""
    return str(uuid.uuid5(NAMESPACE, f"questionnaire:{place}:{url}:{version}"))


def forms_bundle(place: str) -> str:
    """PROTOCOL §1."""
    return str(uuid.uuid5(NAMESPACE, f"forms:{place}"))


def shipper(place: str) -> Writer:
    return Writer(staff=SHIPPING, roles=frozenset({"administrator", "engine"}), place=place, purpose=SHIPPING)


# ------------------------------------------------------------------------------------------------------------------ reading


def listed(session: Session, place: str) -> list[Listed]:
    """All forms of a place by title, the newest version first, as the session may see them."""
    columns = (Questionnaire.id, Questionnaire.url, Questionnaire.version, Questionnaire.title, Questionnaire.status, Questionnaire.published_at)
    rows = session.execute(select(*columns).where(Questionnaire.place_id == place).order_by(Questionnaire.title, Questionnaire.url)).all()
    found = [Listed(row[0], row[1] or "", row[2] or "", row[3] or "", row[4] or "draft", row[5]) for row in rows]
    return sorted(found, key=lambda each: each.published_at.timestamp() if each.published_at else 0.0, reverse=True)


def definition_of(session: Session, place: str, url: str, version: str) -> dict[str, Any] | None:
    """The definition of one version, as the session may see it."""
    wanted = select(Questionnaire.definition).where(Questionnaire.place_id == place, Questionnaire.url == url, Questionnaire.version == version)
    return session.scalar(wanted)


FEWEST = 5
"""From so many on a number is told (CLINICAL D: small numbers): one assessment in a form on harm is nearly a name."""


def told(begun: int, being_filled: int) -> tuple[int | None, int | None]:
    """What may be said of how many were begun and are being filled: None where it is 1 to 4, or would be by taking one from the other."""
    if 0 < begun < FEWEST:
        return None, None
    if any(0 < count < FEWEST for count in (being_filled, begun - being_filled)):
        return begun, None
    return begun, being_filled


def used(place: str) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """(url, version) → how many assessments of the place were begun in it, and how many of them are still being filled, as `told` tells them.

    What was entered in error does not count. Outside transactions.
    """
    counted = (
        select(Assessment.questionnaire, Assessment.version, func.count(), func.count().filter(Assessment.status == "in-progress"))
        .where(Assessment.place_id == place, Assessment.status != "entered-in-error")
        .group_by(Assessment.questionnaire, Assessment.version)
    )
    with transaction(ENGINE) as session:
        return {(url or "", version or ""): told(begun, being_filled) for url, version, begun, being_filled in session.execute(counted).all()}


# ------------------------------------------------------------------------------------------------------------------ writing


def upload(definition: Mapping[str, Any], writer: Writer, now: datetime) -> tuple[str, list[questionnaires.Problem]]:
    """Keeps a definition as a draft; returns its record's id and what is worth knowing of it. Raises Unfit, NotPublished. Outside transactions."""
    problems = questionnaires.judge(definition)
    if questionnaires.is_refused(problems):
        raise Unfit(problems)
    url, version = text_of(definition.get("url")), text_of(definition.get("version"))
    with transaction(ENGINE) as session:
        standing = definition_of(session, writer.place, url, version)
    if standing is not None:
        if standing != definition:
            raise NotPublished(f"Version {version} is there already, with other content. A changed form needs a new version.")
        return form_id(writer.place, url, version), problems
    _write([_creation(definition, writer, now, status="draft")], writer, now)
    return form_id(writer.place, url, version), problems


def publish(id_: str, writer: Writer, now: datetime) -> None:
    """Lets a draft be used, and retires the version before it. Done already, it does nothing. Raises NotPublished. Not inside a transaction."""
    with transaction(ENGINE) as session:
        form = session.get(Questionnaire, id_)
        if form is None or form.place_id != writer.place:
            raise NotPublished("There is no such form.")
        others = select(Questionnaire).where(Questionnaire.place_id == writer.place, Questionnaire.url == form.url, Questionnaire.id != id_)
        older = [each for each in session.scalars(others) if each.status == "active"]
        changes = []
        if form.published_at is None:
            said = {"published_by": None if writer.purpose else writer.staff, "published_at": wall_clock.wire(now)}
            changes.append(_change(id_, {"published_by": None, "published_at": None}, said, writer, now))
        if form.status != "active":
            changes.append(_status(form, "active", None, writer, now))
        changes += [_status(each, "retired", f"Version {form.version} is in use.", writer, now) for each in older]
    _write(changes, writer, now)


def retire(id_: str, reason: str, writer: Writer, now: datetime) -> None:
    """Takes a form out of use: what was begun in it is finished. Raises NotPublished. Not inside a transaction."""
    with transaction(ENGINE) as session:
        form = session.get(Questionnaire, id_)
        if form is None or form.place_id != writer.place:
            raise NotPublished("There is no such form.")
        changes = [] if form.status == "retired" else [_status(form, "retired", reason, writer, now)]
    _write(changes, writer, now)


def ship(place: str, now: datetime) -> int:
    """Gives a place the forms that come with the app and that it does not have. Returns how many. Raises NotPublished. Not inside a transaction."""
    writer = shipper(place)
    with transaction(ENGINE) as session:
        there = {(each.url, each.version): each for each in listed(session, place)}
        standing = {each.url: session.get(Questionnaire, each.id) for each in there.values() if each.status == "active"}
        changes = []
        for definition in shipped():
            url, version = definition["url"], definition["version"]
            if (url, version) in there:
                continue
            is_retired = any(each.url == url for each in there.values()) and url not in standing
            changes.append(_creation(definition, writer, now, status="retired" if is_retired else "active"))
            older = standing.get(url)
            if older is not None:
                changes.append(_status(older, "retired", f"Version {version} is in use.", writer, now))
    _write(changes, writer, now)
    return sum(change.saw is None for change in changes)


def _creation(definition: Mapping[str, Any], writer: Writer, now: datetime, *, status: str) -> Change:
    url, version = text_of(definition.get("url")), text_of(definition.get("version"))
    languages = [definition["language"]] if isinstance(definition.get("language"), str) else []
    said: dict[str, Any] = {
        "url": url,
        "version": version,
        "title": text_of(definition.get("title"))[:300],
        "languages": languages,
        "definition": dict(definition),
        "licence": text_of(value_of(definition, OURS + "licence")) or text_of(definition.get("copyright"))[:4000] or None,
        "acknowledgement": text_of(value_of(definition, OURS + "acknowledgement")) or None,
        "status": status,
    }
    if status != "draft":
        said["published_at"] = wall_clock.wire(now)
    if status == "retired":
        said["status_reason"] = "An earlier version of it was taken out of use here."
    return _change(form_id(writer.place, url, version), None, {name: value for name, value in said.items() if value is not None}, writer, now)


def _status(form: Questionnaire, status: str, reason: str | None, writer: Writer, now: datetime) -> Change:
    saw = {"status": form.status, "status_reason": form.status_reason}
    return _change(form.id, saw, {"status": status, "status_reason": reason}, writer, now)


def _change(record_id: str, saw: dict[str, Any] | None, said: dict[str, Any], writer: Writer, now: datetime) -> Change:
    made_at = wall_clock.wire(now)
    told = json.dumps([saw, sorted(said)], sort_keys=True) + str(said.get("status"))
    return Change(
        id=str(uuid.uuid5(NAMESPACE, f"form:{record_id}:{writer.staff}:{made_at}:{told}")),
        kind="questionnaire",
        record=record_id,
        bundle=forms_bundle(writer.place),
        patient=None,
        author=writer.staff,
        made_at=made_at,
        schema=schema(),
        saw=saw,
        set=said,
    )


def _write(changes: list[Change], writer: Writer, now: datetime) -> None:
    for ended in record.write(changes, writer, received_at=now).endings if changes else ():
        match ended.ending:
            case Applied() | Merged():
                continue
            case Refused(message=message, fields=faults):
                raise NotPublished(" ".join([message, *(f"{name}: {fault}" for name, fault in faults.items())]))
            case other:
                raise NotPublished(f"It was not written: {type(other).__name__}.")
