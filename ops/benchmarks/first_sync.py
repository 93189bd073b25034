"""First sync in a real Chromium, sealed, against the floor in the same browser build, turn about."""

from __future__ import annotations

from ops.benchmarks.figure import Figure, middle
from ops.benchmarks.floor import Floor
from ops.benchmarks.workshop import Workshop, run, server_work
from ops.coverage import Coverage

PIN = "274916"


def first_sync(workshop: Workshop, name: str, who: str, rounds: int = 5) -> Figure:
    """Median over `rounds` of: "Fill this tablet" until every bundle is on the disk, sealed; and of the floor with the same lines."""
    served = workshop.served
    lines = workshop.lines(who)
    patients = served.patients[who]
    ours: list[float] = []
    floors: list[float] = []
    work: list[float] = []
    opened: dict[str, object] = {}
    with Floor(lines) as floor:
        for number in range(rounds):
            with workshop.browser("floor") as chromium:
                page = chromium.page()
                page.goto(floor.origin)
                floors.append(page.evaluate("run()")["took"])
            with workshop.browser("ours") as chromium:
                page = chromium.page()
                page.goto(served.running.origin)
                run(page, "ready", served.email(who), served.password, PIN)
                with server_work(served.running) as spent:
                    ours.append(run(page, "firstSync", len(patients))["took"])
                    work.append(spent())
                if number == 0:
                    opened = run(page, "opened", patients)
        gzip_bytes = len(floor.packed)
    took = sorted(opened["took"])  # type: ignore[call-overload]
    return Figure(
        name,
        middle(ours),
        "ms",
        ratio=round(middle(ours) / middle(floors), 3),
        floor=middle(floors),
        detail={
            "records": len(lines),
            "rounds_ms": [round(one) for one in ours],
            "floor_rounds_ms": [round(one) for one in floors],
            "bytes": (down := _bytes(workshop, who)),
            "bytes_of_gzip": round(down / gzip_bytes, 3),
            "server_cpu_s": middle(work),
            "every_line_opened_and_its_sum_right": opened["records"] == len(lines),
            "open_one_patient_ms": round(took[len(took) // 2], 1),
        },
    )


def _bytes(workshop: Workshop, who: str) -> int:
    """Bytes that come down for the same sync, counted on the wire in a run of its own (counting costs time)."""
    served = workshop.served
    host, port = served.running.origin.removeprefix("http://").split(":")
    coverage = Coverage(host, int(port))
    with workshop.browser("bytes", origin=served.running.origin, proxy=coverage.proxy) as chromium:
        page = chromium.page()
        page.goto(served.running.origin)
        run(page, "ready", served.email(who), served.password, PIN)
        before = coverage.counted.down
        run(page, "firstSync", len(served.patients[who]))
        down = coverage.counted.down - before
    coverage.close()
    return down
