"""A tablet in Python, written from sync/PROTOCOL.md alone: it imports nothing of ours, so that it shows whether that page is enough.

It holds bundles as lines, queues changes, pushes, pulls, makes its own lines where the server says `current`, and checks every sum.
`send` is how it reaches the server: (path, body, headers) → (status, headers, body); `over_http` and `over_flask` make one.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import tomllib
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Send = Callable[[str, bytes, Mapping[str, str]], tuple[int, Mapping[str, str], bytes]]

NAMESPACE = uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079")
POLICIES = tomllib.loads((Path(__file__).parents[2] / "sync" / "policies.toml").read_text(encoding="utf-8"))
NOTHING = "0" * 64


def derived(text: str) -> str:
    """§1: the id of what there can be only one of."""
    return str(uuid.uuid5(NAMESPACE, text))


# ------------------------------------------------------------------------------------------------------------------ §2: lines


def canonical(value: Any) -> str:
    """§2: keys sorted, no white space, numbers as ECMAScript prints them."""
    return json.dumps(_printed(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _Number(float):
    def __repr__(self) -> str:
        return format(Decimal(float.__repr__(self)), "f")


def _printed(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else _Number(value)
    if isinstance(value, dict):
        return {key: _printed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printed(inner) for inner in value]
    return value


def sum_of(lines: Mapping[str, str]) -> str:
    """§2: the sum of a part."""
    total = 0
    for line in lines.values():
        total ^= int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")
    return f"{total:064x}"


def blocks(data: bytes) -> Iterator[tuple[Json, bytes]]:
    """§8: the blocks that came whole."""
    at = 0
    while at + 4 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if at + 4 + length > len(data):
            return
        head = json.loads(data[at + 4 : at + 4 + length])
        at += 4 + length
        size = head.get("bytes", 0)
        if at + size > len(data):
            return
        yield head, data[at : at + size]
        at += size


def inflated(data: bytes) -> list[str]:
    """§8: deflated lines. U+000A alone ends one (§2)."""
    return zlib.decompress(data, wbits=-15).decode().split("\n")[:-1] if data else []


# ------------------------------------------------------------------------------------------------------------------ what a tablet holds


@dataclass
class Bundle:
    """One bundle: its version, and per part its lines by record id."""

    id: str
    type: str
    rev: int
    chain8: str
    grant_end: str | None
    header: Json
    parts: dict[str, dict[str, str]]
    outside: dict[str, dict[str, int]] = field(default_factory=dict)
    """§8: by part and kind, how many records are kept and not in it."""

    def records(self, kind: str | None = None) -> list[Json]:
        found = [json.loads(line) for lines in self.parts.values() for line in lines.values()]
        return [record for record in found if kind is None or record["kind"] == kind]

    def record(self, record_id: str) -> Json | None:
        return next((json.loads(lines[record_id]) for lines in self.parts.values() if record_id in lines), None)

    def sums(self) -> dict[str, str]:
        return {part: sum_of(lines) for part, lines in self.parts.items()}


class WrongSum(AssertionError):
    """What arrived is not what the server says it sent."""


@dataclass
class Tablet:
    """One device of one person."""

    send: Send
    origin: str = "http://127.0.0.1:8000"
    device: str = field(default_factory=lambda: str(uuid.uuid4()))
    schema: int = 1
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    staff: str = ""
    place: str = ""
    offset: timedelta = timedelta()
    bundles: dict[str, Bundle] = field(default_factory=dict)
    headers_seen: list[Json] = field(default_factory=list)
    """What came before any bundle did, in order, in the last pull."""
    order_seen: list[str] = field(default_factory=list)
    """The bundles of the last pull's frames, in order."""
    queue: list[Json] = field(default_factory=list)
    answered: dict[str, Json] = field(default_factory=dict)
    sent_log: list[Json] = field(default_factory=list)
    """Changes as they were sent and answered, until the server says they are safe, and for 14 days at least."""
    answered_at: dict[str, str] = field(default_factory=dict)
    """When each change of the sent log was answered, by the server's time."""
    newest: str | None = None
    """What the server named last: it has it in no older commit than anything else that this tablet was answered."""
    lease_until: str | None = None
    last_stamp: str = ""
    pulled_bytes: int = 0

    # -------------------------------------------------------------- §3: every request

    def post(self, path: str, body: Any, *, packed: bool = False, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        every = {
            "Content-Type": "application/json",
            "X-Alongside": "1",
            "Origin": self.origin,
            "X-Device": self.device,
            "X-Schema": str(self.schema),
            **({"Content-Encoding": "gzip"} if packed else {}),
            **(headers or {}),
        }
        status, found, answer = self.send(f"/api/v1/{path}", gzip.compress(raw, 6) if packed else raw, every)
        if found.get("Content-Encoding") == "gzip":
            answer = gzip.decompress(answer)
        if found.get("Content-Type", "").startswith(("application/json", "application/problem+json")):
            self._learn(json.loads(answer))
        return status, answer

    def ask(self, path: str, body: Any, **more: Any) -> Json:
        status, answer = self.post(path, body, **more)
        if status != 200:
            raise AssertionError(f"{path}: {status} {answer[:500]!r}")
        found: Json = json.loads(answer)
        return found

    def sign_in(self, email: str, password: str) -> Json:
        """Signs in; `staff` and `place` are known afterwards."""
        status, answer = self.post("session", {"email": email, "password": password})
        assert status == 201, (status, answer[:500])
        me: Json = json.loads(answer)["me"]
        self.staff, self.place = me["staff"], me["place"]
        return me

    def _learn(self, answer: Json) -> None:
        """§10: the server's time."""
        if "now" in answer:
            self.offset = _time(answer["now"]) - self.clock()

    # -------------------------------------------------------------- §4: changes

    def stamp(self, seen: str = "") -> str:
        """§10: never earlier than what was seen, or the change before."""
        self.last_stamp = max(_wire(self.clock() + self.offset), self.last_stamp, seen)
        return self.last_stamp

    def change(self, kind: str, record: str, bundle: str, saw: Json | None, values: Json, **more: Any) -> Json:
        """Puts a change into the queue and returns it."""
        made: Json = {
            "id": _uuid7(self.clock()),
            "kind": kind,
            "record": record,
            "patient": bundle if POLICIES[kind]["bundle"] == "patient" else None,
            "bundle": bundle,
            "author": self.staff,
            "made_at": more.pop("made_at", None) or self.stamp(),
            "schema": self.schema,
            "clock_jumped": False,
            "saw": saw,
            "set": values,
            "after": None,
            "retries": None,
            **more,
        }
        self.queue.append(made)
        return made

    def create(self, kind: str, bundle: str, values: Json, record: str | None = None, **more: Any) -> Json:
        return self.change(kind, record or _uuid7(self.clock()), bundle, None, values, **more)

    def edit(self, record: Json, group: str, values: Json, bundle: str | None = None, **more: Any) -> Json:
        """An edit of one group, of a record as this tablet shows it."""
        fields = POLICIES[record["kind"]]["group"].get(group, {"fields": [group]})["fields"]
        saw = {name: record["fields"].get(name) for name in fields}
        seen = record["stamps"].get(group, {}).get("at", "")
        more.setdefault("made_at", self.stamp(seen))
        return self.change(record["kind"], record["id"], bundle or record["patient"], saw, {**saw, **values}, **more)

    def settle(self, conflict: Json, value: Json, reason: str) -> Json:
        sides = sorted(side["change"] for side in conflict["fields"]["sides"])
        return self.change("conflict", conflict["id"], conflict["patient"], {"sides": sides}, {"value": value, "reason": reason})

    # -------------------------------------------------------------- §6: push

    def push(self, *, packed: bool = False) -> list[Json]:
        """Sends the queue, 200 changes of at most 50 bundles at a time. What got no ending stays. Returns all endings, in order."""
        endings: list[Json] = []
        while True:
            sent = self._next()
            if not sent:
                return endings
            touched = dict.fromkeys(change["bundle"] for change in sent if isinstance(change, dict) and change.get("bundle") in self.bundles)
            held = [[bundle, self.bundles[bundle].rev, self.bundles[bundle].chain8] for bundle in touched]
            body = {"schema": self.schema, "held": held, "changes": sent, "newest_answered": self.newest_answered()}
            answer = self.ask("sync/push", body, packed=packed)
            if answer["resend"]:
                self._resend()
                continue
            endings += self.take(sent, answer)
            if any("not_now" in ending for ending in answer["endings"]):
                return endings

    def _next(self) -> list[Json]:
        """§6: what goes into one push."""
        bundles: set[str] = set()
        for number, change in enumerate(self.queue[:200]):
            bundles.add(change.get("bundle", "") if isinstance(change, dict) else "")
            if len(bundles) > 50:
                return self.queue[:number]
        return self.queue[:200]

    def newest_answered(self) -> str | None:
        return self.newest

    def take(self, sent: list[Json], answer: Json) -> list[Json]:
        """What an answer to a push does here: endings are kept, own lines made, what got none stays queued."""
        by_bundle: dict[str, list[tuple[Json, Json]]] = {}
        for change, ending in zip(sent, answer["endings"], strict=True):
            if "not_now" in ending:
                continue
            self.queue.remove(change)
            if isinstance(change, dict) and "id" in change:
                self.answered[change["id"]] = ending
                self.sent_log.append(change)
                self.answered_at[change["id"]] = answer["now"]
                if ending["ending"] != "refused":
                    by_bundle.setdefault(change["bundle"], []).append((change, ending))
        self.newest = answer["newest"]
        for moved in answer["bundles"]:
            if moved["current"]:
                self._follow(moved, by_bundle.get(moved["bundle"], []))
        if answer["safe_through"] and not answer["resend"]:
            safe = min(answer["safe_through"], _wire(_time(answer["now"]) - timedelta(days=14)))
            self.sent_log = [change for change in self.sent_log if self.answered_at[change["id"]] >= safe]
        return list(answer["endings"])

    def _follow(self, moved: Json, changes: list[tuple[Json, Json]]) -> None:
        """§6: makes the new lines by itself, and believes them only if the sums agree."""
        bundle = self.bundles[moved["bundle"]]
        parts = {part: dict(lines) for part, lines in bundle.parts.items()}
        if set(parts) != set(moved["sums"]):
            return  # other parts are granted by now
        for change, ending in changes:
            before = bundle_record(parts, change["record"])
            if before is None and change["saw"] is not None:
                return  # it had left the window
            part, line = own_line(before, change, ending)
            parts[part][change["record"]] = line
        if {part: sum_of(lines) for part, lines in parts.items()} == moved["sums"]:
            bundle.parts, bundle.rev, bundle.chain8 = parts, moved["rev"], moved["chain8"]
        else:
            raise WrongSum(f"own lines of {moved['bundle']} at {moved['rev']}")

    # -------------------------------------------------------------- §7, §8: check and pull

    def digest(self) -> str:
        rows = (f"{one.id} {','.join(sorted(one.parts))} {one.rev} {one.chain8} {one.grant_end or '-'}\n" for one in self.bundles.values())
        return hashlib.sha256("".join(sorted(rows)).encode()).digest()[:16].hex()

    def is_current(self) -> bool:
        answer = self.ask("sync/check", {"schema": self.schema, "digest": self.digest(), "newest_answered": self.newest_answered()})
        self.lease_until = answer.get("lease_until", self.lease_until)
        return bool(answer["same"])

    def pull_body(self, first: list[str] | None = None) -> Json:
        held = [[one.id, sorted(one.parts), one.rev, one.chain8, one.grant_end] for one in self.bundles.values()]
        return {"schema": self.schema, "held": held, "first": first or [], "newest_answered": self.newest_answered()}

    def pull(self, first: list[str] | None = None, *, cut: int | None = None) -> bool:
        """Pulls and applies. `cut`: only so many bytes arrive. True where the last block came: this tablet is up to date."""
        status, data = self.post("sync/pull", self.pull_body(first), packed=True)
        assert status == 200, (status, data[:500])
        self.pulled_bytes = len(data)
        return self.apply(data if cut is None else data[:cut])

    def apply(self, data: bytes) -> bool:
        self.headers_seen, self.order_seen = [], []
        held, asked = {one.id: set(one.parts) for one in self.bundles.values()}, False
        for head, body in blocks(data):
            self._learn(head)
            match head["block"]:
                case "hello":
                    if head["resend"]:
                        self._resend()
                        asked = True
                case "headers":
                    self.headers_seen += [json.loads(line) for line in inflated(body)]
                case "whole":
                    if not asked and held.get(head["bundle"]) == set(head["parts"]):
                        self._resend()  # it is held: its version is not on the server's chain
                        asked = True
                    self._whole(head, body)
                case "deltas":
                    self._deltas(inflated(body))
                case "forget":
                    for bundle in head["bundles"]:
                        self.bundles.pop(bundle, None)
                case "end":
                    assert head["digest"] == self.digest(), "the server believes that this tablet holds something else"
                    self.lease_until = head["lease_until"]
                    return bool(head["complete"])
        return False

    def _resend(self) -> None:
        """§8: the journal lacks what it had answered. What it lacks goes again, under its own ids."""
        answer = self.ask("sync/resend", {"ids": [change["id"] for change in self.sent_log]})
        lacking = set(answer["lacking"])
        again = [change for change in self.sent_log if change["id"] in lacking]
        self.sent_log = [change for change in self.sent_log if change["id"] not in lacking]
        self.newest = answer["newest"]
        self.queue = again + self.queue

    def _whole(self, head: Json, body: bytes) -> None:
        at, parts = 0, {}
        for name in sorted(head["parts"]):
            part, lines = head["parts"][name], {}
            for size in (part["pack"], part["since"]):
                _put(lines, inflated(body[at : at + size]))
                at += size
            _check(head, name, lines, part["sum"])
            parts[name] = lines
        header = head["header"] if "header" in head else next(one["header"] for one in self.headers_seen if one["bundle"] == head["bundle"])
        version = (head["to"], head["chain8"])
        self.bundles[head["bundle"]] = Bundle(head["bundle"], head["type"], *version, head["grant_end"], header, parts, _outside(head))
        self.order_seen.append(head["bundle"])

    def _deltas(self, lines: list[str]) -> None:
        at = 0
        while at < len(lines):
            head = json.loads(lines[at])
            at += 1
            bundle = self.bundles.get(head["bundle"])
            applies = bundle is not None and (bundle.rev, bundle.chain8) == (head["from"], head["from_chain8"])
            parts = {part: dict(known) for part, known in bundle.parts.items()} if bundle and applies else {}
            for name in sorted(head["parts"]):
                count = head["parts"][name]["lines"]
                if applies:
                    _put(parts[name], lines[at : at + count])
                    _check(head, name, parts[name], head["parts"][name]["sum"])
                at += count
            if bundle and applies:
                bundle.parts, bundle.rev, bundle.chain8 = parts, head["to"], head["chain8"]
                bundle.grant_end, bundle.header, bundle.outside = head["grant_end"], head.get("header", bundle.header), _outside(head)
                self.order_seen.append(bundle.id)

    def sync(self) -> None:
        """One turn of the loop: push, pull, and once more where the pull asked for a resend."""
        self.push()
        self.pull()
        if self.queue:
            self.push()
            self.pull()


def bundle_record(parts: Mapping[str, Mapping[str, str]], record: str) -> Json | None:
    return next((json.loads(lines[record]) for lines in parts.values() if record in lines), None)


def content_hash(answers: Mapping[str, Any], rows: Mapping[str, tuple[str, str | None, Mapping[str, Any]]]) -> str:
    """§14: what a signature of a whole assessment is over. `answers`: its fields; `rows`: id → (group, parent, its fields)."""

    def given(fields: Mapping[str, Any]) -> Json:
        return {name.removeprefix("answer."): value for name, value in fields.items() if name.startswith("answer.") and value is not None}

    told = {row: {"answers": given(fields), "group": group, "parent": parent} for row, (group, parent, fields) in rows.items() if given(fields)}
    return hashlib.sha256(canonical({"answers": given(answers), "rows": told}).encode()).hexdigest()


def touched(kind: str, fields: Iterable[str]) -> dict[str, list[str]]:
    """§1: the groups that hold any of these fields, by name. A field of a pattern is a group of its own."""
    names, found = set(fields), {}
    for name, group in POLICIES[kind]["group"].items():
        if name.endswith(".*"):
            found |= {each: [each] for each in names if each.startswith(name[:-1])}
        elif names & set(group["fields"]):
            found[name] = group["fields"]
    return found


def own_line(before: Json | None, change: Json, ending: Json) -> tuple[str, str]:
    """§6: the part and the line that stand after one's own applied change."""
    groups = touched(change["kind"], change["set"])
    stamp: Json = {"at": ending["at"], "by": change["author"], "change": change["id"], **({"about": True} if change.get("clock_jumped") else {})}
    if before is None:
        line = {
            "kind": change["kind"],
            "id": change["record"],
            "patient": change["patient"],
            "part": ending["part"],
            "rev": ending["rev"],
            "fields": {name: _sorted(change["kind"], name, value) for name, value in change["set"].items()},
            "stamps": dict.fromkeys(groups, stamp),
        }
        return ending["part"], canonical(line)
    line = before
    for name, fields in groups.items():
        was = {one: before["fields"].get(one) for one in fields}
        wanted = {one: _sorted(change["kind"], one, change["set"].get(one)) for one in fields}
        if canonical(was) == canonical(wanted):
            continue
        with_was = {**stamp, "was": was} if any(value is not None for value in was.values()) else stamp
        line = {**line, "rev": ending["rev"], "fields": {**line["fields"], **wanted}, "stamps": {**line["stamps"], name: with_was}}
    return line["part"], canonical(line)


def _sorted(kind: str, field_name: str, value: Any) -> Any:
    """§2: a set is sorted, without repeats."""
    group = next((group for group in POLICIES[kind]["group"].values() if field_name in group["fields"]), {"policy": "review"})
    if group["policy"] == "set" and isinstance(value, list):
        return sorted(set(value), key=lambda one: one.encode("utf-16-be"))
    return value


def _put(lines: dict[str, str], arrived: list[str]) -> None:
    for line in arrived:
        record = json.loads(line)
        if "gone" in record:
            lines.pop(record["gone"], None)
        else:
            lines[record["id"]] = line


def _outside(head: Json) -> dict[str, dict[str, int]]:
    return {name: part["outside"] for name, part in head["parts"].items() if "outside" in part}


def _check(head: Json, part: str, lines: Mapping[str, str], said: str) -> None:
    if sum_of(lines) != said:
        raise WrongSum(f"{head['bundle']} {part} at {head['to']}")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _wire(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _uuid7(moment: datetime) -> str:
    milliseconds = int(moment.timestamp() * 1000)
    value = (milliseconds & (2**48 - 1)) << 80 | uuid.uuid4().int & (2**80 - 1)
    value = value & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=value & ~(0b11 << 62) | 0b10 << 62))


# ------------------------------------------------------------------------------------------------------------------ how it reaches a server


def over_flask(client: Any) -> Send:
    """Through Flask's own test client, cookies included."""

    def send(path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        answer = client.post(path, data=body, headers=dict(headers))
        return answer.status_code, answer.headers, answer.get_data()

    return send


def over_http(address: str) -> Send:
    """To a server on this machine, one connection kept open; cookies are kept."""
    host, _, port = address.rpartition(":")
    connection = http.client.HTTPConnection(host.removeprefix("http://"), int(port), timeout=60)
    cookies: dict[str, str] = {}

    def send(path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        connection.request("POST", path, body, {**headers, **({"Cookie": "; ".join(cookies.values())} if cookies else {})})
        answer = connection.getresponse()
        data = answer.read()
        for found in answer.headers.get_all("Set-Cookie", []):
            cookies[found.partition("=")[0]] = found.partition(";")[0]
        return answer.status, dict(answer.headers.items()), data

    return send
