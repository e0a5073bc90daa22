"""What a kernel waits for."""

import asyncio

from gofigr_jupyter.collection.background import Background
from gofigr_jupyter.collection.figures import Answer
from gofigr_jupyter.kernel import browsing
from gofigr_jupyter.kernel.browsing import Browser

ANSWER = Answer(text="Gentoo", facts=(), provider="local", model="", ai=True, link="")


class Thinking:
    """A collection in which a model takes its time."""

    async def find(self, name):
        return name

    async def ask(self, revision, question, *, send):
        await asyncio.sleep(0.2)
        return ANSWER


def test_a_model_is_waited_for_as_long_as_it_thinks(monkeypatch):
    monkeypatch.setattr(browsing, "PATIENCE", 0.01)

    answered = Browser(Thinking(), Background()).ask("Ab3dE9xk0", "Which is largest?", send=False)

    assert "Gentoo" in str(answered)
