"""A browser, and JupyterLab and Notebook 7 with the panel."""

import base64
import json
import shutil
import time
from contextlib import contextmanager

import httpx
import nbformat
import pytest
from jupyter_servers import TOKEN, jupyter_server, panel_path, stop_service
from playwright.sync_api import expect, sync_playwright
from screenshots import SCREENSHOTS
from seeding import a_plot, seed_place
from teams import TeamService
from wheels import only_installed

from gofigr_jupyter.runtime.place import Place

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
LAB = ("--LabApp.expose_app_in_browser=True",)
NOTEBOOK = ("--JupyterNotebookApp.expose_app_in_browser=True",)
NO_NEWS = '{"fetchNews": "false", "checkForUpdates": false}'
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")  # its event loop must not outlive the module
def browser():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("Chromium is missing: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, request):
    with opened(browser) as page:
        yield page
        photograph(page, request)


@pytest.fixture(scope="module")
def window(browser):
    """A page that a module's tests share: opening JupyterLab takes most of a test's time."""
    with opened(browser) as page:
        yield page


@pytest.fixture
def photographed(window, request):
    """That page, of which a screenshot is taken after the test."""
    yield window
    photograph(window, request)


@pytest.fixture(scope="module")
def new_page(browser):
    """Opens pages of browsers that have seen nothing."""
    return lambda: opened(browser)


@contextmanager
def opened(browser):
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        yield page


def photograph(page, request):
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{request.node.name}.png")


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    yield from serve(tmp_path_factory.mktemp("lab"), "jupyterlab", LAB)


@pytest.fixture(scope="module")
def installed_lab(installed, tmp_path_factory):
    """JupyterLab where the wheel was installed: nothing of ours comes from the checkout."""
    folder = tmp_path_factory.mktemp("installed-lab")
    yield from serve(folder, "jupyterlab", LAB, installed=installed)


@pytest.fixture(scope="module")
def service(lab):
    """The service behind the Jupyter server."""
    yield from reached(lab)


@pytest.fixture(scope="module")
def service_of_a_team(lab_of_a_team):
    """The service of a team behind the Jupyter server of one of them."""
    yield from reached(lab_of_a_team)


@pytest.fixture(scope="session")
def notebook_7(tmp_path_factory):
    yield from serve(tmp_path_factory.mktemp("notebook"), "notebook", NOTEBOOK)


@pytest.fixture(scope="session")
def full_lab(tmp_path_factory):
    """JupyterLab beside a service that keeps ten thousand figures of 200 analyses."""
    folder = tmp_path_factory.mktemp("full")
    seed_place(Place(folder / "data"), figures=10_000, analyses=200)
    yield from serve(folder, "jupyterlab", LAB)


@pytest.fixture(scope="session")
def lab_with_many(tmp_path_factory):
    """JupyterLab with `many.ipynb`, a notebook of 500 kept figures."""
    folder = tmp_path_factory.mktemp("many")
    path = folder / "many.ipynb"
    seed_place(Place(folder / "data"), figures=500, analyses=1, notebook=str(path))
    cells = []
    for number in range(500):
        picture = {"image/png": base64.b64encode(a_plot(number % 12)).decode()}
        shown = nbformat.v4.new_output("display_data", picture)
        cells.append(nbformat.v4.new_code_cell(f"plot({number})", outputs=[shown]))
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    yield from serve(folder, "jupyterlab", LAB)


@pytest.fixture(scope="session")
def team(tmp_path_factory):
    """A service elsewhere, which tests stop and start."""
    service = TeamService(tmp_path_factory.mktemp("team"))
    service.start()
    yield service
    service.stop()


@pytest.fixture(scope="session")
def lab_of_a_team(team, tmp_path_factory):
    settings = {"GF_URL": team.url, "GF_API_KEY": team.key}
    yield from serve(tmp_path_factory.mktemp("team-lab"), "jupyterlab", LAB, **settings)


def reached(frontend):
    headers = {"Authorization": f"token {TOKEN}"}
    url = f"{frontend.url}gofigr/api/v1.4.1/"
    with httpx.Client(base_url=url, headers=headers, timeout=60) as http:
        until = time.monotonic() + 60
        while not http.get("workspace/").is_success:  # it is starting
            assert time.monotonic() < until, http.get("workspace/").text
            time.sleep(0.1)
        yield http


def serve(folder, app, options, *, installed=None, **more):
    news = folder / "lab_settings" / "@jupyterlab" / "apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text(NO_NEWS)
    settings = {
        **(only_installed() if installed else panel_path(folder)),
        "GF_DATA_DIR": str(folder / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "lab_settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "lab_workspaces"),
        **more,
    }
    with jupyter_server(folder, settings, app=app, options=options, installed=installed) as server:
        yield Frontend(server.url, folder)
    stop_service(folder / "data")


class Frontend:
    """A Jupyter server with a front end, and the folder of its notebooks."""

    def __init__(self, url, folder):
        self._url = url
        self._folder = folder

    @property
    def folder(self):
        """The root of the server; the data folder is `data` in it."""
        return self._folder

    @property
    def url(self):
        """The address up to the base URL."""
        return self._url

    def open(self, page, place, name, *sources):
        """Open a new notebook with these cells and a new kernel, and the panel beside it."""
        self._end_kernels(name)
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        metadata = {"kernelspec": kernel}
        nbformat.write(
            nbformat.v4.new_notebook(cells=cells, metadata=metadata), self._folder / name
        )
        self.visit(page, place, name)
        page.evaluate("window.jupyterapp.shell.activateById('gofigr-panel')")
        page.wait_for_selector(".gofigr-Panel")

    def _end_kernels(self, name):
        """A test that is run again counts its cells from 1."""
        headers = {"Authorization": f"token {TOKEN}"}
        with httpx.Client(base_url=f"{self._url}api/", headers=headers) as http:
            for session in http.get("sessions").raise_for_status().json():
                if session["path"] == name:
                    http.delete(f"sessions/{session['id']}").raise_for_status()

    def visit(self, page, place, name):
        """Open a notebook that is there, and wait for its kernel."""
        fresh = "&reset" if place.startswith("lab") else ""  # without an earlier test's tabs
        page.goto(f"{self._url}{place}/{name}?token={TOKEN}{fresh}")
        # The toolbar says "idle" before there is a kernel; the session knows better. And a
        # notebook of an earlier visit can be in front for a moment.
        page.wait_for_function(
            """name => {
                const front = window.jupyterapp?.shell?.currentWidget;
                const kernel = front?.sessionContext?.session?.kernel;
                return front?.context?.path === name && kernel?.status === 'idle';
            }""",
            arg=name,
        )

    @contextmanager
    def preferring(self, **settings):
        """Have the user prefer these settings of the panel for a while."""
        folder = self._folder / "lab_settings" / "@gofigr" / "jupyter-panel"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "plugin.jupyterlab-settings"
        path.write_text(json.dumps(settings))
        yield
        path.unlink()
        (self.data / "choices.json").unlink(missing_ok=True)

    @property
    def data(self):
        """The data folder of the service and the kernels."""
        return self._folder / "data"

    def run_all(self, page):
        """Begin to run every cell of the notebook in front."""
        page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
