"""Two revisions beside each other, in a real browser."""

import math
import re

import pytest
from accessibility import grave_findings
from playwright.sync_api import expect
from turning import turn_twice

pytestmark = pytest.mark.browser

NOT_MEASURED = "matrix(0, 0, 0, 0, 0, 0)"
"""How a layer stands before its frame has a size."""
LOAD = "%load_ext gofigr_jupyter"
DRAW = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('Bill length');"
ALIVE = "from IPython.display import display\ndisplay({{'{mime}': {spec}}}, raw=True)"
VEGA = {
    "mark": "bar",
    "data": {"values": [{"a": "A", "b": 28}, {"a": "B", "b": 55}]},
    "encoding": {
        "x": {"field": "a", "type": "nominal"},
        "y": {"field": "b", "type": "quantitative"},
    },
}


@pytest.fixture(scope="module")
def figure(window, lab):
    """The id of a kept figure with two revisions, whose curve differs."""
    draw_twice(window, lab, "compare.ipynb", DRAW, DRAW.replace("3", "4"))
    return figure_id(window)


@pytest.fixture
def comparison(shown, photographed):
    """Those revisions, compared anew."""
    return shown


@pytest.fixture
def shown(window, figure):
    yield compare(window, figure=figure)
    window.emulate_media(reduced_motion="no-preference")
    window.evaluate("window.jupyterapp.commands.execute('application:close')")
    expect(window.locator(".gofigr-Compare")).to_have_count(0)


@pytest.fixture
def dark(window, figure):
    """JupyterLab's dark theme."""
    yield wear(window, "JupyterLab Dark")
    wear(window, "JupyterLab Light")


def test_a_sentence_says_what_changed(comparison):
    expect(comparison.locator(".gofigr-Compare-sentence")).to_have_text(
        re.compile(
            r"The code changed \(1 line\), the picture changed \([\d.]+ % of its pixels\), "
            r"and the data changed \(plotted data\); the packages and the metadata are the same\."
        )
    )


def test_keys_and_buttons_switch_the_way_to_compare(window, comparison):
    for key, way in enumerate(("Side by side", "Swipe", "Onion skin", "Blink", "Difference"), 1):
        button = comparison.get_by_role("button", name=way)
        window.keyboard.press(str(key))
        expect(button).to_have_attribute("aria-pressed", "true")

    comparison.get_by_role("button", name="Swipe").click()
    expect(comparison.get_by_role("slider", name="Where the pictures meet")).to_be_visible()


def test_both_pictures_zoom_and_move_together(window, comparison):
    layers = comparison.locator(".gofigr-Compare-layer")
    expect(layers.first).not_to_have_css("transform", NOT_MEASURED)
    at_first = places(layers)

    window.keyboard.press("+")
    comparison.locator(".gofigr-Compare-frame").first.hover()
    window.mouse.wheel(0, -200)
    window.mouse.down()
    window.mouse.move(500, 300)
    window.mouse.up()

    expect(layers).to_have_count(2)
    left, right = places(layers)
    assert left != at_first[0]
    assert left == pytest.approx(right, abs=20)  # the pictures differ a little in size

    window.keyboard.press("0")
    assert places(layers) == at_first


def test_every_turn_of_a_fast_wheel_counts(comparison):
    layer = comparison.locator(".gofigr-Compare-layer").first
    expect(layer).not_to_have_css("transform", NOT_MEASURED)
    comparison.get_by_role("button", name="1:1").click()
    expect(layer).to_have_css("transform", re.compile(r"^matrix\(1, "))

    turn_twice(comparison.locator(".gofigr-Compare-frame").first, -200)

    twice = math.exp(2 * 200 * 0.0015)
    expect(layer).to_have_css("transform", re.compile(rf"^matrix\({twice:.4f}"))


def test_swiping_moves_the_line_between_the_pictures(window, comparison):
    window.keyboard.press("2")
    line = comparison.locator(".gofigr-Compare-line")
    frame = comparison.locator(".gofigr-Compare-frame").bounding_box()

    line.hover()
    window.mouse.down()
    window.mouse.move(frame["x"] + frame["width"] / 4, frame["y"] + 20)
    window.mouse.up()

    slider = comparison.get_by_role("slider")
    assert float(slider.input_value()) == pytest.approx(25, abs=2)
    slider.press("End")
    expect(comparison.locator(".gofigr-Compare-sheet").nth(1)).to_have_css(
        "clip-path", "inset(0px 0px 0px 100%)"
    )


def test_the_difference_is_counted_and_framed(window, comparison):
    window.keyboard.press("5")

    expect(comparison.get_by_text(re.compile(r"[\d,]+ of [\d,]+ pixels differ"))).to_be_visible()
    frame = comparison.locator(".gofigr-Compare-region").bounding_box()
    picture = comparison.locator(".gofigr-Compare-layer").first.bounding_box()
    assert 0 < frame["width"] <= picture["width"] + 20
    painted = comparison.locator("canvas").evaluate(
        "it => it.getContext('2d').getImageData(0, 0, it.width, it.height).data.some(v => v)"
    )
    assert painted


def test_blinking_waits_for_the_user_where_motion_is_unwelcome(window, comparison):
    window.emulate_media(reduced_motion="reduce")

    window.keyboard.press("4")

    shown = comparison.locator(".gofigr-Compare-shown")
    expect(comparison.get_by_role("button", name="Blink", exact=True).last).to_be_visible()
    expect(shown).to_have_text("Revision 1")
    window.keyboard.press("Space")
    expect(shown).to_have_text("Revision 2")


