"""What travels: a change, the record it is about, and how it ended.

Shapes are those of PROTOCOL.md §2, §4 and §5. Values are JSON values; times are text as on the wire, so that nothing here needs a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Also:
    """The other value of a group under `latest`: whose it was and what they wrote."""

    at: str
    by: str
    change: str
    value: Values


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote a group last, when, by which change, and what it replaced (M7).

    `joined`: a text stands joined from two edits and no author has read it. `about`: the clock had jumped, so `at` is "about".
    `also` (policy `latest`): the newest value that this one overtook without its author having seen it, for "also changed by …" (M4).
    """

    at: str
    by: str
    change: str
    was: Values | None = None
    joined: bool = False
    about: bool = False
    also: Also | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands: PROTOCOL §2. `rev` is the bundle's rev of the write that made it."""

    kind: str
    id: str
    patient: str | None
    part: str
    rev: int
    fields: Values
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that left its bundle, or moved to another part (PROTOCOL §2)."""

    id: str
    part: str
    rev: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it was made: PROTOCOL §4. `saw is None` makes a creation."""

    id: str
    kind: str
    record: str
    bundle: str
    patient: str | None
    author: str
    made_at: str
    schema: int
    saw: Values | None
    set: Values
    part: str | None = None
    after: str | None = None
    retries: str | None = None
    clock_jumped: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    change: str
    at: str


@dataclass(frozen=True, slots=True)
class Merged:
    change: str
    at: str
    result: Values


@dataclass(frozen=True, slots=True)
class Conflicted:
    change: str
    at: str
    conflict: str


@dataclass(frozen=True, slots=True)
class Refused:
    change: str
    reason: str
    message: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Malformed:
    """A raw change that cannot be judged (PROTOCOL §4). `change`: its id, where one could be read. Journalled as refused; it ends nothing else."""

    change: str | None
    reason: str
    message: str
    fields: Mapping[str, str] = field(default_factory=dict)


Ending = Applied | Merged | Conflicted | Refused
"""The four endings (M6); there is no fifth."""


@dataclass(frozen=True, slots=True)
class NotNow:
    """No ending: nothing is journalled and the change stays with its device."""

    change: str
    why: str  # update-required | busy | sign-in


@dataclass(frozen=True, slots=True)
class Actor:
    """On whose behalf a change is judged: a member of staff with roles, or a named purpose (`staff` is then its name)."""

    staff: str
    roles: frozenset[str]
    place: str | None = None
    """Where they work: what there is one of in a place has an id that follows from it. None where the ids are not this judge's matter."""


class Reader(Protocol):
    """What the engine may look at: the state before this change, the changes before it in the same batch included."""

    def record(self, record_id: str) -> Record | None: ...

    def open_conflict(self, record_id: str, group: str) -> Record | None: ...

    def ending(self, change_id: str) -> Ending | None: ...

    def change(self, change_id: str) -> Change | None: ...

    def belonging(self, assessment_id: str) -> Sequence[Record]:
        """What bears on an assessment: its rows and signatures, the open conflicts about it and its rows, and those of its signatures not taken."""
        ...

    def sections(self, questionnaire: str, version: str) -> Mapping[str, str] | None:
        """linkId → linkId of the top-level item that it stands in, of one version of a questionnaire; None where it is not known here."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One change judged: its ending and the records as they stand after it (new lines, `rev` set), in order.

    `own`: whether its author's device can make the same lines by itself (PROTOCOL §6). A bundle is `current` only where every step of a push is.
    """

    ending: Ending
    writes: tuple[Record, ...] = ()
    own: bool = False
