"""Figures of real cells in a real shell: what goes into the outbox, what is said about each."""

import json

import pytest
from loaded import loaded

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.publishing.receipts import State


def test_a_figure_goes_into_the_outbox_with_all_that_made_it(cells):
    cells.run("fig = line('Bill length'); fig")

    (publication,) = cells.published()
    assert publication.name == "Bill length"
    assert publication.capture.backend == "matplotlib"
    assert publication.capture.renderings[0].data.startswith(b"\x89PNG")
    assert publication.capture.cell.source == "fig = line('Bill length'); fig"
    assert publication.capture.cell.execution_count == cells.shell.execution_count - 1
    assert publication.destination.service == "embedded"
    assert publication.destination.analysis == "unsaved notebook"
    assert "matplotlib==" in publication.provenance.environment.packages
    assert len(publication.id) == 36
    assert len(publication.short_id) > 8


def test_figures_that_have_each_others_place_in_memory_are_kept_all(cells, tmp_path):
    cells.run(
        "import gc\n"
        "from matplotlib.figure import Figure\n"
        "places = []\n"
        "while len(set(places)) == len(places) < 200:\n"
        "    figure = Figure(figsize=(1, 1))\n"
        "    figure.text(0.5, 0.5, len(places))\n"
        f"    figure.savefig(r'{tmp_path}' + f'/{{len(places)}}.png')\n"
        "    places.append(id(figure))\n"
        "    del figure\n"
        "    gc.collect(1)"
    )

    places = cells.shell.user_ns["places"]
    assert len(set(places)) < len(places)
    assert len(cells.published()) == len(places)


def test_one_quiet_line_stands_under_the_figure(cells):
    output = cells.run("line('Bill length')")

    assert output.splitlines()[-1] == "Kept as “Bill length” · revision 1"


def test_the_note_can_be_turned_off(cells):
    cells.session.configure({"note": False})

    assert "Kept" not in cells.run("line()")
    assert cells.receipt().state == State.QUEUED


def test_every_figure_of_a_loop_is_a_figure_of_its_own(cells):
    cells.run("for i in range(3): display(line('Same title', (i, 1)))")

    assert [(p.name, p.capture.slot) for p in cells.published()] == [
        ("Same title", 0),
        ("Same title", 1),
        ("Same title", 2),
    ]
    assert [receipt.number for receipt in cells.receipts()] == [1, 1, 1]


def test_the_same_picture_twice_in_a_cell_is_kept_once(cells):
    cells.run("fig = line(); display(fig); display(fig)")

    assert [receipt.state for receipt in cells.receipts()] == [State.QUEUED, State.SEEN_AGAIN]
    assert len(cells.published()) == 1


def test_a_cell_that_runs_again_unchanged_is_expected_to_be_seen_again(cells):
    first = cells.run("line('Again')")
    second, third = cells.run("line('Again')"), cells.run("line('Again')")

    assert first.splitlines()[-1] == "Kept as “Again” · revision 1"
    assert second.splitlines()[-1] == "Kept as “Again” · revision 1 · seen again"
    assert second.splitlines()[-1] == third.splitlines()[-1]


def test_a_cell_with_changed_data_is_expected_to_be_the_next_revision(cells):
    cells.run("numbers = (1, 2)")
    cells.run("line('Grows', numbers)")
    cells.run("numbers = (1, 3)")
    output = cells.run("line('Grows', numbers)")

    assert output.splitlines()[-1] == "Kept as “Grows” · revision 2"


def test_the_line_is_corrected_when_the_service_says_otherwise(cells, capsys):
    cells.session.screen._can_correct = True  # as in a kernel; a terminal cannot unprint
    cells.run("line('Mine'); display(line('Yours', (3, 4)))")
    cells.run("display(line('Theirs', (5, 6)))")
    yours, theirs = cells.receipts()

    cells.captured(yours, number=7)
    cells.answer(theirs, State.FAILED, reason="the service refused it")

    assert capsys.readouterr().out.splitlines() == [
        f"Kept as “Yours” · revision 7 · http://127.0.0.1:4321/r/{yours.short_id}",
        "Not kept: the service refused it",
    ]


