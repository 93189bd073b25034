"""What may be kept as a picture, and what is refused with a word that says why (bad input)."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from backend.patients.pictures import LONGEST, NotTaken, judge


def picture(size: tuple[int, int] = (64, 48), form: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, form, **more)
    return out.getvalue()


def fault(content: bytes, media_type: str = "image/jpeg", size: tuple[int, int] = (64, 48)) -> str:
    with pytest.raises(NotTaken) as found:
        judge(content, media_type, size)
    assert found.value.words.endswith(".")
    return found.value.code


def with_place() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 31.0, 0.0), 3: "W", 4: (0.0, 3.0, 0.0)})
    return picture(exif=exif)


@pytest.mark.parametrize(("form", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_photo_and_a_drawing_are_kept(form: str, media_type: str) -> None:
    judge(picture(form=form), media_type, (64, 48))


def test_a_picture_that_says_where_it_was_taken_is_refused() -> None:
    assert Image.open(io.BytesIO(with_place())).getexif().get_ifd(0x8825), "the test's own picture says where"
    assert fault(with_place()) == "location"


@pytest.mark.parametrize("key", ["GPSLatitude", "Location"])
def test_a_place_in_the_text_of_a_drawing_is_refused_too(key: str) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text(key, "51.5, -0.05")
    assert fault(picture(form="PNG", pnginfo=text), "image/png") == "location"


def test_a_place_in_what_photo_programs_add_is_refused() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>51,31N</exif:GPSLatitude></x:xmpmeta>'
    assert fault(picture(xmp=xmp)) == "location"


def test_the_camera_and_the_time_alone_are_no_place() -> None:
    exif = Image.Exif()
    exif[0x0110] = "A camera"
    judge(picture(exif=exif), "image/jpeg", (64, 48))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        picture()[:700],
        picture(form="PNG"),
        b"\xff\xd8\xff",
    ],
    ids=["nothing", "gif", "pdf", "svg", "cut off", "png that says jpeg", "a head only"],
)
def test_what_is_not_the_picture_that_it_says_it_is_is_refused(content: bytes) -> None:
    assert fault(content) == "not-a-picture"


def test_a_drawing_that_moves_is_refused() -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    assert fault(out.getvalue(), "image/png") == "not-a-picture"


def test_another_size_than_its_record_says_or_a_larger_one_than_any_may_have_is_refused() -> None:
    assert fault(picture((64, 47))) == "size"
    large = (LONGEST + 1, 10)
    assert fault(picture(large), size=large) == "size"
    judge(picture((LONGEST, 10)), "image/jpeg", (LONGEST, 10))


def test_a_bomb_is_refused_by_its_head_before_it_unfolds() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert fault(out.getvalue(), "image/png", (20_000, 20_000)) in {"size", "not-a-picture"}
