"""Kept figures where they stand in a notebook, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LOAD = "%load_ext gofigr_jupyter"
DRAW = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('Bill length');"
PLAIN = "from IPython.display import HTML\nHTML('<b>no figure</b>')"


def test_the_context_menu_of_a_kept_figure_saves_it_with_its_origin(page, lab):
    lab.open(page, "lab/tree", "outputs.ipynb", LOAD, DRAW, PLAIN)
    lab.run_all(page)
    expect(page.locator(".gofigr-Card-facts")).to_contain_text("rev 1")
    expect(page.get_by_text("no figure").last).to_be_visible()
    save = page.get_by_role("menuitem", name="Save with Provenance")

    page.locator(".jp-OutputArea-output b").click(button="right")
    expect(page.locator(".lm-Menu")).to_be_visible()
    expect(save).to_have_count(0)
    page.keyboard.press("Escape")

    page.locator(".jp-OutputArea-output img").click(button="right")
    expect(page.get_by_role("menuitem", name="Show in Panel")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Copy Link to Figure")).to_be_visible()
    with page.expect_download() as started:
        save.click()

    assert started.value.suggested_filename == "Bill length r1.png"
    saved = started.value.path().read_bytes()
    assert saved.startswith(b"\x89PNG")
    link = page.locator("a[href*='/r/']").first.get_attribute("href")
    short_id = link.rsplit("/", 1)[-1].encode()
    assert b"iTXtSource\0\0\0\0\0" in saved
    assert b"/gofigr/r/" + short_id in saved
