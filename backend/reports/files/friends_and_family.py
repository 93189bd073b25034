"""The Friends and Family return as a table, for a CSV file or a spreadsheet whose sheet of columns says what each holds."""

from __future__ import annotations

from backend.feedback.contents import FFT_CODES
from backend.reports.files.table import Column, Table, Value
from backend.returns.friends_and_family import ANSWERS, Line, Return

HIDDEN = "* fewer than 5 answers. † also hidden, so that those cannot be worked out. What is hidden is in no sum."


def table(of: Return) -> Table:
    """A row for the place, then one for each team of which something was counted."""
    columns = [
        Column("Month", "day", says="The first day of the month", width=16),
        Column("Organisation", says="The code of who sends it, from the place's code map; empty where that does not say it", width=13),
        Column("Row", says="place: what is sent. team: what it is the sum of", width=8),
        Column("Name", says="Of the place, or of the team", width=34),
        *(
            Column(ANSWERS[code], "whole", says=f"How many answered so to 'Overall, how was your experience of our service?' ({code})", width=11)
            for code in FFT_CODES
        ),
        Column("Total responses", "whole", says="All of the six; and all of the modes", width=11),
        *(Column(name, "whole", says="How many of the responses came by this mode", width=13) for name in of.mode_names),
        Column("Teams left out", "whole", says="So many teams' responses are in no number of this row: too few to be shown", width=11),
        Column("Mark", says="Why a row has no numbers: * fewer than 5 responses; † hidden so that another cannot be worked out", width=6),
    ]
    return Table("Friends and Family", columns, [_row(of, line) for line in of.lines], [HIDDEN])


def _row(of: Return, line: Line) -> list[Value]:
    answers: list[Value] = list(line.answers) if line.answers is not None else [None] * len(ANSWERS)
    modes: list[Value] = list(line.modes) if line.modes is not None else [None] * len(of.mode_names)
    return [of.month, of.provider, "place" if line.is_place else "team", line.name, *answers, line.total, *modes, line.left_out, line.mark]
