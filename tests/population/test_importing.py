"""A month's bands into the record: all or nothing, newest first, once; and nobody's judgement overwritten."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backend.database import Acting
from backend.population.reading import Refused
from tests.access.world import OTHER_PLACE, PLACE
from tests.population.conftest import CODE, NUMBERS, Place, a_line

STATISTICS = Acting("statistics", place=PLACE)


def refused(here: Place, *lines: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        here.take(*lines)
    return [str(each) for each in caught.value.wrong]


def test_a_band_reaches_the_record_with_its_day_and_its_source(here: Place) -> None:
    done = here.take(a_line("rose", "very-high"), a_line("tom", "moderate"), a_line("will", "low"))
    assert (dict(done.people), done.runs, done.written, done.refused) == ({"very-high": 1, "moderate": 1, "low": 1}, 1, 2, ())
    assert here.stands("rose") == ("very-high", "2026-11-01", "The practices, PARR 3")
    assert here.stands("tom") == ("moderate", "2026-11-01", "The practices, PARR 3")
    assert here.stands("will") == (None, None, None), "low before and low now: nothing is written"
    assert done.in_words() == "3 people of 1 practice: 1 very-high, 1 moderate, 1 low.\n2 records changed."


def test_the_run_is_kept_with_its_counts_and_with_whom_it_named_above_low(here: Place) -> None:
    here.take(a_line("rose", "very-high"), a_line("tom", "moderate"), a_line("will", "low"))
    [run] = here.rows("select people, very_high, high, moderate, by_rank, model, version, imported_by, done_at is not null from risk_run")
    assert tuple(run) == (3, 1, 0, 1, False, "PARR", "3", "test", True)
    found = here.rows("select patient_id::text, band from risk_run_band")
    assert {tuple(row) for row in found} == {(here.world.patient("rose"), "very-high"), (here.world.patient("tom"), "moderate")}


def test_it_came_through_the_one_door_and_a_tablet_has_it(here: Place) -> None:
    here.take(a_line("rose"))
    anna = here.world.tablet("anna")
    anna.pull()
    rose = anna.bundles[here.world.patient("rose")].record(here.world.patient("rose"))
    assert rose is not None
    assert (rose["fields"]["risk_band"], rose["stamps"]["risk"]["by"]) == ("high", "import-bands")


def test_1_one_wrong_line_and_nothing_is_imported(here: Place) -> None:
    told = refused(here, a_line("rose"), f"9990000042,{CODE},2026-11-01,PARR,3,,high", a_line("tom", practice="Z99009"))
    assert told == [
        "Line 3, nhs_number: nobody in the record has this number. Expected somebody whom the record knows.",
        "Line 4, practice: “Z99009” is no practice of this place. Expected the code of one of its practices.",
    ]
    assert here.stands("rose") == (None, None, None)
    assert here.rows("select 1 from risk_run") == []


def test_1_a_number_that_two_people_have_is_a_persons_to_settle(here: Place) -> None:
    assert here.set("anna", "tom", "nhs_number", {"nhs_number": NUMBERS["rose"]}) == "applied"
    assert refused(here, a_line("rose")) == [
        "Line 2, nhs_number: 2 people in the record have this number. Expected one: settle which of them it is first."
    ]


def test_people_and_practices_of_another_place_do_not_exist(here: Place) -> None:
    here.set("bea", "zoe", "nhs_number", {"nhs_number": "9990000042"})
    assert refused(here, f"9990000042,{CODE},2026-11-01,PARR,3,,high")[0].startswith("Line 2, nhs_number: nobody in the record")
    assert here.rows("select 1 from patient where place_id = :place and nhs_number is not null", place=OTHER_PLACE)


def test_2_scores_become_bands_by_rank_over_all_practices_of_the_file(here: Place) -> None:
    here.take(*[f"{NUMBERS[name]},{CODE},2026-11-01,PARR,3,{score}," for name, score in (("rose", "0.9"), ("tom", "12"), ("will", "7"))])
    # Of three, 0.6 is the first at moderate or above; 0.15 and 0.015 are nobody.
    assert [here.stands(name)[0] for name in ("rose", "tom", "will")] == [None, "moderate", None]
    assert [tuple(row) for row in here.rows("select by_rank, moderate from risk_run")] == [(True, 1)]
    assert [float(row[0]) for row in here.rows("select score from risk_run_band")] == [12.0]


def test_3_the_same_file_again_does_nothing_and_in_another_order_neither(here: Place) -> None:
    here.take(a_line("rose"), a_line("tom"))
    again = here.take(a_line("tom"), a_line("rose"))
    assert again.written == 0
    assert len(here.rows("select 1 from risk_run")) == 1


def test_3_another_file_under_the_same_name_is_refused_and_a_corrected_run_has_a_version_of_its_own(here: Place) -> None:
    here.take(a_line("rose", "high"))
    assert refused(here, a_line("rose", "low")) == [
        f"Line 2, version: there is a run of {CODE} on 2026-11-01 with this model and version, and it says something else. "
        "Expected a version of its own for a corrected run."
    ]
    here.take(a_line("rose", "low", version="3 corrected"))
    assert here.stands("rose") == ("low", "2026-11-01", "The practices, PARR 3 corrected")
    here.take(a_line("rose", "high"))
    assert here.stands("rose")[0] == "low", "what was corrected does not come back with the old file"


def test_3_what_was_broken_off_goes_on_with_the_same_file(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from backend.population import importing

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(importing, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            here.take(a_line("rose"), a_line("tom"))
    assert [row[0] for row in here.rows("select done_at from risk_run")] == [None]
    assert here.take(a_line("rose"), a_line("tom")).written == 2
    assert here.stands("tom")[0] == "high"
    assert here.rows("select done_at from risk_run")[0][0] is not None


def test_4_an_older_run_is_kept_and_does_not_take_the_newers_place(here: Place) -> None:
    here.take(a_line("rose", "very-high", "2026-11-01"))
    assert here.take(a_line("rose", "moderate", "2026-10-01")).written == 0
    assert here.stands("rose")[:2] == ("very-high", "2026-11-01")
    assert len(here.rows("select 1 from risk_run_band")) == 2


def test_4_what_a_practice_told_later_stands_until_a_newer_run(here: Place) -> None:
    here.take(a_line("rose", "moderate", "2026-10-01"))
    told = {"risk_band": "high", "risk_on": "2026-11-10", "risk_source": "Letter of the practice"}
    assert here.set("anna", "rose", "risk", told) == "applied"
    here.take(a_line("rose", "moderate", "2026-11-01"))
    assert here.stands("rose") == ("high", "2026-11-10", "Letter of the practice")
    here.take(a_line("rose", "moderate", "2026-11-20"))
    assert here.stands("rose")[:2] == ("moderate", "2026-11-20")


def test_4_who_comes_down_to_low_is_told_so(here: Place) -> None:
    here.take(a_line("rose", "high", "2026-10-01"))
    assert here.take(a_line("rose", "low", "2026-11-01")).written == 1
    assert here.stands("rose")[:2] == ("low", "2026-11-01")


def test_4_a_judgement_stays_and_is_the_band_in_force(here: Place) -> None:
    here.set("anna", "rose", "judgement", {"band": "very-high", "judged_on": "2026-11-10"}, kind="risk_judgement")
    here.take(a_line("rose", "moderate", "2026-11-20"))
    [row] = here.rows("select band, since::text, is_judged from risk_in_force where patient_id = :id", id=here.world.patient("rose"))
    assert tuple(row) == ("very-high", "2026-11-10", True)
    assert here.stands("rose")[0] == "moderate"


def test_a_judgement_taken_back_leaves_what_was_found(here: Place) -> None:
    here.take(a_line("rose", "moderate"))
    taken_back = {"band": None, "why": "Her daughter has moved in."}
    assert here.set("anna", "rose", "judgement", taken_back, kind="risk_judgement") == "applied"
    [row] = here.rows("select band, since::text, is_judged from risk_in_force where patient_id = :id", id=here.world.patient("rose"))
    assert tuple(row) == ("moderate", "2026-11-01", False)


def test_5_nobody_can_be_told_by_what_is_refused(here: Place) -> None:
    assert not any(NUMBERS["rose"] in line for line in refused(here, a_line("rose", practice="Z99009"), a_line("rose")))


def test_statistics_see_bands_and_runs_of_their_place_and_no_word_of_why(here: Place) -> None:
    here.take(a_line("rose"), a_line("will"))
    bands = here.rows("select band from risk_in_force where band is not null", STATISTICS)
    assert sorted(row[0] for row in bands) == ["high"] * 3, "judged, in this world, of everyone; of the other place nobody is seen"
    assert len(here.rows("select patient_id, band from risk_run_band", STATISTICS)) == 2
    assert here.rows("select 1 from risk_run", Acting("statistics", place=OTHER_PLACE)) == []
    with pytest.raises(Exception, match="permission denied"):
        here.rows("select why from risk_judgement", STATISTICS)


def test_a_run_of_today_is_not_in_the_future(here: Place) -> None:
    assert here.take(a_line("rose", run_on="2026-11-24"), now=datetime(2026, 11, 24, 0, 30, tzinfo=UTC)).written == 1