def test_pictures_blink_until_they_are_paused(window, comparison):
    window.keyboard.press("4")

    shown = comparison.locator(".gofigr-Compare-shown")
    expect(shown).to_have_text("Revision 2")
    expect(shown).to_have_text("Revision 1")
    comparison.get_by_role("button", name="Pause").click()
    expect(comparison.get_by_role("button", name="Pause")).to_have_count(0)


def test_other_revisions_are_a_key_or_a_choice_away(window, comparison):
    first = comparison.get_by_label("First revision").locator("select")
    second = comparison.get_by_label("Second revision").locator("select")
    sentence = comparison.locator(".gofigr-Compare-sentence")

    window.keyboard.press("s")
    expect(first.locator(":checked")).to_contain_text("Revision 2")
    expect(second.locator(":checked")).to_contain_text("Revision 1")

    window.keyboard.press("ArrowRight")
    expect(second.locator(":checked")).to_contain_text("Revision 2")
    expect(sentence).to_contain_text("Nothing changed: the code, the picture")

    first.select_option(index=1)
    expect(first.locator(":checked")).to_contain_text("Revision 1")
    expect(sentence).to_contain_text("The code changed")


def test_the_sheets_below_tell_the_details(window, comparison):
    expect(comparison.locator(".cm-deletedChunk, .cm-changedLine").first).to_be_visible()

    comparison.get_by_role("tab", name="Code").press("ArrowRight")
    expect(comparison.get_by_role("tabpanel")).to_contain_text("packages are the same.")

    window.keyboard.press("End")
    expect(comparison.get_by_role("tab", name="Deep Insight")).to_be_focused()
    window.keyboard.press("ArrowLeft")
    comparison.get_by_text("Show what is the same too").click()
    row = comparison.get_by_role("row").filter(has_text="Plotting library")
    expect(row).to_contain_text("matplotlib")


def test_nothing_serious_stands_in_the_way_of_assistive_technology(window, comparison):
    for way in "12345":
        window.keyboard.press(way)
        assert grave_findings(window, ".gofigr-Compare") == []
    window.keyboard.press("?")
    for sheet in ("Packages", "Metadata", "Code"):
        comparison.get_by_role("tab", name=sheet).click()
        assert grave_findings(window, ".gofigr-Compare") == []


def test_a_dark_theme_suits_it(window, dark, comparison):
    assert grave_findings(window, ".gofigr-Compare") == []


def test_it_is_there_again_after_a_reload(window, comparison):
    window.keyboard.press("3")
    window.evaluate(
        """async () => {
            const { workspaces } = window.jupyterapp.serviceManager;
            const saved = async () => JSON.stringify(await workspaces.list());
            for (let i = 0; i < 300 && !(await saved()).includes('"mode":"onion"'); i++) {
                await new Promise(resolve => setTimeout(resolve, 200));
            }
        }"""
    )

    window.goto(window.url.split("?")[0])

    expect(window.locator(".gofigr-Compare-sentence")).to_contain_text("The code changed")
    expect(window.get_by_role("button", name="Onion skin")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_figures_without_a_picture_are_drawn_side_by_side(window, lab, photographed):
    alive = ALIVE.format(mime="application/vnd.vegalite.v5+json", spec=VEGA)
    draw_twice(window, lab, "vega.ipynb", alive, alive.replace("28", "35"))

    comparison = compare(window, figure=figure_id(window))

    expect(comparison.locator(".gofigr-Compare-drawn .vega-embed")).to_have_count(2)
    swipe = comparison.get_by_role("button", name="Swipe")
    expect(swipe).to_have_attribute("aria-disabled", "true")
    expect(swipe).to_have_attribute("title", re.compile("Only side by side is possible"))
    comparison.get_by_role("tab", name="Specification").click()
    expect(comparison.locator(".cm-changedLine").last).to_contain_text("35")


def draw_twice(page, lab, name, first, second):
    """Run a notebook whose figure has one revision, then another."""
    lab.open(page, "lab/tree", name, LOAD, first)
    lab.run_all(page)
    expect(page.locator(".gofigr-Card-facts")).to_contain_text("rev 1")
    page.evaluate(
        "source => window.jupyterapp.shell.currentWidget.content.widgets[1].model"
        ".sharedModel.setSource(source)",
        second,
    )
    lab.run_all(page)
    expect(page.locator(".gofigr-Card-facts")).to_contain_text("rev 2")


def wear(page, theme):
    page.evaluate("it => jupyterapp.commands.execute('apputils:change-theme', {theme: it})", theme)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-name", theme)


def figure_id(page):
    """The id of the figure that was kept last."""
    return page.evaluate(
        """async () => {
            const { serverSettings } = window.jupyterapp.serviceManager;
            const figures = await fetch(
                `${serverSettings.baseUrl}gofigr/api/v1.4.1/figure/`,
                { headers: { Authorization: `token ${serverSettings.token}` } }
            );
            return (await figures.json())
                .sort((a, b) => a.created_on < b.created_on ? -1 : 1)
                .at(-1).api_id;
        }"""
    )


def compare(page, **arguments):
    """Open the comparison, and wait for it."""
    page.evaluate("it => window.jupyterapp.commands.execute('gofigr:compare', it)", arguments)
    expect(page.locator(".gofigr-Compare-sentence")).to_contain_text("changed")
    return page.locator(".gofigr-Compare")


def places(layers):
    """Where the layers stand in their frames, and how large they are."""
    return layers.evaluate_all(
        """all => all.map(one => {
            const { e, f, a } = new DOMMatrix(getComputedStyle(one).transform);
            return [e, f, a].map(Math.round);
        })"""
    )
