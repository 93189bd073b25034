"""Who at risk lacks what, the runs, a small file, who should lead: over HTTP, role by role."""

from __future__ import annotations

from typing import Any

import pytest

from tests.population.conftest import Place, a_file, a_line

AT_RISK = "population"


def lists(here: Place, who: str = "lena") -> dict[str, Any]:
    status, page = here.get(who, AT_RISK)
    assert status == 200
    return {one["name"]: one["lacks"] for one in page["people"]}


def unjudged(here: Place) -> None:
    """In this world everyone's risk was judged: it is taken back, so that what is found stands."""
    for who, patient in (("anna", "rose"), ("anna", "tom"), ("carl", "will")):
        assert here.set(who, patient, "judgement", {"band": None}, kind="risk_judgement") == "applied"


def test_who_lacks_what_by_what_stands_today(here: Place) -> None:
    unjudged(here)
    here.take(a_line("rose", "very-high"), a_line("tom", "moderate"))
    # The plan of this world was never agreed: it is a plan, and nobody reviewed it.
    assert lists(here) == {"Rose Ahmed": ["lead", "coordinator", "review"]}, "Tom is at moderate risk"
    here.set("anna", "rose", "agreement", {"agreed_on": "2025-11-24", "agreed_kind": "with-the-person"}, kind="care_plan")
    here.set("anna", "rose", "care_team", {"lead_professional": here.world.staff("anna")})
    assert lists(here) == {"Rose Ahmed": ["coordinator"]}, "a year ago to the day is in time"
    here.set("anna", "rose", "agreement", {"agreed_on": "2025-11-23"}, kind="care_plan")
    assert lists(here) == {"Rose Ahmed": ["coordinator", "review"]}
    here.set("anna", "rose", "status", {"status": "ended", "status_reason": "Begun anew."}, kind="care_plan")
    assert lists(here) == {"Rose Ahmed": ["coordinator", "plan"]}


def test_the_judgement_counts_before_what_was_found(here: Place) -> None:
    unjudged(here)
    here.take(a_line("rose", "very-high"), a_line("tom", "low"))
    judged = {"judged_by": here.world.staff("anna"), "judged_on": "2026-11-20", "why": "I know her."}
    here.set("anna", "rose", "judgement", {**judged, "band": "low"}, kind="risk_judgement")
    here.set("anna", "tom", "judgement", {**judged, "band": "high"}, kind="risk_judgement")
    status, page = here.get("lena", AT_RISK)
    assert status == 200
    assert [(one["name"], one["band"], one["since"], one["is_judged"]) for one in page["people"]] == [("Tom Ahmed", "high", "2026-11-20", True)]
    assert (page["at_risk"], page["left"]) == (1, 0)
    assert page["counts"] == {"lead": 1, "coordinator": 1, "plan": 0, "review": 1}


def test_a_lead_sees_their_team_a_co_ordinator_their_caseload_and_others_nothing(here: Place) -> None:
    here.take(a_line("rose"), a_line("tom"), a_line("will"))
    assert set(lists(here, "lena")) == {"Rose Ahmed", "Tom Ahmed"}
    assert set(lists(here, "wanda")) == {"Will Ahmed"}
    assert set(lists(here, "cora")) == set()
    here.world.grant("tom", "cora")
    assert set(lists(here, "cora")) == {"Tom Ahmed"}
    for who in ("anna", "asif", "vera", "max", "ada", "priya"):
        assert here.get(who, AT_RISK)[0] == 403, who


def test_who_died_or_moved_away_is_looked_for_no_more(here: Place) -> None:
    here.take(a_line("rose"))
    here.set("anna", "rose", "status", {"status": "died", "status_on": "2026-11-20"})
    assert "Rose Ahmed" not in lists(here)


def test_the_audit_notes_of_whom_the_page_told(here: Place) -> None:
    here.take(a_line("rose"))
    lists(here)
    rows = here.rows("select bundles::text[] from audit_event where detail->>'population' = 'true'")
    assert {here.world.patient("rose"), here.world.patient("tom")} == {bundle for row in rows for bundle in row[0]}


