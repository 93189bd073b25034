"""Compiled where Alongside is installed, and nothing afterwards; said where it cannot be."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from backend.allocation import warm_up


def test_after_it_a_proposal_compiles_nothing() -> None:
    pytest.importorskip("numba", reason="numba is not installed (pip install --group allocation)")
    warm_up.warm_up()
    from backend.allocation.annealing.anneal import anneal, construct, load

    before = [len(function.signatures) for function in (anneal, construct, load)]
    assert before == [1, 1, 1]
    warm_up.warm_up()
    assert [len(function.signatures) for function in (anneal, construct, load)] == before


def test_without_numba_it_says_so_and_does_not_stop_the_installation(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = builtins.__import__

    def without(name: str, glob: Any = None, local: Any = None, names: Any = (), level: int = 0) -> Any:
        if name == "backend.allocation" and "search" in (names or ()):
            raise ImportError("numba")
        return real(name, glob, local, names, level)

    monkeypatch.setattr(builtins, "__import__", without)
    assert warm_up.main() == 0
    assert "numba is not installed" in capsys.readouterr().err
