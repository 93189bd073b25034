"""The demo's monthly runs: three for each practice, the newest as its people stand; in the two before some were one band lower."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import text

from backend.demo.standing import MODEL, VERSION
from backend.places.services import ENGINE
from backend.transaction import transaction

MONTHS = 3

_THEN = """
select id, practice, case when :back > 0 and abs(hashtext(id::text || :day)) % 20 = 0
  then case risk_band when 'very-high' then 'high' when 'high' then 'moderate' else 'low' end else risk_band end as band
from patient where place_id = cast(:place as uuid) and practice is not null and risk_band is not null
"""
_RUNS = text(f"""
insert into risk_run (id, place_id, practice_id, run_on, model, version, source, by_rank, people, very_high, high, moderate, sha256, imported_by,
  imported_at, done_at)
select md5(practice::text || :day)::uuid, cast(:place as uuid), practice, cast(:day as date), :model, :version, 'Risk stratification', false,
  count(*), count(*) filter (where band = 'very-high'), count(*) filter (where band = 'high'), count(*) filter (where band = 'moderate'),
  encode(sha256(convert_to(practice::text || :day, 'UTF8')), 'hex'), 'demo', :now, :now
from ({_THEN}) as then_ group by practice on conflict (id) do nothing
""")  # noqa: S608
_BANDS = text(f"""
insert into risk_run_band (run_id, patient_id, place_id, band)
select md5(practice::text || :day)::uuid, id, cast(:place as uuid), band from ({_THEN}) as then_ where band <> 'low' on conflict do nothing
""")  # noqa: S608


def add(place: str, made_on: date, now: datetime) -> None:
    """Adds the runs of the month of `made_on` and of the two before it; those that are there are left."""
    with transaction(ENGINE) as session:
        session.execute(text("set local statement_timeout = '10min'"))
        for back in range(MONTHS):
            month = made_on.year * 12 + made_on.month - 1 - back
            day = date(month // 12, month % 12 + 1, 1).isoformat()
            asked = {"place": place, "day": day, "back": back, "model": MODEL, "version": VERSION, "now": now}
            session.execute(_RUNS, asked)
            session.execute(_BANDS, {name: asked[name] for name in ("place", "day", "back")})
