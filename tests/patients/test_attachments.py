"""The content of pictures: in by pieces and only from whoever took it, whole or not at all, out to whoever may read its record."""

from __future__ import annotations

import hashlib
import io
import random
import uuid
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend.database import Acting
from backend.patients.attachments import PIECE
from backend.transaction import transaction
from tests.access.world import PLACE, World, fixed, values_of
from tests.access.world import world as world
from tests.sync_gateway.client import Json, Tablet

SIZE = (1100, 900)


def photo(seed: int = 1) -> bytes:
    """A JPEG of several pieces: noise does not pack."""
    noise = Image.frombytes("RGB", SIZE, random.Random(seed).randbytes(SIZE[0] * SIZE[1] * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=85)
    assert len(out.getvalue()) > 2 * PIECE
    return out.getvalue()


PHOTO = photo()


def taken(world: World, tablet: Tablet, content: bytes = PHOTO, **more: Any) -> str:
    """The record of a photo that this person took of Rose; its content is still to come."""
    fields = {
        **values_of("attachment", "rose", world),
        "staff": tablet.staff,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "width": SIZE[0],
        "height": SIZE[1],
        **more,
    }
    made = tablet.create("attachment", world.patient("rose"), fields)
    [ending] = tablet.push()
    assert ending["ending"] == "applied", ending
    return str(made["record"])


def ask(tablet: Tablet, method: str, address: str, **more: Any) -> Any:
    client = tablet.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    headers = {"X-Alongside": "1", "Origin": tablet.origin, "X-Device": tablet.device, **more.pop("headers", {})}
    return client.open(f"/api/v1/attachments/{address}", method=method, headers=headers, **more)


def put(tablet: Tablet, attachment: str, offset: int, piece: bytes) -> tuple[int, Json]:
    headers = {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"}
    answer = ask(tablet, "PUT", f"{attachment}/content", data=piece, headers=headers)
    return answer.status_code, answer.get_json()


def send(tablet: Tablet, attachment: str, content: bytes = PHOTO) -> list[tuple[int, Json]]:
    return [put(tablet, attachment, at, content[at : at + PIECE]) for at in range(0, len(content), PIECE)]


def here(tablet: Tablet, *ids: str) -> list[Json]:
    answer = ask(tablet, "POST", "received", json={"ids": list(ids)})
    assert answer.status_code == 200
    return list(answer.get_json()["attachments"])


def kept(world: World, attachment: str) -> int:
    with world.app.app_context(), transaction(Acting("engine")) as session:
        return int(session.scalar(text("select coalesce(sum(size), 0) from attachment_chunk where attachment_id = :id"), {"id": attachment}))


@pytest.fixture
def anna(world: World) -> Tablet:
    tablet = world.tablet("anna")
    tablet.pull()
    return tablet


def test_a_photo_comes_in_pieces_and_goes_out_whole(world: World, anna: Tablet) -> None:
    attachment = taken(world, anna)
    assert here(anna, attachment) == [{"attachment": attachment, "received": 0, "whole": False}]
    assert ask(anna, "GET", f"{attachment}/content").get_json()["code"] == "not-here"
    answers = send(anna, attachment)
    assert [answer["whole"] for _, answer in answers] == [False] * (len(answers) - 1) + [True]
    found = ask(anna, "GET", f"{attachment}/content")
    assert found.get_data() == PHOTO
    assert found.content_type == "image/jpeg"
    assert found.headers["Cache-Control"] == "no-store"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in found.headers["Content-Security-Policy"]


def test_an_upload_that_broke_off_goes_on_where_it_was_and_a_piece_sent_twice_is_once(world: World, anna: Tablet) -> None:
    attachment = taken(world, anna)
    put(anna, attachment, 0, PHOTO[:PIECE])
    assert put(anna, attachment, 0, PHOTO[:PIECE]) == (200, {"attachment": attachment, "received": PIECE, "whole": False})
    status, gap = put(anna, attachment, 2 * PIECE, PHOTO[2 * PIECE : 3 * PIECE])
    assert (status, gap["code"], gap["errors"]) == (409, "offset", {"received": str(PIECE)})
    [state] = here(anna, attachment)
    rest = PHOTO[state["received"] :]
    assert [put(anna, attachment, PIECE + at, rest[at : at + PIECE])[0] for at in range(0, len(rest), PIECE)]
    assert here(anna, attachment)[0]["whole"]
    assert put(anna, attachment, 0, b"anything, later")[1]["whole"], "whole is whole"
    assert ask(anna, "GET", f"{attachment}/content").get_data() == PHOTO


def test_what_was_damaged_on_its_way_is_thrown_away_and_can_be_sent_again(world: World, anna: Tablet) -> None:
    attachment = taken(world, anna)
    damaged = PHOTO[:5000] + b"\0" + PHOTO[5001:]
    assert (send(anna, attachment, damaged)[-1][0], send(anna, attachment, damaged)[-1][1]["code"]) == (422, "sum")
    assert kept(world, attachment) == 0
    assert send(anna, attachment)[-1] == (200, {"attachment": attachment, "received": len(PHOTO), "whole": True})


def out_of(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def test_bad_input_a_photo_that_is_no_picture_or_holds_more_than_one_sees_is_refused_and_not_kept(world: World, anna: Tablet) -> None:
    page = b"<html><script>alert(1)</script></html>"
    status, answer = put(anna, taken(world, anna, page), 0, page)
    assert (status, answer["code"]) == (422, "not-a-picture")
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 31.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", SIZE).save(out, "JPEG", exif=exif)
    attachment = taken(world, anna, out.getvalue())
    status, answer = put(anna, attachment, 0, out.getvalue())
    assert (status, answer["code"]) == (422, "location")
    assert "where it was taken" in answer["detail"]
    assert kept(world, attachment) == 0
    more = out_of(Image.new("RGB", SIZE)) + b"Rose, 14 Roman Road"
    attachment = taken(world, anna, more)
    status, answer = put(anna, attachment, 0, more)
    assert (status, answer["code"]) == (422, "beside")
    assert kept(world, attachment) == 0
    assert ask(anna, "GET", f"{attachment}/content").status_code == 409


def test_bad_input_more_than_was_said_and_too_large_a_piece_are_refused(world: World, anna: Tablet) -> None:
    attachment = taken(world, anna, PHOTO[:1000])
    assert put(anna, attachment, 0, PHOTO[:1001])[1]["code"] == "size"
    assert put(anna, attachment, 0, PHOTO[: PIECE + 1])[0] == 413
    assert put(anna, attachment, 0, b"")[0] in {200, 422}
    assert kept(world, attachment) == 0


@pytest.mark.parametrize("more", [{"bytes": 3 * 1024 * 1024}, {"width": 4000}, {"media_type": "image/svg+xml"}, {"sha256": "A" * 64}])
def test_bad_input_a_record_of_what_may_not_be_kept_is_refused(world: World, anna: Tablet, more: Json) -> None:
    anna.create("attachment", world.patient("rose"), {**values_of("attachment", "rose", world), **more})
    [ending] = anna.push()
    assert (ending["ending"], set(ending["fields"])) == ("refused", set(more))


def test_nobody_takes_a_picture_in_anothers_name_nor_sends_its_content(world: World, anna: Tablet) -> None:
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    ben.create("attachment", world.patient("rose"), values_of("attachment", "rose", world))
    assert ben.push()[0]["reason"] == "role"
    attachment = taken(world, anna)
    assert put(ben, attachment, 0, PHOTO[:PIECE])[0] == 404
    assert here(ben, attachment) == []
    assert kept(world, attachment) == 0


def test_it_is_read_by_whom_its_record_is_granted_and_by_nobody_else(world: World, anna: Tablet) -> None:
    attachment = taken(world, anna)
    send(anna, attachment)
    world.grant("rose", "ben")
    world.grant("rose", "vera")
    ben = world.tablet("ben")
    assert ask(ben, "GET", f"{attachment}/content").get_data() == PHOTO
    for name in ("vera", "carl", "max", "bea"):
        answer = ask(world.tablet(name), "GET", f"{attachment}/content")
        assert (answer.status_code, answer.get_json()["code"]) == (404, "not-found"), name
        with world.app.app_context(), transaction(Acting("web", world.staff(name), PLACE)) as session:
            assert session.scalar(text("select count(*) from attachment_chunk")) == 0, name
    world.end("rose", "ben")
    assert ask(ben, "GET", f"{attachment}/content").status_code == 404


def test_what_was_taken_before_a_grant_ended_is_still_sent_after_it(world: World) -> None:
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    attachment = taken(world, ben)
    put(ben, attachment, 0, PHOTO[:PIECE])
    world.end("rose", "ben")
    world.turn(timedelta(hours=1))
    assert send(ben, attachment)[-1][1]["whole"]
    assert ask(ben, "GET", f"{attachment}/content").status_code == 404, "sent, and not to be read"


def test_a_record_that_never_was_has_no_content(world: World, anna: Tablet) -> None:
    assert put(anna, str(uuid.uuid4()), 0, PHOTO[:10])[0] == 404
    assert put(anna, fixed("goal", "rose"), 0, PHOTO[:10])[0] == 404


def test_the_web_role_writes_no_content_itself(world: World, anna: Tablet) -> None:
    attachment = taken(world, anna)
    put(anna, attachment, 0, PHOTO[:PIECE])
    web = Acting("web", world.staff("anna"), PLACE)
    for statement in ("delete from attachment_chunk", "update attachment_chunk set size = 0"):
        with world.app.app_context(), pytest.raises(ProgrammingError, match="permission denied"), transaction(web) as session:
            session.execute(text(statement))


def test_each_reading_stands_in_the_audit_trail(world: World, anna: Tablet) -> None:
    attachment = taken(world, anna)
    send(anna, attachment)
    ask(anna, "GET", f"{attachment}/content")
    with world.app.app_context(), transaction(Acting("engine")) as session:
        rows = session.execute(text("select staff_id::text, bundles::text[] from audit_event where what = 'read'")).all()
    assert [tuple(row) for row in rows] == [(world.staff("anna"), [world.patient("rose")])]
