"""Which figure a display belongs to."""

import pytest
from publications import a_publication, an_attachment, an_entry

from gofigr_jupyter.publishing.matching import match, same, similarity

SCATTER = "ax.scatter(penguins.bill_length, penguins.flipper_length, c=penguins.body_mass)"
BARS = "penguins.groupby('species').size().plot.bar(); plt.ylabel('how many of them')"


def kept(figure_id="f1", **traits):
    return an_entry(a_publication(**traits), figure=figure_id)


@pytest.mark.parametrize(
    ("shown", "shelf", "expected"),
    [
        pytest.param({"cell_id": "c1"}, [{"cell_id": "c1"}], 0, id="the same cell again"),
        pytest.param(
            {"cell_id": "c1", "source": BARS, "title": "Bars"},
            [{"cell_id": "c1", "source": SCATTER, "title": "Scatter"}],
            0,
            id="the same cell, all rewritten and renamed",
        ),
        pytest.param(
            {"cell_id": "c1", "slot": 1},
            [{"cell_id": "c1", "slot": 0}, {"cell_id": "c1", "slot": 1}],
            1,
            id="the second figure of a loop",
        ),
        pytest.param(
            {"cell_id": "c1", "slot": 2},
            [{"cell_id": "c1", "slot": 0}, {"cell_id": "c1", "slot": 1}],
            None,
            id="a loop that grew by one",
        ),
        pytest.param(
            {"cell_id": "c2"},
            [{"cell_id": "c1"}],
            None,
            id="a copied cell in the same session is another figure",
        ),
        pytest.param(
            {"cell_id": "c2", "source": SCATTER, "title": "A"},
            [{"cell_id": "c1", "source": SCATTER, "title": "B", "session": "s0"}],
            None,
            id="a copied cell with another title, in a later session",
        ),
        pytest.param(
            {"cell_id": "c2", "source": BARS, "title": "Same"},
            [{"cell_id": "c1", "source": SCATTER, "title": "Same", "session": "s0"}],
            None,
            id="a title alone does not join two cells",
        ),
        pytest.param(
            {"cell_id": "c9", "source": SCATTER},
            [{"cell_id": "c1", "source": SCATTER, "session": "s0"}],
            0,
            id="an editor gave the cell a new id between two sessions",
        ),
        pytest.param(
            {"cell_id": "c9", "source": SCATTER.replace("body_mass", "sex"), "title": None},
            [
                {"cell_id": "c1", "source": BARS, "session": "s0", "title": None},
                {"cell_id": "c2", "source": SCATTER, "session": "s0", "title": None},
            ],
            1,
            id="a new id and a small edit",
        ),
        pytest.param(
            {"cell_id": "c9", "source": "plot(2)", "title": None},
            [{"cell_id": "c1", "source": "plot(1)", "session": "s0", "title": None}],
            None,
            id="short sources are not alike",
        ),
        pytest.param(
            {"cell_id": "c9", "source": SCATTER, "slot": 1},
            [{"cell_id": "c1", "source": SCATTER, "slot": 0, "session": "s0"}],
            None,
            id="similar, but at another place",
        ),
        pytest.param(
            {"cell_id": None, "source": SCATTER, "title": "New name"},
            [{"cell_id": None, "source": SCATTER, "session": "s0", "title": "Old"}],
            0,
            id="no ids: equal source, renamed title",
        ),
        pytest.param(
            {"cell_id": None, "source": BARS, "title": "Same"},
            [{"cell_id": None, "source": SCATTER, "session": "s0", "title": "Same"}],
            0,
            id="no ids: rewritten, same title",
        ),
        pytest.param(
            {"cell_id": None, "source": SCATTER.replace("body_mass", "sex"), "title": "New"},
            [{"cell_id": None, "source": SCATTER, "session": "s0", "title": "Old"}],
            0,
            id="no ids: small edit that renames",
        ),
        pytest.param(
            {"cell_id": None, "source": BARS, "title": "Same"},
            [{"cell_id": None, "source": SCATTER, "session": "s1", "title": "Same"}],
            None,
            id="no ids: two cells of one session with one title are two figures",
        ),
        pytest.param(
            {"cell_id": None, "source": SCATTER},
            [{"cell_id": "c1", "source": SCATTER, "session": "s0"}],
            0,
            id="nbclient runs what the browser ran",
        ),
        pytest.param(
            {"cell_id": "c1", "source": SCATTER},
            [{"cell_id": None, "source": SCATTER, "session": "s0"}],
            0,
            id="the browser runs what nbclient ran",
        ),
        pytest.param(
            {"cell_id": None, "source": BARS, "title": "Same"},
            [
                {"cell_id": None, "source": SCATTER, "session": "s0", "title": "Same"},
                {"cell_id": None, "source": BARS + " # old", "session": "s0", "title": "Same"},
            ],
            1,
            id="no ids: of two with the title the more similar one",
        ),
        pytest.param(
            {"in_cell": False, "title": "Script"},
            [{"in_cell": False, "title": "Other", "session": "s0"}],
            None,
            id="outside of cells an empty source says nothing",
        ),
        pytest.param(
            {"in_cell": False, "title": "Script"},
            [{"in_cell": False, "title": "Script", "session": "s0"}],
            0,
            id="outside of cells the title counts",
        ),
        pytest.param(
            {"figure": "Fig. 1", "cell_id": "c2", "source": BARS, "title": "x"},
            [{"figure": "Fig. 1", "cell_id": "c1", "source": SCATTER}, {"cell_id": "c2"}],
            0,
            id="an explicit name goes before the cell",
        ),
        pytest.param(
            {"figure": "Fig. 1"}, [{"cell_id": "c1"}], None, id="an explicit name that is new"
        ),
        pytest.param(
            {"figure": "Scatter", "cell_id": "c5"},
            [{"cell_id": "c1", "title": "Scatter"}],
            0,
            id="an explicit name joins the figure shown under it",
        ),
        pytest.param(
            {"cell_id": None, "title": "Fig. 1"},
            [{"cell_id": None, "figure": "Fig. 1", "title": "Fig. 1", "session": "s0"}],
            None,
            id="a figure named in code is not matched by its title",
        ),
        pytest.param(
            {"cell_id": "c1"},
            [{"cell_id": "c1", "figure": "Fig. 1"}],
            0,
            id="the name was taken out of the cell again",
        ),
    ],
)
def test_a_display_belongs_to_the_figure_that_a_person_would_expect(shown, shelf, expected):
    entries = [kept(f"f{i}", **traits) for i, traits in enumerate(shelf)]

    found = match(a_publication(**shown), entries)

    assert (found and found.figure) == (None if expected is None else f"f{expected}")


def test_an_explicit_name_can_be_the_id_of_a_figure():
    entry = kept("3f0e3a5e-6b9a-4c0b-9a43-1c8a55f0a001")

    assert match(a_publication(figure=entry.figure, cell_id="c9"), [entry]) == entry


def test_nothing_changed_only_when_picture_and_code_are_equal():
    entry = kept()

    assert same(a_publication(), entry)
    assert not same(a_publication(data=b"another picture"), entry)
    assert not same(a_publication(source="other()"), entry)
    assert not same(a_publication(attachments=[an_attachment()]), entry)


def test_long_sources_are_compared_by_lines():
    lines = [f"x{number} = compute({number})" for number in range(400)]
    edited = [*lines[:200], "y = 1", *lines[200:]]

    assert similarity("\n".join(lines), "\n".join(edited), at_least=0.8) > 0.99
