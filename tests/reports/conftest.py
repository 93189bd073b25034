"""A small record written by hand, whose every figure can be worked out with a pencil; and its months counted by the real job."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.grants.bulk import Caseload, grant_caseloads
from backend.record import Record
from backend.record.services import BundleLoad, load
from backend.reports import counting, jobs
from backend.reports.definitions import measures
from backend.reports.facts import FACTS
from backend.transaction import transaction
from tests.conftest import TestPlace, an_id

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""A Monday morning."""
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


@dataclass
class Book:
    """What is written of a place before it is loaded. Times are London's: `book.visit("rose", "2026-10-05 09:00", who="nurse")`."""

    app: Flask
    place: TestPlace
    of: dict[str, list[Record]] = field(default_factory=dict)
    practices: dict[str, tuple[str, str]] = field(default_factory=dict)
    caseloads: list[Caseload] = field(default_factory=list)

    def practice(self, name: str, network: str, locality: str) -> str:
        self.practices[name] = (network, locality)
        return an_id(f"practice:{name}")

    def patient(self, name: str, *, practice: str | None = None, **more: Any) -> str:
        """A person of this name, registered with the practice of that name."""
        id_ = an_id(f"{self.place.id}:{name}")
        fields = {"given_name": name.title(), "family_name": "Test", "status": "active", **more}
        if practice:
            fields["practice"] = an_id(f"practice:{practice}")
        self.of.setdefault(id_, []).append(Record("patient", id_, id_, "core", 1, fields))
        return id_

    def somebody(self, n: int, **more: Any) -> str:
        """The n-th of many people: what one person alone has is hidden."""
        if an_id(f"{self.place.id}:p{n}") not in self.of:
            self.patient(f"p{n}", **more)
        return f"p{n}"

    def visit(
        self,
        name: str,
        when: str,
        *,
        who: str | tuple[str, ...] = (),
        ending: str | None = "completed",
        late: int = 0,
        stayed: int | None = 30,
        minutes: int = 30,
        team: str = "North West",
        **more: Any,
    ) -> str:
        """A visit, and that each of `who` attended it: arrived so many minutes late, stayed so long (None: never left), with this outcome."""
        patient = an_id(f"{self.place.id}:{name}")
        asked = (who,) if isinstance(who, str) else who
        start = london(when)
        visit = an_id(f"{self.place.id}:{name}:{when}")
        fields = {
            "planned_start": wall_clock.wire(start),
            "planned_end": wall_clock.wire(start + timedelta(minutes=minutes)),
            "asked": sorted(self.place.staff[one].id for one in asked),
            "team": self.place.teams[team],
            "status": "planned",
            **more,
        }
        self.of[patient].append(Record("visit", visit, patient, "core", 1, fields))
        for one in asked:
            came = start + timedelta(minutes=late)
            went = {"visit": visit, "staff": self.place.staff[one].id, "arrived_at": wall_clock.wire(came), "outcome": ending}
            if stayed is not None:
                went["left_at"] = wall_clock.wire(came + timedelta(minutes=stayed))
            self.of[patient].append(Record("attendance", an_id(f"went:{visit}:{one}"), patient, "core", 1, went))
        return visit

    def plan(self, name: str, when: str, **more: Any) -> str:
        """A visit that nobody wrote anything of."""
        return self.visit(name, when, who=(), **more)

    def referral(
        self, name: str, received: str, *, clock: str = "no-clock", started: str | None = None, team: str | None = "North West", **more: Any
    ) -> str:
        """A referral received then, accepted by that team (None: by nobody yet)."""
        patient, id_ = an_id(f"{self.place.id}:{name}"), an_id(f"{self.place.id}:referral:{name}:{received}")
        fields = {
            "received_at": wall_clock.wire(london(received)),
            "clock_type": clock,
            "clock_started_at": wall_clock.wire(london(started)) if started else None,
            "status": "accepted" if team else "new",
            "team": self.place.teams[team] if team else None,
            "source": "gp-practice",
            **more,
        }
        kept = {field: value for field, value in fields.items() if value is not None}
        self.of[patient].append(Record("referral", id_, patient, "more", 1, kept))
        return id_

    def record(self, kind: str, name: str, part: str = "core", **fields: Any) -> str:
        """Any other record of somebody."""
        patient = an_id(f"{self.place.id}:{name}")
        id_ = an_id(f"{kind}:{patient}:{len(self.of[patient])}")
        self.of[patient].append(Record(kind, id_, patient, part, 1, fields))
        return id_

    def caseload(self, name: str, team: str) -> None:
        """That somebody is on a team's caseload, once all is loaded."""
        self.caseloads.append(Caseload(an_id(f"{self.place.id}:{name}"), team=self.place.teams[team], carried=False))

    def close(self) -> None:
        """Loads all of it, as the demo place is loaded."""
        with self.app.app_context():
            with transaction(Acting(role="engine")) as session:
                for name, (network, locality) in self.practices.items():
                    session.execute(
                        text(
                            "INSERT INTO practice (id, place_id, bundle_id, part, rev, name, network, locality) "
                            "VALUES (:id, :place, :bundle, 'core', 1, :name, :network, :locality)"
                        ),
                        {"id": an_id(f"practice:{name}"), "place": self.place.id, "bundle": self.place.people, "name": name}
                        | {"network": network, "locality": locality},
                    )
            bundles = [BundleLoad(patient, "patient", self.place.id, patient, records) for patient, records in self.of.items()]
            load(bundles, author="set-up", made_at=NOW - timedelta(days=400), today=wall_clock.day_of(NOW))
            with transaction(Acting(role="engine")) as session:
                grant_caseloads(session, self.place.id, self.caseloads, since=NOW - timedelta(days=300), now=NOW)

    def count(self, *months: date, now: datetime = NOW) -> None:
        """The job that counts, for these months or for all that are due."""
        with self.app.app_context(), wall_clock.reading(now):
            for month in months:
                jobs.count(self.place.id, month, now)
            if not months:
                jobs.refresh(self.place.id)

    def rows(self, table: str, **where: Any) -> list[dict[str, Any]]:
        """What stands in a table of the reports, as role statistics sees it."""
        asked = " AND ".join(f"{name} = :{name}" for name in where) or "true"
        with self.app.app_context(), transaction(Acting(role="statistics", place=self.place.id)) as session:
            return [dict(row) for row in session.execute(text(f"SELECT * FROM {table} WHERE {asked}"), where).mappings()]

    def cell(self, measure: str, scope: str = "place", month: date = OCTOBER, part: str = "") -> tuple[float | None, float | None]:
        """(numerator, denominator) as counted; of a part also where the whole place is few, so that no row of it is kept."""
        if part:
            return self.parts(measure, month).get((scope, part), (None, None))
        found = self.rows("report_cell", measure=measure, scope=scope, month=month, part=part)
        assert len(found) < 2
        return (found[0]["numerator"], found[0]["denominator"]) if found else (None, None)

    def parts(self, measure: str, month: date = OCTOBER) -> dict[tuple[str, str], tuple[float | None, float | None]]:
        """By (scope, part) what was counted, also where it is hidden."""
        one = measures()[measure]
        with self.app.app_context(), transaction(Acting(role="statistics", place=self.place.id)) as session:
            found = counting.parts(session, FACTS[one.over], one, self.place.id, month)
        return {at: (sums.numerator, sums.denominator) for at, sums in found.items()}


def london(when: str) -> datetime:
    """ "2026-10-05 09:00", as the clock on the wall had it."""
    return datetime.fromisoformat(when).replace(tzinfo=wall_clock.LONDON).astimezone(UTC)


@pytest.fixture
def book(app: Flask, place: TestPlace) -> Book:
    return Book(app, place)
