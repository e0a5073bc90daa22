"""Real kernels: `gf.sync`, `gf.open` and `gf.read_csv` as users of the public client know them."""

import pytest
from kernels import a_kernel
from services import found, get, kept_revisions, until

from gofigr_jupyter.ids import content_hash


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    with a_kernel(folder, JPY_SESSION_NAME=str(folder / "files.ipynb")) as kernel:
        kernel.folder = folder
        kernel.run("%load_ext gofigr_jupyter\nimport gofigr_jupyter as gf")
        kernel.run("import matplotlib.pyplot as plt")
        yield kernel


def asset_revision(kernel, data):
    """The kept asset revision of these bytes, once it is there."""
    service, path = found(kernel.place), "/api/v1.4.1/asset_revision/find_by_hash/"
    body = {"digest": content_hash(data), "hash_type": "blake3"}
    return until(lambda: get(service, path, body=body))[0]


def test_sync_keeps_a_file_without_a_figure_and_gives_back_its_path(kernel):
    (kernel.folder / "notes.txt").write_bytes(b"some notes")

    shown = kernel.run("print(gf.sync('notes.txt'), gf.sync('notes.txt', quiet=True))")

    assert "notes.txt notes.txt" in shown.text
    kept = asset_revision(kernel, b"some notes")
    asset = get(found(kernel.place), f"/api/v1.4.1/asset/{kept['asset']}/")
    assert asset["name"] == "notes.txt"


def test_sync_of_what_is_no_file_warns(kernel):
    shown = kernel.run(
        "import warnings\n"
        "with warnings.catch_warnings(record=True) as told:\n"
        "    warnings.simplefilter('always')\n"
        "    gf.sync('nowhere.txt')\n"
        "print(told[0].message)"
    )

    assert "'nowhere.txt' names no file, so nothing is kept." in shown.text


def test_a_table_read_through_gf_is_an_input_wherever_it_lies(kernel):
    hidden = kernel.folder / "home" / ".cache" / "t.csv"
    hidden.parent.mkdir(parents=True)
    hidden.write_bytes(b"x,y\n1,7\n2,9\n")
    kernel.run(f"table = gf.read_csv({str(hidden)!r}, usecols=['y'])")
    kernel.run("plt.plot(table.y); plt.title('Hidden table')")
    kernel.run("with gf.open('notes.txt') as file: print(file.read())")
    kernel.run("%gofigr flush")

    service = found(kernel.place)
    (revision,) = kept_revisions(service)["files"]
    told = get(service, f"/api/v1.4.1/revision/{revision['api_id']}/")["metadata"]["provenance"]
    (read,) = told["inputs"]
    assert (read["path"], read["via"]) == (str(hidden), "gf")
    asset_revision(kernel, b"x,y\n1,7\n2,9\n")
