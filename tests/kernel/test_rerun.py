"""`rerun(id)`: a stored clean room is run again in a real kernel, with its parameters or others."""

import pytest
from kernels import a_kernel
from services import found, get, kept_revisions

DEFINED = """
%load_ext gofigr_jupyter
import gofigr_jupyter as gf, pandas as pd, warnings
from typing import Literal
LOW = 1
@gf.reproducible
def speeds(df, bins: int = gf.SliderParam(2, min=LOW, max=9), kind: Literal['bar', 'step'] = 'bar',
           unit=gf.StaticParam('km/h')):
    figure, axes = plt.subplots()
    axes.hist(df.v, bins=bins, histtype=kind)
    axes.set_title(f'Speed in {unit}')
    plt.close(figure)
    return figure
speeds(pd.DataFrame({'v': [1.5, 2.5, 4.0]}), 4)
"""
PLAIN = "import matplotlib.pyplot as plt; plt.plot([1]); plt.title('plain'); plt.show()"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A kernel, and the short id of the clean room's figure, which another session has made."""
    folder = tmp_path_factory.mktemp("rerun")
    with a_kernel(folder) as kernel:
        assert kernel.run(DEFINED, cellId="a").errors == []
        kernel.run(PLAIN, cellId="b")
        kernel.run("%gofigr flush")
        with a_kernel(folder) as other:
            other.run("%load_ext gofigr_jupyter\nimport gofigr_jupyter as gf")
            yield other, {r["metadata"]["cell_id"]: r["short_id"] for r in revisions(kernel)}


def revisions(kernel):
    service = found(kernel.place)
    (listed,) = kept_revisions(service).values()
    return [get(service, f"/api/v1.4.1/revision/{each['api_id']}/") for each in listed]


def text_of(kernel, revision, name):
    (item,) = [data for data in revision["data"] if data["name"] == name]
    return get(found(kernel.place), f"/api/v1.4.1/data/{item['api_id']}/")["data"]


def test_it_runs_with_other_parameters_and_is_kept_whole(first):
    kernel, ids = first

    outputs = kernel.run(f"gf.rerun({ids['a']!r}, bins=7, kind='step')", cellId="again")
    kernel.run("%gofigr flush")

    before, after = (
        next(r for r in revisions(kernel) if r["metadata"]["cell_id"] == cell)
        for cell in ("a", "again")
    )
    assert outputs.errors == []
    assert any("image/png" in data for data in outputs.displays)
    assert after["is_clean_room"]
    for same in ("Clean Room Source", "df"):
        assert text_of(kernel, after, same) == text_of(kernel, before, same)
    manifest = kernel.run(
        "import json, base64\n"
        f"m = json.loads(base64.b64decode({text_of(kernel, after, 'Clean Room Manifest')!r}))\n"
        "print(m['parameters']['bins'], m['parameters']['kind'])"
    ).text
    assert manifest == (
        "{'type': 'integer', 'value': 7, 'widget': 'slider', 'min': 1, 'max': 9, 'step': 1} "
        "{'type': 'string', 'value': 'step', 'widget': 'dropdown', 'choices': ['bar', 'step']}\n"
    )


def test_without_parameters_a_notebook_shows_the_controls(first):
    kernel, ids = first

    outputs = kernel.run(f"gf.rerun({ids['a']!r})", cellId="controls")

    assert outputs.errors == []
    assert any("application/vnd.jupyter.widget-view+json" in data for data in outputs.displays)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("bins='many'", "The parameter 'bins' cannot be 'many'."),
        ("bins=True", "The parameter 'bins' cannot be True."),
        ("kind='pie'", "The argument 'kind' cannot be 'pie'."),
        ("unit='m/s'", "The parameter 'unit' is fixed at 'km/h'."),
        ("width=3", "This revision has no parameter 'width'."),
        ("df=[1]", "The argument 'df' is list, which a clean room cannot keep."),
    ],
)
def test_what_does_not_fit_is_an_error_before_it_runs(first, given, reason):
    kernel, ids = first

    outputs = kernel.run(f"gf.rerun({ids['a']!r}, {given})")

    assert outputs.errors[0].startswith(reason)
    assert outputs.displays == []


def test_a_figure_of_no_clean_room_says_so(first):
    kernel, ids = first

    errors = kernel.run(f"gf.rerun({ids['b']!r})").errors

    assert errors[0].startswith("This revision cannot be run again by itself")
