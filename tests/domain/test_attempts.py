"""How often somebody may try."""

import pytest

from gofigr_jupyter.errors import RateLimited
from gofigr_jupyter.service.domain.people import attempts
from gofigr_jupyter.service.domain.people.attempts import HOUR, MINUTE, Attempts


class Clock:
    """Stands still unless told otherwise."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def tries(clock):
    return Attempts(clock)


def fail(tries, name="ann", address="10.0.0.1"):
    with pytest.raises(ValueError, match="wrong"), tries.at_sign_in(name, address):
        raise ValueError("wrong")


def test_a_window_that_has_passed_is_forgotten(tries, clock):
    for _ in range(8):
        fail(tries)
    clock.now += 14 * MINUTE

    with pytest.raises(RateLimited) as refused, tries.at_sign_in("ann", "10.0.0.1"):
        pass
    clock.now += 1 * MINUTE
    with tries.at_sign_in("ann", "10.0.0.1"):
        pass

    assert refused.value.retry_after == 60


def test_a_refused_attempt_does_not_lengthen_the_wait(tries, clock):
    for _ in range(8):
        fail(tries)
    for _ in range(5):
        clock.now += 2 * MINUTE
        with pytest.raises(RateLimited), tries.at_sign_in("ann", "10.0.0.1"):
            pass
    clock.now += 5 * MINUTE

    with tries.at_sign_in("ann", "10.0.0.1"):
        pass


def test_a_name_is_locked_for_all_only_after_many_addresses_guessed(tries):
    for n in range(40):
        fail(tries, address=f"10.0.0.{n // 8}")

    with pytest.raises(RateLimited), tries.at_sign_in("ann", "10.9.9.9"):
        pass


def test_an_address_is_locked_when_it_guesses_many_names(tries):
    for n in range(100):
        fail(tries, name=f"user{n}")

    with pytest.raises(RateLimited), tries.at_sign_in("ann", "10.0.0.1"):
        pass
    with tries.at_sign_in("ann", "10.0.0.2"):
        pass


def test_memory_does_not_grow_with_the_names_that_were_tried(tries, clock):
    for n in range(attempts.MOST_KEYS + 10):
        tries.count(("reset of mail", f"user{n}@example.org"))
        clock.now += HOUR / 10_000

    assert len(tries._seen) == attempts.MOST_KEYS
