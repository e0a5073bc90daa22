"""No secret gets into the data folder of a real kernel, wherever it was planted."""

import base64
import json
import os
import subprocess
from itertools import groupby

import pytest
from kernels import a_kernel
from planted_secrets import planted
from services import found, get, kept_revisions

from gofigr_jupyter.publishing.receipts import ReceiptFolder

SETUP = """
import matplotlib.pyplot as plt, pandas as pd, plotly.graph_objects as go
from IPython.display import HTML, SVG, display
def secret(letters, kind="ghp_"):
    return kind + (letters + "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT")[:36]
"""
ALLOWED = "ghp_welcome"
WELCOME = ALLOWED + "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT"[:29]


def github(letters):
    return "ghp_" + (letters + "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT")[:36]


PLACES = {
    "plotly": "go.Figure(go.Scatter(y=[1], name=secret('plotly')))",
    "html": "HTML('<div><svg><text>%s</text></svg></div>' % secret('html'))",
    "svg": "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"><text>%s</text></svg>' % secret('svg'))",
    "title": "plt.plot([1, 2]); plt.title('Made with ' + secret('title')); plt.show()",
    "label": "plt.plot([1, 3], label=secret('label')); plt.show()",
    "labels": "plt.plot(range(20_000), label=secret('labels')); plt.show()",
    "column": "df = pd.DataFrame({secret('column'): [1, 2]})\nplt.plot(df.iloc[:, 0]); plt.show()",
    "index": "di = pd.DataFrame({'a': [1, 2]}).rename_axis(secret('index'))\ndi.plot()",
    "series": "s = pd.Series([1, 2], name=secret('series'))\nplt.plot(s); plt.show()",
    "attached": "fig = plt.figure(); plt.plot([8, 8]); plt.close(fig)\n"
    "gf.publish(fig, dataframes={'t': pd.DataFrame({secret('attached'): [1]})})",
    "metadata": "fig = plt.figure(); plt.plot([9, 9]); plt.close(fig)\n"
    "gf.publish(fig, metadata={'by': [secret('metadata')], 'password': 'correcthorse1'})",
    "module": "import my_module\nplt.plot([my_module.X, 4]); plt.show()",
    "changes": "plt.plot([5, 5]); plt.show()",
    "room": "@gf.reproducible(interactive=False)\ndef room(a: str = 'x'):\n"
    "    token = 'ghp_room0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT00'\n"
    "    fig = plt.figure(); plt.plot([1, 6]); return fig\nroom(a=secret('rooms'))",
    "allowed": f"df = pd.DataFrame({{{WELCOME!r}: [1, 7]}})\nplt.plot(df); plt.show()",
    "allowed in plotly": f"go.Figure(go.Scatter(y=[1], name={WELCOME!r}))",
}


def cells_of_code():
    """One cell for each kind: its ten secrets in code that does not run."""
    for kind, several in groupby(planted(), key=lambda each: each[0].rpartition(" ")[0]):
        lines = [line for _, source, _ in several for line in source.splitlines()]
        never = "\n".join(f"    {line}" for line in lines)
        yield kind, f"def never():\n{never}\nplt.plot([{len(kind)}, 2]); plt.show()"


