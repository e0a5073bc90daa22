"""Pictures in the outputs of notebooks (.ipynb)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gofigr_jupyter.documents.found import Picture, broken, one_line, plain

Json = Mapping[str, Any]  # a notebook of any version
_KINDS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpeg"}
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_OLD = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


def is_notebook(data: bytes) -> bool:
    """Whether `data` looks like one."""
    head = data[:64].lstrip()
    return head.startswith(b"{") and (b'"cells"' in data or b'"worksheets"' in data)


def pictures(data: bytes) -> Iterator[Picture]:
    """The pictures that its cells show, with the code that drew them."""
    notebook = _read(data)
    language = _language(notebook)
    heading = ""
    for number, cell in enumerate(_cells(notebook), 1):
        source = _text(cell.get("source", cell.get("input")))
        if cell.get("cell_type") == "markdown":
            headings = _HEADING.findall(source)
            heading = headings[-1] if headings else heading
            continue
        for slot, (format, shown) in enumerate(_shown(cell)):
            place: dict[str, str | int] = {"cell": number, "output": slot}
            if isinstance(cell.get("id"), str):
                place["cell_id"] = one_line(cell["id"], most=64)
            yield Picture(
                data=shown,
                format=format,
                title=one_line(heading or f"Output of cell {number}"),
                anchor=f"cell {number}" if slot == 0 else f"cell {number}, output {slot + 1}",
                place=place,
                context=plain(source),
                code=source,
                language=language,
            )


def _read(data: bytes) -> Json:
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise broken("is a broken notebook") from error
    if not isinstance(notebook, dict):
        raise broken("is no notebook")
    return notebook


def _cells(notebook: Json) -> Sequence[Json]:
    cells = notebook.get("cells")
    if cells is None:
        sheets = notebook.get("worksheets")
        cells = [cell for sheet in _dicts(sheets) for cell in _dicts(sheet.get("cells"))]
    return _dicts(cells)


def _dicts(found: object) -> Sequence[Json]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _shown(cell: Json) -> Iterator[tuple[str, bytes]]:
    """The best form of each picture that a cell shows."""
    for output in _dicts(cell.get("outputs")):
        bundle = output.get("data")
        if not isinstance(bundle, dict):
            bundle = {long: output[short] for short, long in _OLD.items() if short in output}
        for kind, format in _KINDS.items():
            if kind in bundle:
                data = _bytes(format, _text(bundle[kind]))
                if data:
                    yield format, data
                break


def _bytes(format: str, text: str) -> bytes:
    if format == "svg":
        return text.encode()
    try:
        return base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return b""


def _text(found: object) -> str:
    """A text, in one piece or in lines; halves of letters, which JSON can hold, are replaced."""
    lines = found if isinstance(found, list) else [found]
    whole = "".join(each for each in lines if isinstance(each, str))
    return whole.encode(errors="replace").decode()


def _language(notebook: Json) -> str:
    told = notebook.get("metadata")
    info = told.get("language_info") if isinstance(told, dict) else None
    name = info.get("name") if isinstance(info, dict) else None
    return one_line(name, most=40) if isinstance(name, str) else "python"
