"""The drawings that stand in for photos: pictures that the record takes, the same each time, and of the size that they say."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from backend.demo.photographs import TAKEN
from backend.demo.wound_drawings import PER_CM, SIZE, Wound, jpeg
from backend.patients import pictures

SHIN = Wound("shin", 4.0, 3.0, 0.0, 0.0)


def is_red(pixel: tuple[int, int, int]) -> bool:
    red, green, blue = pixel
    return red > 130 and green < 75 and blue < 75


def reds(content: bytes) -> list[tuple[int, int]]:
    with Image.open(io.BytesIO(content)) as picture:
        seen = picture.convert("RGB")
        return [(x, y) for y in range(0, SIZE[1], 4) for x in range(0, SIZE[0], 4) if is_red(seen.getpixel((x, y)))]


@pytest.mark.parametrize("wound", [shot.wound for _, _, shots in TAKEN for shot in shots])
def test_each_is_a_picture_that_the_record_takes(wound):
    pictures.judge(jpeg(wound, 1948), "image/jpeg", SIZE)


def test_the_same_wound_is_drawn_the_same():
    assert jpeg(SHIN, 1948) == jpeg(SHIN, 1948)
    assert jpeg(SHIN, 1948) != jpeg(SHIN, 1949)


def test_the_wound_is_as_long_on_the_ruler_as_it_says():
    across = [x for x, _ in reds(jpeg(SHIN, 1948))]
    assert (max(across) - min(across)) / PER_CM == pytest.approx(4.0, abs=0.6)


def test_a_smaller_wound_is_drawn_smaller_and_slough_covers_the_bed():
    whole = len(reds(jpeg(SHIN, 1948)))
    assert len(reds(jpeg(replace(SHIN, length_cm=3.0, width_cm=2.2), 1948))) < 0.7 * whole
    assert len(reds(jpeg(replace(SHIN, slough=0.8), 1948))) < 0.8 * whole


def test_each_wound_heals_from_photo_to_photo():
    for _, _, shots in TAKEN:
        assert [shot.days for shot in shots] == sorted((shot.days for shot in shots), reverse=True)
        areas = [shot.wound.length_cm * shot.wound.width_cm for shot in shots]
        assert areas == sorted(areas, reverse=True)
