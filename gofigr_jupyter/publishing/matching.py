"""Which figure a display belongs to, and whether it shows anything new.

Pure functions: the kernel applies them to the shelf to say at once what it expects, and delivery
to what the service knows, to decide. In order:

1. the name that the user gave the figure in code;
2. the cell and the place among the figures of that cell;
3. where a cell has no id: equal source and place, then equal title;
4. a source that is at least four fifths the same, at the same place.

Two cells with one title are two figures: a figure that another cell of the same kernel session
has shown is never matched by title or similarity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.shelf import ShelfEntry

SIMILAR = 0.8
SHORT_SOURCE = 40
"""Below this many characters four fifths say nothing: `plot(1)` is not `plot(2)`."""
LONG_SOURCE = 4000
"""Above this many characters sources are compared by lines, not by characters."""


def match(
    publication: Publication, entries: Sequence[ShelfEntry], *, in_a_hurry: bool = False
) -> ShelfEntry | None:
    """The figure that `publication` shows, None for a new one.

    `in_a_hurry` leaves out what can take long, the comparison of sources: kernels have no time for
    it, and the service decides anyway.
    """
    if publication.figure is not None:
        return _named(publication.figure, entries)
    slot = publication.capture.slot
    cell_id = _cell_id(publication)
    if cell_id is not None:
        for entry in entries:
            if entry.cell_id == cell_id and entry.slot == slot:
                return entry
    unnamed = [e for e in entries if e.target is None]
    without_id = [e for e in unnamed if cell_id is None or e.cell_id is None]
    return (
        _same_source(publication, without_id)
        or _same_title(publication, without_id, in_a_hurry=in_a_hurry)
        or (None if in_a_hurry else _similar(publication, unnamed))
    )


def same(publication: Publication, entry: ShelfEntry) -> bool:
    """Whether `publication` equals the newest revision of its figure, byte for byte."""
    return (
        publication.content == entry.content
        and publication.code == entry.code
        and attached(publication) == entry.attached
    )


def may_do_same(one: str, other: str) -> bool:
    """Whether two sources may differ in comments and white space only; False is sure."""
    return _without_comments(one) == _without_comments(other)


def _without_comments(source: str) -> str:
    """`source` without white space, and without what follows a `#`, be it in a text."""
    return "".join("".join(line.partition("#")[0].split()) for line in source.splitlines())


def attached(publication: Publication) -> str:
    """A hash of what the user attached; empty when there is nothing."""
    if not publication.attachments:
        return ""
    parts = [(a.type, a.name, content_hash(a.data)) for a in publication.attachments]
    return content_hash(repr(parts).encode())


def source_of(publication: Publication) -> str:
    """The source of the publication's cell; empty where there is no cell."""
    cell = publication.capture.cell
    return "" if cell is None else cell.source


def similarity(one: str, other: str, *, at_least: float = 0.0) -> float:
    """How much two sources have in common, from 0 to 1; 0 when it is less than `at_least`."""
    if one == other:
        return 1.0
    by_lines = max(len(one), len(other)) > LONG_SOURCE
    matcher: SequenceMatcher[str] = (
        SequenceMatcher(None, one.splitlines(), other.splitlines(), autojunk=False)
        if by_lines
        else SequenceMatcher(None, one, other, autojunk=False)
    )
    if matcher.real_quick_ratio() < at_least or matcher.quick_ratio() < at_least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= at_least else 0.0


def _named(name: str, entries: Sequence[ShelfEntry]) -> ShelfEntry | None:
    """The figure of that name in code, else of that id, else shown under that name."""
    return (
        next((e for e in entries if e.target == name), None)
        or next((e for e in entries if e.figure == name), None)
        or next((e for e in entries if e.target is None and e.name == name), None)
    )


def _claimed(publication: Publication, entry: ShelfEntry) -> bool:
    """Whether another cell (or place) of the publication's session has shown this figure."""
    if entry.session != publication.session:
        return False
    cell_id = _cell_id(publication)
    if cell_id is not None and entry.cell_id is not None:
        return (entry.cell_id, entry.slot) != (cell_id, publication.capture.slot)
    return (entry.source, entry.slot) != (source_of(publication), publication.capture.slot)


def _same_source(publication: Publication, entries: Iterable[ShelfEntry]) -> ShelfEntry | None:
    source = source_of(publication)
    if not source:
        return None
    slot = publication.capture.slot
    fitting = (e for e in entries if e.source == source and e.slot == slot)
    return next((e for e in fitting if not _claimed(publication, e)), None)


def _same_title(
    publication: Publication, entries: Iterable[ShelfEntry], *, in_a_hurry: bool
) -> ShelfEntry | None:
    """Of the figures with the publication's title, the one with the most similar source."""
    title = publication.capture.title
    if not title:
        return None
    source = source_of(publication)
    found = [e for e in entries if e.title == title and not _claimed(publication, e)]
    if len(found) < 2 or in_a_hurry:
        return found[0] if found else None
    return max(found, key=lambda entry: similarity(source, entry.source))


def _similar(publication: Publication, entries: Iterable[ShelfEntry]) -> ShelfEntry | None:
    source = source_of(publication)
    best, best_ratio = None, 0.0
    for entry in entries:
        if entry.slot != publication.capture.slot or _claimed(publication, entry):
            continue
        if _is_other_cell(publication, entry):
            continue
        if min(len(source), len(entry.source)) < SHORT_SOURCE and source != entry.source:
            continue
        ratio = similarity(source, entry.source, at_least=SIMILAR) if source else 0.0
        if ratio > best_ratio:
            best, best_ratio = entry, ratio
    return best


def _is_other_cell(publication: Publication, entry: ShelfEntry) -> bool:
    """Whether ids and titles both say no: a copied cell that shows something else."""
    ids = _cell_id(publication), entry.cell_id
    titles = publication.capture.title, entry.title
    return all(ids) and all(titles) and ids[0] != ids[1] and titles[0] != titles[1]


def _cell_id(publication: Publication) -> str | None:
    cell = publication.capture.cell
    return None if cell is None else cell.id
