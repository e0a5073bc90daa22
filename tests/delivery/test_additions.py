"""Data that come after their figure: added once to the revision, and told in its metadata."""

import io

import pandas as pd
import pytest
from msgspec.structs import replace
from plotted_rows import rows_in
from publications import a_publication

from gofigr_jupyter.capture.plotted import Axes, Column, Marks, Plotted
from gofigr_jupyter.delivery.origin import Origins
from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.provenance.execution import Execution, Lineage, Shown
from gofigr_jupyter.publishing.additions import Additions, Module, Table
from gofigr_jupyter.publishing.publication import Attachment

SOURCE = (
    "import matplotlib.pyplot as plt\nplt.plot(df.a)\nplt.show()\nplt.plot(numbers)\nplt.show()"
)
LINE = Plotted(
    axes=(Axes(),),
    marks=(Marks(axes=1, kind="line", count=1, columns={"x": Column("B", b"\x07")}),),
    unread=("Axes 1: something cannot be read.",),
)


def a_table(name, **more):
    data = b"a\n1\n"
    attachment = Attachment(
        name=name, type="dataframe", data=data, metadata={"format": "csv", "encoding": "utf-8"}
    )
    columns = (("a", "int64"),)
    return Table(
        name=name,
        shape=(1, 1),
        columns=columns,
        **{"kept": "whole", "attachment": attachment} | more,
    )


def an_addition(publication, **more):
    return Additions(publication=publication.id, service="embedded", source=SOURCE, **more)


def added(keeping, addition):
    keeping.run(keeping.deliverer.keep(addition))
    revision = keeping.run(keeping.client.revision(addition.publication))
    tables = [data for data in revision.data if data.type == "dataframe"]
    return revision.metadata["provenance"], {data.name: data for data in tables}


def test_plotted_data_are_added_to_the_revision_once(keeping):
    publication = a_publication(source=SOURCE)
    keeping.deliver(publication)
    addition = an_addition(publication, plotted=LINE)

    added(keeping, addition)
    provenance, tables = added(keeping, addition)

    kept = keeping.run(keeping.client.data(tables["plotted data"].api_id))
    assert rows_in(kept.data) == [{"axes": 1, "kind": "line", "x": 7}]
    assert [note["text"] for note in provenance["notes"] if note["about"] == "plotted data"] == [
        "Axes 1: something cannot be read."
    ]


def test_tables_are_data_objects_and_told_with_their_shapes(keeping):
    publication = a_publication(source=SOURCE)
    keeping.deliver(publication)
    numbers = {"0": Column("d", b"\0" * 16), "1": Column("B", b"\1\2")}
    array = Table(name="numbers", shape=(2, 2), columns=(), kept="whole", numbers=numbers)

    provenance, tables = added(
        keeping, an_addition(publication, tables=(a_table("df"), array, a_table("unused")))
    )

    assert provenance["tables"] == [
        {"name": "df", "shape": [1, 1], "kept": "whole"},
        {"name": "numbers", "shape": [2, 2], "kept": "whole"},
    ]
    data = {name: keeping.run(keeping.client.data(d.api_id)) for name, d in tables.items()}
    assert data["df"].data == b"a\n1\n"
    frame = pd.read_parquet(io.BytesIO(data["numbers"].data))
    assert frame.to_dict("list") == {"0": [0, 0], "1": [1, 2]}


def test_what_is_missing_of_a_table_is_told(keeping):
    publication = a_publication(source=SOURCE)
    keeping.deliver(publication)
    table = a_table("df", kept="head", digest="ab12", note="only its first 100 rows are kept")

    provenance, _ = added(keeping, an_addition(publication, tables=(table,)))

    assert provenance["tables"] == [
        {
            "name": "df",
            "shape": [1, 1],
            "kept": "head",
            "columns": [{"name": "a", "type": "int64"}],
            "blake3": "ab12",
        }
    ]
    assert {"about": "tables", "text": "df: only its first 100 rows are kept."} in provenance[
        "notes"
    ]


def test_of_two_figures_of_a_cell_each_has_the_tables_that_it_used(keeping, tmp_path):
    keeping.deliverer._origins = Origins(tmp_path)
    own = Execution(source=SOURCE, cell_id="c", execution_count=1)
    names = []
    for line in (3, 5):
        lineage = Lineage(before=0, own=own, shown=Shown(line=line), folder=str(tmp_path))
        publication = replace(
            a_publication(source=SOURCE, data=f"figure {line}".encode()), lineage=lineage
        )
        keeping.deliver(publication)
        tables = (a_table("df"), a_table("numbers"))
        provenance, _ = added(keeping, an_addition(publication, tables=tables))
        names.append([table["name"] for table in provenance["tables"]])

    assert names == [["df"], ["numbers"]]


def test_there_is_nothing_to_add_to_where_a_figure_was_seen_again(keeping):
    first, again = a_publication(source=SOURCE), a_publication(source=SOURCE)
    keeping.deliver(first)
    keeping.deliver(again)

    with pytest.raises(NotFound):
        added(keeping, an_addition(again, plotted=LINE))


def test_the_users_modules_that_the_slice_imports_are_kept_as_code(keeping, tmp_path):
    keeping.deliverer._origins = Origins(tmp_path)
    source = "from own import draw\ndraw()"
    own = Execution(source=source, cell_id="c", execution_count=1)
    lineage = Lineage(before=0, own=own, shown=Shown(line=2), folder=str(tmp_path))
    publication = replace(a_publication(source=source), lineage=lineage)
    keeping.deliver(publication)
    modules = tuple(
        Module(name=name, path=f"/home/ada/{name}.py", source=text, changed=name == "deeper")
        for name, text in (("own", "import deeper\n"), ("deeper", "x = 1\n"), ("unused", ""))
    )

    provenance, _ = added(keeping, an_addition(publication, modules=modules))

    revision = keeping.run(keeping.client.revision(publication.id))
    kept = {d.name: d for d in revision.data if d.type == "code" and d.name != "Jupyter Cell"}
    assert sorted(kept) == ["deeper", "own"]
    assert keeping.run(keeping.client.data(kept["deeper"].api_id)).data == b"x = 1\n"
    assert provenance["modules"] == [
        {"name": "deeper", "path": "/home/ada/deeper.py", "changed": True},
        {"name": "own", "path": "/home/ada/own.py", "changed": False},
    ]
    assert [note["text"] for note in provenance["notes"] if note["about"] == "modules"] == [
        "deeper was changed after it was imported: kept is what was imported."
    ]


def test_the_alt_text_tells_plotted_data_that_come_later(keeping):
    publication = a_publication(title="Speed")
    keeping.deliver(publication)
    before = keeping.run(keeping.client.revision(publication.id)).metadata["alt_text"]

    added(keeping, an_addition(publication, plotted=LINE))

    after = keeping.run(keeping.client.revision(publication.id)).metadata["alt_text"]
    assert before == "Speed. A picture made with matplotlib."
    assert after == "Speed. 1 line; x is 7."


def test_an_alt_text_that_somebody_wrote_stays(keeping):
    publication = a_publication(metadata={"alt_text": "Faster and faster."})
    keeping.deliver(publication)

    added(keeping, an_addition(publication, plotted=LINE))

    metadata = keeping.run(keeping.client.revision(publication.id)).metadata
    assert metadata["alt_text"] == "Faster and faster."
