"""The closed lists of referrals, in plain words; beside each its code in the Community Services Data Set 1.6, where the national return has one."""

from __future__ import annotations

from collections.abc import Mapping

from backend.places.directory import DEEDS, Coded
from backend.referrals.codes import REASONS, STAFF_GROUPS

__all__ = ["DEEDS", "REASONS", "STAFF_GROUPS"]

SOURCES: Mapping[str, Coded] = {
    "gp-practice": Coded("01", "GP practice"),
    "self": Coded("02", "The person themselves"),
    "carer": Coded("03", "Carer or relative"),
    "employer": Coded("04", "Employer"),
    "emergency-department": Coded("05", "Emergency department"),
    "hospital": Coded("06", "Hospital ward or clinic"),
    "community-health": Coded("07", "Community health service"),
    "dental-practice": Coded("08", "Dental practice"),
    "screening": Coded("09", "Screening programme"),
    "education": Coded("10", "School or college"),
    "social-care": Coded("11", "Adult social care"),
    "hospice": Coded("12", "Hospice"),
    "care-home": Coded("13", "Care home"),
    "police": Coded("14", "Police"),
    "courts": Coded("15", "Courts"),
    "probation": Coded("16", "Probation service"),
    "prison": Coded("17", "Prison health service"),
    "asylum": Coded("18", "Asylum service"),
    "telephone-service": Coded("19", "111 or another telephone or online service"),
    "voluntary": Coded("20", "Voluntary sector"),
    "independent": Coded("21", "Independent sector"),
    "ambulance": Coded("22", "Ambulance service"),
    "mental-health": Coded("23", "Mental health service"),
}
"""CYP101.SourceOfReferral."""

CAME_BY = ("telephone", "online", "email", "letter", "in-person", "system")
"""How it reached us. `system`: sent by another record system."""

PRIORITIES: Mapping[str, Coded] = {
    "routine": Coded("1", "Routine"),
    "urgent": Coded("2", "Urgent"),
    "two-week-wait": Coded("3", "Two-week wait"),
}
"""CYP101.Priority_Type."""

CLOCKS: Mapping[str, Coded] = {
    "two-hours": Coded("05", "2-hour"),
    "two-days": Coded("06", "2-day"),
    "eighteen-weeks": Coded("01", "18 weeks, led by a consultant"),
    "eighteen-weeks-allied": Coded("02", "18 weeks, allied health professional"),
    "no-clock": Coded("09", "No clock"),
}
"""CYP104.WaitingTime_MeasurementType, the stricter first. What counts for each: `clock`."""

STATUSES = ("new", "triage", "asked", "accepted", "declined", "closed", "joined", "entered-in-error")
"""One of which nobody said more is new. That somebody was seen is none of them: it is computed (`queries.first_contacts`)."""
OPEN = ("new", "triage", "asked", "accepted")
UNDECIDED = ("new", "triage", "asked")

REJECTIONS: Mapping[str, Coded] = {
    "duplicate": Coded("01", "Already with us for the same"),
    "not-ours": Coded("02", "Not what our services do"),
    "incomplete": Coded("03", "Too little is known"),
}
"""CYP102.Referral_RejectionReason: why a referral was declined."""

CLOSURES: Mapping[str, Coded] = {
    "admitted": Coded("01", "Admitted elsewhere"),
    "completed": Coded("02", "Treatment completed"),
    "moved": Coded("03", "Moved out of the area"),
    "no-further": Coded("04", "No further treatment appropriate"),
    "did-not-attend": Coded("05", "Was not there"),
    "died": Coded("06", "Died"),
    "asked-to-end": Coded("07", "Asked to be discharged"),
    "referred-on": Coded("08", "Referred to another service"),
    "refused": Coded("09", "Did not want to be seen"),
}
"""CYP102.Referral_ClosureReason."""

ONWARD: Mapping[str, Coded] = {
    "transfer": Coded("01", "They take over"),
    "opinion": Coded("02", "For an opinion only"),
    "test": Coded("03", "For a test only"),
    "new": Coded("04", "A new referral, we go on as well"),
    "other": Coded("96", "Other"),
}
"""CYP105.Onward_ReferralReason."""
