"""OSRM and Valhalla asked for tables, over a real connection: coordinates alone leave, and what is no table is no answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count

import pytest

from backend.ways.streets import BLOCK, KINDS, Server, Table, table
from tests.ways.streets_server import Streets, seconds_between, streets

HOMES = [(51.52041, -0.04238), (51.51464, -0.04496), (51.50961, -0.02312)]


@pytest.fixture
def server() -> Iterator[Streets]:
    with streets() as found:
        yield found


def ask(server: Streets, kind: str, places=HOMES, means: str = "car", within: float = 30.0) -> tuple[Table, str | None]:
    return table(Server(kind, server.url, ("walk", "cycle", "car")), means, places, lambda: 0.0, within)


@pytest.mark.parametrize("kind", KINDS)
def test_each_pair_both_ways_in_minutes(server: Streets, kind: str) -> None:
    found, said = ask(server, kind)
    assert said is None
    assert len(found) == 6
    for (start, goal), minutes in found.items():
        assert minutes == pytest.approx(seconds_between(*(tuple(round(one, 4) for one in where) for where in (start, goal))) / 60)
    assert found[HOMES[1], HOMES[0]] != found[HOMES[0], HOMES[1]], "a one-way street"


@pytest.mark.parametrize(("means", "profile", "costing"), [("car", "driving", "auto"), ("cycle", "bike", "bicycle"), ("walk", "foot", "pedestrian")])
def test_the_means_is_named_as_each_server_calls_it(server: Streets, means: str, profile: str, costing: str) -> None:
    ask(server, "osrm", means=means)
    ask(server, "valhalla", means=means)
    assert server.asked[0][1].startswith(f"/table/v1/{profile}/")
    assert json.loads(server.asked[1][2])["costing"] == costing


def test_an_osrm_for_each_means_is_named_in_its_address(server: Streets) -> None:
    table(Server("osrm", f"{server.url}/{{means}}", ("walk",)), "walk", HOMES, lambda: 0.0, 30.0)
    assert server.asked[0][1].startswith("/foot/table/v1/foot/")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_coordinates_leaves(server: Streets, kind: str) -> None:
    ask(server, kind)
    [(_, path, body)] = server.asked
    if kind == "osrm":
        assert re.fullmatch(r"/table/v1/driving/(-?\d+\.\d{4},\d+\.\d{4};?)+\?sources=[\d;]+&destinations=[\d;]+&generate_hints=false", path)
    else:
        assert path == "/sources_to_targets"
        sent = json.loads(body)
        assert set(sent) == {"sources", "targets", "costing"}
        assert all(set(one) == {"lat", "lon"} for one in sent["sources"] + sent["targets"])
        assert not re.search(r"\.\d{5}", body), "a street, not a door"
    assert not {"Cookie", "Authorization", "Referer"} & set(server.headers[0])


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_table_is_asked_for_in_blocks_that_both_servers_take(server: Streets, kind: str) -> None:
    places = [(51.5 + n / 10_000, -0.05) for n in range(2 * BLOCK + 20)]
    found, said = ask(server, kind, places)
    assert said is None
    assert len(found) == len(places) * (len(places) - 1)
    assert sorted(server.sizes) == sorted([(BLOCK, BLOCK)] * 4 + [(BLOCK, 20)] * 2 + [(20, BLOCK)] * 2 + [(20, 20)])


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_to_which_no_way_leads_is_left_to_the_estimate(server: Streets, kind: str) -> None:
    island = (51.3, 0.0)
    found, said = ask(server, kind, [*HOMES, island])
    assert said is None
    assert len(found) == 6
    assert not any(island in pair for pair in found)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>Bad gateway</html>"),
        (200, b"[]"),
        (200, b'{"code": "Ok"}'),
        (200, b'{"code": "NoTable", "durations": [[0, 1, 2], [1, 0, 2], [2, 1, 0]]}'),
        (200, b'{"code": "Ok", "durations": [[0, 1], [1, 0]], "sources_to_targets": [[]]}'),
        (
            200,
            b'{"code": "Ok", "durations": [[0, 1, 2], 7, [2, 1, 0]], "sources_to_targets": [[], [], [{"from_index": 9, "to_index": 0, "time": 1}]]}',
        ),
        (200, b'{"sources_to_targets": [7, 7, 7]}'),
        (400, b'{"code": "TooBig", "message": "Too many table coordinates"}'),
        (500, b""),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_table_is_no_answer_and_said(server: Streets, kind: str, status: int, body: bytes) -> None:
    server.answer = lambda: (status, body, {})
    found, said = ask(server, kind)
    assert found == {}
    assert said
    assert len(server.asked) == 1, "one that fails is not asked again"
    assert not re.search(r"51\.|0\.04", said), "no place is named in what is logged"


@pytest.mark.parametrize("cell", ["-5", "1e99", "NaN", '"12"', "true", "{}", "null"])
def test_a_number_that_can_be_no_way_is_left_out(server: Streets, cell: str) -> None:
    server.answer = lambda: (200, f'{{"code": "Ok", "durations": [[0, {cell}], [90, 0]]}}'.encode(), {})
    found, said = ask(server, "osrm", HOMES[:2])
    assert (found, said) == ({(HOMES[1], HOMES[0]): 1.5}, None)


def test_a_redirect_is_not_followed(server: Streets) -> None:
    with streets() as other:
        server.answer = lambda: (302, b"", {"Location": f"{other.url}/table/v1/driving/0,0;1,1"})
        found, said = ask(server, "osrm")
        assert found == {}
        assert said == "It answered 302."
        assert other.asked == []


def test_a_server_that_is_not_there_is_said_to_give_no_answer(server: Streets) -> None:
    with streets() as gone:
        url = gone.url
    assert table(Server("osrm", url, ("car",)), "car", HOMES, lambda: 0.0, 30.0) == ({}, "It did not answer.")


def test_one_that_is_slow_is_left_when_the_time_is_over(server: Streets) -> None:
    server.wait = 0.5
    assert ask(server, "valhalla", within=0.05) == ({}, "It did not answer.")


def test_the_time_is_for_all_blocks_together_and_what_came_stays(server: Streets) -> None:
    clock = count(0.0, 4.0)
    places = [(51.5 + n / 10_000, -0.05) for n in range(2 * BLOCK)]
    found, said = table(Server("osrm", server.url, ("car",)), "car", places, lambda: next(clock), 10.0)
    assert said == "It took too long."
    assert len(server.asked) == 2
    assert len(found) == BLOCK * (BLOCK - 1) + BLOCK * BLOCK


def test_a_means_that_the_server_does_not_know_is_not_asked_for(server: Streets) -> None:
    found, said = table(Server("osrm", server.url, ("car",)), "walk", HOMES, lambda: 0.0, 30.0)
    assert (found, server.asked) == ({}, [])
    assert said == "The server knows no way by walk."


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org"])
def test_nothing_is_read_by_another_way_than_http(url: str) -> None:
    assert table(Server("osrm", url, ("car",)), "car", HOMES, lambda: 0.0, 30.0) == ({}, "Its address is neither http nor https.")
