"""The record that the sync benchmarks read: invented words of the right size, deterministic from a seed.

`python -m ops.benchmarks.dataset` fills the database of the environment: a place with one nurse who holds 300 patients of 10,000 records of about
1.2 KB, two who hold 2,000, fifty who hold 500 each, ten times five who share 600, and five times as many records of others. It prints what it made
as JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import uuid
from collections.abc import Iterator

from backend import wall_clock
from backend.accounts import passwords
from backend.accounts.services import NewAccount, add_accounts
from backend.app import create_app
from backend.database import Acting
from backend.grants.services import grant_caseload
from backend.places.services import make_place, people_bundle
from backend.record.imports import derived
from backend.record.services import BundleLoad, load
from backend.transaction import transaction

PASSWORD = "bench-only-passphrase-7391"
LETTERS = "aaabcdeeeefghiiijklmnnooopqrrsssttttuuvwxyz"


def an_id(rng: random.Random) -> str:
    """A UUIDv7-like id, from the seed."""
    raw = bytearray(rng.randbytes(16))
    raw[0:6] = (1_790_000_000_000 + rng.randrange(10**9)).to_bytes(6, "big")
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


def vocabulary(rng: random.Random, size: int = 2500) -> list[str]:
    return ["".join(rng.choice(LETTERS) for _ in range(rng.choice((2, 3, 4, 5, 5, 6, 6, 7, 8, 9, 11)))) for _ in range(size)]


def text(rng: random.Random, words: list[str], length: int) -> str:
    """Words with the skewed frequencies of a language, so that they compress as prose does."""
    made: list[str] = []
    size = 0
    while size < length:
        word = words[min(int(rng.expovariate(1 / 400)), len(words) - 1)]
        made.append(word)
        size += len(word) + 1
    return (" ".join(made))[:length].strip().capitalize() + "."


def patients(rng: random.Random, place: str, staff: str, count: int, records: int, words: list[str], author: str) -> Iterator[BundleLoad]:
    """`count` patients who together have `records` records: each the person and notes of about 1.2 KB a line."""
    from sync.change import Record

    now = wall_clock.now()
    for number in range(count):
        mine = records // count + (1 if number < records % count else 0)
        patient = an_id(rng)
        born = f"19{rng.randrange(30, 60)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d}"
        person = {"given_name": text(rng, words, 6)[:-1], "family_name": text(rng, words, 9)[:-1], "born_on": born, "status": "active"}
        person |= {"address_line": text(rng, words, 30), "postcode": "E1 4LS"}
        made = [Record("patient", patient, patient, "core", 1, person)]
        for _ in range(mine - 1):
            note = {"category": "visit", "written_at": wall_clock.wire(now), "staff": staff, "words": text(rng, words, 760)}
            made.append(Record("note", an_id(rng), patient, "more", 1, note))
        yield BundleLoad(patient, "patient", place, patient, made)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--others", type=int, default=5, help="how many times the first nurse's records others have on the server")
    given = parser.parse_args()
    from sync.change import Record

    rng = random.Random(given.seed)
    words = vocabulary(rng)
    now = wall_clock.now()
    with create_app().app_context():
        place, organisation, team = (derived(f"bench:{name}") for name in ("place", "organisation", "team"))
        caseloads = [
            ("ten", 300, 10_000),
            ("two", 60, 2_000),
            ("busy", 60, 2_000),
            *((f"rush{number}", 15, 500) for number in range(50)),
            *((f"day{team}", 24, 600) for team in range(10)),
            ("others", 300 * given.others, 10_000 * given.others),
        ]
        people = [Record("organisation", organisation, None, "core", 1, {"name": "Bench"}), Record("team", team, None, "core", 1, {"name": "Bench"})]
        holders = {name: [f"{name}-{number}" for number in range(5)] if name.startswith("day") else [name] for name, _, _ in caseloads}
        staff = {holder: derived(f"bench:staff:{holder}") for several in holders.values() for holder in several}
        for name, id_ in staff.items():
            fields = {
                "name": f"Nurse {name}",
                "profession": "Community nurse",
                "role": "practitioner",
                "organisation": organisation,
                "status": "active",
            }
            people.append(Record("staff", id_, None, "core", 1, fields))
        hashed = passwords.hashed(PASSWORD)
        with transaction(Acting("engine")) as session:
            make_place(session, place, "Bench", now)
            add_accounts(session, [NewAccount(str(uuid.uuid4()), place, id_, f"{name}@bench.example", hashed) for name, id_ in staff.items()], now)
        load([BundleLoad(people_bundle(place), "people", place, place, people)], author="bench", made_at=now, today=wall_clock.today())
        load(
            [BundleLoad(derived(f"mine:{id_}"), "mine", place, id_, []) for id_ in staff.values()],
            author="bench",
            made_at=now,
            today=wall_clock.today(),
        )
        made: dict[str, list[str]] = {}
        for name, count, records in caseloads:
            bundles = list(patients(rng, place, staff[holders[name][0]], count, records, words, "bench"))
            load(bundles, author="bench", made_at=now, today=wall_clock.today())
            made[name] = [bundle.bundle for bundle in bundles]
            with transaction(Acting("engine", place=place)) as session:
                for patient in made[name]:
                    for holder in holders[name]:
                        grant_caseload(session, place=place, patient=patient, now=now, staff=staff[holder])
            print(f"  {name}: {count} patients, {records} records", file=sys.stderr)
    print(json.dumps({"password": PASSWORD, "place": place, "staff": staff, "patients": made}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
