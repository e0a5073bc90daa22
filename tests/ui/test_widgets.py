"""Cards under figures, the gallery and the single figure, in a real browser."""

import pytest
from accessibility import grave_findings
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LOAD = "%load_ext gofigr_jupyter\n%gofigr widget on"
BILLS = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('Bill length');"
CARD = ".gofigr-live-card"
FIGURE = ".jp-Cell:nth-child(4) .gofigr-live-figure"


def change_cell(page, index, source):
    page.evaluate(
        f"window.jupyterapp.shell.currentWidget.content.widgets[{index}].model.sharedModel"
        f".setSource({source!r})"
    )


def two_revisions(page, front_end, place, name):
    """A notebook whose figure has two revisions, with its card."""
    front_end.open(page, place, name, LOAD, BILLS)
    front_end.run_all(page)
    expect(page.locator(".gofigr-live-state")).to_have_text("Kept")
    change_cell(page, 1, BILLS.replace("3", "4"))
    front_end.run_all(page)
    expect(page.locator(".gofigr-live-facts")).to_contain_text("revision 2")
    expect(page.locator(".gofigr-live-choice")).to_have_count(1)
    return page.locator(CARD)


def test_a_card_shows_the_figure_and_its_earlier_revisions(page, lab):
    card = two_revisions(page, lab, "lab/tree", "card.ipynb")

    expect(card.locator(".gofigr-live-name")).to_have_text("Bill length")
    expect(card.locator(".gofigr-live-frame-48 img")).to_have_js_property("complete", True)
    card.get_by_role("button", name="Revision 1", exact=True).click()

    expect(card.locator(".gofigr-live-facts")).to_contain_text("Earlier · revision 1")
    picture = card.locator(".gofigr-live-large img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 100
    page.keyboard.press("Escape")
    expect(picture).to_have_count(0)
    expect(card.locator(".gofigr-live-facts")).to_contain_text("Kept · revision 2")


def test_its_buttons_copy_the_link_and_the_picture_and_download(page, lab):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.open(page, "lab/tree", "copy.ipynb", LOAD, BILLS)
    lab.run_all(page)
    card = page.locator(CARD)
    expect(card.locator(".gofigr-live-state")).to_have_text("Kept")

    card.get_by_role("button", name="Copy link").click()
    expect(card.get_by_role("status")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    card.get_by_role("button", name="Copy picture").click()
    expect(card.get_by_role("status")).to_have_text("Picture copied")
    types = page.evaluate("navigator.clipboard.read().then(items => items[0].types)")
    with page.expect_download() as download:
        card.get_by_role("button", name="Download").click()

    assert link == card.get_by_role("link").get_attribute("href")
    assert types == ["image/png"]
    assert download.value.suggested_filename == "Bill-length-1.png"


def test_a_card_outlives_a_reload_and_becomes_its_line_with_the_kernel(page, lab):
    lab.open(page, "lab/tree", "reload-card.ipynb", LOAD, BILLS)
    lab.run_all(page)
    expect(page.locator("[data-state=kept]")).to_have_count(1)
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")

    lab.visit(page, "lab/tree", "reload-card.ipynb")
    expect(page.locator("[data-state=kept]")).to_have_count(1)

    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    notebook = page.locator(".jp-Notebook:visible")
    expect(page.locator(CARD)).to_have_count(0)
    expect(notebook).to_contain_text("Kept as “Bill length”")
    lab.visit(page, "lab/tree", "reload-card.ipynb")  # as it was saved it still has the card
    expect(notebook).to_contain_text("Kept as “Bill length”")
    expect(notebook).not_to_contain_text("model not found")


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_cards_galleries_and_figures_are_accessible(page, lab, theme):
    name = f"accessible-{theme}.ipynb"
    browse = "import gofigr_jupyter as gf\n%gofigr flush\ngf.browse()"
    lab.open(page, "lab/tree", name, LOAD, BILLS, browse, "link = None")
    page.evaluate(
        "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})",
        f"JupyterLab {theme}",
    )
    lab.run_all(page)
    expect(page.locator("[data-state=kept]")).to_have_count(1)
    expect(page.locator(".gofigr-live-tile").first).to_be_visible()

    link = page.locator(CARD).get_by_role("link").get_attribute("href")
    change_cell(page, 3, f"gf.figure({link!r})")
    page.evaluate("void window.jupyterapp.commands.execute('notebook:run-cell')")
    figure = page.locator(f"{FIGURE} .gofigr-live-picture img")
    expect(figure).to_have_js_property("complete", True)

    assert grave_findings(page, CARD) == []
    assert grave_findings(page, FIGURE) == []
    assert grave_findings(page, ".gofigr-live-gallery") == []
    page.locator(".gofigr-live-tile").first.press("Enter")
    picture = page.locator(".gofigr-live-gallery .gofigr-live-picture img")
    expect(picture).to_have_js_property("complete", True)
    assert grave_findings(page, ".gofigr-live-gallery") == []


def test_people_talk_and_ask_under_the_figure(page, lab):
    lab.open(page, "lab/tree", "talk.ipynb", LOAD, BILLS)
    lab.run_all(page)
    card = page.locator(CARD)
    card.get_by_role("button", name="Discuss", exact=True).click()
    talk = card.get_by_role("region", name="Discussion")
    field = talk.get_by_label("Comment or question")
    expect(field).to_be_focused()

    field.fill("Why so *long*?")
    field.press("Control+Enter")
    expect(talk.locator("li")).to_contain_text("Why so *long*?")
    expect(card.get_by_role("button", name="Discuss (1)")).to_be_visible()
    talk.get_by_role("button", name="Reply").click()
    field.fill("Males.")
    talk.get_by_role("button", name="Comment", exact=True).click()
    expect(talk.locator("li li")).to_contain_text("Males.")
    talk.get_by_role("button", name="React with 👍").first.click()
    expect(talk.get_by_role("button", name="React with 👍: ")).to_have_text("👍 1")
    field.fill("What is the maximum?")
    talk.get_by_role("button", name="Ask Deep Insight").click()
    expect(talk.locator(".gofigr-live-answer")).to_contain_text("Computed from the data kept")

    expect(talk.locator(".gofigr-live-answer")).to_contain_text("highest with 3")
    assert grave_findings(page, CARD) == []


def test_notebook_7_shows_the_card(page, notebook_7):
    card = two_revisions(page, notebook_7, "notebooks", "seven-card.ipynb")

    card.get_by_role("button", name="Revision 1", exact=True).press("Enter")

    expect(card.locator(".gofigr-live-large img")).to_have_js_property("complete", True)


def test_the_gallery_searches_and_opens_a_figure(page, lab):
    draw = "\nimport matplotlib.pyplot as plt\nfor title in ('Beaks', 'Mass'):"
    draw += "\n    plt.plot([1, len(title)]); plt.title(title); plt.show()"
    load = "%load_ext gofigr_jupyter\nimport gofigr_jupyter as gf" + draw
    browse = "gf.browse()"
    lab.open(page, "lab/tree", "gallery.ipynb", load, "%gofigr flush", browse)
    lab.run_all(page)
    gallery = page.locator(".gofigr-live-gallery")
    expect(gallery.locator(".gofigr-live-tile").first).to_contain_text("Mass")

    gallery.get_by_label("Search names").fill("beaks")
    expect(gallery.locator(".gofigr-live-tile .gofigr-live-title")).to_have_text(["Beaks"])
    gallery.locator(".gofigr-live-tile").press("Enter")

    expect(gallery.locator(".gofigr-live-picture img")).to_have_js_property("complete", True)
    expect(gallery.locator(".gofigr-live-texts pre").first).to_contain_text("plt.title(title)")
    gallery.get_by_role("button", name="All figures").click()
    expect(gallery.locator(".gofigr-live-tile")).to_be_focused()
