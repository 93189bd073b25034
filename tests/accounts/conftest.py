"""Sign-ins as they are: with the real cost of a password."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from backend.accounts import passwords
from tests.conftest import PASSWORD


@pytest.fixture(scope="session")
def password_hasher() -> PasswordHasher:
    return passwords._hasher


@pytest.fixture(scope="session")
def _password_hash(password_hasher: PasswordHasher) -> str:
    return password_hasher.hash(PASSWORD)
