"""A figure as a document in JupyterLab's main area, in a real browser."""

import base64
import io
import json
import re

import httpx
import pytest
from accessibility import grave_findings
from jupyter_servers import TOKEN
from PIL import Image
from playwright.sync_api import expect
from turning import turn_twice

pytestmark = pytest.mark.browser

DOCUMENT = ".gofigr-Doc:visible"
PLOTLY = {"data": [{"type": "scatter", "x": [1, 2, 3], "y": [3, 1, 2]}], "layout": {}}
PACKAGES = "matplotlib==3.10.1\nnumpy==2.3.1\nscipy==1.16.0\n"
TABLE = "species,mass\n" + "".join(f"Adelie,{3000 + row}\n" for row in range(60))
METADATA = {
    "notebook_name": "study.ipynb",
    "python_version": "3.11.7",
    "backend": "matplotlib",
    "provenance": {
        "cell": {"id": "c7", "execution_count": 7, "slot": 0},
        "slice": [
            {"cell_id": "c3", "execution_count": 3, "confidence": "sure", "why": ""},
            {"cell_id": "c7", "execution_count": 7, "confidence": "sure", "why": ""},
        ],
    },
}


def picture(color):
    """A PNG of 1200 x 600 pixels."""
    file = io.BytesIO()
    Image.new("RGB", (1200, 600), color).save(file, "PNG")
    return file.getvalue()


def item(name, type, content, **metadata):
    data = base64.b64encode(content).decode()
    return {"name": name, "type": type, "metadata": metadata, "data": data}


class Keeper:
    """Keeps figures in the service behind the Jupyter server."""

    def __init__(self, http):
        self._http = http
        workspace = self._http.get("workspace/").json()[0]["api_id"]
        body = {"name": "study", "workspace": workspace}
        self.analysis = self._post("analysis/", body)["api_id"]
        self._post("analysis/", {"name": "paper", "workspace": workspace})

    def figure(self, name, *revisions):
        """A new figure with these lists of data objects as revisions; its id."""
        figure = self._post("figure/", {"name": name, "analysis": self.analysis})["api_id"]
        for data in revisions:
            self._post("revision/", {"figure": figure, "metadata": METADATA, "data": data})
        return figure

    def penguins(self, name):
        """A figure with two revisions that have everything."""
        rest = [
            item("Jupyter Cell", "code", b"plt.hist(df.mass)", language="Python"),
            item("Input Cell [3]", "code", b"df = load()", cell_id="c3", execution_count=3),
            item("installed packages", "text", PACKAGES.encode(), format="requirements"),
            item("plotted data", "dataframe", TABLE.encode(), format="csv"),
        ]
        return self.figure(
            name,
            [item("figure", "image", picture("white"), format="png"), *rest],
            [item("figure", "image", picture("orange"), format="png"), *rest],
        )

    def delete(self, figure):
        self._http.delete(f"figure/{figure}/").raise_for_status()

    def name(self, figure):
        return self._http.get(f"figure/{figure}").json()["name"]

    def __call__(self, path):
        return self._http.get(path).json()

    def _post(self, path, body):
        answer = self._http.post(path, json=body)
        answer.raise_for_status()
        return answer.json()


@pytest.fixture(scope="module")
def keeper(lab):
    headers = {"Authorization": f"token {TOKEN}"}
    url = f"{lab.url}gofigr/api/v1.4.1/"
    with httpx.Client(base_url=url, headers=headers, timeout=60) as http:
        yield Keeper(http)


@pytest.fixture
def visit(page, lab):
    """Opens JupyterLab and in it a figure; gives the document."""

    def visit(figure, **more):
        page.goto(f"{lab.url}lab?token={TOKEN}&reset")
        page.wait_for_function(
            "window.jupyterapp?.commands?.hasCommand('gofigr:open-figure')"
            " && window.jupyterapp.restored.then(() => true)"
        )
        return show(figure, **more)

    def show(figure, **more):
        page.evaluate(
            "args => void window.jupyterapp.commands.execute('gofigr:open-figure', args)",
            {"figure": figure, **more},
        )
        return page.locator(DOCUMENT)

    return visit


def tells(request, text):
    """Whether it saves a layout of JupyterLab that mentions `text`."""
    return "/api/workspaces" in request.url and text in (request.post_data or "")


def zoom(document):
    return document.locator(".gofigr-Picture-tools output")


def test_a_figure_zooms_by_buttons_keys_and_wheel(page, visit, keeper):
    document = visit(keeper.penguins("Zoom"))
    expect(zoom(document)).to_have_text(re.compile(r"^\d+ %$"))
    whole = zoom(document).inner_text()

    document.get_by_role("button", name="Larger").click()
    expect(zoom(document)).not_to_have_text(whole)
    document.get_by_role("button", name="1:1").click()
    expect(zoom(document)).to_have_text("100 %")
    document.locator(".gofigr-Picture-stage").focus()
    page.keyboard.press("0")
    expect(zoom(document)).to_have_text(whole)
    document.locator(".gofigr-Picture-stage").hover()
    page.mouse.wheel(0, -400)
    expect(zoom(document)).not_to_have_text(whole)
    document.get_by_role("button", name="1:1").click()
    turn_twice(document.locator(".gofigr-Picture-stage"), -100)
    expect(zoom(document)).to_have_text("165 %")


