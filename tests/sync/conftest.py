"""What the engine's tests stand on: one bench, a new one for each test."""

from __future__ import annotations

import pytest

from tests.sync.bench import Bench


@pytest.fixture
def bench() -> Bench:
    return Bench()
