"""The files that can be taken, by their columns. A file's first line says which it is."""

from __future__ import annotations

from dataclasses import dataclass

POPULATION = "population"
POPULATION_COLUMNS = ("on", "from_age", "people")
FROM_AGES = (0, 18, 65)

AFTER_DAYS = 91
"""Where somebody is so many days after their discharge into reablement (ASCOF 2B)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file. `field`: of an event. Without `codes` it is a day."""

    name: str
    field: str
    codes: tuple[str, ...] = ()
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of event. A line is one event of the person whose `nhs_number` stands first; the first of `columns` says in which month it lies.

    `needs_age`: it is counted from an age on, so a person without a birthday refuses the file.
    """

    name: str
    in_words: str
    columns: tuple[Column, ...]
    needs_age: bool = True

    @property
    def header(self) -> tuple[str, ...]:
        return ("nhs_number", *(column.name for column in self.columns))


SORTS: dict[str, Sort] = {
    one.name: one
    for one in (
        Sort(
            "stay",
            "stays in hospital",
            (
                Column("admitted_on", "starts_on"),
                Column("how", "code", ("emergency", "emergency-avoidable", "planned")),
                Column("discharged_on", "ends_on", may_be_empty=True),
                Column("discharged_to", "outcome", ("home", "care-home", "other-hospital", "elsewhere", "died"), may_be_empty=True),
            ),
            needs_age=False,
        ),
        Sort(
            "care-home",
            "permanent admissions to care homes",
            (Column("moved_on", "starts_on"), Column("home", "code", ("residential", "nursing"))),
        ),
        Sort(
            "reablement",
            "discharges into reablement",
            (
                Column("into_reablement_on", "starts_on"),
                Column(
                    "after_91_days",
                    "outcome",
                    ("own-home", "extra-care", "adult-placement", "hospital", "care-home", "died", "not-reached"),
                    may_be_empty=True,
                ),
            ),
        ),
        Sort(
            "delay",
            "delayed transfers of care",
            (
                Column("delayed_from", "starts_on"),
                Column("delayed_until", "ends_on", may_be_empty=True),
                Column("because_of", "code", ("nhs", "social-care", "both")),
            ),
        ),
    )
}
