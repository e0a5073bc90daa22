"""Cards under figures: a real kernel, as a front end hears it."""

import json
import os
import re
import subprocess
import sys

import nbformat
import pytest
from kernels import a_kernel

from gofigr_jupyter.widgets.card import failed, waiting
from gofigr_jupyter.widgets.view import MIME, MODULES, _file

BILLS = "import matplotlib.pyplot as plt\nplt.plot([1, {}]); plt.title('Bills'); plt.show()"
DEAR = "import sys; print([m for m in ('ipywidgets', 'anywidget', 'httpx') if m in sys.modules])"


def is_kept(message):
    """Whether a card says that its figure is kept."""
    state = message["content"].get("data", {}).get("state", {}).get("state", {})
    return state.get("state") == "kept"


def opened(messages, kind):
    """The comm that the kernel has opened for a view of that kind, with its state."""
    (found,) = [
        (message["content"]["comm_id"], message["content"]["data"]["state"])
        for message in messages
        if message["msg_type"] == "comm_open"
        and message["content"]["data"]["state"].get("kind") == kind
    ]
    return found


def shown_views(messages):
    """The displays that show a live view, with their metadata."""
    return [
        (message["content"]["data"], message["content"]["metadata"])
        for message in messages
        if message["msg_type"] == "update_display_data" and MIME in message["content"]["data"]
    ]


@pytest.fixture(scope="module")
def kernel(tmp_path_factory, ipykernel):
    with a_kernel(tmp_path_factory.mktemp("cards"), **ipykernel) as kernel:
        kernel.run("%load_ext gofigr_jupyter")
        yield kernel


@pytest.fixture(scope="module")
def card(kernel):
    """All that the kernel says of a first figure, until its card says that it is kept."""
    assert kernel.run(DEAR).text == "[]\n"  # nothing of it loads with the extension
    kernel.run("%gofigr widget on")
    return kernel.messages(BILLS.format(2), until=is_kept, cellId="bills")


def test_the_line_comes_with_the_figure_and_the_card_in_its_place(card):
    kinds = [message["msg_type"] for message in card]
    line = next(
        message["content"]
        for message in card
        if message["msg_type"] == "display_data" and "text/html" in message["content"]["data"]
    )

    (data, metadata), *_ = shown_views(card)
    assert kinds.index("display_data") < kinds.index("comm_open")
    assert MIME not in line["data"]
    assert data["text/html"] == line["data"]["text/html"]
    assert data["text/plain"].startswith("Kept as “Bills” · revision 1")
    assert metadata == {"gofigr": {"live": True}}


def test_the_card_says_what_the_receipt_says(card):
    _, state = opened(card, "card")
    told = [
        message["content"]["data"]["state"]["state"]
        for message in card
        if "state" in message["content"].get("data", {}).get("state", {})
    ]

    assert state["state"]["name"] == "Bills"
    assert told[-1]["words"] == "Kept"
    assert told[-1]["revision"]["number"] == 1
    assert re.fullmatch(r"http://127.0.0.1:\d+/r/\w+", told[-1]["revision"]["link"])


def test_what_a_notebook_can_save_of_a_card_is_below_two_kilobytes(card):
    _, state = opened(card, "card")
    (data, metadata), *_ = shown_views(card)

    long = waiting("Ü" * 5000, None, "x" * 5000), failed("Ü" * 5000, "x" * 5000)

    assert len(json.dumps([data, metadata])) < 1000
    assert len(json.dumps(state)) < 2000
    assert all(len(json.dumps(each, ensure_ascii=False).encode()) < 1200 for each in long)


def test_the_card_is_given_thumbnails_pictures_and_earlier_revisions(kernel, card):
    said = kernel.messages(BILLS.format(3), until=is_kept, cellId="bills")
    comm, _ = opened(said, "card")
    revision = said[-1]["content"]["data"]["state"]["state"]["revision"]["id"]

    timeline, _ = kernel.ask(comm, {"ask": "timeline", "revision": revision})
    small, thumbnail = kernel.ask(comm, {"ask": "thumbnail", "revision": revision, "size": 96})
    large, picture = kernel.ask(comm, {"ask": "picture", "revision": revision})

    assert timeline["value"]["name"] == "Bills"
    assert [each["number"] for each in timeline["value"]["revisions"]] == [2, 1]
    assert all("1 line; x from 0 to 1" in each["alt"] for each in timeline["value"]["revisions"])
    assert small["value"] == {"mime": "image/png"}
    assert large["value"] == {"mime": "image/png", "name": "Bills-2.png"}
    assert bytes(thumbnail[0][:4]) == bytes(picture[0][:4]) == b"\x89PNG"
    assert len(thumbnail[0]) < len(picture[0])


