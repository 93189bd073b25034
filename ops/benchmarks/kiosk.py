"""The kiosk's first screen: how many bytes it takes to the last, packed as they travel, and how long until it stands on slow 3G with nothing kept."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

from ops.benchmarks.figure import Figure, middle
from ops.benchmarks.workshop import CannotMeasure, Workshop
from ops.stack import ROOT

DIST = ROOT / "pwa" / "dist"
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""400 kbit/s each way and 400 ms a round trip, as WebPageTest has it."""
GOAL_BYTES, GOAL_MS = 40_000, 1_000

# Until the languages stand (the browser's own First Contentful Paint), and until the script works: a device that was never set up asks for its code.
TIMES = """async () => {
  const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  while (!painted() || !document.querySelector('.enrol')) await new Promise((done) => setTimeout(done, 10));
  return { painted: painted(), works: performance.now() };
}"""


def late(script: Path) -> list[str]:
    """What the page's own script asks for as soon as the first screen is painted."""
    return re.findall(r'import\(["\'`]\./([^"\'`]+\.js)["\'`]\)', script.read_text(encoding="utf-8"))


def first_files(dist: Path = DIST) -> dict[str, int]:
    """Page, styles and scripts that the first screen waits for, each with its bytes in gzip."""
    page = (dist / "kiosk.html").read_text(encoding="utf-8")
    waiting = set(re.findall(r'(?:src|href)="/(assets/[^"]+\.(?:js|css))"', page))
    if not waiting:
        raise CannotMeasure("the built kiosk.html names no script")
    waiting |= {f"assets/{name}" for one in list(waiting) if one.endswith(".js") for name in late(dist / one)}
    found = {"kiosk.html": len(gzip.compress(page.encode(), 9))}
    while waiting:
        name = waiting.pop()
        code = (dist / name).read_bytes()
        found[name] = len(gzip.compress(code, 9))
        statics = re.findall(rb'(?:import|from)\s*["\']\./([^"\']+\.js)["\']', code) if name.endswith(".js") else []
        waiting |= {f"assets/{one.decode()}" for one in statics} - set(found)
    return found


def kiosk_first(workshop: Workshop, rounds: int = 5) -> list[Figure]:
    """Cold: an empty profile each time, no worker, no cache."""
    files = first_files()
    times: list[dict[str, Any]] = []
    for _ in range(rounds):
        with workshop.browser("kiosk", origin=workshop.demo.origin) as chromium:
            page = chromium.page()
            devtools = chromium.devtools(page)
            devtools.send("Network.enable")
            devtools.send("Network.emulateNetworkConditions", SLOW_3G)
            page.goto(f"{workshop.demo.origin}/kiosk", wait_until="commit")
            times.append(page.evaluate(TIMES))
    bytes_, painted = sum(files.values()), middle(one["painted"] for one in times)
    detail = {"files": files, "ratio_is_to": f"the goal of {GOAL_BYTES} bytes"}
    network = {"network": "400 kbit/s, 400 ms", "until_the_script_works_ms": middle(one["works"] for one in times), "rounds": rounds}
    return [
        Figure("kiosk_first_bytes", bytes_, "bytes", ratio=round(bytes_ / GOAL_BYTES, 3), detail=detail),
        Figure("kiosk_first", painted, "ms", ratio=round(painted / GOAL_MS, 3), detail={**network, "ratio_is_to": f"the goal of {GOAL_MS} ms"}),
    ]
