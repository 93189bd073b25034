"""What this process says to PostgreSQL, overheard below SQLAlchemy: whoever says it, and however."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import psycopg


@contextmanager
def overheard(after: Callable[[str, psycopg.Connection], object]) -> Iterator[None]:
    """Inside the block `after(statement, connection)` is called once each statement is answered, on the thread that asked."""
    execute = psycopg.Cursor.execute

    def asked(cursor: Any, statement: Any, *given: Any, **more: Any) -> Any:
        found = execute(cursor, statement, *given, **more)
        after(str(statement), cursor.connection)
        return found

    with patch.object(psycopg.Cursor, "execute", asked):
        yield
