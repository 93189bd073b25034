"""FHIR R4 files into a place and a team's caseload: read whole, then written through the one door, with a report of everything.

1. All files are read and checked before the first is written: a file that is not FHIR R4 stops the import with nothing done.
2. One person is one call of the door, so one transaction: nobody is half imported.
3. A second import of the same files changes nothing; of newer ones it changes what their source changed (M9).
4. Two people are never made one: ids count within their source, and where an id comes to mean somebody else nothing of them is taken.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from backend import wall_clock
from backend.database import Acting
from backend.fhir.elements import listed, words
from backend.fhir.mapping import READ_WITH_OTHERS, TAKES, Context, Left, Taken, record_id
from backend.fhir.measurements import pair_halves, panels_of
from backend.fhir.reading import Resource, Source, read
from backend.grants.services import grant_caseload
from backend.record import registry
from backend.record.imports import changes_for, is_disputed, said_before, why_refused
from backend.record.services import Writer, write
from backend.transaction import transaction
from backend.wire_fields import judged_on

AUTHOR = "import-fhir"
ROLES = frozenset({"engine", "practitioner", "lead", "coordinator", "assistant"})
"""An import speaks for the clinicians of its source; what it may not do is settle or overwrite in silence, and no role allows that."""


@dataclass
class Report:
    """What became of one file. `taken`, `unchanged`: records by kind; `left`: (type, why) → how often; `example`: where the first of each stood."""

    file: str
    people: list[str] = field(default_factory=list)
    resources: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    disputed: int = 0
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    example: dict[tuple[str, str], str] = field(default_factory=dict)

    def leave(self, resource: Resource, why: str) -> None:
        self.left[resource.type, why] += 1
        self.example.setdefault((resource.type, why), resource.place)


def import_files(
    files: Sequence[Path], *, place: str, team: str, source: str | None = None, progress: Callable[[Report], None] | None = None
) -> list[Report]:
    """Imports files in order. `source`: the name shown beside what came (else the file says it). Raises reading.NotR4 before anything is written."""
    read_files = [read(file) for file in files]
    return [_import(file, place, team, source, progress) for file in read_files]


def _import(file: Source, place: str, team: str, source: str | None, progress: Callable[[Report], None] | None) -> Report:
    report = Report(file.file.name, resources=len(file.resources))
    people = list(file.of("Patient"))
    keys = {one.key: one for one in people} | {f"Patient/{one.body.get('id')}": one for one in people if one.body.get("id")}
    whose: dict[str, list[Resource]] = {one.key: [one] for one in people}
    for resource in [*file.resources, *pair_halves(file)]:
        if resource.type not in TAKES:
            if resource.type not in READ_WITH_OTHERS:
                report.leave(resource, "the record has no place for this kind of resource")
            continue
        if resource.type == "Patient":
            continue
        patient = keys.get(resource.reference("subject") or resource.reference("patient") or "")
        if patient is None:
            report.leave(resource, "it names no patient of this file")
            continue
        whose[patient.key].append(resource)
    for patient in people:
        _import_person(patient, whose[patient.key], file, place, team, source or _source_of(patient), report)
        if progress:
            progress(report)
    return report


def _source_of(patient: Resource) -> str:
    """What to call a source that nobody named: the system of the person's first identifier."""
    for one in listed(patient.body.get("identifier")):
        if (system := words(one.get("system"))) is not None:
            return system.removeprefix("https://").removeprefix("http://")[:120]
    return "another system"


