"""The panel beside a notebook, in a real browser."""

import json

import pytest
from playwright.sync_api import expect
from screenshots import pictures

pytestmark = pytest.mark.browser

LOAD = "%load_ext gofigr_jupyter"
BILLS = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('Bill length');"
MASS = "plt.plot([3, 1, 2])\nplt.title('Body mass');"


def test_the_first_run_needs_one_click(page, lab):
    lab.open(page, "lab/tree", "first.ipynb", BILLS)

    expect(page.locator(".gofigr-Message")).to_contain_text("load the extension")
    page.get_by_role("button", name="Add this line").click()

    expect(page.locator(".jp-Cell").first).to_contain_text(LOAD)
    expect(page.locator(".gofigr-Message")).to_contain_text("Run a cell that draws a figure")


def test_figures_appear_while_the_notebook_runs(page, lab):
    lab.open(page, "lab/tree", "live.ipynb", LOAD, BILLS, MASS)

    lab.run_all(page)

    names = page.locator(".gofigr-Card-name")
    expect(names).to_have_text(["Bill length", "Body mass"])
    expect(page.locator(".gofigr-Card img")).to_have_count(2)
    expect(page.locator(".gofigr-Card-facts").first).to_have_text("rev 1 · just now · cell [2]")


def test_a_changed_cell_makes_a_second_revision(page, lab):
    lab.open(page, "lab/tree", "change.ipynb", LOAD, BILLS)
    lab.run_all(page)
    expect(page.locator(".gofigr-Card-facts")).to_contain_text("rev 1")

    page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets[1].model.sharedModel"
        f".setSource({BILLS.replace('3', '4')!r})"
    )
    lab.run_all(page)

    expect(page.locator(".gofigr-Card-facts")).to_contain_text("rev 2")


def test_a_click_opens_the_figure_as_a_document(page, lab):
    lab.open(page, "lab/tree", "click.ipynb", LOAD, BILLS)
    lab.run_all(page)

    page.locator(".gofigr-Card").click()

    document = page.locator(".gofigr-Doc")
    expect(document.get_by_role("heading", name="Bill length")).to_be_visible()
    expect(document.locator(".gofigr-Picture-stage img")).to_be_visible()


def test_the_keyboard_walks_the_figures(page, lab):
    lab.open(page, "lab/tree", "keys.ipynb", LOAD, BILLS, MASS)
    lab.run_all(page)
    cards = page.locator(".gofigr-Card")
    expect(cards).to_have_count(2)

    cards.first.focus()
    page.keyboard.press("ArrowDown")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("Home")
    expect(cards.first).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator(".gofigr-Doc").get_by_role("heading", name="Bill length")).to_be_visible()


def test_pinned_figures_are_marked_and_deleted_ones_leave_at_once(page, lab):
    lab.open(page, "lab/tree", "pins.ipynb", LOAD, BILLS, MASS)
    lab.run_all(page)
    cards = page.locator(".gofigr-Card")
    expect(cards).to_have_count(2)
    menu = page.locator(".lm-Menu")

    cards.nth(1).click(button="right")
    menu.get_by_text("Pin Figure", exact=True).click()
    expect(cards.nth(1).get_by_role("img", name="Pinned")).to_be_visible()
    expect(cards.nth(0).get_by_role("img", name="Pinned")).to_have_count(0)

    cards.first.click(button="right")
    menu.get_by_text("Delete Figure", exact=True).click()
    expect(page.locator(".gofigr-Card-name")).to_have_text(["Body mass"])
    expect(page.locator(".gofigr-Footer")).to_contain_text("1 figure ")
    expect(page.locator(".gofigr-Button")).to_have_text("1")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".gofigr-Card-name")).to_have_text(["Bill length", "Body mass"])


