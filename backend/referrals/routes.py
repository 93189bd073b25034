"""Referrals over HTTP: the inbox, and whether somebody is known. What is done with a referral is a change like any other, and goes by the queue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.audit import services as audit
from backend.database import db
from backend.errors import Problem
from backend.referrals import inbox, lookup, route_schemas
from backend.security import allow

blueprint = Blueprint("referrals", __name__, description="The single point of access: who is referred, how long is left, who takes them on")


@blueprint.get("/referrals")
@allow("coordinator", "lead")
@blueprint.arguments(route_schemas.ReferralsQuerySchema, location="query")
@blueprint.response(200, route_schemas.ReferralsSchema)
@blueprint.alt_response(204, description="Nothing changed since that stamp")
def see_referrals(asked: dict[str, Any]) -> Any:
    """The inbox now

    Of the whole place for its single point of access; what was accepted to their team for others who lead or coordinate one. With the `stamp` of the
    page that one has, the answer is empty where nothing changed since.
    """
    caller, device = security.caller(), security.device() or security.caller().device
    db.session.close()  # the page has transactions of its own
    now = wall_clock.now()
    try:
        page, read = inbox.see(str(caller.place), str(caller.staff), now)
    except inbox.NotForThem:
        raise Problem(404) from None
    if asked["stamp"] == page["stamp"]:
        return Response(status=204)
    audit.note(db.session(), "read", at=now, place=caller.place, staff=caller.staff, device=device, bundles=read, detail={"referrals": True})
    return page


@blueprint.post("/referrals/known")
@allow("coordinator", "lead")
@blueprint.arguments(route_schemas.KnownQuerySchema)
@blueprint.response(200, route_schemas.KnownSchema)
def who_is_known(asked: dict[str, Any]) -> Any:
    """Whether somebody is known already

    Of the whole place, for its single point of access alone. In the body, for a number or a name is never in an address.
    """
    caller, device = security.caller(), security.device() or security.caller().device
    db.session.close()
    try:
        return {"people": lookup.look(caller.place, caller.staff, device, asked, wall_clock.now())}
    except lookup.NobodyThere:
        raise Problem(404) from None


@blueprint.post("/referrals/people/<uuid:patient>")
@allow("coordinator", "lead")
@blueprint.response(200, route_schemas.TakenUpSchema)
def take_up(patient: UUID) -> Any:
    """Take a known person up

    Opens their record to the single point of access through the next day, so that a referral can be written in it.
    """
    caller = security.caller()
    db.session.close()
    try:
        until = lookup.take_up(caller.place, caller.staff, str(patient), wall_clock.now())
    except lookup.NobodyThere:
        raise Problem(404) from None
    return {"until": wall_clock.wire(until)}
