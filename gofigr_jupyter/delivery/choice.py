"""What a service is told of a figure's origin: all that the user does not leave out."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from gofigr_jupyter.delivery.origin import Origin
from gofigr_jupyter.delivery.plotted.reading import PlottedData, plotted_data
from gofigr_jupyter.publishing.publication import Publication


def without_left_out(publication: Publication) -> Publication:
    """`publication` without code and packages, where those are left out; a patch is code too."""
    capture, provenance = publication.capture, publication.provenance
    if "code" in publication.leave_out and capture.cell is not None:
        cell = msgspec.structs.replace(capture.cell, source="")
        capture = msgspec.structs.replace(capture, cell=cell)
    if "code" in publication.leave_out and provenance.git is not None:
        git = msgspec.structs.replace(provenance.git, work_tree=None)
        provenance = msgspec.structs.replace(provenance, git=git)
    if "packages" in publication.leave_out and provenance.environment is not None:
        environment = msgspec.structs.replace(provenance.environment, packages="")
        provenance = msgspec.structs.replace(provenance, environment=environment)
    return msgspec.structs.replace(publication, capture=capture, provenance=provenance)


def origin_told(publication: Publication, origin: Origin | None) -> Origin | None:
    """`origin` without the code of earlier cells and the files, where those are left out."""
    if origin is None:
        return None
    if "inputs" in publication.leave_out:
        origin = replace(origin, inputs=())
    if "code" in publication.leave_out:
        blank = (msgspec.structs.replace(part.execution, source="") for part in origin.parts)
        parts = zip(origin.parts, blank, strict=True)
        origin = replace(origin, parts=tuple(replace(p, execution=e) for p, e in parts))
    return origin


def plotted_told(publication: Publication) -> PlottedData:
    """The plotted data of `publication`, none where they are left out."""
    if "plotted" in publication.leave_out:
        return PlottedData(table=None)
    return plotted_data(publication)
