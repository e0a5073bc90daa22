"""Kept figures where they stand in a notebook, in a real browser."""

import pytest
from accessibility import grave_findings
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


def test_a_kept_figure_has_buttons_where_it_stands(page, lab):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.open(page, "lab/tree", "buttons.ipynb", LOAD, DRAW, PLAIN)
    lab.run_all(page)
    expect(page.locator(".gofigr-Card-facts")).to_contain_text("rev 1")
    expect(page.get_by_text("no figure").last).to_be_visible()
    bar = page.get_by_role("group", name="Kept figure")

    page.locator(".jp-OutputArea-output b").hover()
    expect(bar).to_have_count(0)
    page.locator(".jp-OutputArea-output img").hover()
    expect(bar).to_have_css("opacity", "1")
    bar.get_by_role("button", name="Copy link").click()
    expect(bar.get_by_role("status")).to_have_text("Link copied")
    note = page.locator("a[href*='/r/']").first.get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()").endswith(note[note.index("/r/") :])

    assert grave_findings(page, ".gofigr-OutputBar") == []

    page.locator(".jp-OutputArea-output b").hover()
    expect(bar).to_have_css("opacity", "0")


def test_the_buttons_are_reached_by_keys(page, lab):
    lab.open(page, "lab/tree", "by-keys.ipynb", LOAD, DRAW)
    lab.run_all(page)
    expect(page.locator(".gofigr-Card-facts")).to_contain_text("rev 1")
    page.locator(".jp-Cell").nth(1).locator(".jp-InputPrompt").click()

    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.gofigr-OutputBar') !== null"):
            break
    expect(page.get_by_role("button", name="Show in panel")).to_be_focused()
    expect(page.get_by_role("group", name="Kept figure")).to_have_css("opacity", "1")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_download() as started:
        page.keyboard.press("Enter")

    assert started.value.suggested_filename == "Bill length r1.png"