def test_the_runs_tell_counts_and_nobodys_name(here: Place) -> None:
    here.take(a_line("rose", "very-high"), a_line("tom", "low"))
    for who in ("lena", "cora", "max"):
        status, page = here.get(who, "population/runs")
        assert status == 200
        [run] = page["runs"]
        assert (run["practice"], run["run_on"], run["people"], run["very_high"], run["is_done"]) == ("A surgery", "2026-11-01", 2, 1, True)
        assert here.world.patient("rose") not in str(page)
    assert here.get("anna", "population/runs")[0] == 403
    assert here.get("bea", "population/runs")[0] == 403


def sent(here: Place, who: str, content: str, source: str = "A letter") -> tuple[int, Any]:
    answer = here.client(who).post("/api/v1/population/runs", json={"source": source, "file": content})
    return answer.status_code, answer.get_json()


def test_a_manager_sends_a_small_file(here: Place) -> None:
    status, said = sent(here, "max", a_file(a_line("rose")).decode())
    assert status == 200
    assert said == {"people": {"high": 1}, "runs": 1, "written": 1, "refused": []}
    assert here.stands("rose")[2] == "A letter, PARR 3"
    assert [row[0] for row in here.rows("select imported_by from risk_run")] == [here.world.staff("max")]


def test_a_small_file_of_scores_is_refused_since_ranked_among_themselves_most_would_be_at_low(here: Place) -> None:
    line = a_line("rose").replace(",,high", ",91.5,")
    status, said = sent(here, "max", a_file(line).decode())
    assert (status, said["code"]) == (422, "bands")
    assert "only among the whole list" in said["errors"]["file"][0]
    assert here.rows("select 1 from risk_run") == []


def test_a_managers_wrong_file_is_refused_line_by_line_and_whole(here: Place) -> None:
    status, said = sent(here, "max", a_file(a_line("rose"), a_line("tom", "worst")).decode())
    assert (status, said["code"]) == (422, "bands")
    assert said["errors"]["file"] == ["Line 3, band: “worst”. Expected one of very-high, high, moderate, low."]
    assert here.stands("rose")[0] is None
    noted = here.rows("select detail->>'file', detail->>'lines', detail->>'refused' from audit_event where what = 'import'")
    assert [tuple(one) for one in noted] == [("bands", "3", "1")], "what a refusal says of its lines tells who is known here"


def test_a_large_file_is_the_commands(here: Place) -> None:
    status, said = sent(here, "max", "\n".join([a_file().decode().strip(), *[a_line("rose")] * 1001]))
    assert (status, said["errors"]["file"][0].split(".")[0]) == (422, "Line 1002: more than 1,000 people")


@pytest.mark.parametrize("who", ["anna", "lena", "cora", "vera", "ada", "priya"])
def test_nobody_else_sends_one(here: Place, who: str) -> None:
    assert sent(here, who, a_file(a_line("rose")).decode())[0] == 403


def test_the_lead_is_proposed_by_the_rule_and_the_runs_are_told(here: Place) -> None:
    unjudged(here)
    here.take(a_line("rose", "moderate", "2026-10-01"))
    here.take(a_line("rose", "high", "2026-11-01"))
    status, said = here.get("anna", f"patients/{here.world.patient('rose')}/lead")
    assert status == 200
    # Born on 2 March 1941; nobody of this world is a GP.
    assert (said["staff"], said["ground"], said["why"]) == (None, "age", "Aged 85, over 75: the GP.")
    assert [(one["run_on"], one["band"], one["source"]) for one in said["history"]] == [
        ("2026-11-01", "high", "The practices, PARR 3"),
        ("2026-10-01", "moderate", "The practices, PARR 3"),
    ]
    here.set("anna", "rose", "birth", {"born_on": "1971-03-02"})
    # Anna, a nurse, came this morning.
    said = here.get("anna", f"patients/{here.world.patient('rose')}/lead")[1]
    assert (said["staff"], said["ground"]) == (here.world.staff("anna"), "primary-need")


@pytest.mark.parametrize("who", ["ben", "bea", "carl", "vera", "max", "ada", "priya"])
def test_of_whom_one_may_not_read_nothing_is_proposed(here: Place, who: str) -> None:
    assert here.get(who, f"patients/{here.world.patient('rose')}/lead")[0] == 404
