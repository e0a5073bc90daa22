"""The newsroom at another pace: what ends a stream, and what becomes of those who were away."""

import asyncio

import pytest

from gofigr_jupyter.errors import NotAuthenticated
from gofigr_jupyter.service.surfaces.newsroom import Newsroom, Pace


class Follower:
    """Follows the news of a room; `ended` is why its credential is no longer good."""

    def __init__(self, runner, room, actor, *, after=None):
        self.ended = None
        self._runner = runner
        self._news = room.follow(actor, identify=self._identify, after=after)
        self.first = self.next()

    def next(self):
        """The ids of what was told next; "end" at the end, None for what is too much."""
        batch = self._runner.run(asyncio.wait_for(anext(self._news, "end"), 60))
        return [news.event.target_id for news in batch] if isinstance(batch, list) else batch

    def _identify(self):
        if self.ended:
            raise self.ended


@pytest.fixture
def room(site):
    """Makes rooms of a pace, which are closed at the end."""
    opened = []

    def room(**pace):
        opened.append(Newsroom(site.database, Pace(**pace)))
        return opened[-1]

    yield room
    for each in opened:
        each.close()


@pytest.fixture
def runner():
    with asyncio.Runner() as runner:
        yield runner


def test_silence_is_broken_by_signs_of_life(room, runner, ann):
    follower = Follower(runner, room(heartbeat=0.02), ann.actor)

    assert follower.next() == ()


def test_what_another_process_wrote_is_told_without_a_ring(site, room, runner, ann):
    follower = Follower(runner, room(heartbeat=0.05), ann.actor)

    analysis = site.analysis(ann)

    while not (told := follower.next()):
        continue
    assert told == [analysis.id]


def test_who_was_away_too_long_is_not_told_one_by_one(site, room, runner, ann):
    site.figure(ann)
    site.figure(ann)

    assert Follower(runner, room(at_once=2), ann.actor, after=1).first is None


def test_much_at_once_is_told_in_pieces(site, room, runner, ann):
    full = room(at_once=2)
    follower = Follower(runner, full, ann.actor)
    analysis = site.analysis(ann)
    made = [site.figure(ann, analysis, name=str(number)).id for number in range(3)]

    full.ring()

    assert [*follower.next(), *follower.next()] == [analysis.id, *made]


def test_a_credential_that_is_no_longer_good_ends_the_stream(site, room, runner, ann):
    strict = room(check=0)
    follower = Follower(runner, strict, ann.actor)
    follower.ended = NotAuthenticated("The key was revoked.")

    site.analysis(ann)
    strict.ring()

    assert follower.next() == "end"


def test_who_does_not_keep_up_is_sent_away(site, room, runner, ann):
    hasty = room(most_waiting=1, heartbeat=0.01)
    follower = Follower(runner, hasty, ann.actor)
    analysis = site.analysis(ann)

    async def write_on():
        for number in range(8):
            await asyncio.to_thread(site.figure, ann, analysis, f"Figure {number}")
            await asyncio.sleep(0.05)

    runner.run(write_on())

    while follower.next() != "end":
        continue


def test_a_closed_room_ends_every_stream(room, runner, ann):
    closing = room()
    followers = [Follower(runner, closing, ann.actor) for _ in range(3)]

    closing.close()

    assert [follower.next() for follower in followers] == ["end"] * 3
