"""Deck: a story as it is to be shown, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MEDIA = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
}
"""The formats of pictures in a deck."""


@dataclass(frozen=True, kw_only=True)
class Rendering:
    """A picture in one format, as it was stored; `digest` is the BLAKE3 of what was stored."""

    format: str
    data: bytes = field(repr=False)
    digest: str

    @property
    def media_type(self) -> str:
        """What its bytes are."""
        return MEDIA[self.format]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A revision of a figure: made of dots, and as a drawing where there is one.

    `label` says which revision it is, `link` leads to its page, `alt` are words for those who do
    not see it.
    """

    name: str
    label: str
    revision: str
    link: str
    alt: str = ""
    raster: Rendering | None = None
    vector: Rendering | None = None

    @property
    def best(self) -> Rendering | None:
        """What to show where both can be shown."""
        return self.vector or self.raster

    @property
    def told(self) -> str:
        """What it shows as far as that is known, and where it comes from."""
        return " ".join(filter(None, (self.alt, self.about)))

    @property
    def about(self) -> str:
        """Where it comes from, in one line."""
        shown = self.best
        digest = f" · BLAKE3 {shown.digest}" if shown else ""
        return f"{self.name} · {self.label} · {self.link} · revision {self.revision}{digest}"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One slide. `content` is Markdown. `is_lost` tells that its figure is there no more."""

    kind: str
    title: str = ""
    content: str = ""
    notes: str = ""
    picture: Picture | None = None
    is_lost: bool = False

    @property
    def is_opening(self) -> bool:
        """Whether it opens the story."""
        return self.kind == "title"

    @property
    def spoken(self) -> str:
        """The notes for the speaker, and where the picture comes from."""
        return "\n\n".join(filter(None, (self.notes, self.picture.about if self.picture else "")))


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A story to be written. `link` leads to its page, `made` is a day."""

    title: str
    author: str
    made: str
    link: str
    description: str = ""
    audience: str = ""
    pages: Sequence[Page] = ()

    @property
    def byline(self) -> str:
        """Who tells it to whom, and when."""
        audience = f"For {self.audience}" if self.audience else ""
        return " · ".join(filter(None, (self.author, self.made, audience)))

    def renderings(self) -> Iterator[tuple[int, Picture, Rendering]]:
        """Each picture once for each of its formats, with the number of its page from 1."""
        for number, page in enumerate(self.pages, start=1):
            if page.picture is not None:
                for rendering in (page.picture.raster, page.picture.vector):
                    if rendering is not None:
                        yield number, page.picture, rendering


LOST = "This figure is no longer kept."
"""Said in place of a picture."""


def file_name(number: int, picture: Picture, rendering: Rendering) -> str:
    """What a picture is called as a file: the number of its page and its name."""
    plain = "".join(c if c.isalnum() else "-" for c in picture.name).strip("-")
    return f"{number:02}-{plain[:60] or 'figure'}.{rendering.format}"
