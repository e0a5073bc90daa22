"""All my work, in a real browser, with ten thousand figures."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TOP = "Bill length 00000"
PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('Kept here');"


@pytest.fixture
def work(page, full_lab):
    """The page with "All my work" in front, beside a notebook."""
    full_lab.open(page, "lab/tree", "any.ipynb", "a = 1")
    page.get_by_role("tab", name="All my work").click()
    expect(page.locator(".gofigr-Row img").first).to_be_visible()
    return page


def names(page):
    return page.locator(".gofigr-Row-name")


def marked(page):
    return page.locator(".gofigr-Row[aria-selected=true] .gofigr-Row-name")


def total(page):
    return page.locator(".gofigr-Kind-count")


def command(page, name):
    """Run a command as the palette does: only where it is enabled."""
    assert page.evaluate("name => window.jupyterapp.commands.isEnabled(name)", name)
    page.evaluate("name => void window.jupyterapp.commands.execute(name)", name)


def cells(page):
    """The cells of the notebook in front, as they would be saved."""
    return page.evaluate("window.jupyterapp.shell.currentWidget.content.model.toJSON().cells")


def assert_shows_the_figure(cell):
    assert cell["cell_type"] == "markdown"
    assert cell["source"].startswith(f"[![{TOP}](attachment:figure.png)](http")
    assert "/gofigr/r/" in cell["source"]
    assert len(cell["attachments"]["figure.png"]["image/png"]) > 1000


def test_the_newest_of_many_figures_come_first(work):
    expect(names(work).first).to_have_text(TOP)
    expect(total(work)).to_have_text("10,000")
    expect(work.locator(".gofigr-Row-facts").first).to_contain_text("study 000")
    assert work.locator(".gofigr-Row").count() < 60


def test_scrolling_shows_what_is_there_also_at_the_very_end(work):
    rows = work.locator(".gofigr-WorkList")

    rows.evaluate("list => list.scrollTo(0, list.scrollHeight / 2)")
    expect(names(work).filter(has_text="05000")).to_be_visible()
    rows.evaluate("list => list.scrollTo(0, list.scrollHeight)")

    expect(names(work).filter(has_text="09999")).to_be_visible()
    expect(work.locator(".gofigr-Row").last.locator("img")).to_be_visible()


def test_the_search_finds_as_one_types(work):
    search = work.get_by_role("searchbox")

    search.fill("surv")
    expect(total(work)).to_have_text("1,667")
    search.fill("surv study 003")  # in the figure's name or in its analysis's
    expect(total(work)).to_have_text("36")
    expect(names(work).first).to_have_text("Survival 00003")
    search.fill("no such figure")

    expect(work.locator(".gofigr-Work .gofigr-Message")).to_contain_text("Nothing fits")
    work.get_by_role("button", name="Show all").click()
    expect(total(work)).to_have_text("10,000")


def test_filters_narrow_and_say_how_many_they_are(work):
    work.get_by_role("button", name="Filters").click()

    work.get_by_label("Analysis").select_option("study 007")
    expect(total(work)).to_have_text("50")
    work.get_by_label("Changed").select_option("Today")
    expect(work.get_by_role("button", name="2 filters")).to_be_visible()
    work.get_by_label("Changed").select_option("Any time")
    work.get_by_role("button", name="Show all").click()

    expect(total(work)).to_have_text("10,000")


def test_an_analysis_opens_into_its_figures(work):
    work.get_by_label("What to list").select_option("Analyses")
    expect(total(work)).to_have_text("200")

    names(work).filter(has_text="study 005").click()

    expect(total(work)).to_have_text("50")
    expect(names(work).first).to_have_text("Residuals 00005")


def test_everything_works_without_a_mouse(work):
    work.get_by_role("tab", name="All my work").focus()
    work.keyboard.press("ArrowLeft")
    expect(work.get_by_role("tab", name="This notebook")).to_be_focused()
    work.keyboard.press("/")
    expect(work.get_by_role("searchbox")).to_be_focused()
    for _ in range(3):  # filters, what to list, the list
        work.keyboard.press("Tab")
    expect(work.get_by_role("listbox")).to_be_focused()

    work.keyboard.press("ArrowDown")
    expect(marked(work)).to_have_text("Body mass 00001")
    work.keyboard.press("End")
    expect(marked(work)).to_contain_text("09999")
    work.keyboard.press("Home")
    expect(marked(work)).to_have_text(TOP)

    work.keyboard.press("?")
    expect(work.get_by_label("Keys", exact=True)).to_be_visible()
    work.keyboard.press("Escape")
    expect(work.get_by_role("listbox")).to_be_focused()
    work.keyboard.press("i")
    work.wait_for_function("window.jupyterapp.shell.currentWidget.content.model.cells.length === 2")
    assert_shows_the_figure(cells(work)[1])


def test_a_figure_dragged_into_a_notebook_becomes_a_cell(work):
    cell = work.locator(".jp-Notebook .jp-Cell").first

    row = work.locator(".gofigr-Row").first.bounding_box()
    place = cell.bounding_box()
    work.mouse.move(row["x"] + 40, row["y"] + 30)  # at its picture
    work.mouse.down()
    work.mouse.move(row["x"] + 20, row["y"] + 50, steps=4)
    expect(work.locator(".gofigr-DragImage")).to_be_visible()
    work.mouse.move(place["x"] + 100, place["y"] + 10, steps=4)
    work.mouse.up()

    picture = work.locator(".jp-MarkdownOutput img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 50
    assert_shows_the_figure(cells(work)[0])
    expect(names(work).first).to_have_text(TOP)


def test_the_menu_of_a_figure_offers_what_can_be_done(work):
    names(work).nth(1).click(button="right")

    menu = work.locator(".lm-Menu")
    expect(menu).to_contain_text("Jump to Cell")
    menu.get_by_text("Insert into Notebook").click()

    work.wait_for_function("window.jupyterapp.shell.currentWidget.content.model.cells.length === 2")
    assert "Body mass 00001" in cells(work)[1]["source"]


def choose(page, figure, what):
    figure.click(button="right")
    page.locator(".lm-Menu").get_by_text(what, exact=True).click()


def test_pinned_figures_come_first(work):
    choose(work, names(work).filter(has_text="Survival 00003"), "Pin Figure")

    expect(names(work).first).to_have_text("Survival 00003")
    expect(names(work).first.get_by_role("img", name="Pinned")).to_be_visible()
    expect(names(work).nth(1)).to_have_text(TOP)
    work.get_by_role("searchbox").fill("residuals")
    expect(names(work).first).to_have_text("Residuals 00005")
    work.get_by_role("button", name="Show all").click()
    expect(names(work).first).to_have_text("Survival 00003")
    choose(work, names(work).first, "Unpin Figure")
    expect(names(work).first).to_have_text(TOP)


def test_a_figure_that_is_being_deleted_is_seen_again_when_that_is_undone(work):
    choose(work, names(work).first, "Delete Figure")

    expect(names(work).first).not_to_have_text(TOP)
    expect(total(work)).to_have_text("9,999")
    work.get_by_role("button", name="Undo").click()
    expect(names(work).first).to_have_text(TOP)
    expect(total(work)).to_have_text("10,000")


def test_figures_of_a_kernel_are_kept_or_not_as_the_user_says(work):
    command(work, "gofigr:keep-off")
    answer = """async () => {
        const session = window.jupyterapp.shell.currentWidget.sessionContext.session;
        const code = 'from gofigr_jupyter.ipython_extension import _loaded';
        const auto = '[e.session.settings.auto_publish for e in _loaded.values()]';
        const asked = session.kernel.requestExecute({
            code, silent: true, user_expressions: {auto}
        });
        const reply = await asked.done;
        return reply.content.user_expressions.auto.data['text/plain'];
    }"""
    assert work.evaluate(answer) == "[]"

    command(work, "gofigr:keep-on")
    assert work.evaluate(answer) == "[True]"
    command(work, "gofigr:keep-off")
    assert work.evaluate(answer) == "[False]"


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Dark High Contrast"])
def test_it_is_readable_in_other_themes(work, theme):
    body = work.locator("body")

    work.evaluate(
        "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme
    )
    expect(body).to_have_attribute("data-jp-theme-name", theme)
    work.get_by_role("button", name="Filters").click()
    work.locator(".gofigr-WorkList").focus()

    expect(work.get_by_label("Analysis")).to_be_visible()
    ink = work.locator(".gofigr-Row-name").first.evaluate("n => getComputedStyle(n).color")
    assert ink != "rgb(0, 0, 0)"


def test_settings_say_where_the_panel_is_and_what_new_notebooks_load(page, lab):
    wanted = {"side": "left", "toolbarButton": False, "loadInNewNotebooks": True}

    with lab.preferring(**wanted, note=False):
        lab.open(page, "lab/tree", "new.ipynb", "")

        expect(page.locator("#jp-left-stack .gofigr-Panel")).to_be_visible()
        expect(page.locator(".jp-Cell").first).to_contain_text("%load_ext gofigr_jupyter")
        expect(page.locator(".gofigr-Button")).to_be_hidden()
        lab.run_all(page)
        expect(page.locator(".jp-InputPrompt").first).to_have_text("[1]:")
        assert json.loads((lab.data / "choices.json").read_text()) == {"note": False}


def test_notebook_7_has_all_my_work_and_a_button_that_counts(page, notebook_7):
    notebook_7.open(page, "notebooks", "work.ipynb", "%load_ext gofigr_jupyter", PLOT)
    notebook_7.run_all(page)
    expect(page.locator(".gofigr-Button")).to_have_text("1")

    page.get_by_role("tab", name="All my work").click()
    expect(names(page).first).to_have_text("Kept here")
    names(page).first.click(button="right")
    page.locator(".lm-Menu").get_by_text("Jump to Cell").click()

    expect(page.locator(".jp-Cell").nth(1)).to_have_class(re.compile("gofigr-mod-flash"))
