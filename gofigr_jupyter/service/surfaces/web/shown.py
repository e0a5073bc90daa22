"""What the page of a revision shows: frozen values, ready for the template.

`revision_page` builds them.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from gofigr_jupyter.service.surfaces.web.histories.using import AssetUse
from gofigr_jupyter.service.surfaces.web.spoken import Moment


@dataclass(frozen=True, kw_only=True)
class Picture:
    """How the figure is shown.

    `spec` is plotly JSON that is safe inside a script element, `document` the address of an HTML
    figure for a sandboxed frame, `source` the address of a picture, `download` of the best file.
    `text` says in words what is there.
    """

    text: str
    source: str | None = None
    spec: Markup | None = None
    document: str | None = None
    download: str | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """Code as the page shows it."""

    name: str
    html: Markup
    prompt: str = ""


@dataclass(frozen=True, kw_only=True)
class Download:
    """A data object that can be downloaded."""

    name: str
    kind: str
    size: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A label and what is known."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Sightings:
    """How often the unchanged figure was seen again, and when last."""

    times: str
    last: Moment


@dataclass(frozen=True, kw_only=True)
class Sibling:
    """Another revision of the figure."""

    number: int
    link: str


@dataclass(frozen=True)
class Crumb:
    """A step of the way to a page."""

    name: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """How the page is told to other sites (Open Graph); `link` and `image` are absolute."""

    title: str
    description: str
    link: str
    image: str | None


@dataclass(frozen=True, kw_only=True)
class RevisionPage:
    """Everything on the page. `number` counts the figure's revisions from 1, of `total`.

    `place` is the way here; `newest` is set where `next` is not the newest already, `figure` where
    the visitor may see the figure's other revisions, `preview` where everybody may read this one.
    """

    name: str
    number: int
    total: int
    author: str
    kept: Moment
    short_id: str | None
    place: tuple[Crumb, ...]
    picture: Picture
    seen_again: Sightings | None = None
    previous: Sibling | None = None
    next: Sibling | None = None
    newest: Sibling | None = None
    figure: str | None = None
    preview: Preview | None = None
    sources: tuple[Source, ...] = ()
    assets: tuple[AssetUse, ...] = ()
    data: tuple[Download, ...] = ()
    files: tuple[Download, ...] = ()
    environment: tuple[Fact, ...] = ()
    packages: str = ""
    origin: tuple[Fact, ...] = ()
    metadata: str = ""

    @property
    def package_count(self) -> int:
        """How many packages are listed."""
        return len(self.packages.splitlines())
