"""What was refused and needs a lead: every such change of a team, to its leads alone, of those whom they may read; dealt with once (M6)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.refusals.services import note_of
from backend.transaction import transaction
from tests.access.world import ENGINE, ORIGIN, PLACE, World, world  # noqa: F401
from tests.sync_gateway.client import Json, Tablet, derived

WORDS = "The wound is larger than on Monday."


def moment() -> str:
    return wall_clock.wire(wall_clock.now())


@dataclass
class Team:
    """Ben of team East, whose grant for Rose has ended. Lena leads it: she oversees Rose by Anna's caseload."""

    world: World
    ben: Tablet

    def ask(self, method: str, path: str, body: Any = None, *, by: str = "lena") -> tuple[int, Json]:
        client = self.world.tablet(by).send.__closure__[0].cell_contents  # type: ignore[attr-defined]
        answer = client.open(f"/api/v1/team/refusals{path}", method=method, json=body, headers={"X-Alongside": "1", "Origin": ORIGIN})
        return answer.status_code, (answer.get_json(silent=True) or {})

    def waiting(self, by: str = "lena") -> list[Json]:
        status, answer = self.ask("GET", "", by=by)
        assert status == 200, answer
        assert answer["count"] == len(answer["changes"])
        return list(answer["changes"])

    def refused(self, patient: str = "rose", words: str = WORDS) -> Json:
        """A note that Ben wrote after his access had ended."""
        made = self.ben.create("note", self.world.patient(patient), {"words": words, "category": "visit", "written_at": moment()}, made_at=moment())
        [ending] = self.ben.push()
        assert ending["reason"] in ("needs-a-lead", "not-found"), ending
        return made

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        with self.world.app.app_context(), transaction(ENGINE) as session:
            return [tuple(row) for row in session.execute(text(statement), values)]

    def notes(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "select id::text, words, staff::text from note where bundle_id = :rose and words like '%larger%'", rose=self.world.patient("rose")
        )


@pytest.fixture
def team(world: World) -> Team:  # noqa: F811
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    world.end("rose", "ben")
    world.turn(timedelta(hours=1))
    return Team(world, ben)


def test_m6_a_lead_reads_whole_what_was_refused_of_their_team_with_whose_it_is_and_why(team: Team) -> None:
    made = team.refused()
    [one] = team.waiting()
    assert (one["change"], one["kind"], one["set"]["words"], one["saw"], one["reason"]) == (made["id"], "note", WORDS, None, "needs-a-lead")
    assert "lead who agrees" in one["message"]
    assert (one["author"]["id"], one["patient"]["id"]) == (team.ben.staff, team.world.patient("rose"))
    assert one["made_at"] == made["made_at"]
    [(what, staff, bundles)] = team.rows("select what, staff_id::text, bundles::text[] from audit_event where detail ? 'refusals'")
    assert (what, staff, bundles) == ("read", team.world.staff("lena"), [team.world.patient("rose")])


@pytest.mark.parametrize(("by", "status"), [("ben", 403), ("anna", 403), ("cora", 403), ("max", 403), ("ada", 403), ("vera", 403)])
def test_nobody_but_a_lead_reads_or_deals(team: Team, by: str, status: int) -> None:
    team.refused()
    [one] = team.waiting()
    assert team.ask("GET", "", by=by)[0] == status
    assert team.ask("POST", f"/{one['id']}", {"how": "set-aside", "words": "Not needed."}, by=by)[0] == status


def test_the_lead_of_another_team_finds_nothing_though_they_may_read_the_patient(team: Team) -> None:
    team.refused()
    team.world.grant("rose", "wanda")
    [one] = team.waiting()
    assert team.waiting(by="wanda") == []
    assert team.ask("POST", f"/{one['id']}", {"how": "note", "words": WORDS}, by="wanda")[0] == 404
    assert team.notes() == []


def test_a_lead_who_may_not_read_the_patient_finds_nothing_of_them(team: Team) -> None:
    team.refused()
    [one] = team.waiting()
    with team.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(
            text("update grants set ended_at = now() - interval '1 second' where bundle_id = :rose"), {"rose": team.world.patient("rose")}
        )
    assert team.waiting() == []
    assert team.ask("POST", f"/{one['id']}", {"how": "note", "words": WORDS})[0] == 404


