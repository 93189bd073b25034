"""Ids made here are UUIDv7: ordered by their millisecond, different by chance."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from backend import ids

NOW = datetime(2026, 11, 22, 9, 30, 0, 123000, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_7_that_holds_its_millisecond():
    found = uuid.UUID(ids.made(NOW, bytes(10)))
    assert (found.version, found.variant) == (7, uuid.RFC_4122)
    assert found.int >> 80 == int(NOW.timestamp() * 1000)


def test_later_ids_sort_behind_earlier_ones_whatever_their_chance():
    assert ids.made(NOW, b"\xff" * 10) < ids.made(NOW + timedelta(milliseconds=1), bytes(10))


def test_chance_makes_the_difference_within_a_millisecond():
    assert len({ids.made(NOW, n.to_bytes(10, "big")) for n in range(500)}) == 500


def test_too_little_chance_is_refused():
    with pytest.raises(ValueError, match="10 random bytes"):
        ids.made(NOW, b"short")
