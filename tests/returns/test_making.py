"""A month's return of a record written by hand: each row worked out with a pencil from the data set's definitions (CLINICAL.md B.5)."""

from __future__ import annotations

from datetime import date

from backend.returns.codes import local_id
from tests.conftest import an_id
from tests.reports.conftest import Book
from tests.returns.conftest import CODES, TOOL, Returned, service, short

OCTOBER = date(2026, 10, 1)
ROSE = {
    "nhs_number": "9992048719",
    "nhs_number_status": "01",
    "born_on": "1941-02-03",
    "postcode": "E1 4AA",
    "gender": "female",
    "ethnicity": "Bangladeshi",
}


def test_a_referral_its_visit_and_what_was_done_are_one_row_each_and_hang_together(book: Book, returned: Returned) -> None:
    service(book)
    book.practice("Jubilee", "Network 1", "North West")
    book.patient("rose", practice="Jubilee", **ROSE, languages=["Sylheti"])
    referral = book.referral(
        "rose", "2026-10-05 08:15", clock="two-hours", started="2026-10-05 08:00", priority="urgent", reason="catheter-problems", from_code="F84000"
    )
    visit = book.visit("rose", "2026-10-05 09:30", who="nurse", stayed=25)
    done = book.record("done", "rose", visit=visit, staff=book.place.nurse.id, outcome="done", done_at="2026-10-05T08:40:00.000Z", ordinal=1)
    files = returned(OCTOBER)
    rose, nurse, team = short(book.place, "rose"), local_id(book.place.nurse.id), local_id(book.place.teams["North West"])
    assert files.filled("001") == [
        {"LocalPatientID": rose, "OrgID_LocalPatientID": "RXX", "NHSNumber": "9992048719", "NHSNumber_Status": "01", "DateOfBirth": "1941-02-03",
         "Postcode": "E1 4AA", "Gender": "2", "EthnicCategory": "K"}
    ]  # fmt: skip
    assert files.left_empty["001", "LanguagePreferred"] == "No code for “Sylheti” in the place's code map, list language"
    assert files.filled("101") == [
        {"ServiceRequestID": local_id(referral), "LocalPatientID": rose, "OrgID_Commissioner": "Q99", "ReferralRequest_ReceivedDate": "2026-10-05",
         "ReferralRequest_ReceivedTime": "08:15:00", "SourceOfReferral": "01", "OrgID_Referring": "F84000", "Priority_Type": "2",
         "PrimaryReferralReason": "010"}
    ]  # fmt: skip
    assert files.filled("102") == [{"ServiceRequestID": local_id(referral), "TeamID_Local": team, "TeamType": "12"}]
    assert files.filled("104") == [
        {"ServiceRequestID": local_id(referral), "WaitingTime_MeasurementType": "05", "RTT_StartDate": "2026-10-05", "RTT_StartTime": "08:00:00",
         "RTT_EndDate": "2026-10-05", "RTT_EndTime": "09:30:00"}
    ]  # fmt: skip
    assert files.filled("201") == [
        {"CareContactID": local_id(visit), "ServiceRequestID": local_id(referral), "TeamID_Local": team, "Contact_Date": "2026-10-05",
         "Contact_Time": "09:30:00", "OrgID_Commissioner": "Q99", "CareContact_Duration": "25", "Consultation_Type": "01", "ConsMechanism": "01",
         "GroupTherapyIndicator": "N", "AttendanceStatus": "5"}
    ]  # fmt: skip
    assert files.filled("202") == [
        {"CareActivityID": local_id(done), "CareContactID": local_id(visit), "Activity_Type": "03", "CareProfessionalID_Local": nurse}
    ]
    assert files.filled("901") == [{"CareProfessionalID_Local": nurse, "StaffGroup": "N02"}]
    assert files.filled("000")[0] | {"FileCreation_DateTime": ""} == {
        "Version": "1.6", "OrgID_Provider": "RXX", "OrgID_Submitter": "RXX", "RP_StartDate": "2026-10-01", "RP_EndDate": "2026-10-31",
        "FileCreation_DateTime": "", "PrimarySystem": "Alongside",
    }  # fmt: skip
    # The practice has no code: its row cannot be sent, and everything else can.
    assert files["002"] == []
    assert files.withheld == [("002", an_id(f"{book.place.id}:rose"), "OrgID_GP", "mandatory")]
    assert files["404"] == files["602"] == files["613"] == []
    assert files.outcome.in_words() == (
        "October 2026: 7 rows go in; 1 is withheld (1 a value without which the row may not be sent is missing). "
        "The record holds nothing for 404, 602, 613."
    )


