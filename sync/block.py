"""The row of blocks that a pull answers with (PROTOCOL §8): 4 bytes big-endian, a JSON header of that length, `bytes` bytes of body."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sync.line import canonical

HEADER = 1024 * 1024
"""A header is never longer: what says otherwise is no block."""


def block(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """One block. `bytes` is put into the header where there is a body."""
    head = canonical({**header, "bytes": len(body)} if body else header).encode()
    return len(head).to_bytes(4, "big") + head + body


def read(data: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The blocks that came whole; what broke off in the middle is not given. Raises ValueError for what is no block."""
    at = 0
    while at + 4 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length > HEADER:
            raise ValueError("not a row of blocks")
        if at + 4 + length > len(data):
            return
        header = json.loads(data[at + 4 : at + 4 + length])
        size = header.get("bytes", 0)
        at += 4 + length
        if at + size > len(data):
            return
        yield header, data[at : at + size]
        at += size