def test_a_question_without_an_answer_is_answered_with_a_sentence(kernel, card):
    comm, _ = opened(kernel.messages(BILLS.format(4), until=is_kept, cellId="bills"), "card")
    unknown = "00000000-0000-4000-8000-000000000000"

    missing, _ = kernel.ask(comm, {"ask": "picture", "revision": unknown})
    strange, _ = kernel.ask(comm, {"ask": "nothing"})

    assert missing["error"].startswith(f"There is no revision '{unknown}'.")
    assert strange["error"] == "Nothing is known of 'nothing'."


def test_running_a_cell_again_closes_its_earlier_card(kernel, card):
    before, _ = opened(kernel.messages(BILLS.format(5), until=is_kept, cellId="bills"), "card")

    said = kernel.messages(BILLS.format(6), until=is_kept, cellId="bills")

    closed = [m["content"]["comm_id"] for m in said if m["msg_type"] == "comm_close"]
    assert closed == [before]


def test_switched_off_it_is_the_line_again(kernel, card):
    kernel.run("%gofigr widget off")
    outputs = kernel.run(BILLS.format(7), cellId="bills")
    kernel.run("%gofigr flush")

    answer = kernel.run("%gofigr widget maybe").text
    kernel.run("%gofigr widget on")
    assert [list(data) for data in outputs.displays][-1] == ["text/html", "text/plain"]
    assert answer.startswith("%gofigr widget does not know 'maybe'. Say: %gofigr widget on")


def test_unloading_leaves_lines_behind(kernel, card):
    kernel.messages(BILLS.format(8), until=is_kept, cellId="other")

    said = kernel.messages(
        "%unload_ext gofigr_jupyter",
        until=lambda message: message["content"].get("execution_state") == "idle",
    )

    lines = [m["content"]["data"] for m in said if m["msg_type"] == "update_display_data"]
    kernel.run("%load_ext gofigr_jupyter")
    assert lines
    assert all(list(data) == ["text/html", "text/plain"] for data in lines)


def test_a_missing_library_costs_the_card_and_not_the_figure(tmp_path):
    (tmp_path / "anywidget.py").write_text("raise ImportError('not installed')")
    with a_kernel(tmp_path, GF_WIDGET="true") as kernel:
        kernel.run("%load_ext gofigr_jupyter")
        outputs = kernel.run(BILLS.format(1))
        kernel.run("%gofigr flush")
        status = kernel.run("%gofigr status").text

    assert len(outputs.notes) == 1
    assert outputs.errors == []
    assert "captured" in status
    assert "no card under it: ImportError: not installed" in status


def test_a_notebook_run_by_nbconvert_has_the_line(tmp_path):
    cells = [
        nbformat.v4.new_code_cell(source)
        for source in ("%load_ext gofigr_jupyter", BILLS.format(1), "%gofigr flush")
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "bills.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", "bills.ipynb"]
    environment = {"GF_WIDGET": "true", "GF_DATA_DIR": str(tmp_path / "data")}

    run_quietly(command, tmp_path, environment)

    html = (tmp_path / "bills.html").read_text(encoding="utf-8")
    assert "Kept as “Bills” · revision 1" in html
    assert MIME not in html


def test_a_saved_card_is_its_line_in_html(tmp_path):
    output = nbformat.v4.new_output(
        "display_data",
        {"text/html": "<div>Kept as “Bills”</div>", MIME: {"model_id": "gone"}},
        metadata={"gofigr": {"live": True}},
    )
    cell = nbformat.v4.new_code_cell("", outputs=[output])
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "saved.ipynb")

    run_quietly([sys.executable, "-m", "nbconvert", "--to", "html", "saved.ipynb"], tmp_path, {})

    assert "Kept as “Bills”" in (tmp_path / "saved.html").read_text(encoding="utf-8")


def test_the_modules_of_the_front_end_make_one_without_a_clash():
    names = [
        name
        for module in MODULES
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", _file(module), re.M
        )
    ]

    assert len(names) > 20
    assert [name for name in names if names.count(name) > 1] == []


def run_quietly(command, folder, environment):
    env = {**os.environ, "HOME": str(folder), "IPYTHONDIR": str(folder / "ipython"), **environment}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
