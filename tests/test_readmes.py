"""What the READMEs of the house say of its folders is so: each folder stands in the map of the one above it, and nothing that is gone does."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def folders(of: str) -> set[str]:
    """The folders with source in them; not what tools leave behind."""
    return {each.name for each in (ROOT / of).iterdir() if each.is_dir() and not each.name.startswith((".", "__")) and any(each.glob("*.*"))}


@pytest.mark.parametrize(("readme", "of", "named"), [("backend", "backend", r"^\| `([\w]+)/`"), ("pwa", "pwa/src", r"`src/([\w-]+)`")])
def test_every_folder_stands_in_the_readme_above_it_and_none_that_is_gone(readme: str, of: str, named: str) -> None:
    said = set(re.findall(named, (ROOT / readme / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert said == folders(of)


@pytest.mark.parametrize("readme", ["README.md", *(f"{each}/README.md" for each in ("backend", "migrations", "ops", "pwa", "sync", "tests"))])
def test_what_a_readme_links_to_is_there(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / readme).parent / target).exists(), target


def test_every_decision_stands_in_their_list() -> None:
    pages = {each.name for each in (ROOT / "ops" / "decisions").glob("*.md")} - {"README.md"}
    listed = (ROOT / "ops" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert {page for page in pages if f"({page})" in listed} == pages


def test_what_lies_at_the_top_is_what_the_map_of_the_house_says() -> None:
    """A file that somebody puts there is one that everybody meets first."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\0")
    if tracked == [""]:
        pytest.skip("WHAT LIES AT THE TOP IS NOT LOOKED AT: this is no clone")
    top = {name.partition("/")[0] for name in tracked if name and not name.startswith(".")}
    assert top == {"backend", "pwa", "sync", "migrations", "tests", "ops", "pyproject.toml", "README.md", "requirements.lock", "LICENSE"}
