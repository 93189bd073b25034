"""PROTOCOL §7 and §8 over HTTP: what a tablet is sent, and that it can check every byte of it."""

from __future__ import annotations

import pytest

from tests.access.world import PATIENT_KINDS, World
from tests.sync_gateway.client import derived


def test_a_first_pull_brings_people_then_patients_and_says_that_it_was_complete(world: World) -> None:
    anna = world.tablet("anna")
    assert anna.pull()
    assert anna.order_seen[0] == derived(f"people:{anna.place}")
    assert set(anna.order_seen[1:]) == {world.patient("rose"), world.patient("tom")}
    rose = anna.bundles[world.patient("rose")]
    assert {record["kind"] for record in rose.records()} == set(PATIENT_KINDS)
    assert anna.is_current()
    assert anna.pull()
    assert anna.order_seen == []
