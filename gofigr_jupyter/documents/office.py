"""What presentations and texts in Office's format have in common: parts, relations, pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from gofigr_jupyter.documents.archive import Archive
from gofigr_jupyter.documents.found import Left, broken, one_line

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_NAME_OF_A_FILE = re.compile(r"\S+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)", re.IGNORECASE)
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


class Package:
    """An Office file: XML parts that point at each other."""

    def __init__(self, archive: Archive, left: Left) -> None:
        self._archive = archive
        self._left = left

    def part(self, name: str) -> Element:
        """A part as XML. A document type is refused: Office writes none, and it can grow."""
        data = self._archive.read(name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise broken("declares a document type, which Office never does")
        try:
            return ElementTree.fromstring(data)  # noqa: S314  # without entities, see above
        except ElementTree.ParseError as error:
            raise broken(f"has a part that is no XML ({name[:100]})") from error

    def relations(self, name: str) -> Mapping[str, str]:
        """The parts inside the document that a part points at, by the names it has for them."""
        folder, file = posixpath.split(name)
        beside = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self._archive.has(beside):
            return {}
        return {
            each.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            for each in self.part(beside).iter(_RELATION)
            if (target := each.get("Target")) and each.get("TargetMode") != "External"
        }

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, if it is there."""
        return self._archive.read(name) if self._archive.has(name) else None

    def picture(self, blip: Element, relations: Mapping[str, str]) -> bytes | None:
        """The bytes behind an `a:blip`: the drawing where there is one, else its copy in pixels."""
        drawing = next((each.get(f"{R}embed") for each in blip.iter(_SVG)), None)
        for name in (drawing, blip.get(f"{R}embed")):
            found = self.data(relations[name]) if name and name in relations else None
            if found is not None:
                return found
        self._left.note("not in the document, only linked from it")
        return None

    def note_charts(self, element: Element) -> None:
        """Tell of charts that Office draws itself each time: there is no picture of them."""
        count = sum(1 for _ in element.iter(_CHART))
        self._left.note("drawn by Office itself (charts), which keeps no picture of it", count)


def text_of(element: Element, tag: str) -> str:
    """All text in an element, whose pieces are `tag`s."""
    return "".join(each.text or "" for each in element.iter(tag))


def paragraphs(element: Element) -> Iterator[str]:
    """The texts of a drawing, paragraph by paragraph."""
    for each in element.iter(f"{A}p"):
        text = text_of(each, f"{A}t").strip()
        if text:
            yield text


def told_by(properties: Element | None) -> str:
    """What somebody wrote as alternative text; a file's name is none."""
    told = one_line(properties.get("descr", "")) if properties is not None else ""
    return "" if _NAME_OF_A_FILE.fullmatch(told) else told
