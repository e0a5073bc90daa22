"""Many figures at once, written straight into a database: for lists that must stay quick."""

import getpass
import io
import math
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from gofigr_jupyter.ids import AnalysisId, DataId, FigureId, RevisionId, new_id
from gofigr_jupyter.service.app import ServiceConfig, open_service
from gofigr_jupyter.service.domain.model import (
    Analysis,
    DataItem,
    DataType,
    Figure,
    Moment,
    Revision,
)

MINUTE = 60_000_000
SUBJECTS = ("Bill length", "Body mass", "Flipper length", "Survival", "Dose response", "Residuals")


@dataclass(frozen=True, kw_only=True)
class Seed:
    """How much there is to be: `figures` figures, spread over `analyses` analyses.

    `pictures` are (hash, size in bytes) of stored pictures; the figures take turns with them. With
    `notebook` the analyses are of that notebook.
    """

    figures: int
    analyses: int
    pictures: tuple[tuple[str, int], ...]
    notebook: str | None = None


def seed(database, workspace, *, by, amount):
    """Fill `workspace` with one revision for each figure, a minute between them."""
    database.write(lambda tx: _fill(tx, workspace, by, amount))


def _fill(tx, workspace, by, amount):
    analyses = [_analysis(tx.now, number, workspace, by) for number in range(amount.analyses)]
    if amount.notebook:
        told = {"name": "notebook", "description": f"Notebook {amount.notebook}"}
        analyses = [replace(each, **told) for each in analyses]
    figures = [
        _figure(tx.now, number, analyses[number % amount.analyses], by)
        for number in range(amount.figures)
    ]
    revisions = [_revision(figure) for figure in figures]
    pictures = amount.pictures
    data = [_picture(each, *pictures[n % len(pictures)]) for n, each in enumerate(revisions)]
    for rows, values in (
        (tx.analyses, analyses),
        (tx.figures, figures),
        (tx.revisions, revisions),
    ):
        rows.connection.execute(rows.mapped.insert, [rows.mapped.values(each) for each in values])
    tx.data.add_all(data, tx.now)


def _analysis(now, number, workspace, by):
    at = Moment(now - number * MINUTE)
    return Analysis(
        id=AnalysisId(new_id()),
        workspace_id=workspace,
        name=f"study {number:03}",
        created_by=by,
        created_on=at,
        touched_on=at,
    )


def _figure(now, number, analysis, by):
    at = Moment(now - number * MINUTE)
    return Figure(
        id=FigureId(new_id()),
        analysis_id=analysis.id,
        workspace_id=analysis.workspace_id,
        name=f"{SUBJECTS[number % len(SUBJECTS)]} {number:05}",
        created_by=by,
        created_on=at,
        touched_on=at,
        revisions_made=1,
    )


def _revision(figure):
    return Revision(
        id=RevisionId(new_id()),
        figure_id=figure.id,
        analysis_id=figure.analysis_id,
        workspace_id=figure.workspace_id,
        revision_index=0,
        metadata="{}",
        created_by=figure.created_by,
        created_on=figure.created_on,
    )


def _picture(revision, hash, size):
    return DataItem(
        id=DataId(new_id()),
        revision_id=revision.id,
        position=0,
        name="figure",
        type=DataType.IMAGE,
        metadata='{"format": "png"}',
        hash=hash,
        size_bytes=size,
    )


def seed_place(place, *, figures, analyses, notebook=None):
    """Fill the data folder of an embedded service, before it runs, for whoever runs the tests."""
    place.prepare()
    name = getpass.getuser()
    service = open_service(
        ServiceConfig(
            database_url=f"sqlite:///{place.database}",
            blobs_url=place.blobs.as_uri(),
            local_user=name,
        )
    )
    pictures = [a_plot(number) for number in range(12)]
    amount = Seed(
        figures=figures,
        analyses=analyses,
        pictures=tuple((service.blobs.put(picture), len(picture)) for picture in pictures),
        notebook=notebook,
    )
    workspace = service.database.read(
        lambda tx: tx.workspaces.of_user(service.local.actor.user_id)[0]
    )
    seed(service.database, workspace.id, by=name, amount=amount)
    service.close()


def a_plot(number):
    """A PNG with axes and dots, another one for each number."""
    image = Image.new("RGB", (640, 480), "white")
    draw = ImageDraw.Draw(image)
    draw.line([(60, 30), (60, 430), (610, 430)], fill="#555555", width=3)
    for step in range(40):
        x, y = 80 + step * 13, 230 + 150 * math.sin(step / 5 + number) + step * (number % 5 - 2)
        draw.ellipse(
            [x - 7, y - 7, x + 7, y + 7], fill=("#4c72b0", "#dd8452", "#55a868")[number % 3]
        )
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()