def test_keys_and_timeline_walk_the_revisions(page, visit, keeper):
    document = visit(keeper.penguins("Walk"))
    walk = document.locator(".gofigr-Doc-walk")
    rows = document.locator(".gofigr-Timeline-row")
    expect(walk).to_contain_text("rev 2 of 2")

    document.focus()
    page.keyboard.press("ArrowLeft")
    expect(walk).to_contain_text("rev 1 of 2")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    rows.first.click()
    expect(walk).to_contain_text("rev 2 of 2")
    expect(document.locator(".gofigr-Timeline-row img")).to_have_count(2)
    expect(rows.first).to_contain_text("you")


def test_the_tabs_tell_what_is_known(page, visit, keeper):
    document = visit(keeper.penguins("Tabs"))

    def choose(name):
        document.get_by_role("tab", name=name, exact=True).click()

    expect(document.locator(".gofigr-Code-head")).to_have_text(["[3]input", "[7]this cell"])
    expect(document.locator(".cm-content").first).to_contain_text("df = load()")
    choose("Data")
    expect(document.locator(".gofigr-Data tbody tr")).to_have_count(25)
    document.get_by_role("button", name="Next", exact=True).click()
    expect(document.locator(".gofigr-Data tbody tr").first).to_have_text("Adelie3025")
    choose("Environment")
    document.get_by_placeholder("Find a package").fill("sci")
    expect(document.locator(".gofigr-Packages li")).to_have_text("scipy1.16.0")
    choose("Files")
    with page.expect_download() as saved:
        document.get_by_role("button", name="Download plotted data.csv").click()
    assert saved.value.path().read_text() == TABLE
    choose("Metadata")
    expect(document.locator(".gofigr-Facts").nth(1)).to_contain_text("study.ipynb")
    choose("History")
    expect(document.locator(".gofigr-History li").first).to_contain_text("you kept revision 2")


def test_a_figure_is_renamed_in_place(page, visit, keeper):
    figure = keeper.penguins("Before")
    document = visit(figure)

    document.get_by_role("button", name="Rename").click()
    page.keyboard.type("After")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.keyboard.press("Enter")

    expect(document.get_by_role("heading", name="After")).to_be_visible()
    expect(page.locator(".lm-TabBar-tab", has_text="After")).to_be_visible()
    assert keeper.name(figure) == "After"


def test_what_a_picture_shows_is_said_anew(page, visit, keeper):
    figure = keeper.penguins("Described")
    document = visit(figure)

    document.get_by_role("button", name="Edit the alt text").click()
    document.get_by_role("textbox", name="Alt text").fill("All of it is orange.")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.keyboard.press("Control+Enter")

    expect(document.locator(".gofigr-Alt p")).to_have_text("All of it is orange.")
    expect(document.get_by_role("button", name="Edit the alt text")).to_be_focused()
    expect(document.get_by_role("img", name="All of it is orange.")).to_be_visible()
    metadata = keeper(f"figure/{figure}")["revisions"][-1]["metadata"]
    assert metadata == {**METADATA, "alt_text": "All of it is orange."}


def test_a_deletion_is_undone(page, visit, keeper):
    figure = keeper.penguins("Delete me")
    document = visit(figure)
    expect(zoom(document)).to_have_text(re.compile("%"))

    document.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Delete Figure").click()
    expect(document).to_contain_text("will be deleted")
    document.get_by_role("button", name="Undo").click()

    expect(document.get_by_role("heading", name="Delete me")).to_be_visible()
    assert keeper.name(figure) == "Delete me"


def test_a_figure_is_shared_by_link(page, visit, keeper):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure = keeper.penguins("Share me")
    document = visit(figure)

    document.get_by_role("button", name="Share", exact=True).click()
    document.get_by_role("checkbox", name="Everybody who has the link").check()
    document.get_by_role("button", name="Copy link").click()

    expect(document.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"/hub/user/ann/gofigr/r/[\w-]+$", link)
    assert keeper(f"figure/{figure}/share/link/") == {"enabled": True}


def test_a_figure_moves_to_another_analysis(page, visit, keeper):
    figure = keeper.penguins("Move me")
    document = visit(figure)
    document.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Move Figure").click()

    document.get_by_placeholder("Find an analysis").fill("pap")
    document.locator(".gofigr-Goals button", has_text="paper").first.click()

    expect(document.locator(".gofigr-Doc-place")).to_contain_text("Moved to paper.")


