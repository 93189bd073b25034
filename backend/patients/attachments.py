"""The content of pictures: uploaded in pieces by whoever took them, read by whoever may read their record.

1. The record comes first, as a change like any other; content is taken only for an attachment that stands, from the person whom it names in `staff`.
   Whether that person still holds a grant does not matter: the record was taken, and its picture belongs to it (as M6 has it for late changes).
2. Pieces come in order and join without a gap: `offset` is how many bytes are here. A piece that came before is answered as it was.
3. The last piece makes it whole: then the sum must be the record's `sha256`, and the picture one that may be kept (pictures.py). What fails is thrown
   away, all of it. So: as many bytes as the record says ⟺ whole and judged.
4. Reading is the web role's: row-level security decides by bundle and part, and each read stands in the audit trail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend.audit import services as audit
from backend.database import Acting
from backend.patients import pictures
from backend.patients.models import Attachment, AttachmentChunk
from backend.patients.past import Reader
from backend.patients.pictures import NotTaken
from backend.transaction import transaction

PIECE = 256 * 1024
"""The most bytes of one piece."""

ENGINE = Acting(role="engine")


class NotFound(Exception):
    """There is no such attachment, or it is not one's own to send, or not one that one may read: the same to whoever asks."""


class NotHere(Exception):
    """Its content has not arrived: it is still on the tablet that took it."""


class WrongOffset(Exception):
    """`received` bytes are here: the next piece begins there."""

    def __init__(self, received: int) -> None:
        super().__init__(str(received))
        self.received = received


@dataclass(frozen=True, slots=True)
class Received:
    attachment: str
    received: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Content:
    media_type: str
    content: bytes


def received(asker: Reader, ids: Sequence[str]) -> list[Received]:
    """How much is here of those of these attachments that the asker took; the others are left out."""
    with transaction(ENGINE) as session:
        counted = func.coalesce(func.sum(AttachmentChunk.size), 0)
        rows = session.execute(
            select(Attachment.id, Attachment.bytes, counted)
            .outerjoin(AttachmentChunk, AttachmentChunk.attachment_id == Attachment.id)
            .where(Attachment.id.in_(ids), Attachment.staff == asker.staff, Attachment.place_id == asker.place)
            .group_by(Attachment.id, Attachment.bytes)
        )
        return [Received(one, int(here), int(here) == wanted) for one, wanted, here in rows]


def take(asker: Reader, attachment: str, offset: int, piece: bytes, now: datetime) -> Received:
    """One more piece. Raises NotFound, WrongOffset, and NotTaken where what is now whole may not be kept: then nothing of it is here any more."""
    with transaction(ENGINE) as session:
        about = session.scalar(
            select(Attachment)
            .where(Attachment.id == attachment, Attachment.staff == asker.staff, Attachment.place_id == asker.place)
            .with_for_update()
        )
        if about is None or about.bytes is None:
            raise NotFound
        here = _here(session, attachment)
        if here == about.bytes or offset + len(piece) <= here:
            return Received(attachment, here, here == about.bytes)
        if offset != here:
            raise WrongOffset(here)
        if not 0 < len(piece) <= PIECE or here + len(piece) > about.bytes:
            raise NotTaken("size", "This is more than its record says.")
        where = {"place_id": about.place_id, "bundle_id": about.bundle_id, "part": about.part}
        session.add(AttachmentChunk(attachment_id=attachment, start=offset, size=len(piece), content=piece, received_at=now, **where))
        session.flush()
        here += len(piece)
        fault = _fault(about, _joined(session, attachment)) if here == about.bytes else None
        if fault is not None:
            session.execute(delete(AttachmentChunk).where(AttachmentChunk.attachment_id == attachment))
    if fault is not None:
        raise fault
    return Received(attachment, here, here == about.bytes)


def read(session: Session, reader: Reader, attachment: str, now: datetime) -> Content:
    """The content, for a reader in whose name the session acts. Raises NotFound, NotHere."""
    about = session.get(Attachment, attachment)
    if about is None or about.media_type is None:
        raise NotFound
    content = _joined(session, attachment)
    if len(content) != about.bytes:
        raise NotHere
    audit.note(
        session, "read", at=now, place=reader.place, staff=reader.staff, device=reader.device, bundles=[about.bundle_id], detail={"pictures": 1}
    )
    return Content(about.media_type, content)


def _here(session: Session, attachment: str) -> int:
    return int(session.scalar(select(func.coalesce(func.sum(AttachmentChunk.size), 0)).where(AttachmentChunk.attachment_id == attachment)) or 0)


def _joined(session: Session, attachment: str) -> bytes:
    pieces = session.scalars(select(AttachmentChunk.content).where(AttachmentChunk.attachment_id == attachment).order_by(AttachmentChunk.start))
    return b"".join(pieces)


def _fault(about: Attachment, content: bytes) -> NotTaken | None:
    if hashlib.sha256(content).hexdigest() != about.sha256:
        return NotTaken("sum", "It was damaged on its way. It is sent again.")
    try:
        pictures.judge(content, about.media_type or "", (about.width or 0, about.height or 0))
    except NotTaken as fault:
        return fault
    return None
