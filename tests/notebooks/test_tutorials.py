"""The other tutorials in a real kernel: they run as they stand, and show what they promise."""

import shutil
from pathlib import Path

import pytest
from executed import run
from jupyter_servers import stop_service

from gofigr_jupyter.runtime.place import Place

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def text_of(cell):
    """What the cell shows, as text."""
    shown = []
    for output in cell.outputs:
        shown.append(output.get("text", ""))
        shown.append(output.get("data", {}).get("text/plain", ""))
    return "\n".join(shown)


@pytest.fixture
def cells(request, tmp_path):
    """The cells of a tutorial by id, after it ran."""
    place = Place(tmp_path / "data")
    yield run(Path(shutil.copy(NOTEBOOKS / request.param, tmp_path)), place)
    stop_service(place.root)


@pytest.mark.parametrize("cells", ["find_and_ask.ipynb"], indirect=True)
def test_a_figure_is_found_and_answers(cells):
    assert "5 figures kept" in text_of(cells["flush"])
    assert "Tips by day" in text_of(cells["search"])
    assert "Tips by day" in text_of(cells["picture"])
    assert "Sun" in text_of(cells["ask"])
    assert "bar" in text_of(cells["describe"])
    assert "per guest" in text_of(cells["comment"])


@pytest.mark.parametrize("cells", ["clean_room.ipynb"], indirect=True)
def test_a_clean_room_runs_again_from_what_was_kept(cells):
    assert "Kept as “Petals of virginica”" in text_of(cells["room"])
    assert "Kept as “Petals of setosa”" in text_of(cells["other"])
    assert "many" in text_of(cells["error"])
    assert "Kept as “Petals of setosa”" in text_of(cells["again"])
