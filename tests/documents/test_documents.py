"""Documents: asked for, made by the job, fetched; a care plan as a PDF that people and screen readers can read."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pypdf
import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.documents import jobs, pdf, services
from backend.transaction import transaction
from tests.access.world import ENGINE, PLACE, World
from tests.access.world import world as world
from tests.sync_gateway.client import Json, Tablet


@pytest.fixture(autouse=True)
def _pango() -> None:
    try:
        pdf._weasyprint()
    except pdf.NoPdf as missing:
        pytest.skip(str(missing))


@pytest.fixture
def anna(world: World) -> Tablet:
    tablet = world.tablet("anna")
    tablet.pull()
    return tablet


def ask(who: Tablet, method: str, address: str, **body: Any) -> tuple[int, Any]:
    client = who.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    headers = {"Origin": "http://localhost", "X-Alongside": "1", "X-Device": who.device}
    answer = client.open(f"/api/v1/{address}", method=method, headers=headers, **({"json": body} if body else {}))
    return answer.status_code, (answer.get_json() if answer.is_json and answer.data else answer.get_data())


def made(world: World, who: Tablet, patient: str = "rose", *, name: str = "anna", **body: Any) -> Json:
    """A document of a patient, asked for and made. Returns what its address tells."""
    status, told = ask(who, "POST", f"patients/{world.patient(patient)}/documents", **{"what": "care-plan", **body})
    assert (status, told["state"]) == (202, "waiting"), told
    work(world, told, name)
    return ask(who, "GET", f"documents/{told['id']}")[1]


def work(world: World, told: Json, name: str = "anna") -> None:
    """What the worker does with it."""
    with world.app.app_context():
        jobs.make(told["id"], world.staff(name), PLACE)


def fetched(who: Tablet, document: Json) -> pypdf.PdfReader:
    status, content = ask(who, "GET", f"documents/{document['id']}/content")
    assert status == 200
    return pypdf.PdfReader(io.BytesIO(content))


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def roles(node: Any) -> list[str]:
    """The names of all tags, in the order read."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [name for one in node for name in roles(one)]
    if not isinstance(node, dict):
        return []
    return ([str(node["/S"])] if "/S" in node else []) + roles(node.get("/K", []))


def test_the_plan_is_made_by_the_job_and_says_what_the_record_says(world: World, anna: Tablet) -> None:
    document = made(world, anna)
    assert (document["state"], document["title"]) == ("ready", "Care plan of Rose Ahmed")
    found = words(fetched(anna, document))
    for said in ("Rose Ahmed", "2 March 1941", "To sit in the garden.", "I want to walk to the shop.", "5 metres", "Change the dressing",
                 "twice a week", "Ring the out of hours service.", "Falls on the stairs", "Nasima Ahmed", "ask the team"):  # fmt: skip
        assert said in found, said


def test_the_file_is_tagged_named_and_in_a_language_for_screen_readers(world: World, anna: Tablet) -> None:
    reader = fetched(anna, made(world, anna))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata
    assert reader.metadata.title == "Care plan of Rose Ahmed"
    tags = roles(root["/StructTreeRoot"])
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 4
    assert {"/Table", "/TH", "/TD", "/P", "/L", "/LI"} <= set(tags)


def test_the_persons_own_copy_says_it_in_plain_words_and_no_number_of_theirs(world: World, anna: Tablet) -> None:
    found = words(fetched(anna, made(world, anna, what="care-plan-for-me")))
    assert "My plan" in found
    assert "What I want" in found
    assert "If I get worse" in found
    assert "NHS number" not in found


def test_what_to_do_if_things_get_worse_is_told_with_whom_to_call(world: World, anna: Tablet) -> None:
    for what in ("care-plan", "care-plan-for-me"):
        found = words(fetched(anna, made(world, anna, what=what)))
        assert "If a fall, and she cannot get up Do not lift her. Call 999 Ring the out of hours service." in found, what


