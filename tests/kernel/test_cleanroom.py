"""Clean rooms: what a function may see, what is refused before it runs, and what is kept."""

import json
import platform
from typing import Literal

import numpy
import pandas as pd
import pytest
from gofigr import cleanroom as public

from gofigr_jupyter import CheckboxParam, DropdownParam, SliderParam, StaticParam, TextParam
from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.kernel.cleanroom import record
from gofigr_jupyter.kernel.cleanroom.controls import control, show_controls
from gofigr_jupyter.kernel.cleanroom.reproducible import CleanRoom, reproducible

OUTSIDE = 3


@pytest.fixture
def room(cells):
    """`@reproducible` in the session of a shell."""

    def decorate(function=None, **options):
        values = {"packages": None, "merge_packages": True, "interactive": False} | options
        return reproducible(function, session=lambda: cells.session, publish=print, **values)

    cells.shell.user_ns["reproducible"] = decorate
    return decorate


def again(n: int):
    return np.array([n]).tolist() if n == 0 else js.loads("[7]") + again(n - 1)  # noqa: F821


def adds(n: int = 2, name="a", more=True):
    publish(f"{name} {n}")  # noqa: F821


def kept(cells):
    """What the newest publication has of a clean room, by name, and its manifest."""
    attachments = {a.name: a for a in cells.published()[-1].attachments if a.is_clean_room}
    return attachments, json.loads(attachments["Clean Room Manifest"].data)


DEFINED = """
from gofigr_jupyter import SliderParam
@reproducible
def speeds(df, bins: int = SliderParam(2, min=1, max=9), title="Speed"):
    figure, axes = plt.subplots()
    axes.hist(df.v, bins=bins)
    axes.set_title(title)
    return figure
"""


def test_a_figure_is_kept_with_source_arguments_packages_and_tables(cells, room):
    cells.run("import pandas as pd; df = pd.DataFrame({'v': [1.5, 2.5]})")
    cells.run(DEFINED)
    cells.run("figure = speeds(df, 4); plt.close(figure); display(figure)")

    attachments, manifest = kept(cells)

    source = attachments["Clean Room Source"]
    assert source.data.decode().startswith("def speeds(df, bins")
    assert source.metadata == {
        "language": "python",
        "format": "clean_room",
        "function_name": "speeds",
        "encoding": "utf-8",
    }
    assert attachments["Clean Room Manifest"].metadata["role"] == "manifest"
    assert manifest["language_version"] == platform.python_version()
    assert manifest["function_name"] == "speeds"
    assert manifest["imports"] == {"plt": "matplotlib.pyplot"}
    assert list(manifest["packages"]) == ["matplotlib"]
    assert manifest["parameters"] == {
        "df": {"type": "dataframe"},
        "bins": {
            "type": "integer",
            "widget": "slider",
            "value": 4,
            "min": 1,
            "max": 9,
            "step": 1,
        },
        "title": {"type": "string", "widget": "text", "value": "Speed"},
    }


def test_the_public_client_reads_the_arguments_back(cells, room):
    cells.run("import pandas as pd; df = pd.DataFrame({'v': [1.5, 2.5]})")
    cells.run(DEFINED)
    cells.run("figure = speeds(df, 4); plt.close(figure); display(figure)")

    attachments, manifest = kept(cells)

    arguments = public.deserialize_params(manifest["parameters"], {"df": attachments["df"].data})
    assert (arguments["bins"], arguments["title"]) == (4, "Speed")
    assert arguments["df"].v.tolist() == [1.5, 2.5]


def test_figures_that_are_shown_by_the_function_are_kept_so_too(cells, room):
    cells.run(
        "@reproducible(packages={'ipd': 'IPython.display'})\n"
        "def shown(n: int = 1):\n"
        "    figure = plt.figure(); figure.gca().plot([n, 2]); plt.close(figure)\n"
        "    ipd.display(figure)\n"
        "shown()"
    )

    assert kept(cells)[1]["parameters"]["n"]["value"] == 1


def test_a_figure_that_no_room_made_has_nothing_of_one(cells):
    cells.run("line()")

    assert cells.published()[-1].attachments == ()


def test_other_arguments_make_another_revision_of_the_figure(cells, room):
    cells.run("import pandas as pd; df = pd.DataFrame({'v': [1.5, 2.5]})")
    cells.run(DEFINED)
    for bins in (3, 4):
        cells.shell.user_ns["bins"] = bins
        cells.run("figure = speeds(df, bins); plt.close(figure); display(figure)")

    assert [r.number for r in cells.receipts() if r.name == "Speed"] == [1, 2]


def test_a_function_does_not_see_what_it_is_not_given(room):
    @room
    def plot():
        return OUTSIDE

    with pytest.raises(InvalidInput, match=r"plot\(\) uses OUTSIDE, which it does not get"):
        plot()


def test_nor_does_a_function_in_it_or_one_that_closes_over_something(room):
    mine = 4

    @room
    def closes():
        return mine

    @room
    def nested():
        return [OUTSIDE for _ in range(2)]

    for function in (closes, nested):
        with pytest.raises(InvalidInput, match="which it does not get"):
            function()


def test_it_sees_the_packages_that_it_names_and_itself(room):
    assert room(again, packages={"js": "json"})(1) == [7, 0]


