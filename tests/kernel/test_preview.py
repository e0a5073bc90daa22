"""`%gofigr preview`: what would be kept of a figure is told, and nothing is kept."""

import pytest

from gofigr_jupyter.publishing.receipts import State


@pytest.fixture
def previewed(cells):
    """Runs a cell with previews; its output."""
    return lambda source: cells.run(f"%gofigr preview\n{source}")


def test_what_would_be_kept_is_told_and_nothing_is_kept(cells, previewed):
    cells.run("import pandas as pd; df = pd.DataFrame({'a': [1, 2]})")

    told = previewed("line('Speed', df.a)")

    assert "Of “Speed” this would be kept in your primary workspace / " in told
    assert "  Pictures: image/png (" in told
    assert "    line('Speed', df.a)" in told
    assert "  Plotted data: 2 marks" in told
    assert "  Table, if the figure used it: df (2 × 1), whole" in told
    assert "Nothing of it has been kept." in told
    assert cells.published() == []
    assert cells.session.ledger.receipts[-1].state is State.SKIPPED


def test_secrets_are_told_by_kind_and_not_shown(previewed):
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2"

    told = previewed(f"key = '{token}'; display(line())")

    assert token not in told
    assert "Secrets taken out: GitHub token (1)" in told


def test_what_the_user_leaves_out_is_told(cells, previewed):
    cells.session.configure({"keep_code": False, "keep_tables": False, "keep_packages": False})

    told = previewed("line()")

    assert "  Code: left out, as you chose" in told
    assert "    line()" not in told
    assert "  Tables: left out, as you chose" in told


def test_the_next_cell_is_kept_again(cells, previewed):
    previewed("line()")

    cells.run("line()")

    assert len(cells.published()) == 1


def test_a_preview_is_shown_also_where_capture_is_off(cells, previewed):
    cells.run("%gofigr off")

    assert "would be kept" in previewed("line()")
