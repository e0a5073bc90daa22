"""What is written in pictures whose numbers are not kept: found by search, told by answers.

The engine is the extra `ocr`, of 290 MB, so a reader that knows the pictures stands in for it here;
where it is installed, the last test asks the real one.
"""

import io

import matplotlib.pyplot as plt
import pytest
from factories import a_site

from gofigr_jupyter.service.reading import PictureTexts
from gofigr_jupyter.service.thumbnails import ocr
from gofigr_jupyter.service.thumbnails.child import Children
from gofigr_jupyter.service.thumbnails.kinds import Kind


class KnownPictures:
    """Knows what is written in some pictures, and ends at those it does not know."""

    def __init__(self, texts):
        self.texts = texts
        self.asked = 0

    def __call__(self, children, pictures):
        told = []
        for _, data in pictures:
            self.asked += 1
            if data not in self.texts:
                break
            told.append(self.texts[data])
        return told


def drawn(title, x="Time (h)", y="IL-6 (pg/mL)"):
    figure, axes = plt.subplots(figsize=(7, 4.5))
    axes.plot([1, 2, 3], [2, 5, 3])
    axes.set(title=title, xlabel=x, ylabel=y)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=110)
    plt.close(figure)
    return content.getvalue()


BLOT, OTHER, DEADLY = (drawn(name) for name in ("Western blot", "Other", "Deadly"))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with a_site(tmp_path_factory.mktemp("texts")) as (site, api):
        yield site, api, site.user("ann")


@pytest.fixture
def read(world):
    """Reads with what knows these pictures, as often as it is called."""
    site, _, _ = world

    def do(known):
        service = site.service
        service.index.catch_up(seconds=60)
        assert service.looks.catch_up(seconds=60)
        texts = PictureTexts(service.database, service.blobs, service.index, read=known)
        assert texts.catch_up(seconds=60)

    return do


def keep(site, person, name, picture, *more):
    image = ("figure", "image", {"format": "png"}, picture)
    return site.revision(person, site.figure(person, name=name), image, *more)


def found(api, person, words):
    answer = api.post("search/", {"query": words}, by=person)
    assert answer.status_code == 200, answer.text
    return {
        item["name"]: [each["where"] for each in item["highlights"]]
        for item in answer.json()["results"]
    }


def test_what_is_written_in_a_picture_is_found_and_told(world, read):
    site, api, ann = world
    revision = keep(site, ann, "Scan 1", BLOT)
    read(KnownPictures({BLOT: "Western blot\nβ-Actin (kDa)"}))

    body = {"figure_revision": revision.id, "prompt": "What is written in it?"}
    answer = api.post("deep_insight/", body, by=ann)

    assert found(api, ann, "actin blot") == {"Scan 1": ["picture"]}
    assert "“Western blot”, “β-Actin (kDa)”" in answer.text


def test_words_stay_when_the_document_is_written_anew_and_are_read_once(world, read):
    site, api, ann = world
    revision = keep(site, ann, "Scan 2", OTHER)
    known = KnownPictures({OTHER: "Chromatogram"})
    read(known)

    api.patch(f"revision/{revision.id}/", {"metadata": {"note": "mended"}}, by=ann)
    read(known)

    assert list(found(api, ann, "chromatogram")) == ["Scan 2"]
    assert known.asked == 1


def test_a_picture_whose_numbers_are_kept_is_not_read(world, read):
    site, _, ann = world
    numbers = ("plotted data", "dataframe", {"format": "csv"}, b"x,y\n1,2\n")
    keep(site, ann, "Numbers", drawn("Numbers"), numbers)
    known = KnownPictures({})

    read(known)

    assert known.asked == 0


def test_a_picture_that_ends_the_reader_is_given_up_and_the_others_are_read(world, read):
    site, api, ann = world
    third = drawn("Third")
    keep(site, ann, "Deadly", DEADLY)
    keep(site, ann, "Third", third)

    read(KnownPictures({third: "Electropherogram"}))

    assert list(found(api, ann, "electropherogram")) == ["Third"]


@pytest.mark.skipif(not ocr.is_installed(), reason="the extra ocr is not installed")
def test_the_engine_reads_titles_and_labels_along_both_axes():
    told = ocr.texts(Children(), [(Kind.RASTER, BLOT), (Kind.RASTER, b"no picture")])

    assert [text.splitlines() for text in told] == [
        ["Western blot", "IL-6 (pg/mL)", "Time (h)"],
        [],
    ]
