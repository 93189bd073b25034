"""Tries are counted before they are judged, per account and per address, and nobody new comes in while nobody can count."""

from __future__ import annotations

import pytest
from redis import Redis

from backend.accounts import limits
from backend.errors import Problem
from backend.queues import connection
from tests.app.conftest import nowhere

KEMI = "kemi@example.org"


@pytest.fixture
def client(redis_url: str) -> Redis:
    return Redis.from_url(redis_url)


def refusal(client: Redis, email: str, address: str) -> Problem:
    with pytest.raises(Problem) as caught:
        limits.count(client, email, address)
    return caught.value


def test_the_eleventh_try_on_an_account_from_one_address_is_refused(client: Redis):
    left = [limits.count(client, KEMI, "10.0.0.1").left for _ in range(10)]
    assert left == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    problem = refusal(client, KEMI, "10.0.0.1")
    assert (problem.status, problem.code, problem.retryable) == (429, "too-many", True)
    assert 0 < int(problem.headers["Retry-After"]) <= limits.WINDOW
    assert "this account rests for 15 minutes" in problem.detail


def test_who_tries_from_one_address_keeps_nobody_out_elsewhere(client: Redis):
    """Defect: anybody who knew an address could lock its owner out, ten wrong passwords every quarter of an hour."""
    for _ in range(10):
        limits.count(client, KEMI, "10.0.0.1")
    for _ in range(limits.ELSEWHERE):  # what is refused there does not count for the others
        refusal(client, KEMI, "10.0.0.1")
    assert limits.count(client, KEMI, "10.0.0.2").left == 9


def test_many_addresses_together_have_fifty_tries_an_hour_and_a_known_browser_has_its_own_all_the_same(client: Redis):
    for n in range(limits.ELSEWHERE):
        limits.count(client, KEMI, f"10.0.{n}.1")
    problem = refusal(client, KEMI, "10.0.200.1")
    assert "on devices where it was not used before" in problem.detail
    assert limits.WINDOW < int(problem.headers["Retry-After"]) <= limits.ELSEWHERE_WINDOW
    assert limits.count(client, KEMI, "10.0.200.1", "mark").left == 9


def test_a_known_browser_gets_in_from_an_address_that_rests(client: Redis):
    for n in range(limits.PER_ADDRESS + 1):
        try:
            limits.count(client, f"{n}@example.org", "10.0.0.1")
        except Problem:
            break
    assert limits.count(client, KEMI, "10.0.0.1", "mark").left == 9


def test_a_known_browser_has_ten_tries_too(client: Redis):
    for _ in range(10):
        limits.count(client, KEMI, "10.0.0.1", "mark")
    with pytest.raises(Problem, match="too-many"):
        limits.count(client, KEMI, "10.0.0.2", "mark")
    assert limits.count(client, KEMI, "10.0.0.2").left == 9


def test_other_accounts_do_not_suffer(client: Redis):
    for _ in range(10):
        limits.count(client, KEMI, "10.0.0.1")
    assert limits.count(client, "tom@example.org", "10.0.0.1").left == 9


def test_an_address_that_tries_a_hundred_accounts_is_refused(client: Redis):
    for n in range(limits.PER_ADDRESS):
        limits.count(client, f"{n}@example.org", "10.0.0.1")
    assert "signing in from here" in refusal(client, "one-more@example.org", "10.0.0.1").detail
    assert limits.count(client, "one-more@example.org", "10.0.0.2").left == 9


def test_whoever_has_a_whole_network_of_ipv6_is_one_address(client: Redis):
    """Defect: a home line has 2 to the 64 addresses, and a hundred tries with each."""
    for n in range(limits.PER_ADDRESS):
        limits.count(client, f"{n}@example.org", f"2001:db8:0:1::{n:x}")
    assert "signing in from here" in refusal(client, "one-more@example.org", "2001:db8:0:1:ffff::1").detail
    assert limits.count(client, "another@example.org", "2001:db8:0:2::1").left == 9


def test_an_ipv4_address_is_itself_also_where_a_proxy_writes_it_as_ipv6(client: Redis):
    for n in range(limits.PER_ADDRESS):
        limits.count(client, f"{n}@example.org", "::ffff:10.0.0.1")
    assert "signing in from here" in refusal(client, "one-more@example.org", "10.0.0.1").detail
    assert limits.count(client, "another@example.org", "::ffff:10.0.0.2").left == 9


def test_more_tries_do_not_prolong_the_rest(client: Redis):
    limits.count(client, KEMI, "10.0.0.1")
    account = next(key for key in client.keys("tries:account:*"))
    client.expire(account, 100)
    for _ in range(9):
        limits.count(client, KEMI, "10.0.0.1")
    assert int(refusal(client, KEMI, "10.0.0.1").headers["Retry-After"]) <= 100


def test_a_right_password_ends_the_count_of_the_account_and_gives_the_shared_counts_their_try_back(client: Redis):
    for _ in range(5):
        limits.count(client, KEMI, "10.0.0.1")
    limits.forgive(client, KEMI, "10.0.0.1")
    assert limits.count(client, KEMI, "10.0.0.1").left == 9
    assert int(client.get("tries:address:10.0.0.1") or 0) == 5
    assert [int(client.get(key) or 0) for key in client.keys("tries:elsewhere:*")] == [5]


def test_no_address_of_a_person_stands_in_redis(client: Redis):
    limits.count(client, KEMI, "10.0.0.1")
    assert not [key for key in client.keys("*") if b"kemi" in key]


def test_every_count_ends_by_itself(client: Redis):
    limits.count(client, KEMI, "10.0.0.1")
    limits.forgive(client, "tom@example.org", "10.0.0.2")
    assert all(0 < client.ttl(key) <= limits.ELSEWHERE_WINDOW for key in client.keys("*"))


def test_while_redis_is_away_nobody_new_signs_in_and_may_try_again():
    problem = refusal(connection(nowhere()), KEMI, "10.0.0.1")
    assert (problem.status, problem.code, problem.retryable) == (503, "sign-in-away", True)
    assert "Retry-After" in problem.headers
