"""One world from one seed: people who type, tablets that fail, a server that dies, is restored, and changes who may see whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from sync import engine, ids, policy, pull, signing
from sync.change import Change, Record
from sync.merge import whole
from sync.policy import Group
from sync.simulated import chance, oracle
from sync.simulated.server import Apply, Grant, Lost, Server
from sync.simulated.tablet import Broken, Tablet

FOREVER = chance.START + 10**12
ROLES = tuple(frozenset({role}) for role in ("practitioner", "lead", "practitioner", "lead", "practitioner", "assistant", "voluntary"))


HOT = frozenset(
    {"phone", "tags", "address", "target", "status", "statement", "words", "matters", "mark", *(f"answer.{link}" for link in chance.ANSWERED)}
)
"""Where many hands meet."""


class World:
    """`steps` is what happened, in words, for whoever has to understand a seed that failed."""

    def __init__(
        self,
        seed: int,
        apply: Apply = engine.apply,
        plan: Callable[..., pull.Plan] = pull.plan,
        tablet: type[Tablet] = Tablet,
        server: type[Server] = Server,
    ) -> None:
        self.rng = Random(seed)  # noqa: S311 a simulation must come out the same twice
        self.policies = policy.load()
        self.apply = apply
        self.server = server(self.policies, apply, plan)
        self.steps: list[str] = []
        self.patients = [self._id() for _ in range(2)]
        self.staff = [self._id() for _ in range(self.rng.randint(2, 3))]
        for number, person in enumerate(self.staff):
            self.server.roles[person] = ROLES[0] if number == 0 else self.rng.choice(ROLES)
            self.server.add(ids.mine(person), "mine")
        for patient in self.patients:
            self.server.add(patient, "patient")
            for number, person in enumerate(self.staff):
                parts = ("core", "more") if number == 0 or self.rng.random() < 0.7 else ("core",)
                self.server.state.grants.append(Grant(person, patient, parts, 0, FOREVER))
        self._first_records()
        people = self.staff + [self.rng.choice(self.staff) for _ in range(self.rng.randint(0, 2))]
        self.tablets = [tablet(person, self.server, self.policies, self.rng) for person in people]
        self.running: dict[int, Iterator[str]] = {}

    # ------------------------------------------------------------ the run

    def run(self, steps: int) -> None:
        """Everything that happens, then quiet, then what must be true. Raises Broken."""
        for number in range(len(self.tablets)):
            self._finish(number)
        acts: list[tuple[int, Callable[[], str | None]]] = [
            (24, self._type),
            (18, self._leave),
            (5, self._create),
            (9, self._settle),
            (8, self._assess),
            (40, self._sync),
            (5, self._crash),
            (6, self._coverage),
            (3, self._clock),
            (4, self._time),
            (2, self._server_dies),
            (3, self._server_is_busy),
            (1, self._grants),
            (2, self._job),
            (2, self._backup),
            (1, self._restore),
        ]
        weights, doings = [weight for weight, _ in acts], [act for _, act in acts]
        for act in self.rng.choices(doings, weights, k=steps):
            self.server.now += self.rng.choice((1, 40, 900, 15_000))
            what = act()
            if what is not None:
                self.steps.append(f"{chance.text(self.server.now)[11:]} {what}")
        self.steps.append("quiet")
        self._quiet()
        self._check()

    def _quiet(self) -> None:
        self.running.clear()
        self.server.dies = self.server.busy = None
        for tablet in self.tablets:
            tablet.online = True
            for key in list(tablet.disk.drafts):
                tablet.leave(key)
        for _ in range(12):
            before = self._fingerprint()
            self.server.now += 1000
            for number in range(len(self.tablets)):
                self._finish(number)
            if self._fingerprint() == before:
                return
        raise Broken("does not come to rest")

    def _fingerprint(self) -> Any:
        held = [[(name, each.rev, each.chain8, each.grant_end) for name, each in tablet.disk.bundles.items()] for tablet in self.tablets]
        return len(self.server.state.journal), held, [sum(row.covering for row in tablet.disk.rows) for tablet in self.tablets]

    def _check(self) -> None:
        server = self.server
        oracle.check_journal(server, self.policies, self.apply)
        for number, tablet in enumerate(self.tablets):
            granted = {each.bundle: each for each in server.granted(tablet.staff)}
            if granted.keys() != tablet.disk.bundles.keys():
                raise Broken(f"tablet {number} holds other bundles than it is granted (R9)")
            for name, held in tablet.disk.bundles.items():
                bundle = server.state.bundles[name]
                if (held.rev, held.chain8, held.parts) != (bundle.rev, bundle.chain8[bundle.rev], granted[name].parts):
                    raise Broken(f"tablet {number} holds {name} at another version than the server")
                if any(held.lines[part] != bundle.lines(part) for part in held.parts):
                    raise Broken(f"tablet {number} holds other lines of {name} than the server")
            for row in tablet.disk.rows:
                if row.state != "answered" or row.covering:
                    raise Broken(f"tablet {number} still has {row.change.id} in its queue")
                journalled = server.state.endings.get(row.change.id)
                if journalled is None or row.ending is None or journalled.ending is None:
                    raise Broken(f"{row.change.id} of tablet {number} is not in the journal")
                if ids.ended(journalled.ending)["ending"] != row.ending["ending"]:
                    raise Broken(f"{row.change.id} ended {row.ending} for its tablet and {journalled.ending} for the server")
            for change_id, wanted in tablet.promised.items():
                row_there = server.state.endings.get(change_id)
                if row_there is None or row_there.change is None or row_there.change.set != wanted:
                    raise Broken(f"tablet {number} said it kept {change_id}: the server never got it as it was typed")

    # ------------------------------------------------------------ what people do

    def _any(self) -> tuple[int, Tablet]:
        number = self.rng.randrange(len(self.tablets))
        return number, self.tablets[number]

    def _type(self) -> str | None:
        number, tablet = self._any()
        found = self._something(tablet)
        if found is None:
            return None
        bundle, record, group = found
        shown = whole(group, record.fields)
        draft = tablet.disk.drafts.get((record.id, group.name))
        value = self._value(record.kind, group, draft.value if draft else shown)
        tablet.type(bundle, record, group, value)
        return f"tablet {number} types {value} into {record.kind}.{group.name} of {record.id[-4:]}, where {shown} stands"

    def _leave(self) -> str | None:
        number, tablet = self._any()
        if not tablet.disk.drafts:
            return None
        key = self.rng.choice(list(tablet.disk.drafts))
        tablet.leave(key)
        return f"tablet {number} leaves {key[1]} of {key[0][-4:]}"

    def _create(self) -> str | None:
        number, tablet = self._any()
        if not tablet.disk.bundles:
            return None
        patient = self.rng.choice(self.patients)
        seen = tablet.seen(patient)
        about_me = ids.derived(f"about_me:{patient}")
        turn = self.rng.random()
        if turn < 0.35 and about_me not in seen:
            tablet.create(patient, "about_me", about_me, {"words": chance.sentence(self.rng)})
            return f"tablet {number} begins the about me of {patient[-4:]}"
        if turn < 0.55:
            tablet.create(
                patient, "observation", self._id(), {"type": "pulse", "value": self.rng.randint(50, 110), "unit": "/min", "staff": tablet.staff}
            )
            return f"tablet {number} measures a pulse"
        if turn < 0.75:
            mine = ids.mine(tablet.staff)
            mark = ids.derived(f"read_mark:{tablet.staff}:{patient}")
            if mark not in tablet.seen(mine):
                tablet.create(mine, "read_mark", mark, {"about": patient, "looked_at": chance.text(self.server.now), "looked_rev": None})
                return f"tablet {number} has read {patient[-4:]}"
        tablet.create(patient, "goal", self._id(), {"words": chance.sentence(self.rng), "status": "active", "status_reason": None})
        return f"tablet {number} sets a goal for {patient[-4:]}"

    def _assess(self) -> str | None:
        """Begins the joint assessment, adds a row, signs a section of what is on the screen."""
        number, tablet = self._any()
        patient = self.rng.choice(self.patients)
        if patient not in tablet.disk.bundles:
            return None
        seen = tablet.seen(patient)
        url = chance.QUESTIONNAIRE["questionnaire"]
        mine = ids.derived(f"assessment:{patient}:{url}:1")
        if mine not in seen:
            begun = {"begun_at": chance.text(self.server.now), "begun_by": tablet.staff, "status": "in-progress", "status_reason": None}
            answers = {"answer.falls": self._answer()} if self.rng.random() < 0.5 else {}
            tablet.create(patient, "assessment", mine, {**chance.QUESTIONNAIRE, "ordinal": 1, **begun, **answers})
            return f"tablet {number} begins the assessment of {patient[-4:]}"
        rows = [each for each in seen.values() if each.kind == "answer_row" and each.fields.get("assessment") == mine]
        if self.rng.random() < 0.3:
            inside = self.rng.choice(rows).id if rows and self.rng.random() < 0.3 else None
            row = {"assessment": mine, "group": "aids", "parent": inside, "position": self.rng.randint(0, 9), "answer.aid": self._answer()}
            tablet.create(patient, "answer_row", self._id(), row)
            return f"tablet {number} adds a row to the assessment of {patient[-4:]}"
        section = self.rng.choice(("walking", "mood", ""))
        tablet.create(patient, "signature", self._id(), self._signed(tablet, seen, mine, section))
        return f"tablet {number} signs {section or 'all'} of the assessment of {patient[-4:]}"

    def _signed(self, tablet: Tablet, seen: dict[str, Record], assessment: str, section: str) -> dict[str, Any]:
        rows = [each for each in seen.values() if each.kind == "answer_row" and each.fields.get("assessment") == assessment]
        text = signing.content(seen[assessment], rows, chance.SECTIONS, section)
        at = chance.text(self.server.now)
        who = {"assessment": assessment, "section": section, "staff": tablet.staff}
        return {**who, "content_hash": signing.hashed(text), "shown": None, "signed_at": at, "drawn": None}

    def _answer(self) -> dict[str, Any] | None:
        return {"answer": [{"valueInteger": self.rng.getrandbits(2)}]} if self.rng.random() < 0.9 else None

    def _settle(self) -> str | None:
        number, tablet = self._any()
        for bundle in tablet.disk.bundles:
            shown = [each for each in tablet.seen(bundle).values() if each.kind == "conflict" and each.fields["status"] == "open"]
            if not shown:
                continue
            of_signed = [each for each in shown if each.fields.get("signed") or signing.is_of_a_signature(each)]
            conflict = self.rng.choice(of_signed if of_signed and self.rng.random() < 0.5 else shown)
            kind = conflict.fields["about_kind"]
            group = self.policies.kinds[kind].named(conflict.fields["group"])
            assert group is not None
            value = self.rng.choice(conflict.fields["sides"])["value"]
            if signing.is_of_a_signature(conflict):
                seen, turn = tablet.seen(bundle), self.rng.random()
                if turn < 0.2:
                    value = dict.fromkeys(value)
                elif turn < 0.9 and value["assessment"] in seen:
                    value = self._signed(tablet, seen, value["assessment"], value["section"])
            elif self.rng.random() < 0.25:
                value = self._value(kind, group, value)
            tablet.settle(bundle, conflict, value, "asked the person")
            return f"tablet {number} settles {kind}.{group.name} of {conflict.fields['about'][-4:]} as {value}"
        return None

    def _something(self, tablet: Tablet) -> tuple[str, Record, Group] | None:
        """A record and group that this tablet shows and an app would let be edited."""
        bundles = list(tablet.disk.bundles)
        if not bundles:
            return None
        bundle = self.patients[0] if self.patients[0] in bundles and self.rng.random() < 0.5 else self.rng.choice(bundles)
        over = self.policies.over
        records = [each for each in tablet.seen(bundle).values() if each.kind not in ("conflict", "observation")]
        asked = [each for each in records if each.kind in ("assessment", "answer_row")]
        if asked and self.rng.random() < 0.3:
            records = asked
        if not records:
            return None
        record = self.rng.choice(records[:4] if self.rng.random() < 0.6 else records)
        groups = [each for each in self.policies.kinds[record.kind].groups.values() if each.policy != "once" and each.writers != {"engine"}]
        links = {"assessment": chance.ANSWERED, "answer_row": ("aid",)}.get(record.kind, ())
        groups += [group for group in (self.policies.kinds[record.kind].named(f"answer.{link}") for link in links) if group is not None]
        if record.fields.get("status") in over:
            groups = [each for each in groups if "status" in each.fields]
        if record.kind == "signature":
            groups = [self.policies.kinds["signature"].groups["status"]]
        hot = [each for each in groups if each.name in HOT]
        return bundle, record, self.rng.choice(hot if hot and self.rng.random() < 0.75 else groups)

    def _value(self, kind: str, group: Group, before: dict[str, Any]) -> dict[str, Any]:
        rng = self.rng
        if group.policy == "text":
            name = group.fields[0]
            return {name: chance.rewritten(rng, before[name])}
        if group.policy == "set":
            name = group.fields[0]
            old = set(before[name] or ())
            return {name: sorted(old ^ {rng.choice("abcdef")})}
        if kind == "signature":
            return {"status": "entered-in-error", "status_reason": f"because {rng.getrandbits(4)}"}
        if group.name.startswith("answer."):
            return {group.name: self._answer()}
        if group.stepped is not None:
            status = rng.choice(("in-progress", "in-progress", "completed", "entered-in-error"))
            return {"status": status, "status_reason": None if rng.random() < 0.3 else f"because {rng.getrandbits(4)}"}
        if "status" in group.fields:
            status = rng.choice(("active", "active", "stopped" if kind == "medicine" else "cancelled", "entered-in-error"))
            return {**dict.fromkeys(group.fields), "status": status, "status_reason": f"because {rng.getrandbits(16)}"}
        if "looked_at" in group.fields:
            return {**before, "looked_at": chance.text(self.server.now)}
        values = {name: before[name] if rng.random() < 0.4 else f"{name} {rng.getrandbits(3)}" for name in group.fields}
        return values if rng.random() < 0.95 else dict.fromkeys(group.fields)

    # ------------------------------------------------------------ what happens to tablets

    def _sync(self) -> str | None:
        number, tablet = self._any()
        if number not in self.running:
            if not tablet.online:
                return None
            cut = self.rng.choice((None, None, None, 1, 2, 3))
            self.running[number] = tablet.sync(self.rng.choice((1, 3, 200)), cut)
        for _ in range(self.rng.choice((1, 2, 4, 30))):
            where = self._advance(number)
            if where is None:
                return f"tablet {number} ends a round"
        return f"tablet {number} syncs: {where}"

    def _advance(self, number: int) -> str | None:
        try:
            return next(self.running[number])
        except (StopIteration, Lost) as end:
            del self.running[number]
            if isinstance(end, Lost):
                self.steps.append(f"tablet {number} lost the connection")
            return None

    def _finish(self, number: int) -> None:
        self.running.pop(number, None)
        self.tablets[number].erase_ended()
        try:
            for _ in self.tablets[number].sync(200):
                pass
        except Lost:
            pass

    def _crash(self) -> str | None:
        number, _ = self._any()
        if self.running.pop(number, None) is None:
            return None
        return f"tablet {number} is killed in the middle of a round"

    def _coverage(self) -> str:
        number, tablet = self._any()
        tablet.online = not tablet.online
        return f"tablet {number} is {'online' if tablet.online else 'offline'}"

    def _clock(self) -> str:
        number, tablet = self._any()
        tablet.skew = self.rng.choice((0, 3_600_000, -3_600_000, -200_000_000_000, 86_400_000 * 400, 250))
        tablet.jumped = True
        return f"the clock of tablet {number} jumps by {tablet.skew // 1000} s"

    def _time(self) -> str:
        self.server.now += self.rng.choice((60_000, 3_600_000, 30_000_000))
        for tablet in self.tablets:
            tablet.erase_ended()
        return "time passes"

    # ------------------------------------------------------------ what happens to the server

    def _server_dies(self) -> str:
        self.server.dies = self.rng.choice(("before", "after"))
        return f"the server will die {self.server.dies} its next commit"

    def _server_is_busy(self) -> str:
        self.server.busy = self.rng.choice(self.patients)
        return f"the server will be busy with {self.server.busy[-4:]} at the next push"

    def _grants(self) -> str:
        state = self.server.state
        person, patient = self.rng.choice(self.staff), self.rng.choice(self.patients)
        now = self.server.now
        held = [each for each in state.grants if each.staff == person and each.bundle == patient and each.until > now]
        state.grants = [replace(each, until=now) if each in held else each for each in state.grants]
        if held and self.rng.random() < 0.6:
            return f"the grant of {person[-4:]} for {patient[-4:]} ends"
        parts = self.rng.choice((("core",), ("core", "more")))
        until = self.rng.choice((FOREVER, FOREVER, now + 7_200_000))
        state.grants.append(Grant(person, patient, parts, now, until))
        return f"{person[-4:]} is granted {parts} of {patient[-4:]} until {chance.text(until)}"

    def _job(self) -> str | None:
        """Midnight: a row leaves the window or comes back (R8); a record is moved to another part."""
        name = self.rng.choice(self.patients)
        bundle = self.server.state.bundles[name]
        records = [each for each in bundle.records.values() if each.kind in ("observation", "goal", "medicine")]
        if not records:
            return None
        record = self.rng.choice(records)
        _, text = bundle.feed[record.id, record.part]
        if self.rng.random() < 0.3:
            other = "more" if record.part == "core" else "core"
            if text is None or any(key[0] == record.id for key in bundle.open):
                return None
            self.server.job(name, replace(record, part=other), "moved", record.part)
            return f"a job moves {record.kind} {record.id[-4:]} to {other}"
        self.server.job(name, record, None if text is not None else "back", record.part)
        return f"a job moves {record.kind} {record.id[-4:]} {'out of' if text is not None else 'into'} the window"

    def _backup(self) -> str:
        self.server.back_up()
        return "a backup is made and verified"

    def _restore(self) -> str | None:
        if not self.server.backups:
            return None
        which = self.rng.randrange(len(self.server.backups))
        grants = list(self.server.state.grants)
        self.server.restore(which)
        self.server.state.grants = grants
        return f"backup {which} is restored, and nobody is told"

    # ------------------------------------------------------------ the beginning

    def _id(self) -> str:
        return chance.uuid7(self.server.now, self.rng)

    def _first_records(self) -> None:
        author = self.staff[0]
        for patient in self.patients:
            firsts: list[tuple[str, str, dict[str, Any]]] = [
                ("patient", patient, {"given_name": "Amina", "family_name": "Begum", "known_as": None, "phone": "1", "tags": ["a", "b"]}),
                ("goal", self._id(), {"words": "Walk to the mosque.", "target": "5", "target_unit": "metres", "target_how": None, "target_on": None}),
                ("medicine", self._id(), dict.fromkeys(("name", "dose", "unit", "frequency", "route", "instructions"), "1") | {"status": "active"}),
                ("care_plan", ids.derived(f"care_plan:{patient}"), {"what_matters": "Her son. Her garden. Friday prayers. Tea with sugar."}),
            ]
            made_at = chance.text(self.server.now)
            changes = [Change(self._id(), kind, record, patient, patient, author, made_at, 1, None, values) for kind, record, values in firsts]
            self.server.push(author, {}, [ids.wire(each) for each in changes], None)
