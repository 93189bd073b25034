"""What lies on a tablet's disk, and what its lock screen shows: nothing of a patient can be read without the PIN."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.record import Record
from tests.browser.tablet import KEMI, PIN, Tablet

pytestmark = pytest.mark.browser

PATIENT = "Rokeya Begum"
OPEN = "The canary sings in the clear."
WORDS = "Wound margins red, a smell of geraniums. Rang the surgery."

# Every value of every database of this origin, bytes as Latin-1; and what the service worker keeps, by address.
KEPT = """async () => {
  const plain = (v) => v instanceof Uint8Array || v instanceof ArrayBuffer ? new TextDecoder('latin1').decode(v)
    : v && typeof v === 'object' ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)])) : v;
  const values = [{...localStorage}, {...sessionStorage}, history.state, document.cookie];
  for (const {name} of await indexedDB.databases()) {
    const db = await new Promise((yes, no) => { const a = indexedDB.open(name); a.onsuccess = () => yes(a.result); a.onerror = () => no(a.error); });
    for (const store of db.objectStoreNames) {
      const of = (what) => new Promise((yes) => { const a = db.transaction(store).objectStore(store)[what](); a.onsuccess = () => yes(a.result); });
      values.push(name, store, await of('getAllKeys'), plain(await of('getAll')));
    }
    db.close();
  }
  const cached = [];
  for (const one of await caches.keys()) cached.push(...(await (await caches.open(one)).keys()).map((request) => new URL(request.url).pathname));
  return {values: JSON.stringify(values), cached};
}"""


def holders(folder: Path, words: str) -> Iterator[str]:
    """The files of a profile that hold these words, in either of the ways in which Chromium writes text."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if words.encode() in content or words.encode("utf-16-le") in content:
                yield str(path.relative_to(folder))


def test_nothing_of_a_patient_lies_on_the_disk_unsealed(new_tablet: Callable[..., Tablet], record: Record) -> None:
    """Defect: a text area without autocomplete=off, and Chromium writes what is typed in it into the file by which it restores its tabs."""
    kemi = new_tablet(KEMI)
    said: list[str] = []
    kemi.page.on("console", lambda line: said.append(line.text))
    kemi.timeline(PATIENT)
    kemi.write_note(WORDS)
    expect(kemi.page.get_by_role("region", name="A new note").get_by_text("on this tablet")).to_be_visible()
    # A field beside it that is open to Chromium: once its words lie in the file, the note's would lie there too.
    kemi.page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'open' }))")
    kemi.page.locator("#open").fill(OPEN)
    record.until(lambda: any(holders(kemi.chromium.profile, OPEN)))
    kemi.page.locator("#open").evaluate("(one) => one.remove()")
    names = {kemi.page.title()}
    kemi.plan(PATIENT)
    names |= {kemi.page.title(), kemi.page.url}
    kemi.visit(PATIENT)
    names |= {kemi.page.title(), kemi.page.url}
    kept = kemi.page.evaluate(KEPT)
    for secret in (*PATIENT.split(), "geraniums", PIN, kemi.served.password):
        assert secret not in kept["values"], secret
        assert not any(secret in name for name in names), (secret, names)
    assert [path for path in kept["cached"] if path.startswith("/api/")] == []
    assert said == []
    profile = kemi.chromium.profile
    kemi.chromium.close()
    assert {secret: found for secret in (PATIENT, "geraniums", PIN, kemi.served.password) if (found := sorted(holders(profile, secret)))} == {}


def test_t4_a_locked_screen_names_the_nurse_and_no_patient(new_tablet: Callable[..., Tablet]) -> None:
    kemi = new_tablet(KEMI)
    kemi.plan(PATIENT)
    kemi.page.get_by_role("button", name="Lock").first.click()
    kemi.page.get_by_role("heading", name="Your PIN").wait_for()
    kemi.page.go_back()
    kemi.page.get_by_role("heading", name="Your PIN").wait_for()
    for word in PATIENT.split():
        assert word not in kemi.page.content()
