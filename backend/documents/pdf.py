"""HTML to PDF: tagged (PDF/UA-1), from our own text only.

1. WeasyPrint is imported in the worker alone, once, before it takes jobs: that takes 1.7 s.
2. Nothing is fetched: an address in a document, whoever wrote it there, opens nothing (no file, no network).
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from PIL import ImageFile

SIZES = ("ordinary", "large")
"""Large print: 18 points and more, as the Accessible Information Standard asks for (CLINICAL.md B.7)."""


MISSING = (
    "PDF needs Pango and HarfBuzz on this machine (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation)"
)


class NoPdf(RuntimeError):
    """WeasyPrint's libraries are not on this machine; the text names what is missing."""


class Fetched(ValueError):
    """A document asked for something outside itself."""


@dataclass(frozen=True, slots=True)
class Pdf:
    content: bytes
    pages: int


def make(html: str, size: str = "ordinary") -> Pdf:
    """A PDF of a whole HTML page. `size`: one of SIZES. Raises NoPdf."""
    weasyprint = _weasyprint()
    page = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=_nothing)
    document = page.render(stylesheets=[_sheet(size)], presentational_hints=False)
    return Pdf(document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages))


def warm_up() -> None:
    """Makes one small page in each size, so that each job, a copy of this process, finds library, fonts and styles read. Quiet without them."""
    with contextlib.suppress(NoPdf):
        for size in SIZES:
            make("<!doctype html><html lang='en-GB'><title>.</title><h1>.</h1><p><b>.</b><ul class='steps'><li>.</ul><table><tr><td>.</table>", size)


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    raise Fetched(url[:40])


@cache
def _sheet(size: str) -> Any:
    folder = files("backend.documents").joinpath("layout")
    sheets = ["page.css", *(["large.css"] if size == "large" else [])]
    style = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in sheets)
    return _weasyprint().CSS(string=style, url_fetcher=_nothing)


@cache
def _weasyprint() -> Any:
    try:
        import weasyprint  # type: ignore[import-untyped]
    except (ImportError, OSError) as error:
        raise NoPdf(f"{MISSING}: {str(error).splitlines()[0][:200]}") from None
    # WeasyPrint makes Pillow take pictures that are cut off, for the whole process: what is sent as a photo is judged by the same Pillow.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint
