"""What a person feels with the tablet in hand: from opening it with no coverage to Today, from key to paint, and what must be loaded before."""

from __future__ import annotations

import gzip
import re
from typing import Any

from ops.benchmarks.figure import Figure, middle, percentile
from ops.benchmarks.workshop import CannotMeasure, Workshop
from ops.chromium import Chromium
from ops.coverage import Coverage
from ops.stack import ROOT

PIN = "274916"
SLOW = 4

# Told by changes of the page, not by looking at each frame: until the frame in which the part stands has been shown.
WATCH = """
const shown = (part) => new Promise((done) => {
  const changes = new MutationObserver(() => {
    if (!document.querySelector(part)) return;
    changes.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  });
  changes.observe(document, { childList: true, subtree: true });
});
window.pad = shown("#pin-t");
window.day = shown(".tl .v, .tl li");
addEventListener("keydown", (event) => { window.lastKey = event.timeStamp; }, { capture: true });
"""


def signed_in(workshop: Workshop, chromium: Chromium) -> Any:
    """Kemi's tablet with the demo place, on Today, up to date."""
    page = chromium.page()
    page.goto(workshop.demo.origin)
    page.get_by_label("Email address").fill("kemi.adeyemi@alongside.example")
    page.get_by_label("Password", exact=True).fill(workshop.demo.password)
    page.get_by_role("button", name="Sign in").click()
    for heading in ("Choose a PIN", "Once more"):
        page.get_by_role("heading", name=heading).wait_for()
        for digit in PIN:
            page.keyboard.press(digit)
    page.get_by_role("button", name="Fill this tablet").click()
    page.locator(".status", has_text="Up to date").wait_for(timeout=60_000)
    page.wait_for_function("navigator.serviceWorker.ready.then(r => !!r.active)")
    return page


def start_offline(workshop: Workshop, rounds: int = 5) -> list[Figure]:
    """The app is opened with no network and the CPU slowed four times: until the PIN can be typed, and from its last digit until Today stands."""
    origin = workshop.demo.origin
    host, port = origin.removeprefix("http://").split(":")
    coverage = Coverage(host, int(port))
    to_pin, to_today = [], []
    with workshop.browser("start", origin=origin, proxy=coverage.proxy) as chromium:
        signed_in(workshop, chromium).close()
        coverage.lose()
        for _ in range(rounds):
            page = chromium.page()
            devtools = chromium.devtools(page)
            devtools.send("Page.enable")
            devtools.send("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
            page.goto(origin, wait_until="commit")
            to_pin.append(_told(devtools, "window.pad"))
            for digit in PIN:
                page.keyboard.press(digit)
            to_today.append(_told(devtools, "window.day.then(at => at - window.lastKey)"))
            page.close()
    coverage.close()
    value = middle(a + b for a, b in zip(to_pin, to_today, strict=True))
    detail = {"to_pin_ms": middle(to_pin), "pin_to_today_ms": middle(to_today), "cpu_slowed": SLOW, "ratio_is_to": "the goal of 1000 ms"}
    return [Figure("start_offline", value, "ms", ratio=round(value / 1000, 3), detail=detail)]


def _told(devtools: Any, promise: str) -> float:
    """What a promise of the page comes to. A library that looks again and again would be slowed like the app, and counted with it."""
    asked = {"expression": promise, "awaitPromise": True, "returnByValue": True}
    return float(devtools.send("Runtime.evaluate", asked)["result"]["value"])


def key_to_paint(workshop: Workshop) -> list[Figure]:
    """Typing a note in a visit, CPU slowed four times: from the key to the next frame that shows it (the browser's own Event Timing)."""
    with workshop.browser("keys") as chromium:
        page = signed_in(workshop, chromium)
        page.get_by_role("button", name="Arrived").first.click()
        note = page.get_by_role("textbox", name=re.compile("note", re.I)).first
        note.scroll_into_view_if_needed()
        note.click()
        chromium.devtools(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        page.evaluate(
            """() => { window.keys = []; new PerformanceObserver(list => { for (const e of list.getEntries())
                if (e.name === "keydown" || e.name === "keypress" || e.name === "beforeinput" || e.name === "input") window.keys.push(e.duration); })
                .observe({ type: "event", durationThreshold: 16, buffered: false }); }"""
        )
        text = "Rokeya was shivery and off her breakfast since last night. Skin round the wound red."
        page.keyboard.type(text, delay=60)
        page.wait_for_timeout(800)
        slow = page.evaluate("window.keys")
    # the browser reports only what took 16 ms or more, in steps of 8: keys that it does not name were faster
    keys = sorted([*slow, *[16] * max(0, len(text) - len(slow))])
    if not keys:
        raise CannotMeasure("the browser reported no keys")
    value = percentile(keys, 0.95)
    detail = {"keys": len(text), "worst_ms": keys[-1], "median_ms": keys[len(keys) // 2], "cpu_slowed": SLOW, "ratio_is_to": "the goal of 50 ms"}
    return [Figure("key_to_paint", round(value, 1), "ms p95", ratio=round(value / 50, 3), detail=detail)]


def initial_js(workshop: Workshop) -> list[Figure]:
    """JavaScript that index.html asks for before anything shows: its scripts and what they import at once, gzip."""
    dist = ROOT / "pwa" / "dist"
    page = (dist / "index.html").read_text(encoding="utf-8")
    waiting = set(re.findall(r'(?:src|href)="/(assets/[^"]+\.js)"', page))
    if not waiting:
        raise CannotMeasure("the built index.html names no script")
    found: dict[str, int] = {}
    while waiting:
        name = waiting.pop()
        code = (dist / name).read_bytes()
        found[name] = len(gzip.compress(code, 9))
        statics = re.findall(rb'(?:import|from)\s*"\./([^"]+\.js)"', code)
        waiting |= {f"assets/{one.decode()}" for one in statics} - set(found)
    value = sum(found.values())
    return [Figure("initial_js", value, "bytes", ratio=round(value / 60_000, 3), detail={"files": found, "ratio_is_to": "the goal of 60,000 bytes"})]