def test_who_is_withheld_takes_everything_of_theirs_along_each_row_with_its_reason(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose", **ROSE)
    referral = book.referral("rose", "2026-10-05 08:15", clock="two-days", started="2026-10-05 08:00")
    visit = book.visit("rose", "2026-10-06 09:30", who="nurse")
    done = book.record("done", "rose", visit=visit, staff=book.place.nurse.id, outcome="done", done_at="2026-10-06T08:40:00.000Z", ordinal=1)
    files = returned(OCTOBER, codes=[line for line in CODES if line[1] != "patient-ids"])
    assert [len(files[number]) for number in ("000", "001", "101", "102", "104", "201", "202", "901")] == [1, 0, 0, 0, 0, 0, 0, 1]
    assert files.withheld == [
        ("001", an_id(f"{book.place.id}:rose"), "OrgID_LocalPatientID", "no-code"),
        ("002", an_id(f"{book.place.id}:rose"), "OrgID_GP", "mandatory"),
        ("002", an_id(f"{book.place.id}:rose"), "LocalPatientID", "parent"),
        ("101", referral, "LocalPatientID", "parent"),
        ("102", referral, "ServiceRequestID", "parent"),
        ("104", referral, "ServiceRequestID", "parent"),
        ("201", visit, "ServiceRequestID", "parent"),
        ("201", visit, "ServiceRequestID + TeamID_Local", "parent"),
        ("202", done, "CareContactID", "parent"),
    ]


def test_who_is_registered_with_no_practice_is_listed_and_everything_else_of_theirs_goes_in(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose", **ROSE)
    book.referral("rose", "2026-10-05 08:15")
    files = returned(OCTOBER)
    assert files.withheld == [("002", an_id(f"{book.place.id}:rose"), "OrgID_GP", "mandatory")]
    assert [len(files[number]) for number in ("001", "002", "101", "102")] == [1, 0, 1, 1]


def test_a_visit_that_was_called_off_says_by_which_side_when_and_whether_for_a_clinical_reason(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose")
    book.referral("rose", "2026-10-01 08:15")
    said = [("person", "unwell"), ("family", "elsewhere"), ("service", "nobody-to-go"), ("service", "other")]
    for hour, (by, why) in enumerate(said, 9):
        off = {"cancelled_by": by, "cancelled_why": why, "cancelled_at": "2026-10-05T23:30:00.000Z"}
        book.plan("rose", f"2026-10-06 {hour:02}:00", status="cancelled", status_reason="Gone", **off)
    columns = ("Contact_Time", "AttendanceStatus", "Contact_CancellationDate", "Contact_CancellationReason", "Consultation_Type")
    assert sorted(tuple(row[column] for column in columns) for row in returned(OCTOBER)["201"]) == [
        ("09:00:00", "2", "2026-10-06", "01", ""),  # half past midnight by the clock in London
        ("10:00:00", "2", "2026-10-06", "02", ""),
        ("11:00:00", "4", "2026-10-06", "02", ""),
        ("12:00:00", "4", "2026-10-06", "", ""),
    ]


def test_a_visit_without_a_referral_a_team_without_a_service_and_a_visit_of_which_nobody_wrote_are_listed(book: Book, returned: Returned) -> None:
    service(book, None)
    for name in ("rose", "george", "ali"):
        book.patient(name)
    unreferred = book.visit("rose", "2026-10-06 09:30", who="nurse")
    referral = book.referral("george", "2026-10-05 08:15")
    seen = book.visit("george", "2026-10-06 10:30", who="nurse")
    silent = book.plan("ali", "2026-10-06 11:30")
    book.referral("ali", "2026-10-05 08:15")
    files = returned(OCTOBER)
    assert {row for row in files.withheld if row[0] in ("102", "201")} >= {
        ("201", unreferred, "ServiceRequestID", "mandatory"),
        ("102", referral, "TeamType", "mandatory"),
        ("201", seen, "ServiceRequestID + TeamID_Local", "parent"),
        ("201", silent, "", "not-recorded"),
    }
    assert files["201"] == []
    assert len(files["101"]) == 2


def test_the_night_in_which_summer_time_ends_is_counted_in_instants_and_written_in_londons_clock(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose")
    book.referral("rose", "2026-10-24 23:30", clock="two-hours", started="2026-10-25 00:30")
    # 01:40 summer time for 40 minutes: until 01:20 winter time.
    book.visit("rose", "2026-10-25 01:40", who="nurse", stayed=40)
    files = returned(OCTOBER)
    assert [(row["Contact_Date"], row["Contact_Time"], row["CareContact_Duration"]) for row in files["201"]] == [("2026-10-25", "01:40:00", "40")]
    assert [(row["RTT_StartTime"], row["RTT_EndTime"]) for row in files["104"]] == [("00:30:00", "01:40:00")]


def test_a_month_is_londons_from_midnight_to_midnight_over_year_end_and_leap_day(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose")
    book.referral("rose", "2023-12-01 09:00")
    for when in ("2023-12-31 23:45", "2024-01-01 00:05", "2024-02-29 12:00", "2024-02-29 23:55", "2024-03-01 00:00", "2026-09-30 23:50"):
        book.visit("rose", when, who="nurse", stayed=10)

    def days(month: date) -> list[str]:
        return sorted(f"{row['Contact_Date']} {row['Contact_Time'][:5]}" for row in returned(month)["201"])

    assert days(date(2023, 12, 1)) == ["2023-12-31 23:45"]
    assert days(date(2024, 1, 1)) == ["2024-01-01 00:05"]
    assert days(date(2024, 2, 1)) == ["2024-02-29 12:00", "2024-02-29 23:55"]
    assert days(date(2024, 3, 1)) == ["2024-03-01 00:00"]
    assert returned(date(2024, 2, 1))["000"][0]["RP_EndDate"] == "2024-02-29"
    # 23:50 of summer time is 22:50 in the database: still September.
    assert days(date(2026, 9, 1)) == ["2026-09-30 23:50"]
    assert days(OCTOBER) == []


def test_referrals_that_were_open_in_the_month_are_in_it_and_no_others(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose")
    team = book.place.teams["North West"]
    going_on = book.referral("rose", "2026-03-02 09:00")
    closed = book.referral("rose", "2026-09-02 09:00", status="closed", closed_at="2026-10-09T09:00:00.000Z", closure_reason="completed")
    book.referral("rose", "2026-08-02 09:00", status="closed", closed_at="2026-09-29T09:00:00.000Z", closure_reason="completed")
    declined = book.referral(
        "rose", "2026-10-12 09:00", status="declined", decided_at="2026-10-13T09:00:00.000Z", rejection_reason="not-ours", team=None
    )
    book.referral("rose", "2026-11-01 00:00")
    book.referral("rose", "2026-10-20 09:00", status="entered-in-error", status_reason="Wrong person")
    files = returned(OCTOBER)
    assert {row["ServiceRequestID"] for row in files["101"]} == {local_id(one) for one in (going_on, closed, declined)}
    ended = {row["ServiceRequestID"]: row for row in files["102"]}
    assert (ended[local_id(closed)]["Referral_ClosureDate"], ended[local_id(closed)]["Referral_ClosureReason"]) == ("2026-10-09", "02")
    assert ended[local_id(going_on)]["TeamID_Local"] == local_id(team)
    assert ("102", declined, "TeamType", "mandatory") in files.withheld  # nobody took it on: no team, no type


def test_what_became_of_somebody_after_the_month_is_not_told_in_its_return(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose", status="died", status_on="2026-11-12")
    closed = book.referral(
        "rose", "2026-10-02 09:00", status="closed", closed_at="2026-11-10T09:00:00.000Z", closure_reason="completed", letter_on="2026-11-11"
    )
    files = returned(OCTOBER)
    assert [row["DateOfDeath"] for row in files["001"]] == [""]
    assert [(row["ServiceRequestID"], row["Discharge_Date"], row["Discharge_LetterIssuedDate"]) for row in files["101"]] == [
        (local_id(closed), "", "")
    ]
    assert [(row["Referral_ClosureDate"], row["Referral_ClosureReason"]) for row in files["102"]] == [("", "")]


def test_scores_go_with_the_visit_or_with_the_referral_by_the_places_own_code_for_the_instrument(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose")
    referral = book.referral("rose", "2026-10-01 09:00")
    visit = book.visit("rose", "2026-10-06 09:30", who="nurse")
    nurse = book.place.nurse.id
    ended = {"questionnaire": "phq-9", "version": "1", "status": "completed", "begun_by": nurse}
    at_home = book.record("assessment", "rose", "more", **ended, visit=visit, completed_at="2026-10-06T09:00:00.000Z")
    at_desk = book.record("assessment", "rose", "more", **ended, ordinal=2, completed_at="2026-10-07T09:00:00.000Z")
    for assessment, score in ((at_home, 11), (at_desk, 9)):
        said = {"phq-9": {"score": score, "band": "moderate"}, "pain": {"score": None}}
        book.record("signature", "rose", "more", assessment=assessment, staff=nurse, signed_at="2026-10-07T09:00:00.000Z", computed=said)
    files = returned(OCTOBER, codes=[*CODES, ("assessment", "phq-9", TOOL)])
    assert files.filled("612") == [{"CareActivityID": local_id(at_home), "SNOMED_ID": TOOL, "Score": "11"}]
    assert files.filled("609") == [
        {"ServiceRequestID": local_id(referral), "SNOMED_ID": TOOL, "Score": "9", "AssessmentCompletion_Date": "2026-10-07"}
    ]
    assert [row["Activity_Type"] for row in files["202"]] == ["02"]
    # No terminology is shipped: without the place's own code nothing is guessed.
    files = returned(OCTOBER)
    assert files["609"] == files["612"] == []
    assert {row for row in files.withheld if row[3] == "no-code"} == {
        ("609", at_desk, "SNOMED_ID", "no-code"),
        ("612", at_home, "SNOMED_ID", "no-code"),
    }


def test_a_value_of_the_wrong_form_withholds_its_row_and_the_report_tells_no_value(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose", nhs_number="9992048710")  # the last digit is not the check digit
    book.referral("rose", "2026-10-05 08:15")
    files = returned(OCTOBER)
    assert files.withheld[0] == ("001", an_id(f"{book.place.id}:rose"), "NHSNumber", "form")
    assert "9992048710" not in files.texts["validation-report.csv"]


def test_a_month_in_which_nothing_happened_says_so_and_has_headings_only(book: Book, returned: Returned) -> None:
    book.patient("rose")
    files = returned(OCTOBER)
    assert files.outcome.in_words() == "October 2026: nothing happened that this return tells. Its files have headings only."
    assert [name for name in files.names if name.startswith("CYP") and not name.startswith("CYP000") and files.texts[name].count("\r\n") != 1] == []


def test_a_place_that_has_not_said_who_sends_is_told_so(book: Book, returned: Returned) -> None:
    service(book)
    book.patient("rose")
    book.referral("rose", "2026-10-05 08:15")
    files = returned(OCTOBER, codes=[])
    assert files["000"] == []
    assert "it cannot be sent as it is, the code map does not say who sends it" in files.outcome.in_words()
