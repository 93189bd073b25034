"""The outcomes contract over HTTP: seen and revised by the managers of a place, and nobody else."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.database import Acting, db
from backend.errors import Problem
from backend.outcomes_contract import schemas, services
from backend.security import allow
from backend.transaction import transaction

ENGINE = Acting(role="engine")

blueprint = Blueprint("outcomes_contract", __name__, description="What the outcomes contract says, and what it earns")


@blueprint.get("/outcomes-contract")
@allow("manager")
@blueprint.arguments(schemas.ContractYearQuerySchema, location="query")
@blueprint.response(200, schemas.ContractPageSchema)
def see_contract(asked: dict[str, Any]) -> dict[str, Any]:
    """The contract, one of its years, capitation on paper, and its history

    Where a measure is hidden or was not counted, nothing is earned of it yet, and it says so.
    """
    try:
        return services.page(db.session(), security.caller().place, asked["year"], wall_clock.now())
    except services.NotThere:
        raise Problem(404) from None


@blueprint.put("/outcomes-contract")
@allow("manager")
@blueprint.arguments(schemas.ContractRevisionSchema)
@blueprint.response(200, schemas.ContractPageSchema)
@blueprint.alt_response(409, description="Somebody revised it since it was seen")
def revise_contract(asked: dict[str, Any]) -> dict[str, Any]:
    """Make or revise the contract

    What stood before is kept, with who changed it, when and why.
    """
    caller, now = security.caller(), wall_clock.now()
    device = security.device() or caller.device
    try:
        with transaction(ENGINE) as session:
            services.revise(session, caller.place, **asked, staff=caller.staff, device=device, now=now)
    except services.Wrong as fault:
        raise _wrong(fault) from None
    except services.Changed:
        raise Problem(409, "changed", "Somebody changed the contract meanwhile. Look at what stands now, then change it.") from None
    return services.page(db.session(), caller.place, None, now)


@blueprint.post("/outcomes-contract/scenario")
@allow("manager")
@blueprint.arguments(schemas.ContractScenarioSchema)
@blueprint.response(200, schemas.ContractResultSchema)
def suppose(asked: dict[str, Any]) -> dict[str, Any]:
    """What would a year earn, were measures elsewhere?

    An answer, and nothing else: no part of it is stored.
    """
    try:
        return services.scenario(db.session(), security.caller().place, asked["year"], asked["at"], wall_clock.now())
    except services.NotThere:
        raise Problem(404) from None
    except services.Wrong as fault:
        raise _wrong(fault) from None


def _wrong(fault: services.Wrong) -> Problem:
    """All that is wrong, by field, and in one sentence after the other."""
    return Problem(422, "contract", " ".join(dict.fromkeys(fault.errors.values())), errors=fault.errors)
