"""From the panel to a comparison, back and on to the search, in a real browser by keys."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LOAD = "%load_ext gofigr_jupyter"
BILLS = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('Bill length');"
MASS = "plt.plot([3, 1, 2])\nplt.title('Body mass');"
WAYS = ("Side by side", "Swipe", "Onion skin", "Blink", "Difference")


def palette(page, words):
    """Run the command of that name by JupyterLab's palette."""
    page.keyboard.press("Control+Shift+C")
    expect(page.locator(".lm-CommandPalette-input:visible")).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator(".lm-CommandPalette-item.lm-mod-active")).to_contain_text(words)
    page.keyboard.press("Enter")


def tab_to(page, element):
    """Press Tab until the element has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not lead to {element}.")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_walk_through_everything_needs_no_mouse(page, lab):
    lab.open(page, "lab/tree", "walk.ipynb", LOAD, BILLS, MASS)
    lab.run_all(page)
    expect(page.locator(".gofigr-Card img")).to_have_count(2)
    page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets[2].model.sharedModel"
        f".setSource({MASS.replace('3', '5')!r})"
    )
    lab.run_all(page)
    cards = page.locator(".gofigr-Card")
    expect(cards.nth(1)).to_contain_text("rev 2")

    palette(page, "Show Figures")
    expect(cards.first).to_be_focused()
    press(page, "ArrowDown", "Enter")
    document = page.locator(".gofigr-Doc")
    expect(document.get_by_role("heading", name="Body mass")).to_be_visible()
    expect(document).to_be_focused()

    tab_to(page, document.get_by_role("tab", name="Code"))
    press(page, "ArrowRight", "ArrowRight")
    expect(document.get_by_role("tab", name="Environment")).to_be_focused()
    expect(document.locator(".gofigr-Packages li").first).to_be_visible()

    press(page, "c")
    comparison = page.locator(".gofigr-Compare")
    expect(comparison.locator(".gofigr-Compare-root")).to_be_focused()
    for key, way in enumerate(WAYS, 1):
        press(page, str(key))
        expect(comparison.get_by_role("button", name=way)).to_have_attribute("aria-pressed", "true")
    press(page, "?")
    expect(comparison.get_by_role("region", name="Keys")).to_be_visible()
    press(page, "Escape")
    expect(comparison.get_by_role("region", name="Keys")).to_have_count(0)

    press(page, "Escape")
    expect(document).to_be_focused()
    press(page, "Escape")
    expect(cards.nth(1)).to_be_focused()

    press(page, "/")
    expect(page.get_by_role("searchbox", name="Search names")).to_be_focused()
    page.keyboard.type("bill")
    rows = page.locator(".gofigr-WorkList")
    expect(page.locator(".gofigr-Row-name").first).to_have_text("Bill length")
    tab_to(page, rows)
    press(page, "?")
    keys = page.locator(".gofigr-Panel").get_by_role("region", name="Keys")
    expect(keys).to_contain_text("search all my work")
    press(page, "Escape")
    expect(keys).to_have_count(0)
    expect(rows).to_be_focused()
    press(page, "Enter")
    expect(page.locator(".gofigr-Doc:visible").get_by_role("heading")).to_contain_text(
        ["Bill length"]
    )


def test_notebook_7_compares_two_revisions_below_the_notebook(page, notebook_7):
    notebook_7.open(page, "notebooks", "compare.ipynb", LOAD, BILLS)
    notebook_7.run_all(page)
    card = page.locator(".gofigr-Card")
    expect(card).to_contain_text("rev 1")
    page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets[1].model.sharedModel"
        f".setSource({BILLS.replace('3', '5')!r})"
    )
    notebook_7.run_all(page)
    expect(card).to_contain_text("rev 2")

    card.focus()
    press(page, "c")

    comparison = page.locator(".gofigr-Compare")
    expect(comparison.locator(".gofigr-Compare-sentence")).to_contain_text("The code changed")
    expect(comparison.locator(".gofigr-Compare-root")).to_be_focused()
    assert comparison.bounding_box()["height"] > 300
    press(page, "2")
    expect(comparison.get_by_role("slider", name="Where the pictures meet")).to_be_visible()

    # What is opened next comes to the front.
    page.evaluate("window.jupyterapp.commands.execute('gofigr:deep-insight-settings')")
    expect(page.get_by_role("radio", name="The service itself")).to_be_visible()
    expect(comparison).to_be_hidden()
