"""What a picture's file holds beside the picture: walked part by part, so that nothing stands in it that nobody sees.

1. A file is its parts and nothing else: it ends where its picture ends. What follows the end is no part.
2. Only parts by which the picture is drawn may stand in it. A comment, a text, a thumbnail, a second picture, a program's own part may not.
3. What a browser writes of its own when it draws a canvas is bare: how colours are meant, how many pixels, how dense, which way up. That may stand.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from PIL import Image

MOST_BESIDE = 4096
"""Bytes of one part that is not of the picture itself: a colour profile has about 3,000, all else far fewer."""
MOST_EXIF = 512
"""Bytes of what a browser writes as Exif: about 100."""

BARE_EXIF = frozenset(
    {
        0x0112,  # which way up
        0x011A,  # how dense, across
        0x011B,  # how dense, down
        0x0128,  # in which unit
        0x0213,  # where colours lie between pixels
        0x8769,  # where the rest stands
        0x9000,  # version
        0x9101,  # which components
        0xA000,  # version
        0xA001,  # colour space
        0xA002,  # pixels across
        0xA003,  # pixels down
        0xA406,  # kind of scene: always the same
    }
)
_IFD_EXIF, _IFD_THUMBNAIL = 0x8769, 1

_DRAWN = frozenset({0xDB, 0xC4, 0xCC, 0xDD, *range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
"""Of a JPEG: tables, restarts and frames."""
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD", b"cICP", b"eXIf"})
_BLANK_8BIM = frozenset({0x0404, 0x0425})
"""Of a program's own part: captions, of which there are none, and their sum."""


class Beside(Exception):
    """Something stands in a file beside its picture. `what`: a word for a test and a log, never what it says."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Broken(Exception):
    """A file that is not of the shape that it says it has."""


def check_jpeg(content: bytes) -> None:
    """Raises Beside, Broken."""
    for marker, body in _segments(content):
        if marker in _DRAWN or marker == 0xDA:
            continue
        if marker == 0xFE:
            raise Beside("comment")
        if len(body) > MOST_BESIDE:
            raise Beside("size")
        if marker == 0xE0 and body.startswith(b"JFIF\0"):
            if len(body) != 14 or body[12] or body[13]:
                raise Beside("thumbnail")
        elif marker == 0xE1 and body.startswith(b"Exif\0\0"):
            _check_exif(body[6:])
        elif marker == 0xED and body.startswith(b"Photoshop 3.0\0"):
            _check_blank(body[14:])
        elif not ((marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (marker == 0xEE and body.startswith(b"Adobe") and len(body) == 12)):
            raise Beside("part")


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, body) of each part up to the end; raises Beside where something follows the end."""
    if content[:2] != b"\xff\xd8":
        raise Broken
    at = 2
    while True:
        if content[at : at + 1] != b"\xff":
            raise Broken
        while content[at : at + 1] == b"\xff":
            at += 1
        if at >= len(content):
            raise Broken
        marker, at = content[at], at + 1
        if marker == 0xD9:
            if at != len(content):
                raise Beside("after")
            return
        (size,) = struct.unpack(">H", content[at : at + 2]) if at + 2 <= len(content) else (0,)
        if size < 2 or at + size > len(content):
            raise Broken
        yield marker, content[at + 2 : at + size]
        at += size
        if marker == 0xDA:
            at = _after_scan(content, at)


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: in the pixels a 0xFF is followed by 0, and by a restart's number."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Broken
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _check_exif(content: bytes) -> None:
    """Numbers about the picture may stand; who took it with what, when and where, words, and a thumbnail may not."""
    if len(content) > MOST_EXIF:
        raise Beside("exif")
    found = Image.Exif()
    found.load(b"Exif\0\0" + content)
    told = {**found, **found.get_ifd(_IFD_EXIF)}
    if told.keys() - BARE_EXIF or any(isinstance(value, str | bytes) and len(value) > 4 for value in told.values()):
        raise Beside("exif")
    if found.get_ifd(_IFD_THUMBNAIL):
        raise Beside("thumbnail")


def _check_blank(content: bytes) -> None:
    """Apple's browsers write an empty caption and its sum."""
    at = 0
    while at < len(content):
        head = content[at : at + 12]
        if len(head) != 12 or not head.startswith(b"8BIM"):
            raise Beside("part")
        kind, name, size = struct.unpack(">4xHHI", head)
        if name or kind not in _BLANK_8BIM or size != (0 if kind == 0x0404 else 16):
            raise Beside("part")
        at += 12 + size + size % 2


def check_png(content: bytes) -> None:
    """Raises Beside, Broken."""
    at, header = 8, b""
    pixels: list[bytes] = []
    while True:
        if at + 12 > len(content):
            raise Broken
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + size]
        if len(body) != size or zlib.crc32(kind + body) != int.from_bytes(content[at + 8 + size : at + 12 + size]):
            raise Broken
        at += 12 + size
        if kind not in _CHUNKS:
            raise Beside("text" if kind in (b"tEXt", b"zTXt", b"iTXt") else "part")
        if kind == b"IDAT":
            pixels.append(body)
        elif size > MOST_BESIDE:
            raise Beside("size")
        if kind == b"IHDR":
            header = body
        if kind == b"eXIf":
            _check_exif(body)
        if kind == b"IEND":
            if size or at != len(content):
                raise Beside("after")
            break
    _check_pixels(header, b"".join(pixels))


def _check_pixels(header: bytes, packed: bytes) -> None:
    """As many bytes unpack as the picture has pixels for, and nothing is packed behind them."""
    if len(header) != 13:
        raise Broken
    width, height, depth, colour, _, _, laced = struct.unpack(">IIBBBBB", header)
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour)
    if channels is None or laced not in (0, 1):
        raise Broken
    passes = [(0, 0, 1, 1)]
    if laced:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    due = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            due += rows * (1 + (columns * channels * depth + 7) // 8)
    unpacking = zlib.decompressobj()
    found = len(unpacking.decompress(packed, due + 1))
    if found < due:
        raise Broken
    if found > due or unpacking.unused_data:
        raise Beside("after")
