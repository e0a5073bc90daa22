"""Many figures at once, written straight into a database: for lists that must stay quick."""

from dataclasses import dataclass

from gofigr_jupyter.ids import AnalysisId, DataId, FigureId, RevisionId, new_id
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

    `pictures` are (hash, size in bytes) of stored pictures; the figures take turns with them.
    """

    figures: int
    analyses: int
    pictures: tuple[tuple[str, int], ...]


def seed(database, workspace, *, by, amount):
    """Fill `workspace` with one revision for each figure, a minute between them."""
    database.write(lambda tx: _fill(tx, workspace, by, amount))


def _fill(tx, workspace, by, amount):
    analyses = [_analysis(tx.now, number, workspace, by) for number in range(amount.analyses)]
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
