"""Passwords: Argon2id, one form of Unicode, and no way to tell by time which accounts exist."""

from __future__ import annotations

import pytest

from backend.accounts import passwords

RIGHT = "correct horse battery"


def test_a_password_is_kept_as_argon2id_with_32_mib_and_a_salt_of_its_own():
    one, two = passwords.hashed(RIGHT), passwords.hashed(RIGHT)
    assert one.startswith("$argon2id$v=19$m=32768,t=2,p=1$")
    assert one != two


def test_only_the_right_password_fits():
    known = passwords.hashed(RIGHT)
    assert passwords.fits(RIGHT, known)
    assert not passwords.fits(RIGHT + " ", known)
    assert not passwords.fits("", known)


def test_the_same_password_typed_on_another_keyboard_fits():
    assert passwords.fits("cafe\u0301-au-lait", passwords.hashed("caf\u00e9-au-lait"))


@pytest.mark.parametrize("password", ["", "short", "x" * 9, "x" * 257])
def test_a_password_has_10_to_256_characters(password: str):
    with pytest.raises(ValueError, match="10 to 256"):
        passwords.hashed(password)


KEMI = ("Kemi Adeyemi", "kemi.adeyemi@homerton.example", "Homerton Healthcare", "Dalston nurses", "Hackney")


@pytest.mark.parametrize(
    "password", ["Password123!", "qwertyuiop", "1234567890", "liverpoolfc1", "Winter2026!", "aaaaaaaaaaaa", "p@ssw0rd2026", "PASSWORD12", "x7!" * 80]
)
def test_a_password_that_is_tried_first_is_refused_with_what_to_do_instead(password: str):
    why = passwords.guessable(password, KEMI)
    assert why is not None
    assert "tried first" in why
    assert "Three or four words" in why


@pytest.mark.parametrize(
    "password", ["Kemi.Adeyemi1", "kemiadeyemi!", "Homerton2026", "dalston nurses", "Hackney-2026", "alongside-2026", "ｋｅｍｉadeyemi77"]
)
def test_a_password_of_names_that_others_know_of_its_owner_is_refused(password: str):
    why = passwords.guessable(password, KEMI)
    assert why is not None
    assert "others know" in why


@pytest.mark.parametrize("password", [RIGHT, "plum-kettle-otter-77", "kemi likes purple otters", "kxqz7Lw2pd", "щука плывет на север"])
def test_a_password_that_nobody_guesses_is_taken_also_where_a_name_is_in_it(password: str):
    assert passwords.guessable(password, KEMI) is None


def test_who_nothing_is_known_of_is_asked_for_no_less():
    assert passwords.guessable("password12", (None, "")) is not None
    assert passwords.guessable(RIGHT, ()) is None


def test_an_account_that_is_not_there_costs_a_whole_hash_too(monkeypatch: pytest.MonkeyPatch):
    """Defect: answering at once for unknown addresses, so that a stopwatch lists the accounts."""
    asked: list[str] = []

    class Counting:
        def verify(self, known: str, password: str) -> bool:
            asked.append(known)
            return hasher.verify(known, password)

    hasher = passwords._hasher
    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert not passwords.fits(RIGHT, None)
    assert len(asked) == 1
    assert asked[0].startswith("$argon2id$v=19$m=32768,t=2,p=1$")


def test_the_password_of_no_account_opens_nothing():
    assert not passwords.fits("the password of no account", None)


def test_a_hash_that_is_none_fits_nothing():
    assert not passwords.fits(RIGHT, "plain text by mistake")


def test_a_hash_of_other_parameters_is_outdated():
    assert passwords.is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$GpZ3sK/oH9p7VIiV56G/64Zo/8GaUw434IimaPqxwCo")
    assert not passwords.is_outdated(passwords.hashed(RIGHT))


@pytest.mark.parametrize("typed", ["Kemi@Example.org", " kemi@example.org ", "KEMI@EXAMPLE.ORG", "ｋｅｍｉ@example.org"])
def test_capitals_and_spaces_of_an_address_do_not_matter(typed: str):
    assert passwords.email_key(typed) == "kemi@example.org"
