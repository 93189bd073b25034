"""What may be kept as a picture: a whole JPEG or PNG of the size that was said, and nothing beside it: no word, no place, no second picture.

The tablet draws each photo anew, smaller, before it seals it, and what the camera wrote beside it does not survive that. So a picture that still has
such things was not made by our app: it is refused, not cleaned, because its sum would no longer be the one that its record names.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from PIL import Image, UnidentifiedImageError

from backend.patients import picture_parts
from backend.patients.picture_parts import Beside

LARGEST = 2 * 1024 * 1024
"""Bytes. A photo of 1,600 × 1,200 pixels as the tablet makes it has about 300,000."""

LONGEST = 1600
"""Pixels of the longer side."""

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}

_EXIF_GPS = 0x8825
_PLACES = ("latitude", "longitude", "gps", "location")

_BROKEN = (
    *(UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning),
    *(picture_parts.Broken, struct.error, zlib.error, KeyError, TypeError),
)
"""What reading raises at what is no picture, or is a bomb."""

_CHECKS = {"JPEG": picture_parts.check_jpeg, "PNG": picture_parts.check_png}


class NotTaken(Exception):
    """`code`: not-a-picture | size | location | beside; `words` for whoever took it."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code)
        self.code, self.words = code, words


def judge(content: bytes, media_type: str, size: tuple[int, int]) -> None:
    """Raises NotTaken. Decodes all of it: a head that looks right and a body that is cut off is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[FORMATS[media_type]]) as picture:
                if picture.size != size or max(picture.size) > LONGEST:
                    raise NotTaken("size", "This picture is not as large as its record says.")
                if getattr(picture, "n_frames", 1) != 1:
                    raise NotTaken("not-a-picture", "This is not one picture.")
                picture.load()
                if _tells_where(picture):
                    raise NotTaken("location", "This picture says where it was taken. Take it in the app, which leaves that out.")
        _CHECKS[FORMATS[media_type]](content)
    except NotTaken:
        raise
    except Beside as error:
        raise NotTaken("beside", "There is more in this file than the picture that one sees. Take it in the app, which leaves that out.") from error
    except _BROKEN as error:
        raise NotTaken("not-a-picture", "This is not a picture that can be shown.") from error


def _tells_where(picture: Image.Image) -> bool:
    if picture.getexif().get_ifd(_EXIF_GPS):
        return True
    for name, value in picture.info.items():
        if name in {"exif", "icc_profile"}:
            continue
        told = value.decode("latin-1") if isinstance(value, bytes) else str(value)
        if any(word in f"{name} {told}".lower() for word in _PLACES):
            return True
    return False