@pytest.mark.parametrize(("reader", "sees"), [("lena", 1), ("wanda", 0), ("anna", 0), ("cora", 0), ("max", 0), ("ben", 1)])
def test_row_level_security_gives_a_refusal_to_its_author_and_to_the_leads_of_their_team(team: Team, reader: str, sees: int) -> None:
    """Whatever a route asks for."""
    team.refused()
    team.world.grant("rose", "wanda")
    with team.world.app.app_context(), transaction(Acting("web", team.world.staff(reader), PLACE)) as session:
        assert session.scalar(text("select count(*) from refusal")) == sees


@pytest.mark.parametrize(("part", "sees"), [("core", 0), ("more", 1)])
def test_row_level_security_asks_for_the_part_that_the_change_is_of(team: Team, part: str, sees: int) -> None:
    team.refused()
    with team.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(
            text("update grants set parts = cast(:parts as text[]) where bundle_id = :rose"), {"parts": [part], "rose": team.world.patient("rose")}
        )
    with team.world.app.app_context(), transaction(Acting("web", team.world.staff("lena"), PLACE)) as session:
        assert session.scalar(text("select count(*) from refusal")) == sees


def test_what_cannot_be_told_to_this_lead_takes_no_other_changes_place_and_does_not_count(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of Rose, Lena may read what was refused and not who Rose is; Tom's came later, and there is room for one."""
    team.refused("rose")
    team.world.turn(timedelta(minutes=1))
    team.refused("tom", "He is out of breath.")
    with team.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(text("update grants set parts = '{more}' where bundle_id = :rose"), {"rose": team.world.patient("rose")})
    monkeypatch.setattr("backend.refusals.services.MOST", 1)
    assert [one["patient"]["id"] for one in team.waiting()] == [team.world.patient("tom")]


def test_what_needs_no_lead_is_its_authors_alone(team: Team) -> None:
    team.world.grant("rose", "ben")
    goal = {"words": "Sleep", "status": "no such status"}
    team.ben.create("goal", team.world.patient("rose"), goal)
    [ending] = team.ben.push()
    assert (ending["ending"], ending["reason"]) == ("refused", "invalid-value")
    assert team.waiting() == []
    with team.world.app.app_context(), transaction(Acting("web", team.world.staff("lena"), PLACE)) as session:
        assert session.scalar(text("select count(*) from refusal")) == 0


def test_m6_kept_as_a_note_it_is_the_leads_own_once_and_its_author_reads_who_did_what(team: Team) -> None:
    made = team.refused()
    [one] = team.waiting()
    said = {"how": "note", "words": f"Written by Ben, and not taken. {WORDS}"}
    assert team.ask("POST", f"/{one['id']}", said)[0] == 204
    assert team.waiting() == []
    assert team.notes() == [(note_of(made["id"]), said["words"], team.world.staff("lena"))]
    status, answer = team.ask("POST", f"/{one['id']}", said)
    assert (status, answer["detail"]) == (409, "Somebody dealt with it meanwhile.")
    assert len(team.notes()) == 1
    team.ben.pull()
    [kept] = team.ben.bundles[derived(f"mine:{team.ben.staff}")].records("refusal")
    assert (kept["fields"]["dealt_how"], kept["fields"]["dealt_reason"]) == ("done-again", "Kept as a note")
    assert kept["stamps"]["dealt"]["by"] == team.world.staff("lena")
    assert kept["fields"]["body"]["set"]["words"] == WORDS, "what they wrote is still there"
    [(detail, staff)] = team.rows("select detail ->> 'how', staff_id::text from audit_event where what = 'refusal'")
    assert (detail, staff) == ("note", team.world.staff("lena"))


def test_m6_killed_after_the_note_the_second_try_makes_no_second_note(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    team.refused()
    [one] = team.waiting()
    from backend.refusals import services

    write, calls = services.record.write, []

    def killed_after_the_first(changes: Any, *rest: Any, **more: Any) -> Any:
        calls.append(changes)
        if len(calls) == 2:
            raise ConnectionError("killed")
        return write(changes, *rest, **more)

    with monkeypatch.context() as killing:
        killing.setattr(services.record, "write", killed_after_the_first)
        assert team.ask("POST", f"/{one['id']}", {"how": "note", "words": WORDS})[0] == 500
    assert len(team.notes()) == 1
    assert len(team.waiting()) == 1, "it still waits: it was not dealt with"
    team.world.turn(timedelta(minutes=1))
    assert team.ask("POST", f"/{one['id']}", {"how": "note", "words": WORDS})[0] == 204
    assert len(team.notes()) == 1
    assert team.waiting() == []


def kept_meanwhile(team: Team, made: Json, by: str, words: str, *, in_error: bool = False) -> None:
    """The note that the change becomes, from a tablet, while the change still waits for a lead."""
    tablet, rose = team.world.tablet(by), team.world.patient("rose")
    fields = {"words": words, "category": "other", "written_at": moment(), "staff": tablet.staff}
    tablet.create("note", rose, fields, record=note_of(made["id"]), made_at=moment())
    assert [ending["ending"] for ending in tablet.push()] == ["applied"]
    if in_error:
        status = {"status": "entered-in-error", "status_reason": "Of another person."}
        tablet.change("note", note_of(made["id"]), rose, dict.fromkeys(status), status)
        assert [ending["ending"] for ending in tablet.push()] == ["applied"]


@pytest.mark.parametrize(
    ("by", "words", "in_error"),
    [
        ("lena", WORDS, False),  # other words than are asked for now
        ("anna", f"{WORDS} Rang the surgery.", False),  # another's
        ("lena", f"{WORDS} Rang the surgery.", True),
    ],
)
def test_m6_words_that_differ_from_a_note_that_is_kept_already_are_refused_and_not_dropped(team: Team, by: str, words: str, in_error: bool) -> None:
    made = team.refused()
    [one] = team.waiting()
    kept_meanwhile(team, made, by, words, in_error=in_error)
    status, answer = team.ask("POST", f"/{one['id']}", {"how": "note", "words": f"{WORDS} Rang the surgery."})
    assert (status, answer["code"], answer["detail"]) == (409, "not-taken", "It was kept as a note meanwhile: look at it first.")
    assert len(team.waiting()) == 1, "it is not dealt with"
    assert [kept for _, kept, _ in team.notes()] == [words]
    assert team.ask("POST", f"/{one['id']}", {"how": "set-aside", "words": "It is in the record as a note."})[0] == 204


def test_m6_set_aside_it_is_not_in_the_record_and_its_author_reads_why(team: Team) -> None:
    team.refused()
    [one] = team.waiting()
    assert team.ask("POST", f"/{one['id']}", {"how": "set-aside", "words": " "})[0] == 422, "never without a reason"
    assert team.ask("POST", f"/{one['id']}", {"how": "set-aside", "words": "Measured anew on Tuesday."})[0] == 204
    assert team.notes() == []
    team.ben.pull()
    [kept] = team.ben.bundles[derived(f"mine:{team.ben.staff}")].records("refusal")
    assert (kept["fields"]["dealt_how"], kept["fields"]["dealt_reason"]) == ("let-go", "Measured anew on Tuesday.")


def test_what_its_author_dealt_with_meanwhile_is_not_dealt_with_again(team: Team) -> None:
    made = team.refused()
    [one] = team.waiting()
    mine = derived(f"mine:{team.ben.staff}")
    saw = dict.fromkeys(("dealt_how", "dealt_reason", "dealt_at"))
    done = {"dealt_how": "let-go", "dealt_reason": "Told Lena.", "dealt_at": moment()}
    team.ben.change("refusal", derived(f"refusal:{made['id']}"), mine, saw, done)
    assert [ending["ending"] for ending in team.ben.push()] == ["applied"]
    assert team.waiting() == []
    assert team.ask("POST", f"/{one['id']}", {"how": "note", "words": WORDS})[0] == 409
    assert team.notes() == []


def test_by_a_push_no_lead_deals_with_what_they_may_not_read(team: Team) -> None:
    """The route is not the only way to write it."""
    made = team.refused()
    with team.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(
            text("update grants set ended_at = now() - interval '1 second' where bundle_id = :rose"), {"rose": team.world.patient("rose")}
        )
    lena = team.world.tablet("lena")
    saw = dict.fromkeys(("dealt_how", "dealt_reason", "dealt_at"))
    done = {"dealt_how": "let-go", "dealt_reason": "Gone.", "dealt_at": moment()}
    lena.change("refusal", derived(f"refusal:{made['id']}"), derived(f"mine:{team.ben.staff}"), saw, done)
    [ending] = lena.push()
    assert (ending["ending"], ending["reason"]) == ("refused", "not-found")


def test_a_refusal_that_is_not_there_and_one_that_is_not_theirs_are_refused_in_the_same_words(team: Team) -> None:
    team.refused()
    [one] = team.waiting()
    body = {"how": "set-aside", "words": "Not needed."}
    theirs, none = team.ask("POST", f"/{one['id']}", body, by="wanda"), team.ask("POST", f"/{uuid.uuid4()}", body, by="wanda")
    assert theirs[1].get("detail") == none[1].get("detail")
    assert (theirs[0], none[0]) == (404, 404)
