"""Who in the demo can do what: so that its days can be allocated at all."""

from __future__ import annotations

from datetime import date

from backend.demo import skills
from backend.places.skills import held
from backend.visits.needs import of_each
from tests.demo.conftest import TODAY, Made


def test_every_visit_ahead_says_what_it_needs_and_those_asked_can_do_it(team: Made) -> None:
    staff = {record.id: held(record.fields.get("skills")) for record in team.all("staff")}
    ahead = [visit for visit in team.all("visit") if visit.fields["planned_start"][:10] >= TODAY.isoformat()]
    assert ahead
    assert all(visit.fields["people"] == (len(visit.fields["asked"]) or visit.fields["people"]) and visit.fields["skills"] for visit in ahead)
    for visit in ahead:
        needed = of_each(visit.fields["people"], visit.fields["skills"])
        people = visit.fields["asked"]
        pairs = zip(needed, people, strict=True) if len(people) == len(needed) == 1 else []
        assert all(any(has.name == need.skill and has.level >= need.level for has in staff[who]) for needs, who in pairs for need in needs)


def test_somebody_in_each_team_has_what_each_visit_ahead_needs(team: Made) -> None:
    of_team: dict[str, set[str]] = {}
    for record in team.all("staff"):
        of_team.setdefault(record.fields.get("team") or "", set()).update(skill.name for skill in held(record.fields.get("skills")))
    for visit in team.all("visit"):
        for entry in visit.fields.get("skills", []):
            assert entry.split("#")[0] in of_team[visit.fields["team"]], entry


def test_visits_that_are_over_carry_no_needs(team: Made) -> None:
    assert all("skills" not in visit.fields for visit in team.all("visit") if visit.fields["planned_start"][:10] < TODAY.isoformat())


def test_insulin_binds_its_window_and_says_why() -> None:
    fields = skills.of_visit("Insulin before breakfast", ["District nurse"], 480, date(2026, 7, 1))
    assert fields["window_is_hard"]
    assert fields["window_reason"] == "insulin before breakfast"
    assert (fields["window_end"] - fields["window_start"]).total_seconds() == 3600
    assert fields["window_start"].isoformat() == "2026-07-01T06:30:00+00:00"
    assert (fields["priority"], fields["skills"]) == (1, ["insulin"])
