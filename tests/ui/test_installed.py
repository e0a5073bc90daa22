"""JupyterLab where nothing but the wheel was installed, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WHERE = "import gofigr_jupyter\nprint(gofigr_jupyter.__file__)"
BILLS = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('Bill length');"


def test_the_wheel_alone_shows_and_opens_figures(page, installed_lab, installed):
    lab = installed_lab
    lab.open(page, "lab/tree", "first.ipynb", WHERE, BILLS)

    # The panel, its server and what kernels run: all is from the wheel.
    page.get_by_role("button", name="Add this line").click()
    lab.run_all(page)
    expect(page.locator(".jp-OutputArea-output").first).to_contain_text(str(installed))
    card = page.locator(".gofigr-Card")
    expect(card).to_contain_text("Bill length")
    expect(card.locator("img")).to_be_visible()

    card.click()
    document = page.locator(".gofigr-Doc")
    expect(document.get_by_role("heading", name="Bill length")).to_be_visible()
    expect(document.locator(".gofigr-Picture-stage img")).to_be_visible()

    # Settings and their defaults come with it too.
    schema = page.evaluate(
        """async () => {
            const {serverSettings} = window.jupyterapp.serviceManager;
            const path = 'lab/api/settings/@gofigr/jupyter-panel:plugin';
            return (await (await fetch(serverSettings.baseUrl + path)).json()).schema.title;
        }"""
    )
    assert schema
