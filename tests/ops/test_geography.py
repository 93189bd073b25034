"""The borough from postcodes: places on the grid are where the Ordnance Survey has them, and outlines go around what is there."""

from __future__ import annotations

import math

import pytest

from ops.geography import CELL, NEAR, PILED, Drawn, Nearest, Postcode, degrees, drawn, kept, largest, outline, simplified, smoothed, typescript


@pytest.mark.parametrize(
    ("east", "north", "latitude", "longitude"),
    [
        (651409.903, 313177.270, 52.65798, 1.71605),  # the Ordnance Survey's own example, in its guide's annex C
        (530034, 180381, 51.50740, -0.12772),  # Charing Cross
    ],
)
def test_a_place_on_the_grid_is_where_it_is_on_earth(east: float, north: float, latitude: float, longitude: float) -> None:
    found = degrees(east, north)
    assert found[0] == pytest.approx(latitude, abs=0.0001)
    assert found[1] == pytest.approx(longitude, abs=0.00015)


def area(ring: list[tuple[float, float]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def test_an_outline_goes_around_every_square_once_and_closes() -> None:
    cells = {(x, y) for x in range(4) for y in range(3)} - {(3, 2)}
    ring = outline(cells)
    assert area(ring) == len(cells) * CELL * CELL
    assert all(math.dist(a, b) == CELL for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def test_of_several_pieces_the_largest_stays_and_its_holes_are_filled() -> None:
    ring = {(x, y) for x in range(5) for y in range(5)} - {(2, 2)}
    assert largest(ring | {(20, 20), (21, 20)}) == ring | {(2, 2)}


def test_a_straight_side_needs_no_corners_and_nothing_is_further_off_than_said() -> None:
    ring = outline({(x, y) for x in range(30) for y in range(20)})
    assert len(simplified(ring, 1.0)) == 4
    stairs = outline({(x, y) for x in range(30) for y in range(30) if y <= x})
    assert len(simplified(stairs, CELL)) <= 5
    assert area(simplified(stairs, CELL)) == pytest.approx(area(stairs), rel=0.08)


def test_one_house_does_not_move_a_boundary() -> None:
    of = {(x, y): "west" if x < 10 else "east" for x in range(20) for y in range(20)}
    assert smoothed({**of, (5, 5): "east"})[5, 5] == "west"
    assert smoothed(of) == of


def test_what_is_piled_on_one_point_is_left_out() -> None:
    pile = [Postcode(1.0, 1.0, "here", "E1")] * PILED
    one = Postcode(2.0, 2.0, "here", "E1")
    assert kept([*pile, one]) == [one]


def test_where_no_postcode_is_near_it_is_nobodys() -> None:
    near = Nearest([Postcode(1000.0, 1000.0, "here", "E1")])
    assert near.to(1000.0, 1000.0 + NEAR - 1) is not None
    assert near.to(1000.0, 1000.0 + NEAR + 1) is None


def council(name: str, district: str, west: int, east: int, south: int, north: int) -> list[Postcode]:
    """A postcode every hundred metres."""
    return [Postcode(x + 50.0, y + 50.0, name, district) for x in range(west, east, 100) for y in range(south, north, 100)]


@pytest.fixture(scope="module")
def found() -> Drawn:
    """Three kilometres square, Southwark to its south across a river of 400 m, another council to its north."""
    own = council("E09000030", "E1", 533000, 536000, 180000, 183000)
    south = council("E09000028", "SE1", 533000, 536000, 178000, 179600)
    return drawn([*own, *south, *council("E09000012", "E8", 533000, 536000, 183000, 185000)])


def test_a_borough_reaches_to_the_next_council_and_to_the_middle_of_the_river(found: Drawn) -> None:
    assert min(north for _, north in found.outline) == pytest.approx(179800, abs=2 * CELL)
    assert max(north for _, north in found.outline) == pytest.approx(183000, abs=2 * CELL)
    [bank] = found.river
    assert all(north < 180400 for _, north in bank)
    assert list(found.names) == ["E1"]
    assert found.names["E1"] == pytest.approx((534500, 181500), abs=1)


def test_what_is_written_says_whose_it_is(found: Drawn) -> None:
    written = typescript(found)
    assert "Open Government Licence v.3.0" in written
    assert '{ name: "E1", at: [' in written
