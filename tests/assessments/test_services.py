"""The forms of a place, what signatures and answers set going, and forms over HTTP: in a real database."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from backend import cli, wall_clock
from backend.assessments import assembling, from_records, jobs, questionnaires, scoring, services, showing
from backend.assessments.definition import CALCULATED
from backend.record.services import Refused
from tests.record.conftest import Desk, Look, endings, new_id

HERE = Path(__file__).parent
PHQ = assembling.shipped_one("phq-9")


def one_form(version: str = "1", **more: Any) -> dict[str, Any]:
    """A small form of one's own."""
    return {
        "resourceType": "Questionnaire",
        "url": "https://example.org/q",
        "version": version,
        "title": "Tea",
        "status": "active",
        "copyright": "Ours.",
        "item": [{"linkId": "a", "text": "Tea?", "type": "boolean"}],
        **more,
    }


def statuses(look: Look) -> dict[str, str]:
    return {f"{row[0]}": row[1] for row in look.rows("select url || '|' || version, status from questionnaire")}


# ------------------------------------------------------------------------------------------------------------------ shipping


def test_a_place_gets_every_shipped_form_and_a_second_time_nothing(app_context: Flask, place: Any, look: Look) -> None:
    now = wall_clock.now()
    assert services.ship(place.id, now) == len(assembling.shipped())
    assert set(statuses(look)) == {assembling.canonical(each) for each in assembling.shipped()}
    assert set(statuses(look).values()) == {"active"}
    rev = look.rows("select rev from bundle where type = 'forms'")
    assert services.ship(place.id, now) == 0
    assert look.rows("select rev from bundle where type = 'forms'") == rev


