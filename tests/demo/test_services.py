"""The demo place in a real database: filled through the record's loader, with an honest dispute, for those who are to see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask, current_app
from sqlalchemy import text

from backend import cli, wall_clock
from backend.accounts.services import check_password
from backend.app import create_app
from backend.assessments import assembling, filling
from backend.board import draft
from backend.board.build import build, rests
from backend.board.draft import Lead
from backend.board.warnings import warnings
from backend.config import Config
from backend.database import Acting, db
from backend.demo import jobs, services, tour, world, years
from backend.demo.ids import derived
from backend.demo.place import PLACE
from backend.demo.referred import PEOPLE
from backend.grants.services import carried
from backend.patients import pictures
from backend.places import services as places
from backend.record import replay
from backend.record import services as door
from backend.record.services import Change, Writer
from backend.transaction import transaction
from tests.conftest import ORIGIN
from tests.demo.conftest import SMALL, TODAY

pytestmark = pytest.mark.slow  # it fills a whole place

NOW = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)
PASSWORD = "the-demo-password"


def app_over(url: str, redis: str, folder: Path) -> Flask:
    (folder / "index.html").write_text("<!doctype html><title>Alongside</title>")
    return create_app(Config(database_url=url, redis_url=redis, secret_key="for-tests-only-0123456789-abcdefghij", origin=ORIGIN, pwa=folder))


def fill() -> None:
    services.fill("small", password=PASSWORD, say=lambda _: None)


@pytest.fixture(scope="module", autouse=True)
def _small_size():
    world.SIZES["small"] = SMALL
    yield
    del world.SIZES["small"]


@pytest.fixture(scope="module")
def _filled_database(new_database, _valkey, tmp_path_factory) -> str:
    """Filled once; never written to after, so that others may be cloned from it."""
    url = new_database("demo")
    app = app_over(url, _valkey, tmp_path_factory.mktemp("dist"))
    with wall_clock.reading(NOW), app.app_context():
        fill()
        db.engine.dispose()
    return url


@pytest.fixture
def filled(_filled_database, postgres, _valkey, tmp_path) -> Iterator:
    """The demo place in a database of the test's own; a function that turns the clock."""
    with postgres.connect() as admin:
        admin.execute('DROP DATABASE IF EXISTS "demo_copy" WITH (FORCE)')
        admin.execute('CREATE DATABASE "demo_copy" TEMPLATE "demo" STRATEGY FILE_COPY')
    app = app_over(postgres.url("demo_copy"), _valkey, tmp_path)
    with wall_clock.reading(NOW) as turn, app.app_context():
        yield turn
        db.engine.dispose()


@pytest.fixture
def clock(app_context) -> Iterator:
    """An empty database, and the clock at NOW."""
    with wall_clock.reading(NOW) as turn:
        yield turn


def ask(sql: str, **values):
    with transaction(Acting(role="engine")) as session:
        return session.execute(text(sql), values).all()


def staff_id(name: str) -> str:
    return ask("select cast(id as text) from staff where name = :name", name=name)[0][0]


def holds(name: str, moment: datetime = NOW):
    with transaction(Acting("engine", staff_id(name))) as session:
        return [bundle for bundle in carried(session, moment)[0] if bundle.type == "patient"]


def rokeya() -> str:
    return ask("select cast(id as text) from patient where family_name = 'Begum' and given_name = 'Rokeya'")[0][0]


def test_all_its_people_are_there_with_their_headers(filled):
    assert ask("select count(*) from patient")[0][0] == SMALL.people + len(PEOPLE)
    [(header,)] = ask("select cast(header as jsonb) from bundle where id = cast(:id as uuid)", id=rokeya())
    assert header["name"] == "Rokeya Begum"
    assert header["disputes"] == 1
    assert header["alerts"][0]["title"] == "Allergy: penicillin"
    assert [visit for visit in header["visits"] if visit["planned_start"].startswith("2026-11-24T09:30")]


def test_m5_one_dispute_waits_with_both_sides_and_none_of_them_in_the_column(filled):
    [(sides, status, base)] = ask("select sides, status, base from conflict")
    assert status == "open"
    assert len(sides) == 2
    words = {side["value"]["words"] for side in sides}
    assert words == {services.dispute.TOMASZ, services.dispute.KEMI}
    assert {side["by"] for side in sides} == {staff_id("Tomasz Wójcik"), staff_id("Kemi Adeyemi")}
    assert base["words"] == services.dispute.ACTION


