"""A care plan as a PDF that people and screen readers can read, in the words of the record."""

from __future__ import annotations

from typing import Any

import pypdf
import pytest

from backend.documents import pdf
from tests.access.world import World
from tests.documents.asking import fetched, made
from tests.sync_gateway.client import Json, Tablet

pytestmark = pytest.mark.usefixtures("with_pdf")


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
