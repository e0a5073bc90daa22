"""Whether two renderings show the same, though their bytes differ; and two sources do the same.

Plotting libraries write dates and random ids into what they make. Pictures are compared by their
pixels, everything else after such marks are taken out. In doubt two renderings differ: a revision
too many can be deleted, one too few cannot be made later.
"""

from __future__ import annotations

import ast
import io
import re

import msgspec

from gofigr_jupyter.capture.stamps import pdf, spec, svg
from gofigr_jupyter.lineage.source import parse
from gofigr_jupyter.publishing.matching import may_do_same, source_of
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.shelf import ShelfEntry

EIGHT_BITS = {"1", "L", "LA", "P", "RGB", "RGBA"}
RASTER = ("image/png", "image/jpeg", "image/webp", "image/gif")
_DATES = re.compile(
    r"<dc:date>[^<]*</dc:date>"
    r"|/(?:CreationDate|ModDate) \([^)]*\)"
    r"|(?<=/ID \[)[^\]]*(?=\])"
)
_SVG_ID = re.compile(r"(?<=\bid=\")[^\"]+(?=\")")
_RANDOM_ID = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|[0-9a-f]{32}"
    r"|(?<=_)\d{13,}|\bp\d{4,}\b|\bT_[0-9a-f]{5}(?=[_\"' ])"
    r"|\bsk-(?:container|estimator)-id-\d+"
)
"""Random ids. A long number is data, such as a time in milliseconds; only after `_` an id."""
_VEGA_COUNT = re.compile(rb'(?<=")(?:param|view|layer|concat)_\d+(?=[_"])')


def does_same(publication: Publication, entry: ShelfEntry) -> bool:
    """Whether the code of `publication` is that of `entry` but for comments and white space."""
    if publication.code == entry.code:
        return True
    source = source_of(publication)
    if not may_do_same(source, entry.source):
        return False
    statements = _statements(source)
    return bool(statements) and statements == _statements(entry.source)


def _statements(source: str) -> list[str]:
    """The statements of a cell as text that has no comments; none where it has errors in it."""
    cell = parse(source)
    return [*cell.binds, *map(ast.dump, cell.statements)] if cell.statements else []


def shows_same(mime: str, one: bytes, other: bytes) -> bool:
    """Whether two renderings of one media type show the same."""
    if one == other:
        return True
    if mime in RASTER:
        return _same_pixels(one, other)
    if mime == "image/svg+xml":
        return _plain_svg(svg.without(one)) == _plain_svg(svg.without(other))
    if mime == "application/pdf":
        return _plain_text(pdf.without(one)) == _plain_text(pdf.without(other))
    if mime.startswith("application/vnd.vega"):
        return _plain_json(_plain_vega(one)) == _plain_json(_plain_vega(other))
    if mime.endswith("json"):
        return _plain_json(one) == _plain_json(other)
    return _plain_text(one) == _plain_text(other)


def _same_pixels(one: bytes, other: bytes) -> bool:
    from PIL import Image  # heavy, and rarely needed

    try:
        with Image.open(io.BytesIO(one)) as first, Image.open(io.BytesIO(other)) as second:
            if first.size != second.size or not {first.mode, second.mode} <= EIGHT_BITS:
                return False
            if getattr(first, "n_frames", 1) > 1 or getattr(second, "n_frames", 1) > 1:
                return False
            return first.convert("RGBA").tobytes() == second.convert("RGBA").tobytes()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def _plain_svg(data: bytes) -> str:
    """The SVG without its date, and with its ids numbered in the order in which they appear."""
    text = _DATES.sub("", data.decode("utf-8", "replace"))
    ids = {name: str(number) for number, name in enumerate(dict.fromkeys(_SVG_ID.findall(text)))}
    if not ids:
        return text
    names = "|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True))
    return re.sub(rf"(?<=[\"#])(?:{names})(?=[\")])", lambda found: f"id{ids[found[0]]}", text)


def _plain_text(data: bytes) -> str:
    """HTML or PDF without dates, and with random ids numbered in order of appearance."""
    text = _DATES.sub("", data.decode("latin-1"))
    numbers: dict[str, str] = {}
    return _RANDOM_ID.sub(lambda found: numbers.setdefault(found[0], f"#{len(numbers)}"), text)


def _plain_vega(data: bytes) -> bytes:
    """The specification with altair's session-wide counts begun at 0."""
    numbers: dict[bytes, bytes] = {}
    return _VEGA_COUNT.sub(lambda found: numbers.setdefault(found[0], b"#%d" % len(numbers)), data)


def _plain_json(data: bytes) -> object:
    try:
        return _without_uid(spec.without(msgspec.json.decode(data)))
    except msgspec.DecodeError:
        return data


def _without_uid(value: object) -> object:
    """`value` without plotly's `uid` of traces, which is random."""
    if isinstance(value, dict):
        return {
            key: _without_uid(item)
            for key, item in value.items()
            if not (key == "uid" and isinstance(item, str))
        }
    if isinstance(value, list):
        return [_without_uid(item) for item in value]
    return value
