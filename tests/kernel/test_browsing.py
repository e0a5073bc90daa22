"""`browse()` and `figure(id)`: what a real kernel shows of what is kept."""

import base64
import os
import subprocess
import sys

import pytest
from kernels import a_kernel

from gofigr_jupyter.widgets.view import MIME

DRAW = "plt.plot([1, {0}]); plt.title('{1}'); plt.show()"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """A kernel whose service keeps `Mass` with one revision and `Bill length` with two."""
    with a_kernel(tmp_path_factory.mktemp("browsing")) as kernel:
        kernel.run("%load_ext gofigr_jupyter\nimport matplotlib.pyplot as plt")
        kernel.run(DRAW.format(2, "Mass"), cellId="mass")
        for number in (2, 3):
            kernel.run(DRAW.format(number, "Bill length"), cellId="bills")
        kernel.run("%gofigr flush\nimport gofigr_jupyter as gf")
        yield kernel


@pytest.fixture(scope="module")
def link(kernel):
    """The link under the newest revision of `Bill length`."""
    text = kernel.run("print(repr(gf.browse('bill')))").text
    return text.strip().rpartition(" ")[2]


def picture_of(outputs):
    """The picture that a cell shows, as the notebook holds it."""
    (data,) = (each["image/png"] for each in outputs.displays if "image/png" in each)
    return base64.b64decode(data)


def shown(kernel, source):
    """The bundle that a cell shows as its value."""
    outputs = kernel.run(source)
    assert outputs.errors == []
    return outputs.displays[-1]


def test_the_gallery_is_a_list_where_it_cannot_be_live(kernel):
    data = shown(kernel, "gf.browse()")

    newest, oldest = data["text/plain"].splitlines()
    assert newest.startswith("Bill length · revision 2 · http://127.0.0.1:")
    assert oldest.startswith("Mass · revision 1 · http://127.0.0.1:")
    assert data["text/html"].count("<li><a href=") == 2
    assert data[MIME]["version_major"] == 2


def test_the_gallery_searches_narrows_and_leafs(kernel):
    comm = shown(kernel, "gf.browse()")[MIME]["model_id"]

    everything = kernel.ask(comm, {"ask": "page", "limit": 1})[0]["value"]
    found = kernel.ask(comm, {"ask": "page", "search": "mass"})[0]["value"]
    older = kernel.ask(comm, {"ask": "page", "limit": 1, "offset": 1})[0]["value"]
    places = kernel.ask(comm, {"ask": "places"})[0]["value"]
    (analysis,) = places["analyses"]
    within = kernel.ask(comm, {"ask": "page", "analysis": analysis["id"]})[0]["value"]

    assert (everything["total"], everything["tiles"][0]["name"]) == (2, "Bill length")
    assert [tile["name"] for tile in found["tiles"]] == ["Mass"]
    assert [tile["name"] for tile in older["tiles"]] == ["Mass"]
    assert analysis["name"] == "unsaved notebook"
    assert analysis["workspace"] == places["workspaces"][0]["id"]
    assert within["total"] == 2


def test_a_figure_is_found_by_its_link_its_short_id_and_its_ids(kernel, link):
    by_link = shown(kernel, f"gf.figure({link!r})")
    by_short_id = shown(kernel, f"gf.figure({link.rpartition('/')[2]!r})")
    comm = by_link[MIME]["model_id"]
    timeline = kernel.ask(comm, {"ask": "timeline", "revision": link.rpartition("/")[2]})[0]
    first = timeline["value"]["revisions"][1]["id"]
    by_id = shown(kernel, f"gf.figure({first!r})")

    assert by_link["text/plain"] == f"Bill length · revision 2 of 2 · {link}"
    assert by_short_id["text/plain"] == by_link["text/plain"]
    assert by_id["text/plain"].startswith("Bill length · revision 1 of 2 · ")


def test_the_figure_tells_its_code_and_metadata(kernel, link):
    comm = shown(kernel, f"gf.figure({link!r})")[MIME]["model_id"]
    timeline = kernel.ask(comm, {"ask": "timeline", "revision": link.rpartition("/")[2]})[0]
    newest = timeline["value"]["revisions"][0]["id"]

    details = kernel.ask(comm, {"ask": "details", "revision": newest})[0]["value"]

    assert DRAW.format(3, "Bill length") in [code["text"] for code in details["code"]]
    assert ["Drawn with", "matplotlib"] in details["facts"]
    assert '"provenance"' in details["metadata"]


