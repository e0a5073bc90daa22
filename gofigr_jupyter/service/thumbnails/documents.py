"""Small pictures of PDFs, drawings, and tables in binary formats; run in a child process.

Nothing here is asked to survive a hostile file: the child has bounds, and its death means that
there is no picture.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from xml.etree import ElementTree

from gofigr_jupyter.service.thumbnails.kinds import Kind
from gofigr_jupyter.service.thumbnails.pictures import thumbnail
from gofigr_jupyter.service.thumbnails.sheet import table_sheet
from gofigr_jupyter.service.thumbnails.tables import MOST_COLUMNS, MOST_ROWS

_SVG = "{http://www.w3.org/2000/svg}svg"
_EMBEDDED = ("data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/webp", "#")


def pdf(data: bytes, size: int) -> bytes | None:
    """The first page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    page = document[0]
    target = io.BytesIO()
    page.render(scale=_draft(size) / max(page.get_size())).to_pil().save(target, "PNG")
    return thumbnail(target.getvalue(), format="png", size=size)


def svg(data: bytes, size: int) -> bytes | None:
    """The drawing on white, without anything that it would load from elsewhere."""
    import resvg_py

    root = ElementTree.fromstring(data)  # noqa: S314 - entities are bounded by expat, and so are we
    if root.tag != _SVG:
        return None
    for element in root.iter():
        for name in list(element.attrib):
            if name.rpartition("}")[2] == "href" and not _is_inside(element.attrib[name]):
                del element.attrib[name]
    text = ElementTree.tostring(root, encoding="unicode")
    side, upright = _draft(size), _is_upright(root)
    drawn = resvg_py.svg_to_bytes(
        svg_string=text,
        background="#ffffff",
        dpi=96,
        width=None if upright else side,
        height=side if upright else None,
    )
    return thumbnail(drawn, format="png", size=size)


def parquet(data: bytes, size: int) -> bytes | None:
    """The first rows."""
    from pyarrow import BufferReader
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(BufferReader(data))
    names = file.schema_arrow.names[:MOST_COLUMNS]
    batch = next(file.iter_batches(batch_size=MOST_ROWS, columns=names), None)
    rows = [] if batch is None else [list(row.values()) for row in batch.to_pylist()]
    return table_sheet([names, *_told(rows)], width=size)


def excel(data: bytes, size: int) -> bytes | None:
    """The first rows of the first sheet."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = islice(workbook.get_sheet_by_index(0).iter_rows(), MOST_ROWS)
    return table_sheet(_told(row[:MOST_COLUMNS] for row in rows), width=size)


DRAWERS: Mapping[Kind, Callable[[bytes, int], bytes | None]] = {
    Kind.PDF: pdf,
    Kind.SVG: svg,
    Kind.PARQUET: parquet,
    Kind.EXCEL: excel,
}


def _told(rows: Iterable[Sequence[object]]) -> Sequence[Sequence[str]]:
    return [["" if value is None else _word(value) for value in row] for row in rows]


def _word(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _is_upright(root: ElementTree.Element) -> bool:
    box = root.get("viewBox", "").replace(",", " ").split()[2:]
    sides = box if len(box) == 2 else [root.get("width", ""), root.get("height", "")]
    numbers = [re.match(r"\s*([\d.]+)", side) for side in sides]
    width, height = (float(number[1]) if number else 0 for number in numbers)
    return height > width


def _is_inside(link: str) -> bool:
    return link.strip().lower().startswith(_EMBEDDED)


def _draft(size: int) -> int:
    """Thin lines keep their weight when they are drawn larger first."""
    return max(2 * size, 512)
