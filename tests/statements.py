"""What this process says to PostgreSQL, overheard below SQLAlchemy: whoever says it, and however."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import psycopg

from backend.asking import Asking


@contextmanager
def overheard(after: Callable[[str, psycopg.Connection], object]) -> Iterator[None]:
    """Inside the block `after(statement, connection)` is called once each statement is answered, on the thread that asked."""
    execute, ask = psycopg.Cursor.execute, Asking._ask

    def asked(cursor: Any, statement: Any, *given: Any, **more: Any) -> Any:
        found = execute(cursor, statement, *given, **more)
        after(str(statement), cursor.connection)
        return found

    def asked_of_libpq(asks: Any, statement: str, *given: Any, **more: Any) -> Any:
        found = ask(asks, statement, *given, **more)
        after(statement, asks._raw)
        return found

    with patch.object(psycopg.Cursor, "execute", asked), patch.object(Asking, "_ask", asked_of_libpq):
        yield
