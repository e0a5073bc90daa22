"""A service that ends: what takes long hears it."""

import asyncio
import threading

import pytest

from gofigr_jupyter.service.surfaces.closing import Closed, Closing


def test_what_takes_long_goes_on_until_the_service_ends():
    closing = Closing()
    closing.look()

    closing.begin()

    with pytest.raises(Closed):
        closing.look()


def test_what_is_waited_for_is_given_up_when_the_service_ends():
    closing, ends = Closing(), []

    async def work():
        threading.Thread(target=closing.begin).start()
        try:
            await asyncio.sleep(600)
        finally:
            ends.append("tidied")

    with pytest.raises(Closed):
        closing.run(work())

    assert ends == ["tidied"]


def test_what_ends_before_the_service_gives_its_result():
    async def work():
        return 42

    assert Closing().run(work()) == 42
