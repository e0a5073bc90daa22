"""Pages in a real browser: what our security headers allow is enough, and nothing overflows."""

import shutil

import pytest
from loopback import serving

from gofigr_jupyter.service.app import ServiceConfig, create_app

pytestmark = pytest.mark.browser

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PLOTLY = {"format": "json", "mime": "application/vnd.plotly.v1+json"}
SPEC = b"""{"data": [{"type": "scattergl", "x": [1, 2], "y": [3, 4]},
             {"type": "scatter", "x": [1, 2], "y": [1, 2]}], "layout": {"title": {"text": "T"}}}"""
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle r="9"/>
          <script>document.title = "taken over"</script></svg>"""
HTML = b"""<p id="said">nothing</p><script>
let origin; try { origin = String(parent.document.title) } catch { origin = "closed" }
document.getElementById("said").textContent = origin</script>"""


@pytest.fixture
def app(tmp_path):
    """An embedded service, whose owner's browser needs no sign-in."""
    app = create_app(
        ServiceConfig(
            database_url=f"sqlite:///{tmp_path / 'web.db'}",
            blobs_url=(tmp_path / "blobs").as_uri(),
            local_user="ann",
            open_to_owner=True,
        )
    )
    yield app
    app.state.service.close()


@pytest.fixture
def ann(app):
    return app.state.service.local.actor


@pytest.fixture(scope="module")
def chromium():
    """One browser for this module."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if found is None:
        pytest.fail("Chromium is not installed: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def look(app, chromium):
    """Opens pages in the browser; `look.complaints` is what its console says."""
    with serving(app) as port:
        page = chromium.new_page(viewport={"width": 360, "height": 640})
        complaints = []
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))

        def look(path):
            page.goto(f"http://127.0.0.1:{port}{path}")
            return page

        look.complaints = complaints
        yield look
        page.close()


def test_a_plotly_figure_is_drawn_from_this_machine_only(look, site, ann):
    site.revision(ann, site.figure(ann), ("figure", "text", PLOTLY, SPEC), short_id="live")

    page = look("/r/live")
    page.wait_for_selector("#plot[data-state=drawn]")

    assert page.locator("#plot .main-svg").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert look.complaints == []


def test_an_svg_is_shown_and_cannot_run(look, site, ann):
    image = ("figure", "image", {"format": "svg"}, SVG)
    site.revision(ann, site.figure(ann), image, short_id="svg")

    page = look("/r/svg")
    shown = page.locator("figure img")
    width = shown.evaluate("image => image.decode().then(() => image.naturalWidth)")
    page.goto(shown.evaluate("image => image.src"))

    assert width == 40
    assert page.title() != "taken over"


def test_an_html_figure_runs_and_reaches_nothing_of_ours(look, site, ann):
    html = ("figure", "image", {"format": "html"}, HTML)
    site.revision(ann, site.figure(ann), html, short_id="html")

    frame = look("/r/html").frame_locator("iframe")

    assert frame.locator("#said").inner_text() == "closed"


def test_arrow_keys_walk_the_revisions(look, site, ann):
    figure = site.figure(ann)
    site.revision(ann, figure, short_id="one")
    site.revision(ann, figure, short_id="two")

    page = look("/r/one")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/r/two")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/r/one")

    assert look.complaints == []


@pytest.mark.parametrize("path", ["/", "/api/docs", "/sign-in", "/nowhere"])
def test_pages_fit_a_phone(look, path):
    assert look(path).evaluate("document.documentElement.scrollWidth") == 360
