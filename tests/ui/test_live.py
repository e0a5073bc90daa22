"""The panel while things happen: cells run, kernels die, services come and go."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect
from screenshots import SCREENSHOTS, pictures

from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.place import Place

pytestmark = pytest.mark.browser

LOAD = "%load_ext gofigr_jupyter"
BILLS = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('Bill length');"
MASS = "plt.plot([3, 1, 2])\nplt.title('Body mass');"
SLOW = (
    "from IPython.display import display\nfigure = plt.gcf()\nplt.plot([2, 1, 3])\n"
    "plt.title('Half way')\ndisplay(figure)\nplt.close()\n"
    "import pathlib, time\n"
    "while not pathlib.Path('go-on').exists(): time.sleep(0.05)"
)
NAMES = ".gofigr-Card-name"
SAY_WHEN = """() => new Promise(resolve => {
    const count = () => document.querySelectorAll('.gofigr-Card img').length;
    const before = count();
    const seen = setInterval(() => {
        if (count() > before) { clearInterval(seen); resolve(Date.now()); }
    }, 5);
})"""


def place_of(frontend):
    return Place(frontend.folder / "data")


def kernel_of(page):
    """What the notebook in front says of its kernel."""
    return page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"
    )


def test_a_figure_appears_while_its_cell_still_runs(page, lab):
    lab.open(page, "lab/tree", "running.ipynb", LOAD, BILLS, SLOW)

    lab.run_all(page)

    expect(page.locator(NAMES)).to_have_text(["Bill length", "Half way"])
    expect(page.locator(".gofigr-Card img")).to_have_count(2)
    assert kernel_of(page) == "busy"
    (lab.folder / "go-on").touch()


def test_a_figure_that_another_browser_keeps_appears_at_once(page, lab):
    lab.open(page, "lab/tree", "at-once.ipynb", LOAD, BILLS)
    lab.run_all(page)
    expect(page.locator(".gofigr-Card img")).to_have_count(1)

    committed, shown = page.evaluate(
        """async ([api, seen]) => {
            const {serverSettings} = window.jupyterapp.serviceManager;
            const ask = async (path, body) => {
                const answer = await fetch(serverSettings.baseUrl + 'gofigr/' + api + path, {
                    method: body ? 'POST' : 'GET',
                    body: body && JSON.stringify(body),
                    headers: {
                        'Authorization': `token ${serverSettings.token}`,
                        'Content-Type': 'application/json',
                        'X-XSRFToken': /_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? ''
                    }
                });
                return answer.json();
            };
            const [workspace] = await ask('/workspace/');
            const {analyses} = await ask(`/workspace/${workspace.api_id}/`);
            const analysis = analyses.find(({name}) => name === 'at-once').api_id;
            const figure = await ask('/figure/', {name: 'From elsewhere', analysis});
            const canvas = document.createElement('canvas');
            canvas.getContext('2d').fillRect(0, 0, 100, 50);
            const data = canvas.toDataURL('image/png').split(',')[1];
            const shown = eval(`(${seen})`)();
            await ask('/revision/', {
                figure: figure.api_id, metadata: {},
                data: [{name: 'figure', type: 'image', data,
                        metadata: {format: 'png', is_watermarked: false}}]
            });
            const committed = Date.now();
            return [committed, await shown];
        }""",
        ["api/v1.4.1", SAY_WHEN],
    )

    SCREENSHOTS.mkdir(exist_ok=True)
    measured = f"{shown - committed} ms from the service's answer until the picture is shown\n"
    (SCREENSHOTS / "shown-after.txt").write_text(measured)
    expect(page.locator(NAMES)).to_have_text(["Bill length", "From elsewhere"])


def test_a_restarted_and_a_dead_kernel_leave_the_figures(page, lab):
    lab.open(page, "lab/tree", "dead.ipynb", LOAD, BILLS)
    lab.run_all(page)
    expect(page.locator(NAMES)).to_have_text(["Bill length"])

    page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    lab.run_all(page)
    expect(page.locator(".gofigr-Card-facts")).to_contain_text("seen again")
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.evaluate("() => window.jupyterapp.commands.execute('gofigr:open-receipts')")

    expect(page.locator(NAMES)).to_have_text(["Bill length"])
    expect(page.locator(".gofigr-Receipts-state")).to_have_text(["no figure", "seen again"])


def test_a_reloaded_page_shows_the_same(page, lab):
    lab.open(page, "lab/tree", "reload.ipynb", LOAD, BILLS)
    lab.run_all(page)
    expect(page.locator(NAMES)).to_have_text(["Bill length"])

    page.reload()

    expect(page.locator(NAMES)).to_have_text(["Bill length"])
    expect(page.locator(".gofigr-Footer")).to_contain_text("1 figure · 0 waiting · 0 failed")


def test_the_list_follows_the_order_of_cells(page, lab):
    lab.open(page, "lab/tree", "order.ipynb", LOAD, BILLS, MASS)
    lab.run_all(page)
    expect(page.locator(NAMES)).to_have_text(["Bill length", "Body mass"])

    page.evaluate(
        "() => { const {content} = window.jupyterapp.shell.currentWidget;"
        " content.activeCellIndex = 2; content.moveCell(2, 1); }"
    )

    expect(page.locator(NAMES)).to_have_text(["Body mass", "Bill length"])


def test_cell_and_figure_show_each_other(page, lab):
    lab.open(page, "lab/tree", "mark.ipynb", LOAD, BILLS, MASS)
    lab.run_all(page)
    expect(page.locator(NAMES)).to_have_text(["Bill length", "Body mass"])
    page.evaluate("() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1; }")
    expect(page.locator(".gofigr-mod-ofActiveCell")).to_have_text(re.compile("Bill length"))

    page.locator(".gofigr-Card", has_text="Body mass").dblclick()

    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex === 2"
    )
    expect(page.locator(".gofigr-mod-ofActiveCell")).to_have_text(re.compile("Body mass"))


def test_one_browser_holds_one_request(page, lab):
    asked = []
    context = page.context
    context.on("request", lambda request: asked.append(request.url))
    lab.open(page, "lab/tree", "first-tab.ipynb", LOAD, BILLS)
    lab.run_all(page)
    expect(page.locator(NAMES)).to_have_text(["Bill length"])
    second = context.new_page()
    lab.open(second, "lab/tree", "second-tab.ipynb", LOAD, BILLS)
    lab.run_all(second)

    expect(second.locator(NAMES)).to_have_text(["Bill length"])
    held = [url for url in asked if "/gofigr/news" in url]

    assert len(held) == 1


def test_a_killed_service_comes_back_with_the_next_figure(page, lab):
    lab.open(page, "lab/tree", "killed.ipynb", LOAD, BILLS, MASS)
    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1")
    lab.run_all(page)
    expect(page.locator(NAMES)).to_have_count(2)
    os.kill(runtime.find(place_of(lab)).pid, signal.SIGKILL)

    page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets[2].model.sharedModel"
        ".setSource(\"plt.plot([9, 9, 1])\\nplt.title('After the kill');\")"
    )
    lab.run_all(page)

    expect(page.locator(NAMES)).to_have_text(["Bill length", "After the kill"])


def test_figures_wait_while_the_service_is_away_and_arrive_when_it_is_back(
    page, lab_of_a_team, team
):
    lab = lab_of_a_team
    lab.open(page, "lab/tree", "away.ipynb", LOAD, BILLS, MASS)
    lab.run_all(page)
    expect(page.locator(NAMES)).to_have_text(["Bill length", "Body mass"])
    team.stop()

    page.evaluate(
        "for (const [index, title] of [[1, 'Bill width'], [2, 'Body weight']])"
        " window.jupyterapp.shell.currentWidget.content.widgets[index].model.sharedModel"
        ".setSource(`import matplotlib.pyplot as plt\\nplt.plot([${index}, 1, 9]);"
        " plt.title('${title}');`)"
    )
    lab.run_all(page)

    banner = page.locator(".gofigr-Banner")
    expect(banner).to_contain_text(
        "2 figures wait here; they will be sent when the service is back."
    )
    expect(page.locator(".gofigr-Card-state")).to_have_text(["waits for the service"] * 2)
    expect(page.locator(".gofigr-Footer")).to_contain_text("2 waiting")
    expect(page.locator(".gofigr-Status-button")).to_have_text("2 waiting")
    page.locator(".gofigr-Status-button").click()
    expect(page.locator(".gofigr-Receipts-reason").last).to_contain_text("does not answer")
    pictures(page, "waiting")

    team.start()

    expect(banner).to_have_count(0)
    expect(page.locator(NAMES)).to_have_text(["Bill width", "Body weight"])
    expect(page.locator(".gofigr-Status-button")).to_have_text("on")
    pictures(page, "recovered")


def test_notebook_7_is_live_too(page, notebook_7):
    notebook_7.open(page, "notebooks", "live.ipynb", LOAD, BILLS)
    notebook_7.run_all(page)

    expect(page.locator(NAMES)).to_have_text(["Bill length"])
    page.evaluate("() => window.jupyterapp.commands.execute('gofigr:open-receipts')")

    expect(page.locator(".gofigr-Receipts-state")).to_have_text(["no figure", "captured"])
