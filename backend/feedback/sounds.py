"""Whether some bytes are a recording that a kiosk may play: an MP3, an M4A or an Ogg file by what it is, not by what it is called. Pure.

1. An MP3 begins, after its tags, with two frames that follow each other by their own lengths; Ogg with a page of Opus or Vorbis; M4A with an `ftyp`
   box, has a `moov`, and no picture in motion in it.
2. Anything else is refused with a sentence. What passes is served as what it is found to be, and is never more than played.
"""

from __future__ import annotations

MOST = 600_000
"""Bytes: a minute and a half of speech at 48 kbit/s, and a kiosk keeps all of a language."""

_RATES = {3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), 2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)}
"""kbit/s of layer III, by version: MPEG-1; MPEG-2 and 2.5 (ISO/IEC 11172-3, 13818-3)."""
_HERTZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


class NoSound(ValueError):
    """It is no recording that may be played; the text says why, for whoever chose the file."""


def kind_of(content: bytes) -> str:
    """Its content type. Raises NoSound."""
    if len(content) > MOST:
        raise NoSound(f"It is larger than {MOST // 1000} KB: record a minute at most, or save it smaller.")
    if content[:4] == b"OggS" and _is_ogg(content):
        return "audio/ogg"
    if content[4:8] == b"ftyp" and _is_m4a(content):
        return "audio/mp4"
    if _is_mp3(content):
        return "audio/mpeg"
    raise NoSound("It is no recording that a kiosk can play: choose an MP3, M4A or Ogg file.")


def _is_ogg(content: bytes) -> bool:
    if len(content) < 60:
        return False
    body = 27 + content[26]
    return content[body : body + 8] == b"OpusHead" or content[body : body + 7] == b"\x01vorbis"


def _is_m4a(content: bytes) -> bool:
    at, boxes = 0, []
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        boxes.append(content[at + 4 : at + 8])
        if size < 8 or at + size > len(content):
            return False
        if boxes[-1] == b"moov" and (b"soun" not in content[at : at + size] or b"vide" in content[at : at + size]):
            return False
        at += size
    return at == len(content) and b"moov" in boxes and b"mdat" in boxes


def _is_mp3(content: bytes) -> bool:
    at = 0
    if content[:3] == b"ID3" and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        at = 10 + size
    first = _frame(content, at)
    return first > 0 and _frame(content, at + first) > 0


def _frame(content: bytes, at: int) -> int:
    """The length of the frame of layer III that begins here; 0 where none does."""
    head = content[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer, rate, hertz = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer != 1 or rate in (0, 15) or hertz == 3:
        return 0
    bits = _RATES[3 if version == 3 else 2][rate] * 1000
    return (144 if version == 3 else 72) * bits // _HERTZ[version][hertz] + (head[2] >> 1 & 1)
