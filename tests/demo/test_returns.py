"""The demo's code map is one that would be taken, names no organisation that there is, and is added once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from flask import Flask

from backend.database import Acting
from backend.demo import returns
from backend.demo.place import Place
from backend.demo.professions import PROFESSIONS
from backend.returns import services
from backend.transaction import transaction
from tests.conftest import TestPlace
from tests.reports.conftest import NOW


def test_it_is_taken_line_by_line_like_any_other() -> None:
    file = "\r\n".join(["list,word,code", *(",".join(line) for line in returns.CODES)])
    assert services.read_codes(file.encode()) == list(returns.CODES)


def test_its_professions_are_those_of_the_demo() -> None:
    known = {one.title for one in PROFESSIONS.values()}
    assert {word for list_, word, _ in returns.CODES if list_ in ("activity", "staff-group")} - known == {"assessment"}


def test_it_is_added_once_and_what_a_place_says_of_its_own_stays(app: Flask, place: TestPlace) -> None:
    demo: Any = SimpleNamespace(id=place.id, person=lambda name: place.manager)
    with app.app_context():
        returns.add(cast(Place, demo), NOW)
        with transaction(Acting(role="engine")) as session:
            assert services.may_send(session, place.id, place.manager.id)
            services.set_codes(session, place.id, [("organisation", "provider", "RXX")], NOW)
            services.name_sender(session, place.id, place.manager.id, NOW, may=False)
        returns.add(cast(Place, demo), NOW)
        with transaction(Acting(role="engine")) as session:
            assert not services.may_send(session, place.id, place.manager.id)
