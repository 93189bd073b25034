"""What the reports' benchmarks need beside a borough and its years: a referral of each person, without which no contact goes into a national return;
who may send one; and fifty nurses with an account.

`python -m ops.benchmarks.past` adds to the database of the environment what is lacking, and prints what is there as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.accounts import passwords
from backend.accounts import services as accounts
from backend.app import create_app
from backend.database import Acting
from backend.demo.ids import derived
from backend.demo.place import PLACE, email_of
from backend.places import queries as places
from backend.record.archive import PastLoad, load_past
from backend.reports.definitions import measures
from backend.returns import services as returns
from backend.transaction import transaction
from ops.benchmarks.dataset import PASSWORD

ENGINE = Acting(role="engine")
MANAGER = email_of("Danuta Lis")
TOOL = "999000000000001109"
"""An identifier of no terminology: of the form, with its check digit, in a namespace that nobody has."""
ORGANISATIONS = (("provider", "RXX"), ("submitter", "RXX"), ("patient-ids", "RXX"), ("commissioner", "Q99"))

_KNOWN = text("""
select held.bundle_id::text as patient, held.team_id::text as team, min(visit.planned_start) as since
from (
  select distinct on (bundle_id) bundle_id, team_id from grants
  where place_id = :place and why = 'caseload' and team_id is not null order by bundle_id, since, team_id
) as held
join visit on visit.patient_id = held.bundle_id and visit.team = held.team_id
where not exists(select from referral where referral.bundle_id = held.bundle_id and referral.team = held.team_id)
group by held.bundle_id, held.team_id
""")
_NURSES = text("""
select id::text from (
  select staff.id, staff.team, row_number() over (partition by staff.team order by staff.id) as turn
  from staff
  where staff.place_id = :place and staff.role = 'practitioner'
    and exists(select from grants where grants.staff_id = staff.id and grants.why = 'caseload' and grants.ended_at is null)
    and not exists(select from account where account.staff_id = staff.id and account.email not like 'tablet%')
) as each where turn <= 5 order by team, turn limit 50
""")
_PROFESSIONS = text("select distinct profession from staff where place_id = :place and profession is not null order by profession")


def main() -> int:
    now = wall_clock.now()
    with create_app().app_context():
        with transaction(ENGINE) as session:
            made_at = places.made_at(session, PLACE)
            assert made_at is not None
            month = wall_clock.month_after(wall_clock.day_of(made_at).replace(day=1), -1)
            manager = accounts.queries.account_of(session, passwords.email_key(MANAGER))
            assert manager is not None
            professions = list(session.scalars(_PROFESSIONS, {"place": PLACE}))
            returns.set_codes(session, PLACE, _codes(professions), now)
            returns.name_sender(session, PLACE, manager.staff_id, now)
            known = [] if _are_referred(session) else session.execute(_KNOWN, {"place": PLACE}).all()
        loads = [PastLoad(patient, patient, {"referral": [_referral(patient, team, since)]}) for patient, team, since in known]
        load_past(loads, name="referrals", author="bench", made_at=now)
        with transaction(ENGINE) as session:
            nurses = {f"tablet{number}@bench.example": id_ for number, id_ in enumerate(session.scalars(_NURSES, {"place": PLACE}))}
            lacking = [(email, staff) for email, staff in nurses.items() if not accounts.has_account(session, email)]
            hashed = passwords.hashed(PASSWORD) if lacking else ""
            new = [accounts.NewAccount(derived("bench", staff), PLACE, staff, email, hashed) for email, staff in lacking]
            if new:
                accounts.add_accounts(session, new, now)
    told = {
        "place": PLACE,
        "month": month.isoformat()[:7],
        "manager": MANAGER,
        "manager_staff": manager.staff_id,
        "nurses": list(nurses),
        "measures": list(measures()),
    }
    print(json.dumps(told))
    return 0


def _are_referred(session: Session) -> bool:
    return session.execute(text("select count(*) > 5000 from referral")).scalar_one() is True


def _referral(patient: str, team: str, since: datetime) -> tuple[str, dict[str, Any]]:
    """Some days before the first visit that is known, and open ever since."""
    came = wall_clock.wire(since - timedelta(days=3))
    told = {"received_at": came, "source": "gp-practice", "why": "Care at home", "reason": "mobility-problems"}
    decided = {"priority": "routine", "clock_type": "no-clock", "status": "accepted", "team": team, "triage_started_at": came, "decided_at": came}
    return derived("bench-referral", patient, team), told | decided


def _codes(professions: list[str]) -> list[tuple[str, str, str]]:
    """A code map with a line for whatever the demo place does: made-up codes of the right form."""
    made = [("organisation", word, code) for word, code in ORGANISATIONS]
    made += [("assessment", key, TOOL) for key in ("phq-9", "barthel", "waterlow", "must")]
    made.append(("activity", "assessment", "02"))
    return made + [pair for one in professions for pair in (("activity", one, "03"), ("staff-group", one, "N02"))]


if __name__ == "__main__":
    sys.exit(main())
