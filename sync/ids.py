"""Ids that follow from what they name, the content of a change, and the chain of a bundle's journal (R1, M6, PROTOCOL §1)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from typing import Any

from sync.change import Applied, Change, Conflicted, Ending, Merged, Refused
from sync.line import EMPTY, canonical

NAMESPACE = uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079")

START = EMPTY
"""The head of the chain of a bundle in which nothing was written: rev 0, chain8 `0000000000000000`."""


def derived(text: str) -> str:
    """The id of what there can be only one of: `derived("care_plan:<patient>")` (R1)."""
    return str(uuid.uuid5(NAMESPACE, text))


def is_derived(text: str) -> bool:
    """Whether an id follows from something (UUIDv5): whoever gave one to another record would keep the one that it names from being made."""
    return text[14:15] == "5"


def conflict(record: str, group: str, opener: str) -> str:
    """The id of the conflict that the change `opener` opened on a group of a record."""
    return derived(f"conflict:{record}:{group}:{opener}")


def mine(staff: str) -> str:
    """The bundle of what is one member of staff's own."""
    return derived(f"mine:{staff}")


def people(place: str) -> str:
    """The bundle of those who work in a place."""
    return derived(f"people:{place}")


def forms(place: str) -> str:
    """The bundle of the questionnaires of a place."""
    return derived(f"forms:{place}")


def wire(change: Change) -> dict[str, Any]:
    """A change as it travels (PROTOCOL §4). `part` stands only where it was given."""
    plain: dict[str, Any] = {
        "id": change.id,
        "kind": change.kind,
        "record": change.record,
        "patient": change.patient,
        "bundle": change.bundle,
        "author": change.author,
        "made_at": change.made_at,
        "schema": change.schema,
        "clock_jumped": change.clock_jumped,
        "saw": change.saw,
        "set": change.set,
        "after": change.after,
        "retries": change.retries,
    }
    if change.part is not None:
        plain["part"] = change.part
    return plain


def content(change: Change) -> bytes:
    """32 bytes that tell one change's content from another's: the same id with other content is refused (M6)."""
    return hashlib.sha256(canonical(wire(change)).encode()).digest()


def entry(change_content: bytes, ending: Ending, lines: Iterable[str]) -> bytes:
    """The content hash of a journal row: what was asked, how it ended, every line that it left.

    The lines are in it so that two histories with the same chain hold the same records: a version (`rev`, `chain8`) that a device
    and the server share can never stand for two contents, not even when changes are sent again to a restored server at another time.
    `change_content`: of the change, or any 32 bytes that name what a loader or job did.
    """
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in lines]
    return hashlib.sha256(canonical([change_content.hex(), ended(ending), digests]).encode()).digest()


def chain(head: bytes, row: bytes) -> bytes:
    """The head of a bundle's chain after one more row of its journal: `sha256(head || content hash of the row)`."""
    return hashlib.sha256(head + row).digest()


def chain8(head: bytes) -> str:
    """The part of a head that travels: its first 8 bytes, as hex."""
    return head[:8].hex()


def ended(ending: Ending) -> dict[str, Any]:
    """An ending as it travels, without `bundle` and `rev`, which only the writer knows (PROTOCOL §5)."""
    match ending:
        case Applied(change, at):
            return {"id": change, "ending": "applied", "at": at}
        case Merged(change, at, result):
            return {"id": change, "ending": "merged", "at": at, "result": result}
        case Conflicted(change, at, conflict_id):
            return {"id": change, "ending": "conflicted", "at": at, "conflict": conflict_id}
        case Refused(change, reason, message, fields):
            return {"id": change, "ending": "refused", "reason": reason, "message": message, "fields": dict(fields)}
