"""What the panel costs in a real browser. `make bench` prints it; nothing here fails by time.

With `chrt -r 10 python -m pytest ...` the browser and the servers are not held up by others.
"""

import gzip
from pathlib import Path

from jupyter_servers import TOKEN
from reporting import report

BUNDLE = Path(__file__).parents[2] / "gofigr_jupyter" / "labextension" / "static"
ROUNDS = 5
FIRST_PAINT = """() => new Promise(done => {
    const tabs = [...document.querySelectorAll('.gofigr-Panel [role=tab]')];
    const begun = performance.now();
    const since = () => performance.now() - begun;
    const marks = {};
    const look = () => {
        const rows = document.querySelectorAll('.gofigr-Row').length;
        const pictures = [...document.querySelectorAll('.gofigr-Row img')];
        if (rows && !marks.names) {
            marks.names = since();
        }
        if (rows && pictures.length === rows && pictures.every(each => each.complete)) {
            marks.pictures = since();
            return done(marks);
        }
        requestAnimationFrame(look);
    };
    tabs.find(tab => tab.textContent === 'All my work').click();
    look();
})"""
OPENING = """() => new Promise(done => {
    const begun = performance.now();
    const look = () => document.querySelector('.jp-OutputArea img')?.complete
        ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)))
        : setTimeout(look, 5);
    const args = { path: 'many.ipynb', factory: 'Notebook' };
    void window.jupyterapp.commands.execute('docmanager:open', args);
    look();
})"""


def bench_first_paint_of_ten_thousand_figures(new_page, full_lab):
    marks = []
    for _ in range(ROUNDS):
        with new_page() as page:
            full_lab.open(page, "lab/tree", "any.ipynb", "a = 1")
            page.wait_for_timeout(1500)  # JupyterLab itself is still busy
            marks.append(page.evaluate(FIRST_PAINT))

    report("All my work, 10,000 figures: names", [each["names"] for each in marks])
    report("  and the pictures in sight", [each["pictures"] for each in marks])


def bench_opening_a_notebook_with_many_figures(new_page, lab_with_many):
    found = {"with": [], "without": []}
    for number in range(2 * ROUNDS):
        # In turn and in both orders, so that a busy machine holds up both.
        with_us = number % 4 in (0, 3)
        with new_page() as page:
            if not with_us:
                page.route("**/@gofigr/jupyter-panel/**", lambda route: route.abort())
            page.goto(f"{lab_with_many.url}lab?token={TOKEN}&reset")
            page.wait_for_function("window.jupyterapp?.restored.then(() => true)")
            if with_us:
                page.evaluate("window.jupyterapp.shell.activateById('gofigr-panel')")
                page.wait_for_selector(".gofigr-Panel")
            page.wait_for_timeout(1500)
            found["with" if with_us else "without"].append(page.evaluate(OPENING))

    for name, values in found.items():
        report(f"a notebook of 500 figures opens, {name} the panel", values)
    ratios = [a / b for a, b in zip(found["with"], found["without"], strict=True)]
    report("  with, in parts of without", ratios, unit="")


def bench_size_of_the_bundle():
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in BUNDLE.iterdir()]

    report("the bundle, gzipped", [sum(sizes) / 1000], unit="kB")
