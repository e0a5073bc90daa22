"""A clean room's figure is run again from its document, in the notebook in front."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROOM = """%load_ext gofigr_jupyter
import gofigr_jupyter as gf
@gf.reproducible
def speeds(bins: int = gf.SliderParam(4, min=1, max=9), kind='bar'):
    figure, axes = plt.subplots(figsize=(5, 3))
    axes.hist([1, 2, 2, 3, 5, 8], bins=bins, histtype=kind)
    axes.set_title('Speeds')
    plt.close(figure)
    return figure
speeds()"""


def test_its_controls_appear_in_the_notebook(page, lab):
    lab.open(page, "lab/tree", "room.ipynb", ROOM, "%gofigr flush")
    lab.run_all(page)
    expect(page.locator(".jp-OutputArea").last).to_contain_text("kept")
    link = page.locator(".jp-OutputArea a[href*='/r/']").first.get_attribute("href")
    page.evaluate(
        "revision => window.jupyterapp.commands.execute('gofigr:open-figure', {revision})",
        link.rpartition("/")[2],
    )

    shown = page.locator(".gofigr-Doc:visible")
    expect(shown).to_contain_text("Clean Room Source")
    shown.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Run Again with Other Values").click()

    controls = page.locator(".jp-Cell.jp-mod-active .jp-Cell-outputArea")
    expect(controls.locator(".widget-slider .widget-readout")).to_have_text("4")
    expect(controls.locator(".widget-text input")).to_have_value("bar")
    expect(controls.locator("img").first).to_be_visible()
    controls.locator(".widget-slider .widget-readout").fill("7")
    page.keyboard.press("Enter")
    expect(controls).to_contain_text("revision 2")
