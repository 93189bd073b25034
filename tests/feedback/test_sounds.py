"""What is a recording, judged by its bytes: real files made here by their formats' own rules, and things that only look like one."""

from __future__ import annotations

import struct

import pytest

from backend.feedback.sounds import MOST, NoSound, kind_of


def mp3(frames: int = 3, tag: bytes = b"", bits: bytes = b"\xff\xfb\x90\x00", length: int = 417) -> bytes:
    """Frames of MPEG-1 layer III, 128 kbit/s at 44.1 kHz: 144 × 128,000 ÷ 44,100 = 417 bytes each."""
    return tag + (bits + bytes(length - 4)) * frames


def ogg(codec: bytes = b"OpusHead") -> bytes:
    return b"OggS" + bytes(22) + b"\x01\x13" + codec + bytes(60)


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def m4a(handler: bytes = b"soun") -> bytes:
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", box(b"hdlr", bytes(8) + handler)) + box(b"mdat", bytes(200))


ID3 = b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (mp3(), "audio/mpeg"),
        (mp3(tag=ID3), "audio/mpeg"),
        (mp3(bits=b"\xff\xf3\x48\xc0", length=144), "audio/mpeg"),  # MPEG-2, 32 kbit/s, 16 kHz: 72 × 32,000 ÷ 16,000
        (ogg(), "audio/ogg"),
        (ogg(b"\x01vorbis"), "audio/ogg"),
        (m4a(), "audio/mp4"),
    ],
)
def test_a_recording_is_known_by_what_it_is(content: bytes, kind: str):
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ID3",
        b"\xff\xfb\x90\x00" + bytes(900),  # one frame, and nothing where the next must be
        b"\xff\xd8\xff\xe0" + bytes(900),  # a JPEG
        b"<script>alert(1)</script>" + bytes(100),
        b"OggS" + bytes(200),
        ogg(b"\x80theora"),
        m4a(b"vide"),
        m4a()[:-1],
        box(b"ftyp", b"M4A \0\0\0\0"),
        struct.pack(">I", 4) + b"ftyp" + bytes(40),
        b"RIFF" + bytes(40) + b"WAVE",
    ],
)
def test_what_is_none_is_refused_with_a_sentence(content: bytes):
    with pytest.raises(NoSound, match="MP3, M4A or Ogg"):
        kind_of(content)


def test_one_byte_more_than_a_kiosk_keeps_is_refused_by_its_size():
    whole = mp3(frames=MOST // 417)
    assert kind_of(whole + bytes(MOST - len(whole))) == "audio/mpeg"
    with pytest.raises(NoSound, match="larger than 600 KB"):
        kind_of(whole + bytes(MOST - len(whole) + 1))