def test_only_the_packages_given_are_seen_if_the_user_says_so(room):
    @room(packages={}, merge_packages=False)
    def plot():
        return np.pi  # noqa: F821

    with pytest.raises(InvalidInput, match="uses np"):
        plot()


def test_a_package_that_is_not_there_is_told(room):
    @room(packages={"gone": "no_such_package"})
    def plot():
        return gone  # noqa: F821

    with pytest.raises(InvalidInput, match="no_such_package is not there"):
        plot()


@pytest.mark.parametrize("argument", [[1], {"a": 1}, object(), 1j])
def test_an_argument_that_cannot_be_kept_is_refused_before_the_function_runs(room, argument):
    ran = []

    @room(packages={"seen": "builtins"})
    def plot(value):
        seen.print(value)  # noqa: F821

    with pytest.raises(InvalidInput, match="which a clean room cannot keep"):
        plot(argument)
    assert ran == []


def test_tables_over_the_limit_are_refused(room):
    @room
    def plot(df):
        return df

    with pytest.raises(InvalidInput, match="over a clean room's limit"):
        plot(pd.DataFrame({"a": numpy.zeros(record.MOST_BYTES // 8 + 1)}))


def test_columns_that_parquet_has_no_type_for_are_refused(room):
    @room
    def plot(df):
        return df

    with pytest.raises(InvalidInput, match="cannot be kept as Parquet"):
        plot(pd.DataFrame({"a": [object()]}))


def test_a_choice_that_is_not_offered_is_refused(room):
    @room
    def plot(kind: Literal["a", "b"] = "a"):
        return kind

    assert plot("b") == "b"
    with pytest.raises(InvalidInput, match="It is one of: 'a', 'b'"):
        plot("c")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"bins": "many"}, "a number from 4 to 40"),
        ({"bins": True}, "a number from 4 to 40"),
        ({"bins": 41}, "a number from 4 to 40"),
        ({"grid": 1}, "True or False"),
        ({"title": 7}, "a text"),
        ({"width": "wide"}, "of the type number"),
        ({"width": pd.DataFrame({"a": [1]})}, "of the type number"),
        ({"limit": "x"}, "of the type integer or none"),
        ({"limit": 2.5}, "of the type integer or none"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_before_the_function_runs(room, given, wanted):
    ran = []

    @room
    def plot(
        bins: int = SliderParam(12, min=4, max=40),
        grid: bool = CheckboxParam(True),
        title: str = TextParam(""),
        width: float = 1.0,
        limit: int | None = None,
    ):
        ran.append(bins)

    with pytest.raises(InvalidInput, match=wanted):
        plot(**given)
    assert ran == []


def test_whole_numbers_fit_where_numbers_are_wanted(room):
    @room
    def plot(width: float = 1.0, limit: int | None = None):
        return width, limit

    assert plot(width=2, limit=3) == (2, 3)


def test_the_function_runs_with_the_table_as_it_is_kept_and_cannot_change_the_callers(room):
    frame = pd.DataFrame({"v": [1, 2]})

    @room
    def plot(df):
        df["v"] = 0
        return df.v.tolist()

    assert plot(frame) == [0, 0]
    assert frame.v.tolist() == [1, 2]


def test_async_functions_and_arguments_without_names_are_refused(room):
    async def later():
        return None

    @room
    def many(*values):
        return values

    with pytest.raises(InvalidInput, match="cannot be reproducible"):
        room(later)
    with pytest.raises(InvalidInput, match="takes arguments without names"):
        many(1)


@pytest.mark.parametrize(
    ("param", "ours"),
    [
        (public.SliderParam(2, min=1, max=9, step=1), SliderParam(2, min=1, max=9, step=1)),
        (public.DropdownParam("a", choices=["a", "b"]), DropdownParam("a", choices=("a", "b"))),
        (public.CheckboxParam(True), CheckboxParam(True)),
        (public.TextParam("x"), TextParam("x")),
        (public.StaticParam(2.5), StaticParam(2.5)),
    ],
)
def test_the_manifest_has_the_words_of_the_public_client(param, ours):
    assert ours.entry(ours.default) == param.to_manifest()


def test_secrets_in_the_source_are_not_kept(cells, room):
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2"
    cells.run(
        "@reproducible\ndef plot():\n"
        f"    token = '{token}'\n    figure = plt.figure(); figure.gca(); plt.close(figure)\n"
        "    figure.suptitle('T')\n    return figure\nplot()"
    )

    source = kept(cells)[0]["Clean Room Source"].data.decode()
    assert token not in source
    assert "<secret removed: GitHub token>" in source


def test_controls_run_the_function_again_with_other_values(cells):
    shown = []
    alone = CleanRoom(adds, lambda: cells.session, packages={}, publish=shown.append)

    box = show_controls(alone, (), {"name": "b"})
    box.children[0].value = 3

    kinds = [type(each).__name__ for each in box.children]
    assert kinds == ["IntSlider", "Text", "Checkbox", "Output"]
    assert shown == ["b 2", "b 3"]


@pytest.mark.parametrize(
    ("param", "value", "kind"),
    [
        (SliderParam(0.5), 0.5, "FloatSlider"),
        (DropdownParam("a", choices=("a", "b")), "b", "Dropdown"),
        (StaticParam(1), 1, "NoneType"),
    ],
)
def test_each_kind_of_parameter_has_its_control(param, value, kind):
    shown = control("name", param, value)

    assert type(shown).__name__ == kind
    assert getattr(shown, "value", value) == value
