"""Compiling: with `pointed.py` the one place that knows of numba. Everything in this folder that runs per move is decorated with `compiled`.

The machine code is kept beside the sources under a name that is a hash of all of them, because numba itself only looks whether the file of the
function has changed, and not those of the functions that it calls. Compiling takes tens of seconds, so it happens when Alongside is installed
(`python -m backend.allocation.warm_up`), never in a request.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numba

HERE = Path(__file__).parent


def _sources() -> str:
    """A hash of every source file in this folder and of numba's version."""
    whole = hashlib.sha256(numba.__version__.encode())
    for file in sorted(HERE.glob("*.py")):
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


CACHE = HERE / "__pycache__" / f"compiled-{_sources()}"
_config: Any = numba.config
_config.CACHE_DIR = str(CACHE)
_njit: Any = numba.njit  # takes more than its types say

compiled = _njit(cache=True, nogil=True, error_model="numpy")
"""For what Python calls: machine code, without Python's lock, so that two chains use two cores. May make arrays."""

inner = _njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False)
"""For what only compiled code calls: no way in from Python, and no counting of references, which are half of the time that compiling takes.
Such a function makes no arrays."""