def test_a_new_version_comes_in_and_the_one_before_it_is_retired(app_context: Flask, place: Any, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    services.ship(place.id, wall_clock.now())
    newer = [{**PHQ, "version": "1.1.0"}, *assembling.shipped()]
    monkeypatch.setattr(services, "shipped", lambda: newer)
    assert services.ship(place.id, wall_clock.now()) == 1
    found = statuses(look)
    assert (found[f"{PHQ['url']}|1.0.0"], found[f"{PHQ['url']}|1.1.0"]) == ("retired", "active")


def test_what_a_manager_took_out_of_use_stays_out_of_use(app_context: Flask, place: Any, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    now = wall_clock.now()
    services.ship(place.id, now)
    services.retire(services.form_id(place.id, PHQ["url"], "1.0.0"), "We use another", services.shipper(place.id), now)
    monkeypatch.setattr(services, "shipped", lambda: [{**PHQ, "version": "1.1.0"}])
    services.ship(place.id, now)
    assert statuses(look)[f"{PHQ['url']}|1.1.0"] == "retired"


# ------------------------------------------------------------------------------------------------------------------ signatures and alerts


@pytest.fixture
def mood(app_context: Flask, place: Any, nurse: Desk, patient: str) -> Any:
    """`mood(item9="1")`: an assessment with PHQ-9 answered; returns its id."""
    services.ship(place.id, wall_clock.now())

    def answer(**codes: str) -> str:
        visit = new_id()
        id_ = services.uuid.uuid5(services.NAMESPACE, f"assessment:{visit}:{PHQ['url']}")
        answers = {f"answer.phq-9.{name.removeprefix('item')}": {"answer": [{"valueCoding": {"code": code}}]} for name, code in codes.items()}
        about = {"questionnaire": PHQ["url"], "version": "1.0.0", "visit": visit, "status": "in-progress"}
        result = nurse.write(nurse.change("assessment", str(id_), patient, {**about, **answers}, part="more"))
        assert endings(result) == ["Applied"], result
        return str(id_)

    return answer


def alerts(look: Look) -> list[Any]:
    return look.rows("select id::text, severity, status, title from alert order by id")


@pytest.mark.parametrize("code", ["1", "2", "3"])
def test_any_answer_but_not_at_all_to_question_9_raises_one_alert(mood: Any, look: Look, code: str) -> None:
    assessment = mood(item9=code)
    jobs.look(assessment)
    ((_, severity, status, title),) = alerts(look)
    assert (severity, status) == ("high", "active")
    assert title.startswith("Safety")
    jobs.look(assessment)
    jobs.sweep()
    assert len(alerts(look)) == 1


def test_not_at_all_and_no_answer_raise_none(mood: Any, look: Look) -> None:
    for assessment in (mood(item9="0"), mood(item1="3", item2="3")):
        jobs.look(assessment)
    jobs.sweep()
    assert alerts(look) == []


def test_an_alert_is_raised_although_the_question_is_hidden_since(mood: Any, look: Look) -> None:
    jobs.look(mood(item1="0", item2="0", item9="3"))
    assert len(alerts(look)) == 1


def test_the_sweep_raises_what_no_job_was_asked_for(mood: Any, look: Look) -> None:
    mood(item9="1")
    jobs.sweep()
    assert len(alerts(look)) == 1


def test_each_night_all_that_was_begun_lately_is_looked_at_again_whatever_its_form_asks(mood: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = mood(item9="0")
    seen: list[str] = []
    with monkeypatch.context() as only:
        only.setattr(jobs, "look", seen.append)
        jobs.sweep()
        assert quiet not in seen, "its answers are of no concern to the sweep, as those of a place's own form are"
        jobs.look_again()
        assert quiet in seen
        del seen[:]
        with services.transaction(services.ENGINE) as session:
            session.execute(update(jobs.Assessment).values(begun_at=wall_clock.now() - timedelta(days=61)))
        jobs.look_again()
        assert seen == [], "what was begun before the last weeks was looked at often enough"


def test_the_words_of_an_alert_do_not_tell_the_answer(mood: Any, look: Look) -> None:
    """Part `core` is what the voluntary sector sees, the assessment is in `more`."""
    jobs.look(mood(item9="3"))
    ((title, detail, part),) = look.rows("select title, detail, part from alert")
    assert part == "core"
    for word in ("suicid", "dead", "death", "harm", "PHQ"):
        assert word.lower() not in title.lower() or word == "PHQ"
    assert "dead" not in detail


def test_an_alert_that_somebody_ended_is_not_raised_again_by_the_same_answer(mood: Any, nurse: Desk, patient: str, look: Look) -> None:
    assessment = mood(item9="2")
    jobs.look(assessment)
    ((alert, *_),) = alerts(look)
    ended = nurse.change("alert", alert, patient, {"status": "ended", "status_reason": "Talked"}, {"status": "active", "status_reason": None})
    assert endings(nurse.write(ended)) == ["Applied"]
    jobs.look(assessment)
    jobs.sweep()
    assert [each[2] for each in alerts(look)] == ["ended"]


def test_written_answers_ask_for_a_look_once_they_are_committed(mood: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr(from_records.queues, "enqueue", lambda *given, **more: asked.append(given))
    assessment = mood(item9="0")
    assert asked == [("backend.assessments.jobs.look", assessment)]


def sign(nurse: Desk, patient: str, assessment: str, shown: dict[str, Any]) -> Any:
    from sync import signing
    from sync.change import Record

    with services.transaction(services.ENGINE) as session:
        found = session.get(jobs.Assessment, assessment)
        assert found is not None
        record = Record("assessment", found.id, patient, "more", 1, {"questionnaire": found.questionnaire, **jobs.fields_of(found.answers)}, {})
    hash_ = signing.hashed(signing.content(record, [], None, ""))
    values = {
        "assessment": assessment,
        "section": "",
        "content_hash": hash_,
        "shown": shown,
        "signed_at": wall_clock.wire(wall_clock.now()),
        "staff": nurse.writer.staff,
    }
    return nurse.write(nurse.change("signature", new_id(), patient, values, part="more"))


@pytest.mark.parametrize(("score", "mark"), [(2, True), (3, False)])
def test_a_signature_over_another_score_is_kept_and_marked(mood: Any, nurse: Desk, patient: str, look: Look, score: int, mark: bool) -> None:
    assessment = mood(item1="1", item2="1", **{f"item{number}": "0" for number in range(3, 10)})
    filled = scoring.fill(PHQ, {f"answer.phq-9.{n}": {"answer": [{"valueCoding": {"code": "1" if n < 3 else "0"}}]} for n in range(1, 10)})
    shown = showing.shown(filled)
    assert shown["phq-9"]["answered"] == "2 of 9 answered"  # below 3: the rest is not asked
    told = copy.deepcopy(shown)
    told["phq-9"]["score"] = None if score == 2 else score
    assert endings(sign(nurse, patient, assessment, told)) == ["Applied"]
    jobs.look(assessment)
    assert look.rows("select agrees, computed -> 'phq-9' ->> 'answered' from signature") == [(mark, "2 of 9 answered")]
    jobs.look(assessment)
    assert len(look.rows("select 1 from journal where author = 'assessment-check'")) == 1


def calculated(text: str) -> list[dict[str, Any]]:
    return [{"url": CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": text}}]


@pytest.mark.parametrize(
    ("answers", "shown", "agrees", "open_"),
    [
        ({"a": 3}, [{"item": "twice", "row": "", "value": 6}], True, None),
        ({"a": 3}, [{"item": "twice", "row": "", "value": 6.0000000001}], True, None),
        ({"a": 3}, [{"item": "twice", "row": "", "value": 7}], False, None),
        ({"a": 3}, [], False, None),
        ({"b": 3}, [], False, [{"item": "a", "row": "", "words": "This needs an answer, or why it was not asked."}]),
    ],
)
def test_a_signature_of_a_places_own_form_is_kept_and_marked_where_another_value_was_shown_or_a_needed_question_is_open(
    app_context: Flask, place: Any, nurse: Desk, patient: str, look: Look, answers: dict[str, int], shown: list[Any], agrees: bool, open_: Any
) -> None:
    now, manager = wall_clock.now(), services.shipper(place.id)
    asks = [{"linkId": "a", "text": "Cups?", "type": "integer", "required": True}, {"linkId": "b", "text": "Sugar?", "type": "integer"}]
    twice = {"linkId": "twice", "type": "integer", "extension": calculated("%resource.item.where(linkId='a').answer.value * 2")}
    form, _ = services.upload(one_form(item=[*asks, twice]), manager, now)
    services.publish(form, manager, now)
    visit = new_id()
    id_ = str(services.uuid.uuid5(services.NAMESPACE, f"assessment:{visit}:https://example.org/q"))
    given = {f"answer.{name}": {"answer": [{"valueInteger": value}]} for name, value in answers.items()}
    about = {"questionnaire": "https://example.org/q", "version": "1", "visit": visit, "status": "in-progress"}
    assert endings(nurse.write(nurse.change("assessment", id_, patient, {**about, **given}, part="more"))) == ["Applied"]
    assert endings(sign(nurse, patient, id_, {"worked_out": shown})) == ["Applied"]
    jobs.look(id_)
    assert look.rows("select agrees, computed -> 'open' from signature") == [(agrees, open_)]


def test_a_signature_in_a_form_that_the_place_does_not_have_is_marked_as_not_checked_and_keeps_no_other_from_being_looked_at(
    app_context: Flask, nurse: Desk, mood: Any, patient: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = new_id()
    id_ = str(services.uuid.uuid5(services.NAMESPACE, f"assessment:{visit}:https://example.org/elsewhere"))
    about = {"questionnaire": "https://example.org/elsewhere", "version": "1", "visit": visit, "status": "in-progress"}
    assert endings(nurse.write(nurse.change("assessment", id_, patient, about, part="more"))) == ["Applied"]
    assert endings(sign(nurse, patient, id_, {"worked_out": []})) == ["Applied"]
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    jobs.sweep()
    assert look.rows("select agrees, computed from signature") == [(False, {"unchecked": "no-form"})]
    other = mood(item1="1", item2="0")
    assert endings(sign(nurse, patient, other, {})) == ["Applied"]
    jobs.sweep()
    assert look.rows(f"select agrees is null from signature where assessment = '{other}'") == [(False,)]


def test_a_form_that_cannot_be_worked_out_leaves_a_mark_and_no_silence(
    nurse: Desk, mood: Any, patient: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment = mood(item1="1", item2="0")
    assert endings(sign(nurse, patient, assessment, {})) == ["Applied"]

    def fails(*_: Any, **__: Any) -> Any:
        raise RecursionError

    monkeypatch.setattr(jobs.scoring, "fill", fails)
    jobs.sweep()
    assert look.rows("select agrees, computed from signature") == [(False, {"unchecked": "failed"})]


def test_an_answer_that_does_not_fit_is_refused_with_what_is_allowed(mood: Any, nurse: Desk, patient: str) -> None:
    assessment = mood(item1="1")

    def answered(link_id: str, value: Any) -> Any:
        name = f"answer.{link_id}"
        return nurse.write(nurse.change("assessment", assessment, patient, {name: value}, {name: None})).endings[0].ending

    for link_id, entry, said in (
        ("phq-9.2", {"valueCoding": {"code": "7"}}, "One of: Not at all, Several days"),
        ("phq-9.2", {"valueInteger": 2}, "One of: "),
        ("phq-9.77", {"valueInteger": 2}, "no such question"),
        ("phq-9.score", {"valueInteger": 2}, "worked out"),
    ):
        ending = answered(link_id, {"answer": [entry]})
        assert isinstance(ending, Refused), (link_id, ending)
        assert said in ending.fields[f"answer.{link_id}"]


# ------------------------------------------------------------------------------------------------------------------ managers


def test_a_form_is_kept_as_a_draft_published_and_retired(app_context: Flask, place: Any, look: Look) -> None:
    now, manager = wall_clock.now(), services.shipper(place.id)
    first, _ = services.upload(one_form(), manager, now)
    assert statuses(look) == {"https://example.org/q|1": "draft"}
    services.publish(first, manager, now)
    second, _ = services.upload(one_form("2"), manager, now)
    services.publish(second, manager, now)
    services.publish(second, manager, now)
    assert statuses(look) == {"https://example.org/q|1": "retired", "https://example.org/q|2": "active"}
    services.retire(second, "No longer", manager, now)
    assert statuses(look)["https://example.org/q|2"] == "retired"


def test_another_form_under_a_version_that_is_there_is_refused(app_context: Flask, place: Any) -> None:
    now, manager = wall_clock.now(), services.shipper(place.id)
    services.upload(one_form(), manager, now)
    assert services.upload(one_form(), manager, now)[0]
    with pytest.raises(services.NotPublished, match="needs a new version"):
        services.upload(one_form(title="Coffee"), manager, now)


def test_a_form_with_a_grave_problem_is_not_kept(app_context: Flask, place: Any, look: Look) -> None:
    with pytest.raises(services.Unfit, match="stands twice"):
        services.upload(one_form(item=[{"linkId": "a", "type": "string", "text": "A"}] * 2), services.shipper(place.id), wall_clock.now())
    assert statuses(look) == {}


def test_the_command_line_publishes_a_file_or_says_what_is_wrong(
    database_url: str, app_context: Flask, place: Any, look: Look, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "tea.json"
    file.write_text(json.dumps(one_form(item=[{"linkId": "a", "type": "tea", "text": "A"}])))
    chosen = cli.parser().parse_args(["questionnaire", "publish", str(file)])
    monkeypatch.setattr(cli, "application", lambda: __import__("contextlib").nullcontext())
    with pytest.raises(cli.CannotDo, match="There is no type “tea”"):
        chosen.do(chosen)
    file.write_text(json.dumps(one_form()))
    chosen.do(chosen)
    assert statuses(look) == {"https://example.org/q|1": "active"}
    assert "is in use" in capsys.readouterr().out
    assert not questionnaires.is_refused(questionnaires.judge(one_form()))


def test_no_number_of_one_to_four_is_told_of_a_forms_use_nor_found_by_subtraction() -> None:
    """Whoever reads what is told finds at least two truths behind it wherever something small is hidden."""
    truths: dict[tuple[int | None, int | None], set[tuple[int, int]]] = {}
    for begun in range(13):
        for being_filled in range(begun + 1):
            truths.setdefault(services.told(begun, being_filled), set()).add((begun, being_filled))
    assert services.told(0, 0) == (0, 0)
    assert services.told(10, 5) == (10, 5)
    assert services.told(5, 0) == (5, 0)
    for shown, behind in truths.items():
        for parts in ((begun, being_filled, begun - being_filled) for begun, being_filled in behind):
            if any(0 < count < 5 for count in parts):
                assert len(behind) > 3, (shown, behind)
                assert {0 < count < 5 for count in shown if count is not None} <= {False}
