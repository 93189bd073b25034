"""Every benchmark by name, with its goal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ops.benchmarks.allocation import allocate_public, replan_sick, replan_urgent, team
from ops.benchmarks.beside_reports import sync_beside_reports
from ops.benchmarks.borough import borough_pull
from ops.benchmarks.day import day_50
from ops.benchmarks.feedback import feedback_2000
from ops.benchmarks.figure import Figure
from ops.benchmarks.first_sync import first_sync
from ops.benchmarks.forms import form_key_to_paint, form_open
from ops.benchmarks.in_hand import initial_js, key_to_paint, start_offline
from ops.benchmarks.kiosk import kiosk_first
from ops.benchmarks.plan_pdf import plan_pdf
from ops.benchmarks.push_pull import pull_20, push_500, rush_50
from ops.benchmarks.reports import csds_month, pdf_40, refresh_month, report_screen
from ops.benchmarks.workshop import CannotMeasure, Workshop

__all__ = ["ALL", "Benchmark", "CannotMeasure", "Workshop"]


@dataclass(frozen=True)
class Benchmark:
    goal: str
    run: Callable[[Workshop], list[Figure]]


ALL = {
    "first_sync_10000": Benchmark("≤ 0.35 × floor; bytes ≤ 1.2 × gzip; ≤ 0.35 s of server CPU", lambda w: [first_sync(w, "first_sync_10000", "ten")]),
    "first_sync_2000": Benchmark("≤ 0.7 × floor", lambda w: [first_sync(w, "first_sync_2000", "two")]),
    "push_500": Benchmark("≤ 400 ms, ≤ 100 KB up", push_500),
    "pull_20": Benchmark("≤ 80 ms, ≤ 7 KB, own edits not echoed", pull_20),
    "rush_50": Benchmark("p95 ≤ 1.5 × floor, no failure, ≤ 1 s of server CPU", rush_50),
    "start_offline": Benchmark("≤ 1 s to Today, CPU slowed 4×", start_offline),
    "key_to_paint": Benchmark("≤ 50 ms, CPU slowed 4×", key_to_paint),
    "form_open": Benchmark("a form of 120 items ≤ 300 ms, CPU slowed 4×", form_open),
    "form_key_to_paint": Benchmark("a key in it ≤ 50 ms, CPU slowed 4×", form_key_to_paint),
    "initial_js": Benchmark("≤ 60 KB compressed", initial_js),
    "kiosk_first": Benchmark("≤ 40 KB compressed, ≤ 1 s on slow 3G", kiosk_first),
    "borough_pull": Benchmark("loads in minutes; a caseload's pull costs the same as from the team demo", borough_pull),
    "plan_pdf": Benchmark("≤ 1.5 s, a full plan", plan_pdf),
    "feedback_2000": Benchmark("2,000 answers analysed in ≤ 1 s", feedback_2000),
    "allocate_public": Benchmark("--instances DIR: mean gap ≤ 3 % in 1 s, ≤ 1 % in 10 s (--seconds N); worst ≤ 5 %", allocate_public),
    "allocate_12x90": Benchmark("a team of 12 with 90 visits in 1 s: cheaper than greedy", team("allocate_12x90", 12, 90, 3.0, 1.0)),
    "allocate_60x500": Benchmark(
        "10 s: no priority 1 out, ≤ 3 in all; travel ≤ 0.75, unfamiliar ≤ 0.65 of greedy; first plan ≤ 0.5 s",
        team("allocate_60x500", 60, 500, 4.0, 10.0),
    ),
    "allocate_300x2500": Benchmark(
        "60 s: no priority 1 out, ≤ 7 in all; travel ≤ 0.70, unfamiliar ≤ 0.80 of greedy; first plan ≤ 5 s",
        team("allocate_300x2500", 300, 2500, 9.0, 60.0),
    ),
    "replan_sick": Benchmark("≤ 2 other visits change carer, ≤ 0.5 s", replan_sick),
    "replan_urgent": Benchmark("placed whenever anyone could, ≤ 0.5 s", replan_urgent),
    "report_screen": Benchmark("three years of a borough: any screen of the reports ≤ 1 s", report_screen),
    "refresh_month": Benchmark("one of its months counted anew ≤ 30 s", refresh_month),
    "csds_month": Benchmark("a month's national return ≤ 60 s, ≤ 500 MB", csds_month),
    "pdf_40": Benchmark("an overview of 40 pages ≤ 20 s", pdf_40),
    "sync_beside_reports": Benchmark("50 tablets beside running reports: p95 ≤ 1.3 × without", sync_beside_reports),
    "day_50": Benchmark("50 tablets for 8 hours: bytes and wake-ups each", day_50),
}
