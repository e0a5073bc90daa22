"""Pictures of texts (.docx)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gofigr_jupyter.documents.archive import Archive
from gofigr_jupyter.documents.found import Left, Picture, one_line, plain
from gofigr_jupyter.documents.office import A, Package, R, text_of, told_by

MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OLD = "{urn:schemas-microsoft-com:vml}imagedata"
_CAPTION = re.compile(r"(figure|fig\.?|abbildung|abb\.?|figura)\s*\d", re.IGNORECASE)


@dataclass(frozen=True)
class _Paragraph:
    element: Element
    text: str
    style: str
    heading: str
    page: int

    @property
    def is_caption(self) -> bool:
        return "caption" in self.style or _CAPTION.match(self.text) is not None


def pictures(archive: Archive, left: Left) -> Iterator[Picture]:
    """The pictures in their order, titled by their captions, or else by the headings above."""
    package = Package(archive, left)
    relations = package.relations(MAIN)
    document = package.part(MAIN)
    package.note_charts(document)
    every = list(_paragraphs(document))
    for position, paragraph in enumerate(every):
        around = every[max(0, position - 2) : position + 3]
        for data, alt in _shown(package, paragraph.element, relations):
            title = _caption(every, position) or alt or paragraph.heading
            yield Picture(
                data=data,
                format="",
                title=one_line(title or f"Picture on page {paragraph.page}"),
                anchor=f"page {paragraph.page}",
                place={"page": paragraph.page},
                context=plain("\n".join(each.text for each in around if each.text)),
                alt_text=alt,
            )


def _paragraphs(document: Element) -> Iterator[_Paragraph]:
    page, heading = 1, ""
    for element in document.iter(f"{_W}p"):
        page += sum(1 for _ in element.iter(f"{_W}lastRenderedPageBreak"))
        text = text_of(element, f"{_W}t").strip()
        named = element.find(f"{_W}pPr/{_W}pStyle")
        style = (named.get(f"{_W}val", "") if named is not None else "").lower()
        if text and style.startswith(("heading", "title")):
            heading = text
        yield _Paragraph(element, text, style, heading, page)
        page += sum(1 for br in element.iter(f"{_W}br") if br.get(f"{_W}type") == "page")


def _shown(
    package: Package, paragraph: Element, relations: Mapping[str, str]
) -> Iterator[tuple[bytes, str]]:
    alt = told_by(paragraph.find(f".//{_DRAWN}"))
    for blip in paragraph.iter(f"{A}blip"):
        data = package.picture(blip, relations)
        if data is not None:
            yield data, alt
    for old in paragraph.iter(_OLD):
        name = relations.get(old.get(f"{R}id", ""))
        data = package.data(name) if name else None
        if data is not None:
            yield data, alt


def _caption(every: Sequence[_Paragraph], position: int) -> str:
    """The caption below a picture, or above it, or in its own paragraph."""
    near = [position, position + 1, position - 1]
    found = (every[each] for each in near if 0 <= each < len(every))
    return next((each.text for each in found if each.text and each.is_caption), "")
