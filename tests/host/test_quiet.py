"""What waits until nobody asks anything."""

import asyncio

from gofigr_jupyter.host.quiet import once_quiet


def test_it_is_done_once_nobody_has_asked_for_a_while():
    idle, done = iter([0.0, 0.002, 0.0, 0.005]), []

    asyncio.run(once_quiet(lambda: next(idle), lambda: done.append("loaded"), after=0.005))

    assert done == ["loaded"]
    assert next(idle, None) is None  # it looked until it was quiet


def test_it_is_not_done_where_the_service_ends_before():
    done = []

    async def ended_early():
        waiting = asyncio.create_task(once_quiet(lambda: 0.0, lambda: done.append("loaded")))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])

    asyncio.run(ended_early())

    assert done == []
