"""Pictures of presentations (.pptx)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gofigr_jupyter.documents.archive import Archive
from gofigr_jupyter.documents.found import Left, Picture, one_line, plain
from gofigr_jupyter.documents.office import A, Package, R, paragraphs, told_by

MAIN = "ppt/presentation.xml"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLES = ("title", "ctrTitle")


def pictures(archive: Archive, left: Left) -> Iterator[Picture]:
    """The pictures on the slides, in their order; not those of the layouts behind them."""
    package = Package(archive, left)
    slides = package.relations(MAIN)
    for number, slide in enumerate(package.part(MAIN).iter(f"{_P}sldId"), 1):
        name = slides.get(slide.get(f"{R}id", ""))
        if name and archive.has(name):
            yield from _on_slide(package, name, number)


def _on_slide(package: Package, name: str, number: int) -> Iterator[Picture]:
    slide, relations = package.part(name), package.relations(name)
    package.note_charts(slide)
    lines = list(paragraphs(slide))
    title = _title(slide)
    for shown in slide.iter(f"{_P}pic"):
        blip = shown.find(f"{_P}blipFill/{A}blip")
        data = package.picture(blip, relations) if blip is not None else None
        if data is None:
            continue
        alt = told_by(shown.find(f"{_P}nvPicPr/{_P}cNvPr"))
        yield Picture(
            data=data,
            format="",
            title=title or alt or one_line(lines[0] if lines else f"Picture on slide {number}"),
            anchor=f"slide {number}",
            place={"slide": number},
            context=plain("\n".join(lines)),
            alt_text=alt,
        )


def _title(slide: Element) -> str:
    for shape in slide.iter(f"{_P}sp"):
        holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if holder is not None and holder.get("type") in _TITLES:
            return one_line(" ".join(paragraphs(shape)))
    return ""
