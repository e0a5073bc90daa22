"""Publications and shelf entries for tests, complete unless told otherwise."""

from gofigr_jupyter.capture.capture import Capture, Cell, Rendering
from gofigr_jupyter.ids import content_hash, new_id
from gofigr_jupyter.provenance.provenance import Environment, Git, Note, Notebook, Provenance
from gofigr_jupyter.publishing.matching import attached
from gofigr_jupyter.publishing.publication import Attachment, Destination, Publication
from gofigr_jupyter.publishing.shelf import ShelfEntry

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def a_publication(
    *,
    id=None,
    short_id=None,
    source="plt.plot([1, 2, 3])\nplt.title('Bill length by species')",
    cell_id="c1",
    slot=0,
    title="Bill length by species",
    figure=None,
    session="s1",
    data=PNG,
    mime="image/png",
    renderings=None,
    service="embedded",
    workspace=None,
    analysis="penguins",
    path="/home/ada/penguins.ipynb",
    in_cell=True,
    attachments=(),
    metadata=None,
    backend="matplotlib",
    count=3,
    code=None,
    lineage=None,
):
    renderings = renderings or (Rendering(mime=mime, data=data),)
    cell = Cell(id=cell_id, execution_count=count, source=source) if in_cell else None
    id = id or new_id()
    return Publication(
        id=id,
        short_id=short_id or f"Ab3dE9xk{id[:6]}".replace("-", ""),
        session=session,
        created="2026-11-21T21:26:50.855152+00:00",
        destination=Destination(service=service, workspace=workspace, analysis=analysis),
        figure=figure,
        capture=Capture(renderings=renderings, backend=backend, title=title, cell=cell, slot=slot),
        provenance=Provenance(
            notebook=Notebook(name="penguins.ipynb", path=path),
            environment=Environment(
                python="3.11.7",
                executable="/usr/bin/python3",
                platform="Linux",
                packages="matplotlib==3.9.0\nnumpy==2.0.0\n",
            ),
            git=Git(commit="a" * 40, branch="main", remote=None, dirty=None),
            notes=(Note(about="git", text="dirty flag not known yet"),),
        ),
        content=content_hash(b"".join(r.data for r in renderings)),
        code=code or content_hash(source.encode()),
        attachments=tuple(attachments),
        metadata=metadata or {},
        lineage=lineage,
    )


def an_attachment(name="penguins.csv", data=b"a,b\n1,2\n"):
    return Attachment(
        name=name,
        type="dataframe",
        data=data,
        metadata={"format": "csv", "encoding": "utf-8"},
    )


def an_entry(publication, *, figure="f1", target=None, number=1, seen=1, name=None):
    """The shelf entry that `publication` leaves behind."""
    cell = publication.capture.cell
    return ShelfEntry(
        figure=figure,
        name=name or publication.name,
        target=target or publication.figure,
        title=publication.capture.title,
        cell_id=cell.id if cell else None,
        slot=publication.capture.slot,
        source=cell.source if cell else "",
        session=publication.session,
        content=publication.content,
        code=publication.code,
        revision=publication.id,
        short_id=publication.short_id,
        number=number,
        seen=seen,
        link=f"http://127.0.0.1:4321/r/{publication.short_id}",
        attached=attached(publication),
    )