def test_the_line_says_why_a_figure_waits_until_it_does_no_more(cells, capsys):
    cells.session.screen._can_correct = True
    cells.run("display(line('Mine'))")
    mine = cells.receipt()

    for _ in range(2):
        cells.answer(mine, State.QUEUED, reason="This API key is unknown.")
    cells.captured(mine)

    assert capsys.readouterr().out.splitlines() == [
        "Waiting in the outbox: This API key is unknown.",
        f"Kept as “Mine” · revision 1 · http://127.0.0.1:4321/r/{mine.short_id}",
    ]


def test_a_line_that_was_right_is_not_shown_again(shell, data, monkeypatch, capsys):
    monkeypatch.setenv("GF_URL", "http://127.0.0.1:4321")
    with loaded(shell, data) as cells:
        cells.session.screen._can_correct = True
        cells.run("display(line())")
        cells.captured(cells.receipt())

    assert capsys.readouterr().out == ""


def test_figures_from_many_threads_are_all_kept_under_their_own_ids(cells):
    cells.run("""
import threading
figures = [line(str(i), (i, 1)) for i in range(8)]
threads = [threading.Thread(target=display, args=[figure]) for figure in figures]
[thread.start() for thread in threads]; [thread.join() for thread in threads]
""")

    assert len({p.short_id for p in cells.published()}) == 8
    assert {p.capture.slot for p in cells.published()} == set(range(8))


def test_a_cell_without_a_figure_gets_a_receipt(cells):
    cells.run("1 + 1")

    receipt = cells.receipt()
    assert (receipt.state, receipt.reason) == (State.SKIPPED, "no figure was shown")


def test_a_figure_may_be_named_in_the_first_line(cells):
    cells.run("%%figure Bill length by species\ndisplay(line('a'))\nline('b', (3, 4))")

    assert [p.figure for p in cells.published()] == [
        "Bill length by species",
        "Bill length by species (2)",
    ]


def test_a_named_cell_shows_its_last_value_and_keeps_its_source(cells):
    output = cells.run('%%figure "Named"\nline()\n6 * 7')

    assert output.splitlines()[-1].endswith("42")
    cells.run('%%figure "Named"\nline()')
    assert cells.published()[0].capture.cell.source == '%%figure "Named"\nline()'
    assert cells.published()[0].figure == "Named"


def test_a_name_below_another_magic_counts_too(cells):
    cells.run("%%time\n%%figure Below\ndisplay(line('a'))")
    cells.run("%%figure Above\n%%time\ndisplay(line('b', (3, 4)))")
    cells.run("display(line('c', (5, 6)))")

    assert [p.figure for p in cells.published()] == ["Below", "Above", None]


def test_naming_without_a_name_says_how(cells, capsys):
    cells.shell.run_cell("%%figure\nline()", store_history=True)

    assert "%%figure needs a name: %%figure Bill length" in capsys.readouterr().err


def test_off_and_on(cells):
    cells.run("%gofigr off")
    cells.run("line()")
    cells.run("%gofigr on")
    cells.run("line()")

    states = [r for r in cells.receipts() if r.reason != "no figure was shown"]
    assert [(r.state, r.reason) for r in states] == [
        (State.SKIPPED, "capture is off (%gofigr on)"),
        (State.QUEUED, ""),
    ]


def test_a_tagged_cell_is_left_out(cells):
    cells.shell.get_parent = lambda: {"metadata": {"cellId": "c1", "tags": ["gofigr-skip"]}}
    cells.run("line()")

    receipt = cells.receipt()
    assert (receipt.state, receipt.reason) == (State.SKIPPED, "the cell is tagged gofigr-skip")


def test_a_suppressed_figure_is_left_out_and_others_are_not(cells):
    cells.run("fig = line('private')")
    cells.receipts()
    cells.session.suppressed.add(cells.shell.user_ns["fig"])
    cells.run("display(fig); line('public')")

    assert [(r.state, r.name) for r in cells.receipts()] == [
        (State.SKIPPED, "private"),
        (State.QUEUED, "public"),
    ]


