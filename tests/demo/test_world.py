"""The demo place: the same from the same seed, whole in itself, and nothing in it that could not be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from backend import wall_clock
from backend.care_plans.synced import KINDS as PLAN
from backend.consent.synced import KINDS as CONSENT
from backend.demo import tour
from backend.demo.book import Book
from backend.demo.case import Case
from backend.demo.directory import EXTRA
from backend.demo.people import Numbers
from backend.demo.streets import is_inside_borough
from backend.demo.timetable import Slot
from backend.demo.world import SIZES, Page, World, make_world
from backend.patients import nhs_number
from backend.patients.services import age
from backend.patients.synced import KINDS as PERSON
from backend.places.synced import KINDS as PLACE
from backend.visits.synced import KINDS as DAY
from backend.wire_fields import judged_on
from tests.demo.conftest import SMALL, TODAY, made, made_anew

SCHEMAS = {synced.kind: synced.schema() for synced in (*PLACE, *PERSON, *DAY, *PLAN, *CONSENT)}


def test_the_same_seed_and_day_make_the_same_lines():
    one, other = made(SMALL, 7), made_anew(SMALL, 7)
    assert [page.book.records for page in one.pages] == [page.book.records for page in other.pages]
    assert [page.plans for page in one.pages] == [page.plans for page in other.pages]


@pytest.mark.slow
def test_the_borough_has_its_thousand_staff_and_five_thousand_visits_on_a_day_of_the_week():
    """Counted in every fifth of its 65 teams, in the time table itself: writing out 13,533 records would take a minute."""

    class Counted(World):
        visits = 0

        def _patient(self, case: Case, slots: list[tuple[int, Slot]]) -> Page:
            self.visits += sum(day == 0 for day, _ in slots)
            return Page(Book(case.id, case.id, case.chance), "patient", case.id)

    size = SIZES["borough"]
    place = make_world("borough", 1948, TODAY).place
    assert 990 <= len(list(place.staff())) <= 1_010
    assert len({person.id for person in place.staff()}) == len(list(place.staff()))
    assert (size.people, size.people + size.lean, size.teams) == (13_533, 261_536, len(place.teams))
    counted = Counted(place, replace(size, back=0, ahead=0), 1948, TODAY)
    every_fifth, each = place.teams[::5], size.people // size.teams
    for index, team in enumerate(every_fifth):
        patients = [page for page in counted._team(team, [], 5 * index * each, each, Numbers(set())) if page.type == "patient"]
        assert len(patients) == each
    assert 4_900 <= counted.visits / len(every_fifth) * size.teams <= 5_200


@pytest.mark.slow
def test_another_seed_makes_other_people_and_keeps_the_cast():
    one, other = made(SMALL, 7), made(SMALL, 8)
    names = [{(p.fields.get("given_name"), p.fields["family_name"]) for p in found.all("patient")} for found in (one, other)]
    assert ("Rokeya", "Begum") in names[0] & names[1]
    assert len(names[0] & names[1]) < 20


@pytest.mark.slow
@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2028, 2, 29), date(2027, 3, 28)])
def test_every_schema_accepts_every_record_on_any_day(today):
    """The first of January, a leap day, a day on which the clocks change."""
    with judged_on(today):
        for page in made(SMALL, 3, today).pages:
            for record in page.book.records:
                assert not SCHEMAS[record.kind].validate(dict(record.fields)), record


def test_every_schema_accepts_every_record_of_the_team_place(team):
    with judged_on(TODAY):
        wrong = {(r.kind, str(found)) for page in team.pages for r in page.book.records if (found := SCHEMAS[r.kind].validate(dict(r.fields)))}
    assert wrong == set()


def test_every_id_is_there_once_and_every_reference_leads_somewhere(team):
    ids = Counter(record.id for page in team.pages for record in page.book.records)
    assert max(ids.values()) == 1
    for page in team.pages:
        for record in page.book.records:
            assert record.patient == page.book.patient
            for name, value in record.fields.items():
                for found in value if isinstance(value, list) else [value]:
                    if isinstance(found, str) and len(found) == 36 and found[8] == "-":
                        assert found in ids, (record.kind, name)


def test_references_into_a_record_stay_within_the_patient(team):
    """An attendance of somebody else's visit, a goal of somebody else's plan: two people's care joined."""
    for page in team.pages:
        own = {record.id for record in page.book.records}
        for record in page.book.records:
            if page.type == "patient":
                inner = [record.fields.get("visit"), record.fields.get("action"), *record.fields.get("actions", []), *record.fields.get("goals", [])]
                assert {found for found in inner if found} <= own


