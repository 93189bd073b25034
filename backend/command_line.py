"""What every verb of the command line is given and says. A capability has its verbs in its `commands.py`; `backend/cli.py` puts them together."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy.orm import Session

Application = Callable[[], AbstractContextManager[Any]]
"""A context in which the database can be asked."""
PlaceNamed = Callable[[Session, str | None], str]
"""A place's id by its name, or the only one's. Raises CannotDo."""
Verb = Callable[[str, Callable[[argparse.Namespace], None], str], argparse.ArgumentParser]
"""(name, what it does, in words) → its options."""


class CannotDo(Exception):
    """What was asked cannot be done; the text is for whoever asked."""


def say(words: str) -> None:
    print(words, flush=True)
