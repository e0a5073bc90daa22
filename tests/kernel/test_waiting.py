"""What a kernel waits for, and the threads that it leaves when it does so no more."""

import asyncio
import threading

from loaded import loaded

from gofigr_jupyter.collection.background import Background
from gofigr_jupyter.collection.figures import Answer
from gofigr_jupyter.ipython_extension import _looking
from gofigr_jupyter.kernel import browsing
from gofigr_jupyter.kernel.browsing import Browser

LASTING = {"gofigr-views", "gofigr-scribe"}
ANSWER = Answer(text="Gentoo", facts=(), provider="local", model="", ai=True, link="")


class Thinking:
    """A collection in which a model takes its time."""

    async def find(self, name):
        return name

    async def ask(self, revision, question, *, send):
        await asyncio.sleep(0.2)
        return ANSWER


async def nothing():
    """Begin the thread of the views."""


def test_a_model_is_waited_for_as_long_as_it_thinks(monkeypatch):
    monkeypatch.setattr(browsing, "PATIENCE", 0.01)

    answered = Browser(Thinking(), Background()).ask("Ab3dE9xk0", "Which is largest?", send=False)

    assert "Gentoo" in str(answered)


def test_a_shell_without_the_extension_has_none_of_its_threads(shell, data):
    before = set(threading.enumerate())
    with loaded(shell, data) as cells:
        cells.run("display(line())")
        _looking(cells.session).background.run(nothing()).result(60)
        begun = set(threading.enumerate()) - before
        threads = {each.name: each for each in begun if each.name in LASTING}

    for thread in threads.values():
        thread.join(60)

    assert threads.keys() == LASTING
    assert [name for name, thread in threads.items() if thread.is_alive()] == []