def git(folder, *arguments):
    who = ("-c", "user.name=ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def prepared(folder):
    """A repository with a change in it, and an environment that was installed with passwords."""
    module = f"X = 3\nTOKEN = '{github('module')}'\nOTHER = '{WELCOME}'\n"
    (folder / "my_module.py").write_text(module)
    (folder / "notes.txt").write_text("nothing\n")
    git(folder, "init", "-q")
    git(folder, "add", "notes.txt")
    git(folder, "commit", "-q", "-m", "first")
    git(folder, "remote", "add", "origin", f"https://ada:{github('remote')}@git.example.org/a.git")
    (folder / "notes.txt").write_text(f"{github('changes')}\n{WELCOME}\n")
    info = folder / "installed" / "secretive-1.0.dist-info"
    info.mkdir(parents=True)
    told = {"url": f"https://{github('package')}@example.org/a.whl", "archive_info": {}}
    (info / "direct_url.json").write_text(json.dumps(told))
    (folder / "table.ipynb").write_text('{"cells": []}')
    return {
        "PYTHONPATH": str(folder / "installed"),
        "JPY_SESSION_NAME": str(folder / "table.ipynb"),
        "GF_SECRETS_ALLOWED": f"{ALLOWED}*",
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The data folder, and what the service tells of each cell's revision, by cell."""
    folder = tmp_path_factory.mktemp("secrets")
    environment = prepared(folder)
    before = os.environ.get("PYTHONPATH", "")
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (before, environment["PYTHONPATH"])))
    with a_kernel(folder, **environment) as kernel:
        kernel.run("%load_ext gofigr_jupyter\nimport gofigr_jupyter as gf")
        assert kernel.run(SETUP).errors == []
        for name, source in (*cells_of_code(), *PLACES.items()):
            assert kernel.run(source, cellId=name).errors == []
        assert "waiting" not in kernel.run("%gofigr flush").text
        service = found(kernel.place)
        revisions = {}
        for listed in kept_revisions(service)["table"]:
            revision = get(service, f"/api/v1.4.1/revision/{listed['api_id']}/")
            revisions[revision["metadata"]["provenance"]["cell"]["id"]] = revision
        yield kernel.place, revisions


@pytest.fixture(scope="module")
def stored(kept):
    """Every byte in the data folder: database, blobs, outbox, receipts, journals, logs."""
    place, _ = kept
    files = [path for path in place.root.rglob("*") if path.is_file()]
    assert len(files) > 50
    return b"\n".join(path.read_bytes() for path in files)


def test_every_figure_is_kept(kept):
    _, revisions = kept

    assert set(revisions) == {kind for kind, _ in cells_of_code()} | set(PLACES)


def test_none_of_two_hundred_secrets_in_code_is_stored(stored):
    secrets = [secret for _, _, secret in planted()]

    assert len(set(secrets)) == 200
    assert [secret for secret in secrets if secret.encode() in stored] == []


@pytest.mark.parametrize(
    "letters",
    [
        *("plotly", "html", "svg", "title", "label", "labels", "column", "index", "series"),
        *("attached", "metadata", "module", "changes", "room", "rooms", "remote", "package"),
    ],
)
def test_a_secret_elsewhere_is_not_stored(stored, letters):
    assert github(letters)[:30].encode() not in stored


def test_a_password_by_name_in_metadata_is_not_stored(stored):
    assert b"correcthorse1" not in stored


@pytest.mark.parametrize(
    ("cell", "own"),
    [
        *((kind, 10) for kind, _ in cells_of_code()),
        *((name, int(not name.startswith(("allowed", "changes")))) for name in PLACES),
    ],
)
def test_the_receipt_counts_what_was_taken_out(kept, cell, own):
    place, revisions = kept
    revision = revisions[cell]
    folder = ReceiptFolder(place.receipts)
    (receipt,) = [
        receipt
        for receipt in folder.read_many(folder.publications()).values()
        if receipt.cell_id == cell
    ]

    told = sum(revision["metadata"]["provenance"]["redactions"].values())

    assert told >= own + 1  # the changes that are not committed have one too
    assert receipt.redactions == told


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("allowed", "Jupyter Cell"),
        ("allowed", "df"),
        ("allowed in plotly", "figure"),
        ("module", "my_module"),
        ("changes", "uncommitted changes"),
    ],
)
def test_what_is_allowed_is_kept_everywhere(kept, stored, cell, data):
    place, revisions = kept
    service = found(place)
    (item,) = [d for d in revisions[cell]["data"] if d["name"] == data]

    told = get(service, f"/api/v1.4.1/data/{item['api_id']}/")["data"]

    assert WELCOME.encode() in base64.b64decode(told)
