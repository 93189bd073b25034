"""The app goes onto a home screen: Chromium itself, asked through its debugging protocol, finds nothing that stands in the way.

What a browser without a window cannot give, and is therefore not asked: the prompt itself (`beforeinstallprompt` waits for a person's
use of the page), what the installed window looks like, and whether related apps of a shop are preferred (it stays silent about those)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.tablet import KEMI, Tablet

pytestmark = pytest.mark.browser


def test_chromium_would_install_the_app_and_reads_its_manifest_without_a_fault(new_tablet: Callable[..., Tablet]) -> None:
    tablet = new_tablet()
    tablet.sign_in(KEMI)
    page = tablet.page
    page.wait_for_function("navigator.serviceWorker.ready.then((one) => !!one.active)")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.enable")

    told = devtools.send("Page.getAppManifest")
    assert told["url"].endswith(".webmanifest")
    assert told["errors"] == [], "what Chromium says of the manifest itself"
    manifest = json.loads(told["data"])
    assert manifest["display"] == "standalone"
    assert manifest["name"]

    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    # The same question of a page that is no app, so that silence means something.
    other = page.context.new_page()
    other.goto(tablet.served.origin + "/api/v1/openapi.json")
    other_tools = other.context.new_cdp_session(other)
    other_tools.send("Page.enable")
    assert [one["errorId"] for one in other_tools.send("Page.getInstallabilityErrors")["installabilityErrors"]] == ["no-manifest"]
    other.close()

    # Chromium takes no icon that it cannot fetch, but is silent about a wrong size or a missing one for round masks: each is as it says.
    icons = manifest["icons"]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons}
    assert any("maskable" in icon.get("purpose", "any").split() for icon in icons)
    for icon in icons:
        size = page.evaluate(
            """async (source) => {
              const picture = new Image();
              picture.src = new URL(source, location.origin).href;
              await picture.decode();
              return `${picture.naturalWidth}x${picture.naturalHeight}`;
            }""",
            icon["src"],
        )
        assert size == icon["sizes"] or icon["sizes"] == "any", icon


def test_the_first_opening_without_coverage_runs_what_was_compiled_when_the_app_was_put_on_the_tablet(new_tablet: Callable[..., Tablet]) -> None:
    tablet = new_tablet(KEMI)
    tablet.page.wait_for_function("navigator.serviceWorker.ready.then((one) => !!one.active)")
    tablet.coverage.lose()
    browser = tablet.page.context.browser
    assert browser is not None
    devtools = browser.new_browser_cdp_session()
    compiled: list[dict[str, Any]] = []
    ended: list[object] = []
    devtools.on("Tracing.dataCollected", lambda told: compiled.extend(one for one in told["value"] if one["name"] == "v8.compile"))
    devtools.on("Tracing.tracingComplete", lambda told: ended.append(told))
    categories = ["devtools.timeline", "v8", "disabled-by-default-v8.compile"]
    devtools.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": categories}})
    page = tablet.page.context.new_page()
    page.goto(tablet.served.origin)
    page.get_by_role("heading", name="Your PIN").wait_for()
    devtools.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)

    [first] = [one["args"]["data"] for one in compiled if "/assets/start-" in one["args"]["data"]["url"]]
    assert first["cacheRejected"] is False
    # All its functions, not only those that an earlier opening came by: that is more than the text of it.
    length = page.evaluate("async (url) => (await (await fetch(url)).text()).length", first["url"])
    assert first["consumedCacheSize"] > length