def test_a_figure_dragged_by_its_picture_into_the_notebook_becomes_a_cell(page, lab):
    lab.open(page, "lab/tree", "drag.ipynb", LOAD, BILLS)
    lab.run_all(page)
    picture = page.locator(".gofigr-Card img").bounding_box()
    place = page.locator(".jp-Notebook .jp-Cell").first.bounding_box()

    page.mouse.move(picture["x"] + 20, picture["y"] + 20)
    page.mouse.down()
    page.mouse.move(picture["x"] - 20, picture["y"] + 40, steps=4)
    expect(page.locator(".gofigr-DragImage")).to_contain_text("Bill length")
    page.mouse.move(place["x"] + 100, place["y"] + 10, steps=4)
    page.mouse.up()

    shown = page.locator(".jp-MarkdownOutput img")
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("image => image.naturalWidth") > 50
    expect(page.locator(".gofigr-Doc")).to_have_count(0)


def test_each_part_can_be_hidden(page, lab):
    parts = ("outputButtons", "statusItem", "workTab", "cardPictures", "cardFacts", "footer")
    with lab.preferring(**dict.fromkeys(parts, False), keep_packages=False):
        lab.open(page, "lab/tree", "hidden.ipynb", LOAD, BILLS)
        lab.run_all(page)

        expect(page.locator(".gofigr-Card-name")).to_be_visible()
        page.locator(".jp-OutputArea-output img").hover()
        expect(page.locator(".gofigr-OutputBar")).to_have_count(1)
        for hidden in ("OutputBar", "Status", "Card-picture", "Card-facts", "Footer"):
            expect(page.locator(f".gofigr-{hidden}")).to_be_hidden()
        expect(page.get_by_role("tab", name="All my work")).to_have_count(0)
        assert json.loads((lab.data / "choices.json").read_text()) == {"keep_packages": False}


def test_nothing_is_cut_off_in_a_panel_of_200_pixels(page, lab):
    lab.open(page, "lab/tree", "narrow.ipynb", LOAD, BILLS, MASS)
    lab.run_all(page)
    expect(page.locator(".gofigr-Card img")).to_have_count(2)

    # JupyterLab's edges cannot be dragged so far; other front ends are narrower.
    panel = page.locator(".gofigr-Panel")
    panel.evaluate("({style}) => { style.minWidth = style.maxWidth = '200px'; }")
    assert panel.bounding_box()["width"] == 200

    for tab in ("This notebook", "All my work", "Inbox"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel", name=tab)).to_be_visible()
        assert cut_off(page) == []
        pictures(page, f"narrow-{tab.split()[-1].lower()}")


def cut_off(page):
    """What reaches out of the panel, or scrolls sideways in it."""
    return page.evaluate(
        """() => {
            const panel = document.querySelector('.gofigr-Panel');
            const right = panel.getBoundingClientRect().right + 1;
            const reaches = node => node.matches('button, input, select, img, li, p')
                && node.getBoundingClientRect().right > right;
            const scrolls = node => /auto|scroll/.test(getComputedStyle(node).overflowX)
                && node.scrollWidth > node.clientWidth + 1;
            return [panel, ...panel.querySelectorAll('*')]
                .filter(node => reaches(node) || scrolls(node))
                .map(node => node.outerHTML.slice(0, 80));
        }"""
    )


def test_notebook_7_has_the_same_panel(page, notebook_7):
    notebook_7.open(page, "notebooks", "seven.ipynb", LOAD, BILLS)

    notebook_7.run_all(page)

    expect(page.locator(".gofigr-Card-name")).to_have_text(["Bill length"])
    expect(page.locator(".gofigr-Card img")).to_have_count(1)


def test_notebook_7_opens_a_figure_below_the_notebook(page, notebook_7):
    notebook_7.open(page, "notebooks", "below.ipynb", LOAD, BILLS)
    notebook_7.run_all(page)

    page.locator(".gofigr-Card").click()

    document = page.locator(".gofigr-Doc")
    expect(document.get_by_role("heading", name="Bill length")).to_be_visible()
    expect(document.locator(".gofigr-Picture-stage img")).to_be_visible()
    assert document.bounding_box()["height"] > 300
    document.get_by_role("tab", name="Environment").click()
    expect(document.locator(".gofigr-Packages li").first).to_be_visible()