def test_a_goal_says_which_shared_statement_it_serves(world: World, anna: Tablet) -> None:
    goal = anna.bundles[world.patient("rose")].record(world.record("rose", "goal"))
    anna.edit(goal, "statement", {"i_statement": "M5"})
    assert [one["ending"] for one in anna.push()] == ["applied"]
    for what in ("care-plan", "care-plan-for-me"):
        assert "I am supported to live the life I want" in words(fetched(anna, made(world, anna, what=what))), what


def test_a_plan_that_is_not_agreed_says_so_and_why_in_both_copies(world: World, anna: Tablet) -> None:
    plan = anna.bundles[world.patient("rose")].record(world.record("rose", "care_plan"))
    why = {"agreed_on": "2026-11-02", "agreed_with": ["Nasima Ahmed"], "agreed_kind": "not-agreed", "not_agreed_why": "I will not have a key safe."}
    anna.edit(plan, "agreement", why)
    assert [one["ending"] for one in anna.push()] == ["applied"]
    team, person = (words(fetched(anna, made(world, anna, what=what))) for what in ("care-plan", "care-plan-for-me"))
    assert "Not agreed: see the last part." in team
    assert "Not agreed. I will not have a key safe." in team
    assert "You have not agreed to it" in person
    assert "No. I will not have a key safe." in person


def test_m5_an_instruction_in_dispute_is_told_by_its_sides_alone(world: World, anna: Tablet) -> None:
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    record = ben.bundles[world.patient("rose")].record(world.record("rose", "contingency"))
    stood = {name: record["fields"].get(name) for name in ("if_this", "then_do", "call_who", "call_phone")}
    anna.edit(record, "statement", {**stood, "then_do": "Do not lift. Warmth and a pillow."})
    ben.edit(record, "statement", {**stood, "then_do": "Lift with two."})
    assert [one["ending"] for one in (*anna.push(), *ben.push())] == ["applied", "conflicted"]
    found = words(fetched(anna, made(world, anna)))
    assert "Warmth and a pillow" in found
    assert "Lift with two" in found
    assert "If a fall" not in found


def test_large_print_is_18_points_and_more(world: World, anna: Tablet) -> None:
    def sizes(reader: pypdf.PdfReader) -> set[float]:
        found: set[float] = set()
        for page in reader.pages:
            page.extract_text(visitor_text=lambda said, _, at, __, size: found.add(round(size * abs(at[3]) * 0.75)) if said.strip() else None)
        return found

    ordinary, large = (sizes(fetched(anna, made(world, anna, size=size))) for size in ("ordinary", "large"))
    assert min(ordinary) < 12
    assert min(large) >= 18
    assert len(fetched(anna, made(world, anna, size="large")).pages) > 1


def disputed(world: World, anna: Tablet, kind: str, group: str, hers: Json, his: Json) -> None:
    """Anna's words and Ben's of the same statement, neither seen by the other: hers stand in the record, and both are to settle."""
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    record = ben.bundles[world.patient("rose")].record(world.record("rose", kind))
    anna.edit(record, group, hers)
    ben.edit(record, group, his)
    assert [one["ending"] for one in (*anna.push(), *ben.push())] == ["applied", "conflicted"]