def test_m5_the_dispute_came_through_the_one_door(filled):
    rows = ask(
        "select author, cast(ending as jsonb) ->> 'ending' from journal where source = 'change' and bundle_id = cast(:id as uuid) "
        "and cast(content as jsonb) ->> 'kind' = 'action' order by received_at, rev, n",
        id=rokeya(),
    )
    assert [row[1] for row in rows] == ["applied", "conflicted"]


def test_replaying_the_journal_of_the_disputed_record_rebuilds_it(filled):
    with transaction(Acting(role="engine"), snapshot=True) as session:
        assert replay.rebuild(session, rokeya()) == replay.stored(session, rokeya())


def test_r9_kemi_carries_her_caseload_and_nobody_elses(filled):
    carried = holds("Kemi Adeyemi")
    assert 15 <= len(carried) < SMALL.people
    assert rokeya() in {bundle.bundle for bundle in carried}
    assert sum(bundle.today for bundle in carried) == 9


def test_r9_the_voluntary_sector_carries_the_part_it_may_see(filled):
    carried = holds("Pauline Grant")
    assert {bundle.bundle for bundle in carried} >= {rokeya()}
    assert {bundle.parts for bundle in carried} == {("core",)}


def test_r9_manager_and_administrator_carry_nobody(filled):
    assert holds("Helen Marsh") == []
    assert holds("Mizan Talukdar") == []


def test_the_accounts_that_are_printed_can_sign_in(filled):
    for email, who, what in services.tour.demo_accounts():
        assert what
        if "another team" not in what:  # this small place has but one
            assert check_password(email, PASSWORD).staff_id == staff_id(who.split(",")[0])


def test_the_tour_names_the_first_account_first():
    assert tour.demo_accounts()[0][0] == "kemi.adeyemi@alongside.example"
    assert "kemi.adeyemi@alongside.example" in services.accounts()


def test_wounds_have_photos_over_some_weeks_whole_and_drawn_by_us(filled):
    rows = ask(
        "select p.family_name, a.site, a.bytes, a.width, a.height, c.content from attachment a join patient p on p.id = a.patient_id"
        " join attachment_chunk c on c.attachment_id = a.id order by a.taken_at"
    )
    assert sorted((name, site) for name, site, *_ in rows) == [("Begum", "Left lower leg")] * 4 + [("Whitfield", "Left heel")] * 4
    assert len({bytes(content) for *_, content in rows}) == 8
    for _, _, size, width, height, content in rows:
        pictures.judge(bytes(content), "image/jpeg", (width, height))
        assert len(content) == size


def test_how_long_living_at_home_takes_its_team_is_told_of_every_part(filled):
    parts = {item["linkId"] for item in assembling.shipped_one("living-at-home")["item"] if item["type"] == "group"}
    rows = ask("select section, count(*), min(seconds), min(month), max(month) from form_filling group by section")
    assert {section for section, *_ in rows} == parts
    for section, count, least, first, last in rows:
        assert count >= filling.FEWEST, section
        assert least > 0, section
        assert filling.first_month(TODAY) <= first <= last <= TODAY, section


def test_filling_it_again_changes_nothing(filled):
    before = ask("select id, rev, encode(head, 'hex') from bundle order by id")
    fill()
    assert ask("select id, rev, encode(head, 'hex') from bundle order by id") == before