def test_plotly_figures_are_alive(page, visit, keeper):
    mime = "application/vnd.plotly.v1+json"
    spec = item("figure", "text", json.dumps(PLOTLY).encode(), format="json", mime=mime)
    document = visit(keeper.figure("Alive", [spec]))

    expect(document.locator(".js-plotly-plot .scatterlayer")).to_be_visible()


def test_html_figures_run_in_a_closed_frame(page, visit, keeper):
    html = b"<p id=p>waits</p><script>p.textContent = window.origin + 'drawn'</script>"
    document = visit(keeper.figure("Framed", [item("figure", "image", html, format="html")]))

    expect(document.frame_locator("iframe").locator("#p")).to_have_text("nulldrawn")


def test_everything_is_reached_by_keys(page, visit, keeper):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    document = visit(keeper.penguins("Keys"))
    expect(zoom(document)).to_have_text(re.compile("%"))
    expect(document).to_be_focused()

    page.keyboard.press("?")
    expect(document.get_by_role("region", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(document.get_by_role("region", name="Keys")).to_have_count(0)
    page.keyboard.press("y")
    expect(document.locator(".gofigr-Doc-said")).to_have_text("Link copied.")
    page.keyboard.press("F2")
    expect(document.get_by_label("Name of the figure")).to_be_focused()
    page.keyboard.press("Escape")
    names = []
    for _ in range(16):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('role') || ''"))
    assert "group" in names  # the picture
    assert "tab" in names
    document.get_by_role("tab", name="Code").focus()
    page.keyboard.press("ArrowRight")
    expect(document.get_by_role("tab", name="Data", exact=True)).to_be_focused()
    expect(document.locator(".gofigr-Data")).to_be_visible()


@pytest.mark.parametrize("theme", ["Light", "Dark", "Dark High Contrast"])
def test_it_is_accessible_in_every_theme(page, visit, keeper, theme):
    document = visit(keeper.penguins(f"Theme {theme}"))
    page.evaluate(
        "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})",
        f"JupyterLab {theme}",
    )
    expect(zoom(document)).to_have_text(re.compile("%"))
    found = []
    for tab in ("Code", "Data", "Environment", "Files", "Metadata", "History"):
        document.get_by_role("tab", name=tab, exact=True).click()
        expect(document.locator("[role=tabpanel] [aria-busy]")).to_have_count(0)
        found += grave_findings(page, ".gofigr-Doc:not(.lm-mod-hidden)")
    page.keyboard.press("?")
    found += grave_findings(page, ".gofigr-Doc:not(.lm-mod-hidden)")

    assert found == []


def test_it_fits_a_phone(page, visit, keeper):
    document = visit(keeper.penguins("A figure with a rather long name, as people like to give"))
    page.evaluate("window.jupyterapp.shell.collapseLeft(); window.jupyterapp.shell.collapseRight()")
    page.set_viewport_size({"width": 360, "height": 740})

    expect(zoom(document)).to_have_text(re.compile("%"))
    assert document.evaluate("node => node.scrollWidth <= node.clientWidth")
    expect(document.locator(".gofigr-Timeline-row").first).to_be_visible()


def test_it_comes_back_after_a_reload(page, visit, keeper):
    figure = keeper.penguins("Restored")
    first = keeper(f"figure/{figure}")["revisions"][0]["api_id"]
    document = visit(figure)
    expect(document.locator(".gofigr-Doc-walk")).to_contain_text("rev 2 of 2")
    with page.expect_response(lambda answer: tells(answer.request, first)):
        page.keyboard.press("ArrowLeft")
    page.goto(page.url.split("?")[0])

    expect(page.locator(DOCUMENT).get_by_role("heading", name="Restored")).to_be_visible()
    expect(page.locator(DOCUMENT).locator(".gofigr-Doc-walk")).to_contain_text("rev 1 of 2")


def test_a_figure_that_is_gone_is_told(page, visit):
    document = visit("00000000-0000-4000-8000-000000000000")

    expect(document).to_contain_text("it has been deleted")
    document.get_by_role("button", name="Close").click()
    expect(page.locator(DOCUMENT)).to_have_count(0)


def test_a_figure_that_somebody_else_deletes_is_told_while_it_is_open(visit, keeper):
    figure = keeper.penguins("Shared with bob")
    document = visit(figure)
    expect(document.get_by_role("heading", name="Shared with bob")).to_be_visible()

    keeper.delete(figure)

    expect(document).to_contain_text("it has been deleted")


def test_a_service_that_is_away_is_told_and_tried_again(page, visit, keeper):
    figure = keeper.penguins("Offline")
    refusal = {"detail": "The service does not answer.", "hint": "Try again in a moment."}
    page.route("**/gofigr/api/**", lambda r: r.fulfill(status=503, body=json.dumps(refusal)))

    document = visit(figure)
    expect(document).to_contain_text("The service does not answer. Try again in a moment.")
    page.unroute("**/gofigr/api/**")
    document.get_by_role("button", name="Try again").click()

    expect(document.get_by_role("heading", name="Offline")).to_be_visible()
