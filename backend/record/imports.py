"""What an import needs of the record (M9): what the same source said last time, and the changes that say what it says now.

`saw` of an import is what its source said last, not what stands: so a field that people changed meanwhile, and the source did not, stays theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.record.models import Journal
from backend.record.services import Ended
from sync import policy
from sync.change import Change, Conflicted, NotNow, Refused
from sync.ids import derived

__all__ = ["Said", "changes_for", "derived", "is_disputed", "said_before", "why_refused"]

Said = Mapping[str, Any]
"""Fields and values as one source gave them last."""


def said_before(session: Session, author: str, records: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What `author` said of each of these records, by record: all its changes that were not refused, in order, the later over the earlier."""
    said: dict[str, dict[str, Any]] = {}
    wanted = list(records)
    for start in range(0, len(wanted), 5000):
        rows = session.execute(
            select(Journal.record_id, Journal.content, Journal.ending)
            .where(Journal.author == author, Journal.record_id.in_(wanted[start : start + 5000]))
            .order_by(Journal.bundle_id, Journal.rev, Journal.n)
        )
        for record, content, ending in rows:
            if json.loads(ending).get("ending") != "refused":
                said.setdefault(record, {}).update(json.loads(content).get("set") or {})
    return said


def changes_for(kind: str, record: str, patient: str, fields: Said, before: Said | None, *, author: str, made_at: str) -> list[Change]:
    """The changes by which a source says `fields` of a record: its creation, or one for each group said differently now; none where nothing differs.

    A group whose policy is `once` cannot be said differently; a change for it is made all the same, and refused where everybody can see it.
    """
    policies = policy.load()
    common: dict[str, Any] = {
        "kind": kind,
        "record": record,
        "bundle": patient,
        "patient": patient,
        "author": author,
        "made_at": made_at,
        "schema": policies.schema,
    }
    if before is None:
        new = {name: value for name, value in fields.items() if value is not None}
        return [Change(id=derived(f"import:{author}:{record}:{made_at}"), saw=None, set=new, **common)]
    changes = []
    for group in policies.kinds[kind].groups.values():
        saw = {name: before.get(name) for name in group.fields}
        now = {name: fields.get(name, saw[name]) for name in group.fields}
        if now != saw:
            changes.append(Change(id=derived(f"import:{author}:{record}:{made_at}:{group.name}"), saw=saw, set=now, **common))
    return changes


def why_refused(ended: Ended) -> str | None:
    """Why a change was not taken, in words; None where it was."""
    if isinstance(ended.ending, Refused):
        return "; ".join([ended.ending.message, *(f"{name}: {why}" for name, why in ended.ending.fields.items())])
    return "the server was busy: import the file again" if isinstance(ended.ending, NotNow) else None


def is_disputed(ended: Ended) -> bool:
    """Whether people here and the source said different things, which a person has to settle."""
    return isinstance(ended.ending, Conflicted)
