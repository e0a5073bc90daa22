"""Live views: their front end comes with them, and they ask the kernel for what they show."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from anywidget import AnyWidget
from ipywidgets import Layout
from traitlets import Dict, Unicode

from gofigr_jupyter.collection.background import Background
from gofigr_jupyter.collection.figures import Collection, Wanted
from gofigr_jupyter.errors import GoFigrError, InvalidInput

log = logging.getLogger(__name__)

MODULES = (
    "elements.js",
    "asking.js",
    "copying.js",
    "pictures.js",
    "talk.js",
    "card.js",
    "figure.js",
    "gallery.js",
    "views.js",
)
"""The front end in order: a module stands below what it imports."""
MARK = {"gofigr": {"live": True}}
"""Metadata of an output that shows a live view, and its text once the view is gone."""
MIME = "application/vnd.jupyter.widget-view+json"

Content = Mapping[str, Any]  # JSON from the front end
Answer = tuple[object, Sequence[bytes]]
"""A value that becomes JSON, and bytes beside it."""


def _file(name: str) -> str:
    return (files(__package__) / "live" / name).read_text(encoding="utf-8")


@cache
def front_end() -> str:
    """The modules as one: their imports of each other are gone."""
    imports = re.compile(r"^import [^;]*;\n", flags=re.MULTILINE)
    return "\n".join(imports.sub("", _file(name)) for name in MODULES)


class Library(AnyWidget):
    """The front end of all views of a kernel. It is sent once and shows nothing itself."""

    def __init__(self) -> None:
        super().__init__(_esm=front_end(), _css=_file("views.css"))

    _esm = Unicode().tag(sync=True)
    _css = Unicode().tag(sync=True)


class View(AnyWidget):
    """One live view. `state` is small and the notebook may save it; pictures are asked for."""

    _esm = Unicode(_file("loader.js")).tag(sync=True)
    _anywidget_id = Unicode("gofigr_jupyter.View").tag(sync=True)
    kind = Unicode().tag(sync=True)
    library = Unicode().tag(sync=True)
    state = Dict().tag(sync=True)

    def add_traits(self, **traits: object) -> None:
        """Add what is not declared: AnyWidget would make a class for each view, in 3 ms."""
        unknown = {name: trait for name, trait in traits.items() if not self.has_trait(name)}
        if unknown:
            super().add_traits(**unknown)


class Views:
    """Makes live views that show `collection`, which `background` asks."""

    def __init__(self, collection: Collection, background: Background) -> None:
        self._collection = collection
        self._background = background
        self._library = Library()
        self._layout = Layout()

    def make(self, kind: str, state: Mapping[str, Any]) -> View:
        """A view; showing its `bundle` brings it to the page."""
        view = View(
            kind=kind,
            state=dict(state),
            library=f"anywidget:{self._library.model_id}",
            layout=self._layout,
        )
        view.on_msg(self._asked)
        return view

    def _asked(self, view: View, content: object, buffers: object) -> None:
        if isinstance(content, dict) and isinstance(content.get("ask"), str):
            self._background.run(self._answer(view, content))

    async def _answer(self, view: View, content: Content) -> None:
        reply: dict[str, object] = {"answer": content.get("id")}
        buffers: Sequence[bytes] = ()
        try:
            value, buffers = await answer(self._collection, content)
            reply["value"] = msgspec.to_builtins(value)
        except GoFigrError as error:
            reply["error"] = str(error)
        except Exception as error:  # the view must hear of it, whatever it is
            log.error("a view could not be answered", exc_info=error)
            reply["error"] = f"This cannot be shown ({type(error).__name__}: {error})."
        view.send(reply, list(buffers))


async def answer(collection: Collection, content: Content) -> Answer:
    """The answer to a question of the front end. Raises a GoFigrError where there is none."""
    question = _QUESTIONS.get(content["ask"])
    if question is None:
        raise InvalidInput(f"Nothing is known of {content['ask']!r}.")
    try:
        return await question(collection, content)
    except (KeyError, TypeError, ValueError, msgspec.ValidationError) as error:
        raise InvalidInput(f"{content['ask']!r} cannot be answered: {error!r}.") from error


async def _page(collection: Collection, content: Content) -> Answer:
    return await collection.page(msgspec.convert(content, Wanted)), ()


async def _places(collection: Collection, content: Content) -> Answer:
    return await collection.places(), ()


async def _timeline(collection: Collection, content: Content) -> Answer:
    return await collection.timeline(str(content["revision"])), ()


async def _thumbnail(collection: Collection, content: Content) -> Answer:
    data = await collection.thumbnail(str(content["revision"]), int(content["size"]))
    return {"mime": "image/png"}, [data] if data else []


async def _picture(collection: Collection, content: Content) -> Answer:
    png = content.get("form") == "png"
    found = await collection.picture(str(content["revision"]), png=png)
    if found is None:
        return {}, []
    return {"mime": found.mime, "name": found.name}, [found.data]


async def _details(collection: Collection, content: Content) -> Answer:
    return await collection.details(str(content["revision"])), ()


async def _comments(collection: Collection, content: Content) -> Answer:
    return await collection.comments(str(content["revision"])), ()


async def _comment(collection: Collection, content: Content) -> Answer:
    parent = content.get("reply_to")
    reply_to = None if parent is None else str(parent)
    text = str(content["text"])
    return await collection.comment(str(content["revision"]), text, reply_to=reply_to), ()


async def _react(collection: Collection, content: Content) -> Answer:
    await collection.react(str(content["comment"]), str(content["emoji"]))
    return None, ()


async def _ask(collection: Collection, content: Content) -> Answer:
    question = str(content.get("question", ""))
    return await collection.ask(str(content["revision"]), question, send=False), ()


_QUESTIONS: Mapping[str, Callable[[Collection, Content], Awaitable[Answer]]] = {
    "page": _page,
    "places": _places,
    "timeline": _timeline,
    "thumbnail": _thumbnail,
    "picture": _picture,
    "details": _details,
    "comments": _comments,
    "comment": _comment,
    "react": _react,
    "ask": _ask,
}


def bundle(view: View, still: Mapping[str, str]) -> dict[str, Any]:
    """What shows `view`, and `still` where views cannot be shown."""
    live = {"version_major": 2, "version_minor": 0, "model_id": view.model_id}
    return {**still, MIME: live}