def test_people_talk_about_a_figure_in_the_notebook(kernel, link):
    kernel.run(f"fig = gf.figure({link!r})")
    nothing = kernel.run("print(fig.comments)").text
    kernel.run(
        "first = fig.comment('Why **so** long?'); fig.comment('Males.', reply_to=first)\n"
        "fig.react('👍', to=first)"
    )

    told = kernel.run("print(fig.comments)").text
    linked = kernel.run("print(first.link, first.id)").text.split()
    refused = kernel.run("fig.react('yes', to=first)").errors

    assert nothing == "Nobody has said anything yet.\n"
    first, text, second, answer = told.splitlines()
    assert first.endswith(" · 👍 1")
    assert (text, answer) == ("Why **so** long?", "    Males.")
    assert second.startswith("    ")
    assert linked[0].endswith(f"#comment-{linked[1]}")
    assert refused[0].startswith("'yes' is not an emoji.")


def test_figures_are_found_by_words_and_by_a_picture(kernel, tmp_path):
    picture = tmp_path / "slide.png"
    picture.write_bytes(picture_of(kernel.run(DRAW.format(3, "Bill length"), cellId="bills")))

    by_words = shown(kernel, "hits = gf.search('bill len'); hits")
    kernel.run(f"seen = gf.search(image={str(picture)!r})")
    told = kernel.run("print(len(hits), hits[0].kind, len(seen), seen[0].name)").text
    nothing = kernel.run("print(gf.search('walrus'))").text
    missing = kernel.run("gf.search(image='no.png')").errors
    both = kernel.run(
        f"print(*[len(gf.search(each, image={str(picture)!r})) for each in ('bill', 'walrus')])"
    ).text

    assert by_words["text/plain"].startswith("Bill length · unsaved notebook · http://127.0.0.1:")
    assert '<a href="http' in by_words["text/html"]
    assert told == "1 figure 1 Bill length\n"
    assert nothing == "Nothing fits. Try fewer or other words.\n"
    assert missing[0].startswith("no.png cannot be read: No such file or directory.")
    assert both == "1 0\n"


def test_a_figure_answers_questions_with_its_numbers(kernel, link):
    answer = shown(kernel, f"gf.ask({link!r}, 'What is the maximum?')")
    numbers = kernel.run(f"print(gf.describe(gf.figure({link!r})).facts[0].numbers)").text
    of_found = kernel.run("print(gf.ask(gf.search('bill')[0], 'What is the maximum?').text)").text
    refused = kernel.run("gf.ask(7, 'Why?')").errors

    assert "3" in answer["text/plain"]
    assert f"(Computed from the data kept · {link})" in answer["text/plain"]
    assert "<summary>Facts</summary>" in answer["text/html"]
    assert numbers.startswith("{")
    assert answer["text/plain"].startswith(of_found.strip())
    assert refused[0].startswith("7 names no figure.")


def test_what_names_no_figure_is_refused_with_a_hint(kernel):
    unknown = kernel.run("gf.figure('zzzzzzzz9')").errors
    nonsense = kernel.run("gf.figure('not a figure!')").errors
    nothing = kernel.run("gf.figure(7)").errors

    assert unknown[0].startswith("There is no figure 'zzzzzzzz9' on http://127.0.0.1:")
    assert unknown[0].endswith("or look for it with gofigr_jupyter.browse().")
    assert nonsense[0].startswith("'not a figure!' names no figure.")
    assert nothing[0].startswith("7 names no figure.")


def test_a_service_that_is_away_is_said_in_a_sentence(kernel, link):
    kernel.run("gf.configure(url='http://127.0.0.1:9', api_key='x')")
    gallery = shown(kernel, "gf.browse()")
    figure = shown(kernel, f"gf.figure({link!r})")
    again = kernel.ask(gallery[MIME]["model_id"], {"ask": "page"})[0]
    kernel.run("gf.configure(url='embedded')")

    assert gallery["text/plain"].startswith("http://127.0.0.1:9 does not answer")
    assert figure["text/plain"] == gallery["text/plain"] == again["error"]
    assert shown(kernel, "gf.browse()")["text/plain"].startswith("Bill length")


def test_a_script_prints_what_is_kept(kernel, tmp_path):
    code = "import gofigr_jupyter as gf; print(gf.browse('mass'))"
    environment = {
        **os.environ,
        "GF_DATA_DIR": str(kernel.place.root),
        "HOME": str(tmp_path),
    }

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True
    )

    assert done.stdout.startswith("Mass · revision 1 · http://127.0.0.1:"), done.stderr