def test_a_filling_that_was_killed_is_begun_again_where_it_was(clock, monkeypatch):
    load = services.loading.load

    def killed(bundles, **how):
        load([bundle for n, bundle in enumerate(bundles) if n < 20], **how)
        raise KeyboardInterrupt

    monkeypatch.setattr(services.loading, "load", killed)
    with pytest.raises(KeyboardInterrupt):
        fill()
    monkeypatch.setattr(services.loading, "load", load)
    clock(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    fill()
    assert ask("select count(*) from patient")[0][0] == SMALL.people + len(PEOPLE)
    assert ask("select count(*) from conflict")[0][0] == 1
    assert len(ask("select 1 from account")) >= 10
    first = ask("select min(planned_start) from visit")[0][0]
    assert wall_clock.day_of(first) == date(2026, 10, 27)


def test_a_database_with_a_place_of_its_own_is_left_alone(clock):
    with transaction(places.ENGINE) as session:
        places.make_place(session, "00000000-0000-7000-8000-00000000aaaa", "Elsewhere", NOW)
    with pytest.raises(services.NotEmpty):
        services.fill("team", password=PASSWORD, say=lambda _: None)
    assert ask("select count(*) from patient")[0][0] == 0


def visits_of(name: str, day: date) -> int:
    return ask(
        "select count(*) from visit where cast(:staff as uuid) = any(asked) and (planned_start at time zone 'Europe/London')::date = :day",
        staff=staff_id(name), day=day,
    )[0][0]  # fmt: skip


@pytest.mark.parametrize("later", [date(2026, 11, 25), date(2026, 12, 3), date(2027, 2, 14), date(2027, 6, 1)])
def test_a_start_on_another_day_has_that_days_visits(filled, later):
    """The next day, beyond what was planned, four weeks on, after two months, and in summer time."""
    filled(datetime(later.year, later.month, later.day, 7, 0, tzinfo=UTC))
    fill()
    for name in ("Kemi Adeyemi", "Amina Khatun", "Daniel Osei"):
        assert 6 <= visits_of(name, later) <= 11
    [(order, start)] = ask(
        'select "order", shift_start from my_day where day = :day and bundle_id = cast(:own as uuid)', day=later, own=own("Kemi Adeyemi")
    )
    assert len(order) == visits_of("Kemi Adeyemi", later)
    assert start.astimezone(wall_clock.LONDON).strftime("%H:%M") == "07:15", "it begins at the base"
    held_today = [bundle for bundle in holds("Kemi Adeyemi", wall_clock.now()) if bundle.today]
    assert 6 <= len(held_today) <= 11


def own(name: str) -> str:
    return derived("mine", staff_id(name))


def test_a_start_a_week_later_finds_no_hole_in_the_past(filled):
    """Defect: days on which nobody ran it had no visits at all, or visits at which nothing ever happened."""
    before = ask("select count(*) from attendance")[0][0]
    later = date(2026, 12, 6)
    filled(datetime(2026, 12, 6, 7, 0, tzinfo=UTC))
    fill()
    for day in (TODAY + timedelta(days=n) for n in range(12)):
        [(visits, silent)] = ask(
            "select count(*), count(*) filter (where not exists (select from attendance a where a.visit = v.id)) from visit v "
            "where (planned_start at time zone 'Europe/London')::date = :day", day=day,
        )  # fmt: skip
        assert visits >= (10 if day.weekday() >= 5 else 60), day
        assert silent == 0, day
    assert ask("select count(*) from attendance where arrived_at >= '2026-12-06'")[0][0] == 0, "of today nothing is invented"
    assert ask("select count(*) from attendance")[0][0] > before + 400
    strangers = ask("select count(*) from attendance a join visit v on v.id = a.visit where not (a.staff = any(v.asked))")
    assert strangers[0][0] == 0
    assert ask("select max(measured_at) from observation")[0][0] >= datetime(2026, 12, 4, tzinfo=UTC)
    assert ask("select max(written_at) from note")[0][0] >= datetime(2026, 12, 4, tzinfo=UTC)
    assert 6 <= visits_of("Kemi Adeyemi", later) <= 11
    counted = ask("select count(*) from journal")
    fill()
    assert ask("select count(*) from journal") == counted, "once more changes nothing"


def test_what_somebody_wrote_at_a_visit_is_left_alone(filled):
    [(visit,)] = ask(
        "select cast(id as text) from visit where planned_start >= '2026-11-24T09:30Z' and patient_id = cast(:id as uuid) "
        "order by planned_start limit 1",
        id=rokeya(),
    )
    kemi = staff_id("Kemi Adeyemi")
    fields = {"visit": visit, "staff": kemi, "arrived_at": "2026-11-24T09:44:00.000Z", "outcome": "no-access"}
    attendance = derived("attendance", visit, kemi)
    change = Change(
        "0193d000-0000-7000-8000-0000000000e1", "attendance", attendance, rokeya(), rokeya(), kemi, "2026-11-24T09:50:00.000Z", 1, None, fields
    )
    door.write([change], Writer(kemi, frozenset({"practitioner"}), PLACE))
    filled(datetime(2026, 11, 26, 7, 0, tzinfo=UTC))
    fill()
    assert ask("select outcome from attendance where visit = cast(:visit as uuid)", visit=visit) == [("no-access",)]
    assert ask("select count(*) from done where visit = cast(:visit as uuid)", visit=visit)[0][0] == 0


def test_planning_the_coming_days_twice_plans_them_once(filled):
    filled(datetime(2026, 12, 3, 7, 0, tzinfo=UTC))
    assert services.refresh(PLACE, date(2026, 12, 3), wall_clock.now()) > 0
    before = ask("select count(*) from visit")
    assert services.refresh(PLACE, date(2026, 12, 3), wall_clock.now()) == 0
    assert ask("select count(*) from visit") == before


def test_nobody_is_planned_to_be_visited_who_died_or_moved_away(filled):
    ask_write("update patient set status = 'died' where id = cast(:id as uuid)", id=rokeya())
    filled(datetime(2026, 12, 8, 7, 0, tzinfo=UTC))
    services.refresh(PLACE, date(2026, 12, 8), wall_clock.now())
    assert ask("select count(*) from visit where patient_id = cast(:id as uuid) and planned_start > '2026-12-08'", id=rokeya())[0][0] == 0


def ask_write(sql: str, **values) -> None:
    with transaction(Acting(role="engine")) as session:
        session.execute(text(sql), values)


def test_the_dispute_is_of_yesterday(filled):
    [(sides,)] = ask("select sides from conflict")
    assert {side["at"][:10] for side in sides} == {"2026-11-23"}
    assert date(2026, 11, 24) == TODAY


def test_r1_one_living_at_home_is_in_progress_filled_by_three_professions_through_the_one_door(filled):
    [(found, answers)] = ask("select id::text, answers from assessment where status = 'in-progress'")
    assert answers["falls.times"] == {"answer": [{"valueInteger": 2}]}
    assert answers["falls.chair"]["not_asked"] == "she was tired after the walk"
    rows = ask(
        "select distinct author, cast(ending as jsonb) ->> 'ending' from journal "
        "where source = 'change' and cast(content as jsonb) ->> 'record' = :id",
        id=found,
    )
    assert {(row[0], row[1]) for row in rows} == {(staff_id(name), "applied") for name in ("Kemi Adeyemi", "Amina Khatun", "Daniel Osei")}


def test_of_visits_that_come_again_and_again_it_is_known_how_long_they_take(filled):
    """So that the board has it beside the plan from the first minute, and not after the first night."""
    [(kinds, often)] = ask("select count(*), count(*) filter (where cardinality(minutes) >= 6) from learnt_visit")
    assert kinds > 50
    assert often > 5
    taken = ask("select minutes[1] from learnt_visit where purpose = 'Syringe pump check, end of life care'")
    assert taken
    assert all(3 <= minutes <= 35 for (minutes,) in taken)


def test_years_before_it_are_loaded_by_command_and_go_on_where_they_were_stopped(filled, monkeypatch, capsys):
    def past() -> int:
        return ask("select count(*) from visit where planned_start < :since", since=datetime(2026, 10, 1, tzinfo=UTC))[0][0]

    def stop(done: int, of: int, rows: int) -> None:
        assert (of, rows > 0) == (13, True)
        if done == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "SIZES", {"small": SMALL})
    assert past() == 0
    standing = jobs.standing()
    with pytest.raises(KeyboardInterrupt):
        years.add(standing, 1, NOW, stop)
    some = past()
    config = current_app.extensions["alongside"]
    for name in ("database_url", "redis_url", "secret_key", "pwa"):
        monkeypatch.setenv(f"ALONGSIDE_{name.upper()}", str(getattr(config, name)))
    assert cli.main(["demo-years", "--years", "1"]) == 0
    told = capsys.readouterr().out
    assert "100%  13 of 13 months of teams" in told
    every = past()
    assert every > 3 * some > 0
    assert ask("select count(distinct month) from report_counted")[0][0] >= 12, "the reports have them"
    assert years.add(standing, 1, NOW) == 0
    assert past() == every


def test_a_leads_board_of_the_day_opens_without_anything_that_cannot_be_done(filled) -> None:
    """Defect: chance arrival times taught the board that all ways take longer, and a third of its visits stood in red."""
    with transaction(places.ENGINE) as session:
        leads = session.execute(text("select id::text, team::text from staff where role = 'lead' and team in (select team from visit)")).all()
    looked = 0
    for lead, team in leads:
        facts = draft.facts_of(Lead(PLACE, lead, team, TODAY), NOW)
        looked += len(facts.visits)
        built = build(facts)
        assert [one.text for one in warnings(built.day, built.whole, rests(built.day, built.whole)) if one.is_hard] == []
    assert looked > 0