def test_every_number_is_valid_never_issued_and_borne_by_one(team):
    numbers = [record.fields["nhs_number"] for record in team.all("patient")]
    assert len(set(numbers)) == len(numbers) == SIZES["team"].people
    assert all(nhs_number.is_synthetic(number) for number in numbers)


def test_everybody_lives_inside_the_borough(team):
    for record in team.all("patient"):
        assert is_inside_borough(record.fields["latitude"], record.fields["longitude"]), record.fields["address_line"]
        assert record.fields["postcode"].split()[0] in {"E1", "E1W", "E2", "E3", "E14"}


def test_ages_are_those_of_a_caseload(team):
    ages = [age(date.fromisoformat(record.fields["born_on"]), TODAY) for record in team.all("patient")]
    assert min(ages) >= 18
    assert max(ages) <= 100
    assert 65 <= sorted(ages)[len(ages) // 2] <= 85


def test_the_mix_is_the_boroughs(team):
    shares = Counter(record.fields["ethnicity"] for record in team.all("patient"))
    total = sum(shares.values())
    assert 0.25 < shares["Bangladeshi"] / total < 0.45
    assert 0.2 < shares["White British"] / total < 0.45
    assert {"Chinese", "Caribbean", "African", "Other White", "White Irish"} <= set(shares)


def test_there_are_three_teams_and_about_fifty_staff_in_the_organisations_of_the_alliance(team):
    assert 46 <= len(team.all("staff")) <= 56
    names = {record.fields["name"] for record in team.all("team")}
    assert len(names - {extra.name for extra in EXTRA}) == 3, "besides those of the directory, which plan no visits here"
    assert len(team.all("practice")) == 36
    assert len({record.fields["network"] for record in team.all("practice")}) == 8
    assert len({record.fields["locality"] for record in team.all("practice")}) == 4
    assert sum(record.fields["sector"] == "voluntary" for record in team.all("organisation")) == 2
    assert {"practitioner", "assistant", "coordinator", "lead", "manager", "administrator", "voluntary"} <= {
        r.fields["role"] for r in team.all("staff")
    }


def hours(team, who):
    """Staff member or patient → (start, end) of each visit."""
    found = defaultdict(list)
    for visit in team.all("visit"):
        span = (visit.fields["planned_start"], visit.fields["planned_end"])
        for one in visit.fields["asked"] if who == "staff" else [visit.patient]:
            found[one].append(span)
    return found


@pytest.mark.parametrize("who", ["staff", "patient"])
def test_nobody_is_in_two_places_at_once_and_nobody_has_two_visits_at_once(team, who):
    for spans in hours(team, who).values():
        for (_, ended), (begins, _) in pairwise(sorted(spans)):
            assert begins >= ended


def visits_by_day(team):
    """(staff, day) → how many visits."""
    per_day = Counter()
    for visit in team.all("visit"):
        day = wall_clock.day_of(wall_clock.from_wire(visit.fields["planned_start"]))
        per_day.update((person, day) for person in visit.fields["asked"])
    return per_day


def test_everyone_who_visits_has_six_to_eleven_visits_on_every_coming_weekday(team):
    visiting = [person for person in team.world.place.staff() if person.is_visiting]
    assert len(visiting) >= 27
    per_day = visits_by_day(team)
    for person in visiting:
        assert 6 <= per_day[person.id, TODAY] <= 11, person.name
        for day in (TODAY + timedelta(days=ahead) for ahead in range(1, SIZES["team"].ahead + 1)):
            assert day.weekday() >= 5 or 6 <= per_day[person.id, day] <= 11, person.name


def test_at_weekends_there_are_fewer_visits_by_some_of_the_nurses_and_insulin_every_day(team):
    """Defect: everybody worked every weekend as on any other day."""
    of_day, insulin = Counter(), defaultdict(set)
    for visit in team.all("visit"):
        day = wall_clock.day_of(wall_clock.from_wire(visit.fields["planned_start"]))
        of_day[day] += 1
        if visit.fields["purpose"] == "Insulin before breakfast":
            insulin[day].add(visit.patient)
    weekdays = [count for day, count in of_day.items() if day.weekday() < 5]
    weekend = {day: count for day, count in of_day.items() if day.weekday() >= 5}
    assert len(weekend) >= 9
    assert max(weekend.values()) < 0.4 * min(weekdays)
    assert min(weekend.values()) >= 20
    assert len({frozenset(people) for people in insulin.values()}) == 1, "who needs insulin needs it on each day"
    per_day = visits_by_day(team)
    care = {person.id: person.profession.care for person in team.world.place.staff()}
    past = [day for day in weekend if day < TODAY - timedelta(days=20) or day > TODAY + timedelta(days=7)]
    on = {person for (person, day), count in per_day.items() if day in weekend and day not in past and count and day < TODAY}
    assert {care[person] for person in on} == {"nurse"}


@pytest.mark.parametrize("today", [TODAY + timedelta(days=n) for n in range(4, 7)], ids=lambda day: f"{day:%a}")
def test_whatever_the_weekday_those_of_the_tour_have_visits_today_and_for_a_week(today):
    found = made(SMALL, 1948, today)
    per_day = visits_by_day(found)
    for name in tour.VISITING:
        person = found.world.place.person(name).id
        for ahead in range(8):
            assert 6 <= per_day[person, today + timedelta(days=ahead)] <= 11, (name, ahead)
    kemi = found.world.place.person("Kemi Adeyemi").id
    assert per_day[kemi, today] == 9


def test_a_day_of_ones_own_has_the_days_visits_in_order_and_a_break_that_none_touches(team):
    visits = {visit.id: visit for visit in team.all("visit")}
    for day in team.all("my_day"):
        order = [visits[found].fields for found in day.fields["order"]]
        assert order == sorted(order, key=lambda fields: fields["planned_start"])
        assert order
        assert day.fields["shift_start"] <= order[0]["planned_start"]
        assert day.fields["shift_end"] >= order[-1]["planned_end"]
        assert ("ended_at" in day.fields) is (day.fields["day"] < TODAY.isoformat()), (
            "who went home yesterday said so, and nobody is missed this morning"
        )
        for fields in order:
            assert fields["planned_end"] <= day.fields["break_start"] or fields["planned_start"] >= day.fields["break_end"]


def test_yesterday_is_done_and_today_is_planned(team):
    attended = {record.fields["visit"] for record in team.all("attendance")}
    for visit in team.all("visit"):
        day = wall_clock.day_of(wall_clock.from_wire(visit.fields["planned_start"]))
        assert (visit.id in attended) is (day < TODAY)


def test_nothing_was_written_in_the_future_and_nothing_before_its_author_could(team):
    end_of_yesterday = wall_clock.wire(wall_clock.midnight(TODAY))
    for page in team.pages:
        for record in page.book.records:
            assert all(stamp.at < end_of_yesterday for stamp in record.stamps.values()) or record.kind == "my_day", record
            assert set(record.stamps)


def test_insulin_is_early_and_fixed(team):
    insulin = [visit.fields for visit in team.all("visit") if visit.fields["purpose"] == "Insulin before breakfast"]
    assert len(insulin) > 200
    for fields in insulin:
        local = wall_clock.from_wire(fields["planned_start"]).astimezone(wall_clock.LONDON)
        assert fields["is_fixed"]
        assert (7, 30) <= (local.hour, local.minute) <= (10, 30)


def test_most_plans_have_actions_for_their_goals_and_none_points_at_a_goal_that_its_words_contradict(team):
    served, goals = 0, {}
    for page in team.pages:
        goals |= {goal.id: goal.fields["words"] for goal in page.book.of("goal")}
        served += any(action.fields.get("goals") for action in page.book.of("action"))
    assert served == sum(bool(page.book.of("goal")) for page in team.pages)
    for action in team.all("action"):
        words = [goals[found] for found in action.fields.get("goals", ())]
        if "insulin" in action.fields["words"].lower():
            assert not any(re.search(r"stair|climb|leg to heal|tea\b", found) for found in words), words
        if action.fields["words"].startswith("Walking practice"):
            assert not any(re.search(r"sugar|insulin|leg to heal", found) for found in words), words


def test_two_people_come_where_two_are_needed(team):
    assert sum(len(visit.fields["asked"]) == 2 for visit in team.all("visit")) > 50


def test_every_plan_has_goals_and_actions_with_somebody_to_do_them(team):
    for page in team.pages:
        if page.type != "patient":
            continue
        assert 1 <= len(page.book.of("goal")) <= 4
        assert page.book.of("about_me")
        for action in page.book.of("action"):
            assert action.fields.get("staff") or action.fields.get("who")
            assert action.fields.get("frequency")


def test_door_codes_and_medicines_are_not_in_the_part_of_the_voluntary_sector(team):
    for page in team.pages:
        for record in page.book.records:
            assert record.part == ("more" if record.kind in ("door_code", "medicine", "observation", "note", "disclosure", "consent") else "core")


def test_whoever_visits_somebody_has_them_on_their_caseload(team):
    for page in team.pages:
        if page.type == "patient":
            asked = {person for visit in page.book.of("visit") for person in visit.fields["asked"]}
            assert asked <= {person.id for person in page.caseload}


def test_nothing_of_a_bank_was_left_with_its_brackets(team):
    for page in team.pages:
        for record in page.book.records:
            for value in record.fields.values():
                assert not isinstance(value, str) or ("{" not in value and "}" not in value), value