def _import_person(patient: Resource, resources: list[Resource], file: Source, place: str, team: str, source: str, report: Report) -> None:
    now = wall_clock.now()
    made_at, today = wall_clock.wire(now), wall_clock.day_of(now)
    context = Context(file, patient.key, record_id(patient, source), source, itertools.count(1), panels_of(file) | _pairs_at(file))
    resources.sort(key=lambda one: list(TAKES).index(one.type))
    wanted: dict[str, tuple[Taken, Resource]] = {}
    for resource in resources:
        for result in TAKES[resource.type](resource, context):
            if isinstance(result, Left):
                report.leave(resource, result.why)
            elif (wrong := _wrong(result, today)) is not None:
                report.leave(resource, wrong)
            else:
                wanted.setdefault(result.record, (result, resource))
    with transaction(Acting("engine", AUTHOR, place)) as session:
        before = said_before(session, AUTHOR, wanted)
    if _is_another(before.get(context.patient), wanted[context.patient][0].fields if context.patient in wanted else {}):
        for resource in resources:
            report.leave(resource, "its patient has the id of another person of this source: give each system a name of its own")
        return
    changes = []
    for taken, resource in _in_their_places(wanted, before):
        made = changes_for(taken.kind, taken.record, context.patient, taken.fields, before.get(taken.record), author=AUTHOR, made_at=made_at)
        changes += [(change, taken, resource) for change in made]
        if not made:
            report.unchanged[taken.kind] += 1
    written = write([change for change, _, _ in changes], Writer(AUTHOR, ROLES, place, purpose="import of FHIR R4"), received_at=now)
    for (_, taken, resource), ended in zip(changes, written.endings, strict=True):
        if (why := why_refused(ended)) is not None:
            report.leave(resource, why)
        else:
            report.taken[taken.kind] += 1
            report.disputed += is_disputed(ended)
    with transaction(Acting("engine", AUTHOR, place)) as session:
        grant_caseload(session, place=place, patient=context.patient, now=now, team=team)
    report.people.append(context.patient)


def _in_their_places(wanted: Mapping[str, tuple[Taken, Resource]], before: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Taken, Resource]]:
    """What to write: what was imported before stands where it stood then, what is new after it. A file's order means nothing."""
    stood = {record: said["position"] for record, said in before.items() if said.get("position") is not None}
    after = itertools.count(int(max(stood.values(), default=0)) + 1)
    for record, (taken, resource) in wanted.items():
        if "position" in taken.fields:
            taken = replace(taken, fields={**taken.fields, "position": stood[record] if record in stood else next(after)})
        yield taken, resource


def _is_another(before: Mapping[str, object] | None, now: Mapping[str, object]) -> bool:
    """Whether two of NHS number, family name and date of birth are other than the source said last: then this is somebody else under the same id."""
    known = [(before or {}).get(name) for name in _TELLING_APART], [now.get(name) for name in _TELLING_APART]
    return sum(was is not None and is_ is not None and was != is_ for was, is_ in zip(*known, strict=True)) >= 2


_TELLING_APART = ("nhs_number", "family_name", "born_on")


def _pairs_at(file: Source) -> set[str]:
    return {f"{one.reference('subject')} {one.body.get('effectiveDateTime')}" for one in pair_halves(file)}


def _wrong(taken: Taken, today: date) -> str | None:
    """What the kind's own schema says against these fields, in one sentence; None where nothing."""
    known = registry.known(taken.kind)
    if known is None:
        return f"the record does not know {taken.kind} here"
    given = {name: value for name, value in taken.fields.items() if value is not None}
    with judged_on(today):
        errors = known.synced.schema().validate(given)
    return "; ".join(_sentences(errors)) if errors else None


def _sentences(errors: Mapping[str, object]) -> Iterator[str]:
    for name, found in errors.items():
        said = found if isinstance(found, list) else [found]
        yield f"{name}: {' '.join(str(one) for one in said)}"


def in_words(reports: Sequence[Report]) -> str:
    """The report for a person at a terminal: per file what was taken, what was not, and why."""
    lines = []
    for report in reports:
        lines.append(f"{report.file}: {report.resources} resources, {len(report.people)} {'person' if len(report.people) == 1 else 'people'}")
        for heading, counted in (("taken", report.taken), ("as before", report.unchanged)):
            if counted:
                lines.append(f"  {heading}: " + ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in sorted(counted.items())))
        if report.disputed:
            lines.append(f"  to settle: {report.disputed} where people here and the source said different things")
        if report.left:
            lines.append("  not taken:")
        for (kind, why), count in sorted(report.left.items(), key=lambda one: (-one[1], one[0])):
            lines.append(f"    {count:>5} {kind}: {why} (first at {report.example[kind, why]})")
    return "\n".join(lines)
