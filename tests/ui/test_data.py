"""What a real notebook's figure shows and used, in its document and on its page."""

import time

import httpx
import pytest
from jupyter_servers import TOKEN
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CELLS = (
    "%load_ext gofigr_jupyter",
    "import numpy as np, pandas as pd, matplotlib.pyplot as plt\nfrom drawing import draw",
    "t = np.linspace(0, 10, 60)\ndf = pd.DataFrame({'time': t, 'volts': np.sin(t)})\n"
    "df['cell'] = ['a', 'b'] * 30",
    "fig, ax = plt.subplots()\nax.set(title='Voltage', xlabel='time', ylabel='volts')\n"
    "draw(ax, df)\nplt.show()",
)
MODULE = "def draw(ax, frame):\n    ax.plot(frame.time, frame.volts, label='signal')\n"


@pytest.fixture(scope="module")
def kept(window, lab):
    """The figure of a notebook, once its tables are kept too."""
    (lab.folder / "drawing.py").write_text(MODULE)
    lab.open(window, "lab/tree", "voltage.ipynb", *CELLS)
    lab.run_all(window)
    headers = {"Authorization": f"token {TOKEN}"}
    with httpx.Client(base_url=f"{lab.url}gofigr/api/v1.4.1/", headers=headers, timeout=60) as http:
        deadline = time.monotonic() + 90
        while True:
            for figure in http.get("catalog/?search=Voltage").json().get("items", ()):
                newest = figure["newest_revision"]  # a moment after the figure
                revision = http.get(f"revision/{newest['api_id']}/").json() if newest else None
                if revision and "tables" in revision["metadata"]["provenance"]:
                    return revision
            assert time.monotonic() < deadline
            time.sleep(0.2)


def opened(page, revision):
    page.evaluate(
        "args => void window.jupyterapp.commands.execute('gofigr:open-figure', args)",
        {"figure": revision["figure"]},
    )
    return page.locator(".gofigr-Doc:visible")


def test_the_data_tab_shows_plotted_data_and_the_tables_that_were_used(photographed, kept):
    document = opened(photographed, kept)
    document.get_by_role("tab", name="Data", exact=True).click()

    table = document.get_by_label("Table", exact=True)
    expect(table.locator("option")).to_have_text(["plotted data", "df"])
    expect(document.locator(".gofigr-Data thead")).to_have_text("axeskindseriesxytext")
    expect(document.locator(".gofigr-Data tbody tr").first).to_have_text("1linesignal00")
    expect(document.get_by_text("rows 1–25 of 63")).to_be_visible()
    table.select_option(label="df")
    expect(document.locator(".gofigr-Data thead")).to_have_text("timevoltscell")
    document.get_by_role("button", name="Next", exact=True).click()
    expect(document.get_by_text("rows 26–50 of 60")).to_be_visible()


def test_the_code_tab_names_the_modules_that_were_imported(photographed, kept):
    document = opened(photographed, kept)
    document.get_by_role("tab", name="Code", exact=True).click()

    names = document.locator(".gofigr-Code-head")
    expect(names).to_have_text(["[2]input", "[3]input", "[4]this cell", "drawing"])
