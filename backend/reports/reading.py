"""Where reports are read: apart from all that a tablet waits for.

1. Connections of its own, at the replica where the settings name one; a statement that takes longer than their limit is ended (`REPORTS_OPTIONS`).
2. It writes nothing, twice over: the transaction is read-only, and its role has no right to write anything.
3. It sees what may be shown, for whoever reads reports in the place: no person, nothing that was hidden.
4. A page is of one state of the database (R7), so a replica that catches up meanwhile does not mix two nights.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from backend.database import REPORTS, Acting, db
from backend.transaction import transaction


@contextmanager
def reading(staff: str, place: str) -> Iterator[Session]:
    """A transaction that reads reports for a member of staff."""
    with transaction(Acting(REPORTS, staff, place), engine=db.engines[REPORTS], snapshot=True) as session:
        yield session
