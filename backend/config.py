"""Settings: read once from the environment, typed, and refused where they are wrong.

Every fault is reported at once, one sentence each, so that whoever sets up a server fixes them in one go. No secret has a default.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent.parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class WrongConfig(Exception):
    """The settings cannot be used. `faults` holds one sentence for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Config:
    """What a process needs to know before it starts."""

    database_url: str = field(repr=False)
    """SQLAlchemy URL, always postgresql+psycopg://"""
    redis_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    """Signs the session cookie; 32 characters or more, made by a random generator"""
    origin: str = "http://127.0.0.1:8000"
    """Scheme, host and port under which browsers reach the app; requests that change anything must come from it"""
    pwa: Path = PROJECT / "pwa" / "dist"
    """The folder of the built app"""
    session_days: int = 30
    """A session ends this long after sign-in, whatever happens"""
    session_idle_days: int = 7
    """and this long after its last contact: the lease of what the tablet holds (R9)"""
    proxies: int = 0
    """How many trusted reverse proxies stand before the app; their X-Forwarded headers are believed, no others"""
    oldest_schema: int = 1
    """Apps that understand less may read and not write, until they were updated (M6, M8)"""
    streets_url: str = ""
    """Where a server stands that knows the streets (OSRM or Valhalla); empty: ways are estimated from their distance"""
    streets_kind: str = "osrm"
    streets_means: tuple[str, ...] = ()
    """The means of travel that it knows: walk, cycle, car"""
    tiles_url: str = ""
    """Where map tiles come from, with {z}, {x} and {y}; empty: maps are drawn from coordinates"""
    tiles_words: str = ""
    """Whose they are, as their licence wants it said on the map"""
    reports_database_url: str = field(default="", repr=False)
    """A replica from which reports are read; empty: they are read where all else is"""

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """The origin, and on the loopback its other spellings: 127.0.0.1 and localhost are one machine."""
        parts = urlsplit(self.origin)
        if parts.hostname not in LOOPBACK:
            return frozenset({self.origin})
        port = f":{parts.port}" if parts.port else ""
        return frozenset({self.origin, *(f"{parts.scheme}://{host}{port}" for host in ("127.0.0.1", "localhost", "[::1]"))})

    @property
    def tiles_host(self) -> str:
        """Scheme, host and port of the map tiles; empty where there are none."""
        parts = urlsplit(self.tiles_url)
        return f"{parts.scheme}://{parts.netloc}" if self.tiles_url else ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Reads ALONGSIDE_*. Raises WrongConfig with a sentence for each fault."""
        environment = os.environ if environment is None else environment
        reader = _Reader(environment)
        config = cls(
            database_url=reader.database_url(),
            redis_url=reader.redis_url(),
            secret_key=reader.secret_key(),
            origin=reader.origin(),
            pwa=reader.pwa(),
            session_days=reader.number("ALONGSIDE_SESSION_DAYS", default=30, least=1, most=90),
            session_idle_days=reader.number("ALONGSIDE_SESSION_IDLE_DAYS", default=7, least=1, most=90),
            proxies=reader.number("ALONGSIDE_PROXIES", default=0, least=0, most=5),
            oldest_schema=reader.number("ALONGSIDE_OLDEST_SCHEMA", default=1, least=1, most=1_000_000),
            streets_url=reader.streets_url(),
            streets_kind=reader.choice("ALONGSIDE_STREETS_KIND", ("osrm", "valhalla")),
            streets_means=reader.streets_means(),
            tiles_url=reader.tiles_url(),
            tiles_words=reader.tiles_words(),
            reports_database_url=reader.reports_database_url(),
        )
        if reader.faults:
            raise WrongConfig(reader.faults)
        return config


def _is_near(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host
    return address.is_private or address.is_loopback


class _Reader:
    """Reads one setting after the other and remembers what was wrong, instead of stopping at the first."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults: list[str] = []

    def _text(self, name: str) -> str:
        return self.environment.get(name, "").strip()

    def database_url(self) -> str:
        value = self._text("ALONGSIDE_DATABASE_URL")
        if not value:
            self.faults.append("ALONGSIDE_DATABASE_URL is missing: say where PostgreSQL is, as postgresql+psycopg://user@host/database.")
        elif not value.startswith("postgresql+psycopg://"):
            self.faults.append("ALONGSIDE_DATABASE_URL must begin with postgresql+psycopg:// : Alongside runs on PostgreSQL only, through psycopg 3.")
        return value

    def reports_database_url(self) -> str:
        value = self._text("ALONGSIDE_REPORTS_DATABASE_URL")
        if value and not value.startswith("postgresql+psycopg://"):
            self.faults.append("ALONGSIDE_REPORTS_DATABASE_URL must begin with postgresql+psycopg:// : it is a replica of the same database.")
        return value

    def redis_url(self) -> str:
        value = self._text("ALONGSIDE_REDIS_URL")
        if not value:
            self.faults.append("ALONGSIDE_REDIS_URL is missing: say where Redis is, as redis://host:6379/0.")
        elif urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
            self.faults.append("ALONGSIDE_REDIS_URL must begin with redis://, rediss:// or unix:// .")
        return value

    def secret_key(self) -> str:
        value = self._text("ALONGSIDE_SECRET_KEY")
        if not value:
            self.faults.append("ALONGSIDE_SECRET_KEY is missing: make one with python -c 'import secrets; print(secrets.token_urlsafe(48))'.")
        elif len(value) < 32 or len(set(value)) < 10:
            self.faults.append("ALONGSIDE_SECRET_KEY is too easy to guess: it needs 32 random characters or more.")
        return value

    def origin(self) -> str:
        value = self._text("ALONGSIDE_ORIGIN").rstrip("/") or "http://127.0.0.1:8000"
        try:
            parts = urlsplit(value)
            host, _ = parts.hostname, parts.port
        except ValueError:
            self.faults.append("ALONGSIDE_ORIGIN is no address that a browser could use.")
            return value
        if parts.scheme not in {"http", "https"} or not host or parts.path or parts.query or parts.fragment or parts.username:
            self.faults.append("ALONGSIDE_ORIGIN must be scheme, host and port only, as https://alongside.example.nhs.uk.")
        elif parts.scheme == "http" and host not in LOOPBACK:
            self.faults.append("ALONGSIDE_ORIGIN must be https:// unless it is this machine itself: patients' data and passwords travel.")
        return value.lower()

    def pwa(self) -> Path:
        value = self._text("ALONGSIDE_PWA")
        if not value:
            return PROJECT / "pwa" / "dist"
        path = Path(value)
        if not (path / "index.html").is_file():
            self.faults.append("ALONGSIDE_PWA is no built app: there is no index.html in that folder.")
        return path

    def choice(self, name: str, among: tuple[str, ...]) -> str:
        value = self._text(name).lower() or among[0]
        if value not in among:
            self.faults.append(f"{name} must be one of {', '.join(among)}.")
        return value

    def _elsewhere(self, name: str, holes: tuple[str, ...], example: str) -> str:
        """An address to which something goes: scheme, host and path, no password and no question. `holes` may stand in it, as {z}."""
        value = self._text(name).rstrip("/")
        plain = value
        for hole in holes:
            plain = plain.replace(hole, "0")
        try:
            parts = urlsplit(plain)
            host, _ = parts.hostname, parts.port
        except ValueError:
            parts, host = urlsplit(""), None
        is_plain = not (parts.query or parts.fragment or parts.username or parts.password or set(plain) & set("{}\"'<>\\ ;,*"))
        if value and not (parts.scheme in {"http", "https"} and host and is_plain):
            self.faults.append(f"{name} must be http:// or https://, a host and a path, as {example}.")
            return ""
        return value

    def streets_url(self) -> str:
        """Homes travel there: in the clear only to this machine, to a private address, or to a bare name, which no public name server knows."""
        value = self._elsewhere("ALONGSIDE_STREETS_URL", ("{means}",), "https://streets.example.nhs.uk/{means}")
        parts = urlsplit(value)
        if parts.scheme == "http" and not _is_near(parts.hostname or ""):
            self.faults.append("ALONGSIDE_STREETS_URL must be https:// unless it is on this machine or a private network: homes travel.")
            return ""
        return value

    def streets_means(self) -> tuple[str, ...]:
        """Where nobody says: of Valhalla, and of an OSRM whose address names the means, all three; else a car's."""
        name, known = "ALONGSIDE_STREETS_MEANS", ("walk", "cycle", "car")
        told = tuple(part.strip().lower() for part in self._text(name).split(",") if part.strip())
        if set(told) - set(known):
            self.faults.append(f"{name} must be some of {', '.join(known)}, with commas between them.")
        knows_all = self._text("ALONGSIDE_STREETS_KIND").lower() == "valhalla" or "{means}" in self._text("ALONGSIDE_STREETS_URL")
        return told or (known if knows_all else ("car",))

    def tiles_url(self) -> str:
        holes = ("{z}", "{x}", "{y}")
        value = self._elsewhere("ALONGSIDE_TILES_URL", holes, "https://tiles.example.nhs.uk/{z}/{x}/{y}.png")
        if value and not all(hole in value for hole in holes):
            self.faults.append("ALONGSIDE_TILES_URL must hold {z}, {x} and {y}: zoom, column and row.")
        if value and "{" in urlsplit(value).netloc:
            self.faults.append("ALONGSIDE_TILES_URL names one host: the pages may load pictures from there and from nowhere else.")
        return value

    def tiles_words(self) -> str:
        words = self._text("ALONGSIDE_TILES_WORDS")
        if self._text("ALONGSIDE_TILES_URL") and not words:
            self.faults.append("ALONGSIDE_TILES_WORDS is missing: say whose the tiles are, as “© OpenStreetMap contributors”.")
        return words[:200]

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        text = self._text(name)
        if not text:
            return default
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            self.faults.append(f"{name} must be a whole number from {least} to {most}.")
            return default
        return int(text)
