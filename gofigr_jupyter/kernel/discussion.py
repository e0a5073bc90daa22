"""What is said about a figure, read and written in the notebook."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from typing import Any, Protocol, TypeVar

from gofigr_jupyter.collection.figures import Collection, Comment
from gofigr_jupyter.ids import is_id
from gofigr_jupyter.widgets.browsing import Browsing
from gofigr_jupyter.widgets.view import View

T = TypeVar("T")
INDENT = "    "


class Wait(Protocol):
    """Waits for what a service is asked."""

    def __call__(self, work: Coroutine[Any, Any, T]) -> T:
        """What `work` comes to. Raises ServiceUnavailable when that takes too long."""


class Comments(tuple[Comment, ...]):
    """Comments, oldest first; printed as threads."""

    def __repr__(self) -> str:
        if not self:
            return "Nobody has said anything yet."
        lines = []
        for first in self:
            if first.reply_to is None or not any(each.id == first.reply_to for each in self):
                lines += self._thread(first, depth=0)
        return "\n".join(lines)

    def _thread(self, comment: Comment, *, depth: int) -> list[str]:
        told = [INDENT * depth + line for line in _told(comment)]
        for each in self:
            if each.reply_to == comment.id:
                told += self._thread(each, depth=depth + 1)
        return told


class ShownFigure(Browsing):
    """A figure as `figure()` shows it; `name` is what it was asked by."""

    def __init__(
        self,
        still: Mapping[str, str],
        view: View | None,
        *,
        name: str,
        collection: Collection,
        wait: Wait,
    ) -> None:
        super().__init__(still, view)
        self._name = name
        self._collection = collection
        self._wait = wait

    @property
    def name(self) -> str:
        """What it was asked by: an id or a link."""
        return self._name

    @property
    def comments(self) -> Comments:
        """What was said about this revision, about earlier ones and about the figure."""
        return Comments(self._wait(self._collection.comments(self._revision())))

    def comment(self, text: str, *, reply_to: Comment | str | None = None) -> Comment:
        """Say something about this revision, in Markdown, or answer a comment."""
        parent = reply_to.id if isinstance(reply_to, Comment) else reply_to
        work = self._collection.comment(self._revision(), text, reply_to=parent)
        return self._wait(work)

    def react(self, emoji: str, *, to: Comment | str) -> None:
        """Put an emoji under a comment; once more changes nothing."""
        self._wait(self._collection.react(to.id if isinstance(to, Comment) else to, emoji))

    def _revision(self) -> str:
        if not is_id(self._name):
            self._name = self._wait(self._collection.find(self._name))
        return self._name


def _told(comment: Comment) -> list[str]:
    if comment.deleted:
        return ["(deleted)"]
    notes = [comment.at[:16].replace("T", " ")]
    notes += ["earlier revision"] if comment.carried_forward else []
    notes += ["resolved"] if comment.resolved else []
    notes += [f"{emoji} {len(users)}" for emoji, users in comment.reactions]
    return [f"{comment.author} · {' · '.join(notes)}", *comment.text.splitlines()]