DISPUTED = [
    ("goal", "words", {"words": "I want to walk to the market."}, {"words": "I want to take the bus."}, "walk to the market", "take the bus"),
    ("goal", "target", {"target": "17", "target_unit": "metres"}, {"target": "29", "target_unit": "metres"}, "17, metres", "29, metres"),
    ("goal", "progress", {"progress": 4}, {"progress": 2}, ": Nearly there", ": A little"),
    ("action", "statement", {"words": "Compression stocking"}, {"words": "Elevate the leg"}, "Compression stocking", "Elevate the leg"),
    ("action", "doer", {"who": "Her neighbour"}, {"who": "Her grandson"}, "Her neighbour", "Her grandson"),
    ("care_plan", "matters", {"what_matters": "The sea."}, {"what_matters": "The hills."}, "The sea", "The hills"),
    ("care_plan", "worse", {"if_worse": "Ring her niece."}, {"if_worse": "Ring the ward."}, "Ring her niece", "Ring the ward"),
    ("care_plan", "review", {"review_on": "2027-01-05"}, {"review_on": "2027-02-06"}, "5 January 2027", "6 February 2027"),
    ("care_plan", "agreement", {"agreed_on": "2026-11-02", "agreed_with": ["Nasima"]}, {"agreed_on": "2026-11-03", "agreed_with": ["Omar"]},
     "2 November 2026", "3 November 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "group", "hers", "his", "first", "second"), DISPUTED, ids=[f"{kind} {group}" for kind, group, *_ in DISPUTED])
def test_m5_what_is_disputed_shows_every_side_and_none_as_the_value(
    world: World, anna: Tablet, kind: str, group: str, hers: Json, his: Json, first: str, second: str
) -> None:
    disputed(world, anna, kind, group, hers, his)
    team, person = (words(fetched(anna, made(world, anna, what=what))) for what in ("care-plan", "care-plan-for-me"))
    assert "Not settled" in team
    assert "do not agree yet" in person
    for side in (first, second):
        assert team.count(side) == 1, team
        assert person.count(side) == 1, person
    # Once, and inside the dispute: nothing between its sides reads as settled.
    assert team.index("Not settled: ") < min(team.index(first), team.index(second))
    assert person.index("do not agree yet") < min(person.index(first), person.index(second))


@pytest.mark.parametrize(
    ("group", "hers", "his", "first", "second"),
    [
        ("birth", {"born_on": "1941-02-03"}, {"born_on": "1941-03-04"}, "3 February 1941", "4 March 1941"),
        ("nhs_number", {"nhs_number": "9990000018"}, {"nhs_number": "9990000026"}, "999 000 0018", "999 000 0026"),
        ("address", {"address_line": "1 Dock Road", "postcode": "E1 1AA", "access_note": "Key under the mat"},
         {"address_line": "2 Dock Road", "postcode": "E1 1AA"}, "1 Dock Road, E1 1AA", "2 Dock Road, E1 1AA"),
    ],
)  # fmt: skip
def test_m5_what_is_disputed_of_the_person_shows_every_side_and_none_as_the_value(
    world: World, anna: Tablet, group: str, hers: Json, his: Json, first: str, second: str
) -> None:
    disputed(world, anna, "patient", group, hers, his)
    document = made(world, anna)
    team, person = words(fetched(anna, document)), words(fetched(anna, made(world, anna, what="care-plan-for-me")))
    assert document["title"] == "Care plan of Rose Ahmed"
    for side in (first, second):
        assert team.count(side) == 1, team
        assert side not in person
    assert team.index("not settled, see below") < team.index("Not settled: ") < min(team.index(first), team.index(second))
    assert "Key under the mat" not in team


def test_m5_a_name_in_dispute_is_nowhere_the_value_not_in_the_title_either(world: World, anna: Tablet) -> None:
    hers, his = {"given_name": "Rosa", "family_name": "Achmed"}, {"given_name": "Rozina", "family_name": "Ahmad", "known_as": "Rosie"}
    disputed(world, anna, "patient", "name", hers, his)
    for what, title, said in (("care-plan", "Care plan, name not settled", "Not settled: name"),
                              ("care-plan-for-me", "My plan, name not settled", "do not agree yet")):  # fmt: skip
        document = made(world, anna, what=what)
        found = fetched(anna, document)
        assert (document["title"], found.metadata and found.metadata.title) == (title, title)
        plain = words(found)
        assert plain.index("Name not settled, see below") < plain.index(said)
        for name in ("Rosa Achmed", "Rozina Ahmad, known as Rosie"):
            assert plain.index(said) < plain.index(name)
        for name in ("Rosa", "Rozina", "Rosie"):
            assert plain.count(name) == 1, plain


def test_what_is_disputed_of_an_address_and_stands_on_no_paper_leaves_the_address_plain(world: World, anna: Tablet) -> None:
    disputed(world, anna, "patient", "address", {"access_note": "Key under the mat"}, {"access_note": "Key with Nasima"})
    team = words(fetched(anna, made(world, anna)))
    assert "Not settled" not in team
    assert "Key" not in team


@pytest.mark.parametrize(
    ("kind", "group", "ended", "reworded", "said"),
    [
        ("contingency", "statement", "ended", {"if_this": "She falls again", "then_do": "Ring the warden."}, "was ended, and is not settled"),
        ("goal", "words", "cancelled", {"words": "I want to swim."}, "was given up"),
        ("action", "statement", "cancelled", {"words": "Bathe the leg"}, "was given up"),
    ],
)
def test_m3_what_one_ended_and_another_reworded_stays_in_sight(
    world: World, anna: Tablet, kind: str, group: str, ended: str, reworded: Json, said: str
) -> None:
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    record = ben.bundles[world.patient("rose")].record(world.record("rose", kind))
    anna.edit(record, "status", {"status": ended, "status_reason": "No need any more."})
    ben.edit(record, group, reworded)
    assert [one["ending"] for one in (*anna.push(), *ben.push())] == ["applied", "conflicted"]
    for what in ("care-plan", "care-plan-for-me"):
        found = words(fetched(anna, made(world, anna, what=what)))
        assert list(reworded.values())[-1].rstrip(".") in found, what
        assert said in found.lower(), found


def test_whoever_does_it_of_the_team_is_named_with_whoever_else_does_it(world: World, anna: Tablet) -> None:
    action = anna.bundles[world.patient("rose")].record(world.record("rose", "action"))
    anna.edit(action, "doer", {"staff": world.staff("anna"), "organisation": None, "who": "Nasima, her daughter"})
    assert [one["ending"] for one in anna.push()] == ["applied"]
    for what in ("care-plan", "care-plan-for-me"):
        assert " with Nasima, her daughter" in words(fetched(anna, made(world, anna, what=what))), what


def test_what_people_typed_is_text_and_opens_nothing(world: World, anna: Tablet) -> None:
    plan = anna.bundles[world.patient("rose")].record(world.record("rose", "care_plan"))
    anna.edit(plan, "matters", {"what_matters": "<img src='file:///etc/hostname'><script>x</script> & tea"})
    anna.push()
    found = words(fetched(anna, made(world, anna)))
    assert "<img src='file:///etc/hostname'><script>x</script> & tea" in found
    with pytest.raises(pdf.Fetched):
        pdf._nothing("file:///etc/hostname")


def test_a_document_is_its_askers_alone(world: World, anna: Tablet) -> None:
    document = made(world, anna)
    for name in ("ben", "lena", "max", "ada"):
        for method, address in (("GET", ""), ("GET", "/content"), ("DELETE", "")):
            assert ask(world.tablet(name), method, f"documents/{document['id']}{address}")[0] == 404, (name, method, address)
    assert ask(anna, "GET", f"documents/{document['id']}/content")[0] == 200


def test_who_has_no_grant_can_ask_for_nothing_and_who_lost_it_fetches_nothing(world: World, anna: Tablet) -> None:
    carl = world.tablet("carl")
    assert ask(carl, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")[0] == 404
    world.grant("rose", "carl", until=world.now + timedelta(hours=1))
    told = ask(carl, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")[1]
    world.end("rose", "carl")
    work(world, told, "carl")
    assert ask(carl, "GET", f"documents/{told['id']}")[0] == 404
    with world.app.app_context(), transaction(ENGINE) as session:
        assert session.execute(text("select content from document where id = :id"), {"id": told["id"]}).scalar_one() is None


def test_who_may_read_one_part_still_and_another_no_more_fetches_nothing_that_was_made_of_both(world: World, anna: Tablet) -> None:
    """Defect: the first part alone was asked for, which the voluntary sector has too."""
    carl = world.tablet("carl")
    world.grant("rose", "carl", parts=("core", "more"))
    world.grant("rose", "carl", parts=("core",))
    document = made(world, carl, name="carl")
    assert parts_of(world, document) == ["core", "more"]
    assert ask(carl, "GET", f"documents/{document['id']}/content")[0] == 200
    end(world, "carl", ["core", "more"])
    assert [ask(carl, method, f"documents/{document['id']}{what}")[0] for method, what in (("GET", ""), ("GET", "/content"), ("DELETE", ""))] == [
        404
    ] * 3
    fewer = ask(carl, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")[1]
    assert parts_of(world, fewer) == ["core"]
    assert ask(carl, "GET", f"documents/{fewer['id']}")[0] == 200, "and may ask for what is left to them"


def test_a_document_has_the_parts_that_its_page_was_read_from_not_those_of_when_it_was_asked_for(world: World, anna: Tablet) -> None:
    carl = world.tablet("carl")
    world.grant("rose", "carl", parts=("core",))
    told = ask(carl, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")[1]
    world.grant("rose", "carl", parts=("core", "more"))
    work(world, told, "carl")
    assert ask(carl, "GET", f"documents/{told['id']}/content")[0] == 200
    assert parts_of(world, told) == ["core", "more"]
    end(world, "carl", ["core", "more"])
    assert ask(carl, "GET", f"documents/{told['id']}/content")[0] == 404


def parts_of(world: World, document: Json) -> list[str]:
    with world.app.app_context(), transaction(ENGINE) as session:
        return list(session.execute(text("select parts from document where id = :id"), {"id": document["id"]}).scalar_one())


def end(world: World, name: str, parts: list[str]) -> None:
    """The one grant of these parts ends, the others of the same person stand."""
    sql = "update grants set ended_at = now() where staff_id = :staff and bundle_id = :patient and parts = cast(:parts as text[])"
    with world.app.app_context(), transaction(ENGINE) as session:
        found = session.execute(text(sql), {"staff": world.staff(name), "patient": world.patient("rose"), "parts": parts})
        assert found.rowcount == 1


def test_a_cancelled_document_stays_gone_and_its_job_returns(world: World, anna: Tablet) -> None:
    _, told = ask(anna, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")
    assert ask(anna, "DELETE", f"documents/{told['id']}")[0] == 204
    work(world, told)
    assert ask(anna, "GET", f"documents/{told['id']}")[0] == 404


def test_that_a_copy_was_asked_for_stands_in_the_audit_trail_fetched_or_not(world: World, anna: Tablet) -> None:
    def noted() -> list[tuple[str, Json]]:
        with world.app.app_context(), transaction(ENGINE) as session:
            rows = session.execute(
                text(
                    "select staff_id::text, detail from audit_event where what = 'read' and detail ? 'document' "
                    "and cast(:rose as uuid) = any(bundles) order by seq"
                ),
                {"rose": world.patient("rose")},
            )
            return [(row[0], row[1]) for row in rows]

    status, told = ask(anna, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan")
    assert status == 202
    assert noted() == [(world.staff("anna"), {"document": "care-plan", "asked": True})]
    assert ask(anna, "POST", f"patients/{world.patient('will')}/documents", what="care-plan")[0] == 404
    work(world, told)
    fetched(anna, told)
    assert [detail for _, detail in noted()][1:] == [{"document": "care-plan", "pages": ANY}]


def test_more_than_five_waiting_are_refused_with_what_to_do(world: World, anna: Tablet) -> None:
    answers = [ask(anna, "POST", f"patients/{world.patient('rose')}/documents", what="care-plan") for _ in range(services.MOST_WAITING + 1)]
    assert [status for status, _ in answers] == [202] * services.MOST_WAITING + [429]
    assert "Wait for one" in answers[-1][1]["detail"]


def test_an_unknown_document_or_print_is_refused_in_words(world: World, anna: Tablet) -> None:
    for body in ({"what": "letter"}, {"what": "care-plan", "size": "huge"}, {"what": 7}):
        status, answer = ask(anna, "POST", f"patients/{world.patient('rose')}/documents", **body)
        assert status == 422, answer
        assert answer["errors"], answer


def test_a_copy_is_kept_for_a_day(world: World, anna: Tablet) -> None:
    document = made(world, anna)
    with wall_clock.reading(wall_clock.now() + services.KEPT):
        assert ask(anna, "GET", f"documents/{document['id']}/content")[0] in (401, 404)
        with world.app.app_context():
            jobs.forget()
    assert ask(anna, "GET", f"documents/{document['id']}")[0] == 404


def test_a_server_without_its_libraries_says_so(world: World, anna: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Any:
        raise pdf.NoPdf(pdf.MISSING)

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    document = made(world, anna)
    assert document["state"] == "failed"
    assert "cannot make PDF" in document["message"]