def test_a_suppressed_plotly_figure_is_left_out_however_it_is_shown(cells):
    import plotly.io

    plotly.io.renderers.default = "plotly_mimetype"
    cells.run("fig = go.Figure(go.Scatter(y=[1, 2]))")
    cells.receipts()
    cells.session.suppressed.add(cells.shell.user_ns["fig"])
    cells.run("fig.show(); display(fig)\nfig")
    plotly.io.renderers.default = None

    assert {r.reason for r in cells.receipts()} == {"suppress() was called for it"}


def test_a_figure_over_the_limit_is_left_out_with_its_size(cells):
    cells.session.configure({"max_figure_mb": 0.001})
    cells.run("line('Huge')")

    receipt = cells.receipt()
    assert (receipt.state, receipt.name) == (State.SKIPPED, "Huge")
    assert "kB is over the limit of 1 kB. Raise it with GF_MAX_FIGURE_MB" in receipt.reason
    assert receipt.size_bytes > 1024


def test_an_empty_figure_is_left_out(cells):
    cells.run("fig = plt.figure(); plt.close(fig); fig")

    assert cells.receipt().reason == "there is nothing to see in it"


def test_a_figure_that_cannot_be_drawn_has_failed(cells):
    cells.shell.run_cell("%xmode Minimal")
    cells.receipts()
    cells.shell.run_cell("line(r'$\\frac{1$')", store_history=True)

    receipt = cells.receipt()
    assert receipt.state == State.FAILED
    assert receipt.reason == "it could not be drawn (see the error above)"


def test_a_broken_picture_fails_with_the_reason_and_shows_all_the_same(cells):
    output = cells.run("display({'image/png': '!', 'text/plain': 'shown'}, raw=True)")

    assert output.splitlines() == [
        "shown",
        "Not kept: The image/png that was shown is not valid base64.",
    ]
    assert cells.receipt().state == State.FAILED


def test_a_data_folder_that_cannot_be_written_fails_the_figure_and_not_the_cell(cells, tmp_path):
    (tmp_path / "file").write_text("")
    cells.session.configure({"data_dir": tmp_path / "file" / "data"})
    output = cells.run("display(line()); print('the cell went on')")

    assert "Not kept: The figure could not be written to" in output
    assert output.endswith("the cell went on\n")
    assert "Make room there or make it writable" in cells.receipt().reason


@pytest.mark.parametrize("wanted", [True, False])
def test_pictures_describe_themselves_unless_the_setting_says_no(cells, wanted):
    cells.session.configure({"self_describing": wanted})
    cells.run("display(line())")

    (publication,) = cells.published()
    (rendering,) = publication.capture.renderings
    assert (b"gofigr:revision\0\0\0\0\0" + publication.id.encode() in rendering.data) is wanted


def test_an_interrupt_reaches_the_user(cells):
    cells.session.keep = interrupted
    result = cells.shell.run_cell("display(line())", store_history=True)

    assert isinstance(result.error_in_exec, KeyboardInterrupt)


def interrupted(display, extras):
    raise KeyboardInterrupt


def test_what_breaks_in_our_part_is_logged_and_told_in_the_receipt(cells):
    cells.session.keep = broken
    output = cells.run("display(line()); display(line()); print('the cell went on')")

    assert output.endswith("the cell went on\n")
    assert {r.reason for r in cells.receipts()} == {"ZeroDivisionError: division by zero"}
    log = (cells.place.root / "kernel.log").read_text()
    assert log.count("ZeroDivisionError: division by zero") == 1


def broken(display, extras):
    return 1 / 0


