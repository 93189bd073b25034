"""Flask-Login over sessions that live in the database: the cookie's token leads to a row, and without the row it is worth nothing.

A row of a session that was begun with a proof opens to who sends it again (X-Proof), and to nobody else who has the cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, current_app, request, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from backend import wall_clock
from backend.accounts import services
from backend.accounts.queries import OpenSession
from backend.config import Config
from backend.security import SAFE_METHODS, proof


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """Whoever this request is from, as `security.caller` reads it."""

    token: str
    staff: str
    place: str
    role: str
    session: str
    device: str | None

    def get_id(self) -> str:
        return self.token


def register(app: Flask, config: Config) -> None:
    manager = LoginManager(app)
    # Flask-Login's own protection compares network addresses, and a tablet changes its network all day.
    manager.session_protection = None
    manager.user_loader(_load)
    app.extensions["session_idle"] = timedelta(days=config.session_idle_days)


def _load(token: str) -> SignedIn | None:
    idle: timedelta = current_app.extensions["session_idle"]
    found = services.find_session(token, wall_clock.now(), idle, touch=request.method not in SAFE_METHODS)
    return _signed_in(token, found) if found is not None and services.proves(found, proof()) else None


def holder() -> OpenSession | None:
    """Whose cookie this is, with the other half of the key or without: for ending the session, which a locked tablet may."""
    token = session.get("_user_id")
    idle: timedelta = current_app.extensions["session_idle"]
    return services.find_session(token, wall_clock.now(), idle, touch=False) if isinstance(token, str) else None


def _signed_in(token: str, found: OpenSession) -> SignedIn:
    return SignedIn(token, found.staff, found.place, found.role, found.id, found.device)


def begin(token: str, opened: OpenSession) -> None:
    """Gives the browser its cookie. What an earlier cookie held is dropped first, so that nobody is led into another's session."""
    session.clear()
    session.permanent = True
    login_user(_signed_in(token, opened))


def end() -> None:
    """Takes the cookie back."""
    logout_user()
    session.clear()
