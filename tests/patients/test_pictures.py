"""What may be kept as a picture, and what is refused with a word that says why (bad input)."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping

import pytest
from PIL import Image, ImageCms, PngImagePlugin

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


def exif(tags: Mapping[int, object] | None = None, inside: Mapping[int, object] | None = None) -> Image.Exif:
    found = Image.Exif()
    found.update(tags or {})
    if inside:
        found.get_ifd(0x8769).update(inside)
    return found


def with_thumbnail() -> bytes:
    """A JPEG with a smaller one in its Exif, as cameras write it: it shows what the picture showed before it was cut."""
    small = picture((8, 6))
    first = struct.pack("<2sHIH", b"II", 42, 8, 0) + struct.pack("<I", 14)  # no entry, then the thumbnail's
    at = 14 + 2 + 3 * 12 + 4
    entries = [(0x0103, 3, 6), (0x0201, 4, at), (0x0202, 4, len(small))]
    second = struct.pack("<H", 3) + b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries) + bytes(4)
    return picture(exif=b"Exif\0\0" + first + second + small)


def segment(marker: int, body: bytes, content: bytes | None = None) -> bytes:
    """A JPEG with one more part after its first two bytes."""
    whole = content or picture()
    return whole[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + whole[2:]


def chunk(kind: bytes, body: bytes, content: bytes | None = None) -> bytes:
    """A PNG with one more part after its first."""
    whole = content or picture(form="PNG")
    return whole[:33] + struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) + whole[33:]


def with_packed(more: bytes) -> bytes:
    """A PNG behind whose pixels more is packed than it has pixels for."""
    plain = zlib.compress(b"".join(b"\0" + bytes(64 * 3) for _ in range(48)) + more)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)), (b"IDAT", plain), (b"IEND", b"")]
    head = b"\x89PNG\r\n\x1a\n"
    return head + b"".join(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts)


def with_tail() -> bytes:
    """A PNG whose packed pixels are followed, in their own part, by bytes that nobody unpacks."""
    whole = with_packed(b"")
    start = whole.index(b"IDAT") - 4
    (size,) = struct.unpack(">I", whole[start : start + 4])
    body = whole[start + 8 : start + 8 + size] + b"Rose"
    return whole[:start] + struct.pack(">I", len(body)) + b"IDAT" + body + struct.pack(">I", zlib.crc32(b"IDAT" + body)) + whole[start + 12 + size :]


def words_in(kind: str) -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    if kind == "international":
        text.add_itxt("Title", "Rose", lang="en")
    else:
        text.add_text("Comment", "Rose, 14 Roman Road", zip=kind == "packed")
    return text


BESIDE = {
    "a comment": lambda: picture(comment=b"Rose, 14 Roman Road"),
    "the camera": lambda: picture(exif=exif({0x0110: "A camera"})),
    "who took it": lambda: picture(exif=exif({0x013B: "Kemi Adeyemi"})),
    "when it was taken": lambda: picture(exif=exif(inside={0x9003: "2026:11:20 10:30:00"})),
    "words of whoever took it": lambda: picture(exif=exif(inside={0x9286: b"ASCII\0\0\0Rose"})),
    "words in a number's place": lambda: picture(exif=exif(inside={0x9000: b"Rose, 14 Roman Road"})),
    "a thumbnail": with_thumbnail,
    "a thumbnail in its first part": lambda: segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + bytes(3)),
    "an older thumbnail": lambda: segment(0xE0, b"JFXX\0\x10" + picture((8, 6))),
    "what photo programs add": lambda: picture(xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:title>Rose</dc:title></x:xmpmeta>'),
    "a caption": lambda: segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\0\0\0\4Rose"),
    "a program's part": lambda: segment(0xEB, b"Rose, 14 Roman Road"),
    "a colour profile of a book's length": lambda: segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(5000)),
    "bytes after its end": lambda: picture() + b"Rose, 14 Roman Road",
    "another picture after its end": lambda: picture() + picture((32, 24)),
    "an archive after its end": lambda: picture() + b"PK\3\4" + bytes(60),
}
BESIDE_PNG = {
    **{f"a text, {kind}": lambda kind=kind: picture(form="PNG", pnginfo=words_in(kind)) for kind in ("plain", "packed", "international")},
    "the camera": lambda: picture(form="PNG", exif=exif({0x0110: "A camera"})),
    "when it was drawn": lambda: chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 20, 10, 30, 0)),
    "a program's part": lambda: chunk(b"roSe", b"14 Roman Road"),
    "bytes after its end": lambda: picture(form="PNG") + b"Rose",
    "bytes packed behind its pixels": lambda: with_packed(b"Rose, 14 Roman Road"),
    "bytes behind what is packed": with_tail,
}


@pytest.mark.parametrize("made", BESIDE.values(), ids=BESIDE)
def test_a_photo_with_anything_beside_the_picture_is_refused(made: Callable[[], bytes]) -> None:
    assert Image.open(io.BytesIO(made())).size == (64, 48), "any program shows it"
    assert fault(made()) == "beside"


@pytest.mark.parametrize("made", BESIDE_PNG.values(), ids=BESIDE_PNG)
def test_a_drawing_with_anything_beside_the_picture_is_refused(made: Callable[[], bytes]) -> None:
    assert Image.open(io.BytesIO(made())).size == (64, 48), "any program shows it"
    assert fault(made(), "image/png") == "beside"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (picture(progressive=True), "image/jpeg"),
        (picture(restart_marker_rows=1), "image/jpeg"),
        (picture(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()), "image/jpeg"),
        (picture(exif=exif({0x0112: 1, 0x011A: 72.0, 0x011B: 72.0, 0x0128: 2}, {0xA001: 1, 0xA002: 64, 0xA003: 48})), "image/jpeg"),
        (segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\0\0\0\0" + b"8BIM\4\x25\0\0\0\0\0\x10" + bytes(16)), "image/jpeg"),
        (picture(form="PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()), "image/png"),
        (with_packed(b""), "image/png"),
    ],
    ids=[
        "in passes",
        "with restarts",
        "a colour profile",
        "numbers as browsers write them",
        "an empty caption",
        "a drawing's profile",
        "a plain drawing",
    ],
)
def test_what_browsers_write_of_their_own_is_bare_and_kept(content: bytes, media_type: str) -> None:
    """Else a photo that a tablet took would be refused, and with it what nobody can take again."""
    judge(content, media_type, (64, 48))


@pytest.mark.parametrize("media_type", ["image/webp", "image/jpeg", "image/png"])
def test_a_webp_is_refused_whatever_it_says_it_is(media_type: str) -> None:
    assert fault(picture(form="WEBP", exif=exif({0x0110: "A camera"})), media_type) == "not-a-picture"


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