def test_the_notebooks_name_names_the_analysis_and_a_setting_overrules_it(shell, data, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/ada/penguins.ipynb")
    monkeypatch.setenv("GF_WORKSPACE", "Antarctica")
    with loaded(shell, data) as cells:
        cells.run("line()")
        cells.session.configure({"analysis": "Report"})
        cells.run("line()")

        destinations = [p.destination for p in cells.published()]
    assert [(d.workspace, d.analysis) for d in destinations] == [
        ("Antarctica", "penguins"),
        ("Antarctica", "Report"),
    ]


def test_default_metadata_is_added_to_each_figure(shell, data, monkeypatch):
    monkeypatch.setenv("GF_DEFAULT_METADATA", json.dumps({"project": "penguins"}))
    with loaded(shell, data) as cells:
        cells.run("line()")

        assert cells.published()[0].metadata == {"project": "penguins"}


def test_a_remote_service_is_noted_with_its_key_for_the_owner_alone(shell, data, monkeypatch):
    monkeypatch.setenv("GF_URL", "https://figures.example.org")
    monkeypatch.setenv("GF_API_KEY", "k3y")
    with loaded(shell, data) as cells:
        output = cells.run("line()")
        (record,) = (data / "outbox" / "services").glob("*.json")

        assert cells.published()[0].destination.service == record.stem
    assert "https://figures.example.org/r/" in output
    assert json.loads(record.read_text())["api_key"] == "k3y"
    assert record.stat().st_mode & 0o777 == 0o600


def test_a_corrupt_config_file_is_named_once_and_figures_are_kept(shell, data, tmp_path, capsys):
    (tmp_path / ".gofigr").write_text("{broken")
    with loaded(shell, data) as cells:
        said = capsys.readouterr().out
        cells.run("line()")

        assert len(cells.published()) == 1
    assert said.count(str(tmp_path / ".gofigr")) == 1
    assert "gofigr-jupyter config" in said


def test_configure_knows_its_settings(cells):
    with pytest.raises(InvalidInput, match="There is no setting named 'colour'"):
        cells.session.configure({"colour": "red"})


def test_the_service_is_asked_for_at_load_and_when_nobody_answers(cells):
    before = len(cells.starts)
    cells.run("line()")

    assert before == 1
    assert len(cells.starts) == 2


def test_after_removal_nothing_of_ours_is_left(shell, data):
    names = set(shell.magics_manager.magics["line"])
    callbacks = {event: list(calls) for event, calls in shell.events.callbacks.items()}
    transformers = list(shell.input_transformers_cleanup)
    with loaded(shell, data) as cells:
        cells.run("line()")

    assert set(shell.magics_manager.magics["line"]) == names
    assert shell.events.callbacks == callbacks
    assert shell.input_transformers_cleanup == transformers
    assert "format" not in vars(shell.display_formatter)
    assert "publish" not in vars(shell.display_pub)


def test_secrets_are_not_in_what_is_written_and_the_status_says_so(cells):
    # In pieces, since this module is kept with the figures made in it, as any other.
    token, password = "16C7e42F292c" + "6912E7710c838347Ae178B4a", "hunter" + "2!x9"
    cells.run(f"token = 'ghp_{token}'")
    cells.run(f"password = '{password}'; line('Safe')")

    written = b"".join(p.read_bytes() for p in cells.place.root.rglob("*") if p.is_file())
    (publication,) = cells.published()
    assert password.encode() not in written
    assert token.encode() not in written
    assert publication.provenance.redactions == {"password or token": 1}
    assert "1 secret removed" in cells.run("%gofigr status")


def test_secrets_in_what_is_shown_are_taken_out_before_anything_is_written(cells):
    cells.run("token = 'gh' + 'p_' + 'a1B2' * 9")
    cells.run("from IPython.display import HTML, SVG; import plotly.graph_objects as go")
    output = cells.run("HTML(f'<div><svg><text>{token}</text></svg></div>')")
    cells.run(
        "display(SVG(f'<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{token}</text></svg>'))"
    )
    cells.run("display(go.Figure(go.Scatter(y=[1], name=token)))")

    written = b"".join(p.read_bytes() for p in cells.place.root.rglob("*") if p.is_file())
    assert b"a1B2a1B2" not in written
    assert [p.provenance.redactions for p in cells.published()] == [{"GitHub token": 1}] * 3
    found = {receipt.publication: receipt.redactions for receipt in cells.receipts()}
    assert [found[p.id] for p in cells.published()] == [1] * 3
    assert "secret removed" not in output  # what is shown is the user's


def test_what_ran_is_written_down_once_whatever_is_configured_between(cells):
    cells.run("a = 1")
    cells.run("line('Before')")
    cells.session.configure({"note": False})
    cells.run("line('After')")

    (file,) = cells.place.sessions.iterdir()
    ran = file.read_text().splitlines()
    assert len(ran) == len(set(ran)) == cells.published()[-1].lineage.before
