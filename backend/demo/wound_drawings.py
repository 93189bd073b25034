"""Drawings of a wound as it heals, in place of photographs: nobody's leg, drawn by this code, so that there is something to compare side by side."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from backend.demo.ids import chance_of

SIZE = (960, 720)
"""Pixels."""
PER_CM = 56
"""Pixels of one centimetre, at the wound and on the ruler beside it."""

_CLOTH, _CLOTH_LINE = (198, 217, 222), (180, 203, 209)
_SKIN, _SHADE, _LIGHT = (176, 128, 98), (150, 104, 78), (196, 150, 120)
_SORE, _EDGE, _BED, _SLOUGH = (161, 83, 70), (186, 118, 104), (156, 44, 42), (206, 182, 108)

Site = Literal["shin", "heel"]


@dataclass(frozen=True, slots=True)
class Wound:
    """`length_cm` along the limb, `width_cm` across; `slough`: the share of the bed it covers, 0 to 1; `redness_cm`: how far round it is sore."""

    site: Site
    length_cm: float
    width_cm: float
    slough: float
    redness_cm: float


def jpeg(wound: Wound, seed: int) -> bytes:
    """The same for the same wound and seed."""
    picture = Image.new("RGB", SIZE, _CLOTH)
    pen = ImageDraw.Draw(picture)
    for line in range(-SIZE[1], SIZE[0], 48):
        pen.line([(line, 0), (line + SIZE[1], SIZE[1])], fill=_CLOTH_LINE, width=2)
    _limb(picture, wound.site)
    _sore(picture, wound, seed)
    _ruler(picture)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=82, optimize=True)
    return kept.getvalue()


def _soft(picture: Image.Image, shapes: list[tuple[list[tuple[float, float]], tuple[int, int, int]]], blur: float) -> None:
    """Lays filled shapes over the picture, with edges that fade over about `blur` pixels."""
    for points, colour in shapes:
        mask = Image.new("L", SIZE, 0)
        ImageDraw.Draw(mask).polygon(points, fill=255)
        picture.paste(Image.new("RGB", SIZE, colour), (0, 0), mask.filter(ImageFilter.GaussianBlur(blur)))


_OUTLINES: dict[Site, list[tuple[float, float]]] = {
    "shin": [(-40, 196), (240, 172), (520, 188), (760, 226), (1000, 262), (1000, 520), (760, 566), (500, 590), (240, 580), (-40, 548)],
    "heel": [(-40, 150), (300, 168), (520, 176), (660, 216), (742, 300), (762, 392), (728, 486), (640, 556), (500, 584), (280, 566), (-40, 580)],
}
_CENTRE: dict[Site, tuple[int, int]] = {"shin": (470, 372), "heel": (610, 388)}


def _limb(picture: Image.Image, site: Site) -> None:
    outline = _OUTLINES[site]
    middle = sum(y for _, y in outline) / len(outline)
    squeezed = [(x, middle + (y - middle) * 0.78) for x, y in outline]
    lit = [(x, middle - 46 + (y - middle) * 0.4) for x, y in outline]
    _soft(picture, [(outline, _SHADE)], 3)
    _soft(picture, [(squeezed, _SKIN)], 26)
    _soft(picture, [(lit, _LIGHT)], 44)


def _blob(centre: tuple[float, float], length: float, width: float, seed: int, what: str) -> list[tuple[float, float]]:
    """An uneven ellipse, in pixels."""
    chance = chance_of(seed, "outline", what)
    waves = [(n, chance.uniform(0.02, 0.075), chance.uniform(0, math.tau)) for n in (2, 3, 5, 7)]
    points = []
    for step in range(72):
        turn = math.tau * step / 72
        far = 1 + sum(height * math.sin(n * turn + phase) for n, height, phase in waves)
        points.append((centre[0] + length / 2 * far * math.cos(turn), centre[1] + width / 2 * far * math.sin(turn)))
    return points


def _sore(picture: Image.Image, wound: Wound, seed: int) -> None:
    centre = _CENTRE[wound.site]
    length, width, round_it = wound.length_cm * PER_CM, wound.width_cm * PER_CM, 2 * wound.redness_cm * PER_CM
    _soft(picture, [(_blob(centre, length + round_it, width + round_it, seed, "skin"), _SORE)], 20)
    _soft(picture, [(_blob(centre, length + 16, width + 16, seed, "wound"), _EDGE)], 4)
    _soft(picture, [(_blob(centre, length, width, seed, "wound"), _BED)], 2)
    chance = chance_of(seed, "slough")
    patches = []
    for n in range(9):
        turn, far = chance.uniform(0, math.tau), chance.uniform(0, 0.3)
        at = (centre[0] + length * far * math.cos(turn), centre[1] + width * far * math.sin(turn))
        size = wound.slough * chance.uniform(0.5, 0.9)
        if size * min(length, width) > 6:
            patches.append((_blob(at, length * size * 0.55, width * size * 0.55, seed + n, "slough"), _SLOUGH))
    _soft(picture, patches, 4)


def _ruler(picture: Image.Image) -> None:
    """Of paper, in centimetres, with what the picture is."""
    pen = ImageDraw.Draw(picture)
    left, top, centimetres = 120, 610, 12
    pen.rectangle([left - 24, top, left + centimetres * PER_CM + 24, top + 76], fill=(250, 248, 240), outline=(120, 120, 120), width=2)
    small, large = ImageFont.load_default(15), ImageFont.load_default(20)
    for n in range(centimetres * 2 + 1):
        x = left + n * PER_CM / 2
        pen.line([(x, top), (x, top + (22 if n % 2 == 0 else 12))], fill=(40, 40, 40), width=2)
        if n % 2 == 0:
            pen.text((x, top + 32), str(n // 2), fill=(40, 40, 40), font=small, anchor="mm")
    pen.text((left, top + 58), "cm", fill=(40, 40, 40), font=small, anchor="lm")
    pen.text((left + centimetres * PER_CM, top + 58), "A drawing for the demo, nobody’s skin", fill=(40, 40, 40), font=large, anchor="rm")
