"""A document, as a tablet asks for it, the worker makes it and the tablet fetches it."""

from __future__ import annotations

import io
from typing import Any

import pypdf

from backend.documents import jobs
from tests.access.world import PLACE, World
from tests.sync_gateway.client import Json, Tablet


def ask(who: Tablet, method: str, address: str, **body: Any) -> tuple[int, Any]:
    client = who.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    headers = {"Origin": "http://localhost", "X-Alongside": "1", "X-Device": who.device}
    answer = client.open(f"/api/v1/{address}", method=method, headers=headers, **({"json": body} if body else {}))
    return answer.status_code, (answer.get_json() if answer.is_json and answer.data else answer.get_data())


def made(world: World, who: Tablet, patient: str = "rose", *, name: str = "anna", **body: Any) -> Json:
    """A document of a patient, asked for and made. Returns what its address tells."""
    status, told = ask(who, "POST", f"patients/{world.patient(patient)}/documents", **{"what": "care-plan", **body})
    assert (status, told["state"]) == (202, "waiting"), told
    work(world, told, name)
    return ask(who, "GET", f"documents/{told['id']}")[1]


def work(world: World, told: Json, name: str = "anna") -> None:
    """What the worker does with it."""
    with world.app.app_context():
        jobs.make(told["id"], world.staff(name), PLACE)


def fetched(who: Tablet, document: Json) -> pypdf.PdfReader:
    status, content = ask(who, "GET", f"documents/{document['id']}/content")
    assert status == 200
    return pypdf.PdfReader(io.BytesIO(content))
