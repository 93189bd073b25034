"""Reads of population, as role web: row-level security decides whose records there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.population.bands import AT_RISK
from backend.population.models import RiskRun
from backend.population.rule import SEEN_WITHIN_DAYS, Carer

MOST_RUNS = 200

_AT_RISK = text("""
select p.id as patient, p.given_name, p.family_name, p.born_on, r.band, r.since, r.is_judged, p.lead_professional as lead,
  p.care_coordinator as coordinator, c.id is not null as has_plan, c.agreed_on
from patient as p
join risk_in_force as r on r.patient_id = p.id
left join care_plan as c on c.patient_id = p.id and coalesce(c.status, 'active') = 'active'
where p.place_id = :place and coalesce(p.status, 'active') = 'active' and r.band = any (:bands)
order by array_position(:bands, r.band), p.family_name, p.given_name, p.id
""")


def at_risk(session: Session, place: str) -> Sequence[Row[Any]]:
    """Everyone at high or very high risk whom the session may see, the gravest band first, then by name."""
    return session.execute(_AT_RISK, {"place": place, "bands": list(AT_RISK)}).all()


def runs(session: Session, place: str) -> Sequence[RiskRun]:
    """The newest runs of a place."""
    newest = select(RiskRun).where(RiskRun.place_id == place).order_by(RiskRun.run_on.desc(), RiskRun.imported_at.desc(), RiskRun.id)
    return session.scalars(newest.limit(MOST_RUNS)).all()


_PERSON = text("""
select p.born_on, p.lead_professional::text as lead, r.band from patient as p join risk_in_force as r on r.patient_id = p.id
where p.id = :patient
""")

_CARERS = text("""
with came as (
  select staff, count(*) as visits, max(arrived_at) as last from attendance
  where patient_id = :patient and arrived_at >= :since and coalesce(outcome, 'completed') not in ('no-access', 'declined', 'in-hospital', 'not-safe')
  group by staff
), does as (
  select staff, count(*) as actions from action
  where patient_id = :patient and staff is not null and coalesce(status, 'active') = 'active' group by staff
)
select s.id::text as staff, s.name, s.profession, coalesce(came.visits, 0) as visits, coalesce(does.actions, 0) as actions, came.last
from staff as s left join came on came.staff = s.id left join does on does.staff = s.id
where s.status is distinct from 'left' and (came.staff is not null or does.staff is not null or s.id = cast(:lead as uuid))
order by s.id
""")

_FOUND = text("""
select n.run_on, b.band, b.score, n.source || ', ' || n.model || ' ' || n.version as source
from risk_run_band as b join risk_run as n on n.id = b.run_id where b.patient_id = :patient order by n.run_on desc, n.imported_at desc limit 13
""")


def person(session: Session, patient: str) -> Row[Any] | None:
    """Birth date, lead and band in force of somebody; None where the session may not see them."""
    return session.execute(_PERSON, {"patient": patient}).one_or_none()


def carers(session: Session, patient: str, lead: str | None, today: date) -> list[Carer]:
    """Who has to do with somebody: came in the last 90 days, does something of the plan, or leads."""
    since = wall_clock.midnight(today - timedelta(days=SEEN_WITHIN_DAYS))
    rows = session.execute(_CARERS, {"patient": patient, "lead": lead, "since": since})
    return [
        Carer(row.staff, row.name or "", row.profession or "", row.visits, row.actions, None if row.last is None else wall_clock.day_of(row.last))
        for row in rows
    ]


def found(session: Session, patient: str) -> Sequence[Row[Any]]:
    """What the last runs said of somebody above low, the newest first."""
    return session.execute(_FOUND, {"patient": patient}).all()
