"""Writes a case down: the records of one patient's bundle, as if the team had written them over months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from backend.demo import standing
from backend.demo.book import Book
from backend.demo.case import Case, Rhythm
from backend.demo.fitting import goals_served, statement_for
from backend.demo.history import reading, unit_of, write_reading
from backend.demo.ids import SEED, at, chance_of
from backend.demo.place import Place
from backend.demo.problems.shape import Task
from backend.demo.repeating import pattern_of
from backend.demo.rhythms import in_words

OLD_READINGS = (172, 144, 116, 88, 65, 43)
"""Days ago of the readings from before the visits that are written out."""


def write_person(book: Book, place: Place, case: Case, made_on: date, *, old: Sequence[int] = OLD_READINGS) -> None:
    """Everything but the visits."""
    _who(book, case, made_on)
    _what_to_know(book, case, made_on)
    _illness(book, case, made_on)
    _plan(book, place, case, made_on)
    _told(book, case, made_on)
    standing.agree(book, case, made_on)
    for n, ago in enumerate(old):
        for curve in case.curves:
            by = case.everyone()[n % len(case.everyone())]
            write_reading(book, curve, by.id, at(made_on - timedelta(days=ago), 600 + 17 * n), ago, None)


def _before(made_on: date, ago: int, minutes: int) -> datetime:
    return at(made_on - timedelta(days=ago), minutes)


def _who(book: Book, case: Case, made_on: date) -> None:
    since = _before(made_on, 380, 610)
    book.add(
        "patient",
        case.coordinator.id,
        since,
        id_=case.id,
        given_name=case.given,
        family_name=case.family,
        known_as=case.known_as,
        born_on=case.born_on,
        nhs_number=case.nhs_number,
        address_line=case.address.line,
        postcode=case.address.postcode,
        latitude=case.address.latitude,
        longitude=case.address.longitude,
        access_note=case.access_note,
        phone=case.phone,
        gender=case.gender,
        ethnicity=case.ethnicity,
        languages=sorted(case.languages),
        interpreter_needed=case.interpreter_needed,
        interpreter_language=case.interpreter_language,
        practice=case.practice,
        risk_band=case.risk_band,
        risk_on=made_on.replace(day=1),
        lives_with=case.lives_with,
        spo2_scale=2 if case.scale_2 else 1,
        spo2_scale_reason=case.scale_2,
        tags=sorted(case.tags),
        status="active",
        **standing.fields(case, made_on),
    )
    if case.door is not None:
        code, where = case.door
        book.add("door_code", case.coordinator.id, _before(made_on, 69, 640), code=code, where=where, status="active")


def _what_to_know(book: Book, case: Case, made_on: date) -> None:
    for warning, ago, by in case.warnings:
        book.add(
            "alert",
            by.id,
            _before(made_on, ago, 585),
            category=warning.category,
            title=warning.title,
            detail=warning.detail,
            severity=warning.severity,
            status="active",
        )
    if case.door is not None:
        book.add(
            "alert",
            case.coordinator.id,
            _before(made_on, 69, 641),
            category="access",
            title="Key safe",
            detail=f"{case.door[1]}. Code behind a tap.",
            severity="low",
            status="active",
        )
    for relative in case.relatives:
        book.add(
            "contact",
            case.coordinator.id,
            _before(made_on, case.about_ago + 3, 660),
            name=relative.name,
            relation=relative.relation,
            phone=relative.phone,
            is_carer=relative.is_carer,
            is_next_of_kin=relative.is_next_of_kin,
            is_key_holder=relative.is_key_holder,
            note=relative.note,
            status="active",
        )
    if case.about:
        teller = case.about_to or case.coordinator
        book.add("about_me", teller.id, _before(made_on, case.about_ago, 665), words=case.about, told_in=case.languages[-1], told_to=teller.id)


def _illness(book: Book, case: Case, made_on: date) -> None:
    gp = case.lead_professional.id
    for name, years in case.conditions:
        book.add(
            "condition",
            gp,
            _before(made_on, 300, 700),
            name=name,
            onset_on=max(case.born_on, made_on - timedelta(days=365 * years)),
            status="active",
        )
    for drug in case.drugs:
        book.add(
            "medicine",
            gp,
            _before(made_on, 45, 720),
            name=drug.name,
            dose=drug.dose,
            unit=drug.unit,
            frequency=drug.frequency,
            route=drug.route,
            instructions=drug.instructions,
            status="active",
        )


def _plan(book: Book, place: Place, case: Case, made_on: date) -> None:
    agreed = _before(made_on, case.agreed_ago, 860)
    by = case.coordinator.id
    book.add(
        "care_plan",
        by,
        agreed,
        what_matters=case.matters,
        agreed_on=made_on - timedelta(days=case.agreed_ago),
        agreed_with=list(case.agreed_with),
        agreed_kind="not-agreed" if case.not_agreed else "with-the-person",
        not_agreed_why=case.not_agreed,
        review_on=made_on + timedelta(days=case.review_in),
        review_by=by,
        status="active",
    )
    goals: list[str] = []
    for n, goal in enumerate(case.goals):
        aim, now_day = goal.aim, made_on - timedelta(days=goal.now_ago)
        start, now = aim.start, aim.now
        if aim.measure is not None:
            curve = next(found for found in case.curves if found.trend.type == aim.measure)
            unit = unit_of(aim.measure) or ""
            start, now = (f"{reading(curve, ago, None)[0]:g} {unit}" for ago in (goal.baseline_ago, goal.now_ago))
        seen = max(agreed, at(now_day, 700)) if goal.now_ago else agreed
        goals.append(
            book.add(
                "goal",
                goal.owner.id,
                agreed,
                words=aim.words,
                i_statement=statement_for(aim.words),
                baseline=start,
                baseline_on=made_on - timedelta(days=goal.baseline_ago) if start else None,
                target=aim.target,
                target_unit=aim.unit,
                target_how=aim.how,
                target_on=made_on + timedelta(days=goal.target_in) if goal.target_in else None,
                now=now,
                now_on=now_day if now else None,
                progress=goal.progress,
                progress_on=now_day,
                review_on=made_on + timedelta(days=goal.review_in),
                review_by=goal.owner.id,
                position=n + 1,
                status="active",
            )
        )
        if seen > agreed:  # Agreed with its beginning and its aim; how far along came later.
            if now:
                book.edited(goals[-1], "now", goal.owner.id, seen)
            if goal.progress > 1:
                book.edited(goals[-1], "progress", goal.owner.id, seen, progress=goal.progress - 1, progress_on=agreed.date())
    aims = [(goal.aim.words, goal.aim.measure) for goal in case.goals]
    position = 0
    for (who, _), shared in _shared_tasks(case).items():
        position += 1
        found = goals_served(shared[0][1].words, shared[0][1].measures, aims)
        # What somebody is on the caseload for is for what they want most, if its words do not say for what else.
        served = {goals[n] for n in found or ([0] if position == 1 else [])}
        _action(book, place, case, shared, who, served, position, made_on, agreed)
    for deed in case.deeds:
        position += 1
        staff = deed.staff
        wanted = {goals[n] for n in deed.goals or goals_served(deed.words, (), aims) if n < len(goals)}
        book.add(
            "action",
            (staff or case.coordinator).id,
            agreed,
            words=deed.words,
            frequency=deed.frequency,
            until=deed.until,
            staff=staff.id if staff else None,
            organisation=place.organisations.get(deed.organisation or (staff.organisation if staff else "")),
            who=None if staff else deed.who,
            goals=wanted,
            position=position,
            status=deed.status,
        )
    # With chances of their own: what else befalls this person stays as it is, however many instructions there are.
    ifs = Book(book.bundle, book.patient, chance_of(SEED, case.id, "if"))
    for n, one in enumerate(case.worse):
        who, phone = one.call
        ifs.add(
            "contingency",
            case.lead_professional.id,
            agreed,
            if_this=one.this,
            then_do=one.then,
            call_who=who,
            call_phone=phone,
            position=n + 1,
            status="active",
        )
    book.records += ifs.records


def _shared_tasks(case: Case) -> dict[tuple[str, str], list[tuple[Rhythm, Task]]]:
    """(kind of care, words) → who of that kind does it: several nurses take turns at one action, they do not have one each."""
    found: dict[tuple[str, str], list[tuple[Rhythm, Task]]] = {}
    for rhythm in case.rhythms:
        for task in rhythm.care.tasks:
            found.setdefault((rhythm.care.who, task.words), []).append((rhythm, task))
    return found


def _action(
    book: Book, place: Place, case: Case, shared: list[tuple[Rhythm, Task]], who: str, goals: set[str], position: int, made_on: date, when: datetime
) -> None:
    """One action, owned by whoever comes most often for it."""
    most, task = max(shared, key=lambda entry: len(entry[0].days))
    owner = next((person for person in most.staff if person.profession.care == who), most.staff[0])
    days = frozenset(day for rhythm, _ in shared for day in rhythm.days)
    made = book.add(
        "action",
        owner.id,
        when,
        words=task.words,
        frequency=task.often or in_words(days, made_on),
        until=task.until,
        staff=owner.id,
        organisation=place.organisations[owner.organisation],
        goals=goals,
        measures=set(task.measures),
        position=position,
        status="active",
        **(pattern_of(case, most, days, made_on) if task is most.care.tasks[0] else {}),
    )
    for rhythm, _ in shared:
        rhythm.actions.append(made)


def _told(book: Book, case: Case, made_on: date) -> None:
    for told in case.told:
        when = _before(made_on, told.ago, told.minutes)
        book.add("note", told.by.id, when, category=told.category, written_at=when, staff=told.by.id, words=told.words, status="recorded")
