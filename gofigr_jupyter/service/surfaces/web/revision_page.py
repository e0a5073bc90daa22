"""From a stored revision to what its page shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from gofigr_jupyter.errors import Forbidden, NotAuthenticated, NotFound
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets.model import Used
from gofigr_jupyter.service.domain.assets.uses import used_by
from gofigr_jupyter.service.domain.model import Actor, DataItem, DataType, Figure, Revision
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.pictured import alt_text, of_figure
from gofigr_jupyter.service.surfaces.web.code import colored
from gofigr_jupyter.service.surfaces.web.contents import PLOTLY, Content, best_picture, content
from gofigr_jupyter.service.surfaces.web.histories.using import asset_uses
from gofigr_jupyter.service.surfaces.web.lists import Lister
from gofigr_jupyter.service.surfaces.web.recorded import Recorded
from gofigr_jupyter.service.surfaces.web.shown import (
    Crumb,
    Download,
    Picture,
    Preview,
    RevisionPage,
    Sibling,
    Source,
)
from gofigr_jupyter.service.surfaces.web.spoken import size, stamped

MAX_LIVE = 32_000_000
"""Larger plotly figures are offered for download instead of being drawn."""
CELL = "Jupyter Cell"

Read = Callable[[DataItem], bytes]

_HASHES = re.compile(r" --hash=\S+")
"""What follows a package whose archives are known: for pip, not for people."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A revision with everything around it that its page tells.

    `is_public` when everybody may read it, `opens_figure` when the visitor may see the figure.
    """

    revision: Revision
    figure: Figure
    place: tuple[Crumb, ...]
    author: str
    data: tuple[DataItem, ...]
    before: Revision | None
    after: Revision | None
    newest: Revision | None
    assets: tuple[Used, ...]
    is_public: bool
    opens_figure: bool


def load(tx: Transaction, actor: Actor | None, link: str, *, root: str, now: datetime) -> Kept:
    """Everything that the page of a revision tells; `link` is its short id or UUID.

    Raises as the functions of `access` do.
    """
    revision = access.revision_by_link(tx, actor, link)
    figure = tx.figures.get(revision.figure_id)
    analysis = tx.analyses.get(revision.analysis_id)
    if figure is None or analysis is None:
        raise NotFound("This revision was deleted just now.")
    before, after = tx.revisions.neighbors(revision)
    return Kept(
        revision=revision,
        figure=figure,
        place=Lister(tx, actor, root=root, now=now).place(revision.workspace_id, analysis),
        author=author(tx, revision.created_by, actor),
        data=tuple(tx.data.of_revision(revision.id)),
        before=before,
        after=after,
        newest=tx.revisions.newest_in_figure(figure.id) if after else None,
        assets=tuple(used_by(tx, actor, revision)),
        is_public=tx.shares.reach(access.reach(revision), user=None),
        opens_figure=_opens(tx, actor, figure),
    )


def author(tx: Transaction, username: str, actor: Actor | None) -> str:
    """Who that is for the visitor: `you`, the full name, or the user name."""
    if actor is not None and actor.username == username:
        return "you"
    user = tx.users.by_name(username)
    return (f"{user.first_name} {user.last_name}".strip() if user else "") or username


def _opens(tx: Transaction, actor: Actor | None, figure: Figure) -> bool:
    try:
        access.figure(tx, actor, figure.id)
    except (Forbidden, NotAuthenticated):
        return False
    return True


def revision_page(kept: Kept, *, read: Read, now: datetime, root: str, base: str) -> RevisionPage:
    """What the page shows. `read` gives the bytes of a data object.

    Links start with `root`, those that other sites are told with `base`.
    """
    contents = [content(item) for item in kept.data]
    recorded = Recorded(kept.revision.metadata)
    home = f"{root}/r/{kept.revision.id}"
    shown = _Shown(contents, home, read)
    return RevisionPage(
        name=kept.figure.name,
        number=kept.revision.revision_index + 1,
        total=max(kept.figure.revisions_made, kept.revision.revision_index + 1),
        author=kept.author,
        kept=stamped(kept.revision.created_on, now=now),
        short_id=kept.revision.short_id,
        place=kept.place,
        picture=shown.picture(alt_text(kept.revision) or kept.figure.name),
        seen_again=recorded.seen_again(now),
        previous=_sibling(kept.before, root),
        next=_sibling(kept.after, root),
        newest=_sibling(kept.newest, root) if kept.newest != kept.after else None,
        figure=f"{root}/figure/{kept.figure.id}" if kept.opens_figure else None,
        preview=_preview(kept, base=base, now=now) if kept.is_public else None,
        sources=shown.sources(recorded.prompt()),
        assets=asset_uses(kept.assets, root=root),
        data=shown.data(),
        files=shown.files(),
        environment=recorded.environment(),
        packages=shown.packages(),
        origin=recorded.origin(),
        metadata=recorded.everything(),
    )


def picture(contents: list[Content], *, home: str, read: Read, name: str) -> Picture:
    """How the figure called `name` is shown; `home` is where its revision stands."""
    return _Shown(contents, home, read).picture(name)


def downloads(items: Iterable[DataItem], *, home: str) -> tuple[Download, ...]:
    """Data objects to download; `home` is where their revision stands."""
    return tuple(
        Download(
            name=each.file_name,
            kind=each.kind,
            size=size(each.item.size_bytes),
            link=f"{home}/data/{each.item.id}",
        )
        for each in map(content, items)
    )


def _preview(kept: Kept, *, base: str, now: datetime) -> Preview:
    link = f"{base}/r/{kept.revision.short_id or kept.revision.id}"
    date = stamped(kept.revision.created_on, now=now).exact.partition(",")[0]
    told = f"Revision {kept.revision.revision_index + 1}, kept by {kept.author} on {date}."
    return Preview(
        title=kept.figure.name,
        description=f"{kept.figure.description} {told}" if kept.figure.description else told,
        link=link,
        image=f"{link}/preview" if of_figure(kept.data) else None,
    )


def _sibling(revision: Revision | None, root: str) -> Sibling | None:
    if revision is None:
        return None
    link = f"{root}/r/{revision.short_id or revision.id}"
    return Sibling(number=revision.revision_index + 1, link=link)


class _Shown:
    """Sorts a revision's data objects into the parts of its page."""

    def __init__(self, contents: list[Content], home: str, read: Read) -> None:
        self._contents = contents
        self._home = home
        self._read = read

    def picture(self, name: str) -> Picture:
        raster = best_picture(self._contents)
        source = self._picture_link(raster) if raster else None
        spec = next((c for c in self._contents if c.mime), None)
        if spec and spec.mime == PLOTLY and spec.item.size_bytes <= MAX_LIVE:
            return Picture(
                text=name,
                source=source,
                spec=json_in_html(self._read(spec.item)),
                download=self._link(spec),
            )
        if source:
            return Picture(text=name, source=source)
        page = self._first_image("html")
        if page:
            return Picture(text=name, document=f"{self._home}/frame/{page.item.id}")
        if not spec and self._first_image("pdf"):
            return Picture(text=name, source=f"{self._home}/preview")
        other = spec or self._first_image()
        if other:
            text = f"This figure is a {other.kind}, which browsers do not show by themselves."
            return Picture(text=text, download=self._link(other))
        return Picture(text="This revision has no picture.")

    def sources(self, prompt: str) -> tuple[Source, ...]:
        code = [c for c in self._contents if c.item.type == DataType.CODE]
        code.sort(key=lambda c: c.item.name != CELL)  # the figure's own cell first
        return tuple(
            Source(
                name=c.item.name or "Code",
                html=colored(self._text(c), c.language),
                prompt=prompt if c.item.name == CELL else "",
            )
            for c in code
        )

    def data(self) -> tuple[Download, ...]:
        kinds = (DataType.IMAGE, DataType.DATAFRAME, DataType.TEXT)
        return self._downloads(
            c for c in self._contents if c.item.type in kinds and not c.is_packages
        )

    def files(self) -> tuple[Download, ...]:
        return self._downloads(c for c in self._contents if c.item.type == DataType.FILE)

    def packages(self) -> str:
        listed = next((c for c in self._contents if c.is_packages), None)
        return _HASHES.sub("", self._text(listed)).strip() if listed else ""

    def _first_image(self, *formats: str) -> Content | None:
        images = (c for c in self._contents if c.item.type == DataType.IMAGE)
        return next((c for c in images if not formats or c.format in formats), None)

    def _downloads(self, contents: Iterable[Content]) -> tuple[Download, ...]:
        return downloads((c.item for c in contents), home=self._home)

    def _text(self, content: Content) -> str:
        return self._read(content.item).decode("utf-8", errors="replace")

    def _link(self, content: Content) -> str:
        return f"{self._home}/data/{content.item.id}"

    def _picture_link(self, content: Content) -> str:
        return f"{self._home}/picture/{content.item.id}"


def json_in_html(data: bytes) -> Markup:
    """JSON for a script element: nothing in it can end the element or begin another."""
    text = data.decode("utf-8", errors="replace")
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - in JSON, `<` stands in strings only
