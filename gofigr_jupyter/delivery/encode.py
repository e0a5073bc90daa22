"""A publication as the body of the request that stores it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.delivery.metadata import earlier_sources, metadata_of
from gofigr_jupyter.delivery.origin import Origin
from gofigr_jupyter.delivery.patch import Patch
from gofigr_jupyter.delivery.plotted.reading import PlottedData
from gofigr_jupyter.provenance.execution import Execution
from gofigr_jupyter.publishing.matching import source_of
from gofigr_jupyter.publishing.publication import Publication

FIGURE = "figure"
PLOTTED = "plotted data"
FORMATS = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/svg+xml": "svg",
    "application/pdf": "pdf",
    "text/html": "html",
}
"""Formats of pictures, by media type; `image/x` of other media types is `x`."""

Json = dict[str, Any]


def revision_body(
    publication: Publication,
    *,
    figure: str,
    name: str,
    origin: Origin | None,
    plotted: PlottedData,
    patch: Patch,
) -> Json:
    """The body of `POST revision/` for `publication` as a revision of `figure`, shown as `name`.

    Bytes stand in it as they are; they become base64 when it is sent.
    """
    return {
        "figure": figure,
        "client_id": publication.id,
        "short_id": publication.short_id,
        "is_clean_room": any(each.is_clean_room for each in publication.attachments),
        "metadata": metadata_of(
            publication, name=name, origin=origin, plotted=plotted, patch=patch
        ),
        "data": [
            *data_of(publication),
            *plotted_object(plotted),
            *earlier_code(origin),
            *patch_object(patch),
        ],
    }


def data_of(publication: Publication) -> Iterator[Json]:
    """The data objects of `publication`: pictures, code, packages, what the user attached."""
    for rendering in publication.capture.renderings:
        yield rendering_data(rendering)
    source = source_of(publication)
    if source:
        metadata: Json = {"language": "Python", "format": "text", "encoding": "utf-8"}
        yield data_object("Jupyter Cell", "code", source.encode(), metadata)
    environment = publication.provenance.environment
    if environment is not None and environment.packages:
        metadata = {"format": "requirements", "encoding": "utf-8"}
        yield data_object("installed packages", "text", environment.packages.encode(), metadata)
    for attachment in publication.attachments:
        told = data_object(attachment.name, attachment.type, attachment.data, attachment.metadata)
        yield {**told, "is_clean_room": True} if attachment.is_clean_room else told


def plotted_object(plotted: PlottedData) -> Iterator[Json]:
    """The data object of plotted data, if there are any."""
    if plotted.table is not None:
        metadata: Json = {"format": "parquet", "encoding": "utf-8"}
        if plotted.cut:
            metadata["cut"] = list(plotted.cut)
        yield data_object(PLOTTED, "dataframe", plotted.table, metadata)


def patch_object(patch: Patch) -> Iterator[Json]:
    """The data object of changes that are not committed, if there are any."""
    if patch.text:
        metadata: Json = {"language": "Diff", "format": "text", "encoding": "utf-8"}
        yield data_object("uncommitted changes", "code", patch.text.encode(), metadata)


def earlier_code(origin: Origin | None) -> Iterator[Json]:
    """The data objects of the slice: the source of each earlier execution, once."""
    first: dict[str, Execution] = {}
    for part in origin.parts[:-1] if origin else ():
        first.setdefault(part.execution.source, part.execution)
    for ran in (first[source] for source in earlier_sources(origin)):
        metadata: Json = {
            "language": "Python",
            "format": "text",
            "encoding": "utf-8",
            "cell_id": ran.cell_id,
            "execution_count": ran.execution_count,
        }
        count = "" if ran.execution_count is None else f" [{ran.execution_count}]"
        yield data_object(
            f"Input Cell{count}", "code", ran.source.encode(errors="replace"), metadata
        )


def rendering_data(rendering: Rendering) -> Json:
    """The data object for one picture, or for the specification that draws it."""
    image_format = format_of(rendering.mime)
    if image_format is not None:
        metadata: Json = {"format": image_format, "is_watermarked": False}
        return data_object(FIGURE, "image", rendering.data, metadata)
    metadata = {"format": "json", "encoding": "utf-8", "mime": rendering.mime}
    return data_object(FIGURE, "text", rendering.data, metadata)


def format_of(mime: str) -> str | None:
    """The format of a picture of that media type; None for a specification."""
    if mime in FORMATS:
        return FORMATS[mime]
    kind, _, rest = mime.partition("/")
    return rest if kind == "image" else None


def data_object(name: str, kind: str, data: bytes, metadata: Json) -> Json:
    """A data object as the wire has it."""
    return {"name": name, "type": kind, "metadata": metadata, "data": data}
