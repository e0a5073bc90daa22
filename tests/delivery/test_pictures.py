"""Further pictures of a figure: its pickle, drawings of that, and one with a strip."""

import io
import pickle
import sys

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from PIL import Image
from publications import a_publication

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.publishing.pictures import Pickled, Pictures

RED, DARK = (200, 0, 0), (20, 20, 30)


def a_picture(color=(255, 255, 255, 255), size=(640, 480)):
    picture = io.BytesIO()
    Image.new("RGBA", size, color).save(picture, "PNG")
    return picture.getvalue()


def a_figure():
    figure = Figure()
    axes = figure.subplots()
    axes.plot([1, 2, 3])
    axes.set_title("Speed")
    return figure


def a_pickle(figure=None, **more):
    values = {
        "data": pickle.dumps(a_figure() if figure is None else figure),
        "style": pickle.dumps({}),
        "interpreter": sys.executable,
        "path": tuple(sys.path),
        "formats": ("svg", "pdf"),
    }
    return Pickled(**values | more)


@pytest.fixture
def kept(keeping):
    """Delivers a figure and keeps further pictures of it; the revision then, and its bytes."""

    def keep(picture=None, *, times=1, **wanted):
        publication = a_publication(data=picture or a_picture())
        keeping.deliver(publication)
        pictures = Pictures(publication=publication.id, service="embedded", **wanted)
        for _ in range(times):
            keeping.run(keeping.deliverer.keep(pictures))
        revision = keeping.run(keeping.client.revision(publication.id))
        found = {}
        for data in revision.data:
            whole = keeping.run(keeping.client.data(data.api_id)).data
            told = data.metadata
            found[data.name, told.get("format"), told.get("is_watermarked")] = whole
        return revision, found

    return keep


def notes_of(revision):
    notes = revision.metadata["provenance"]["notes"]
    return [note["text"] for note in notes if note["about"] == "pickle"]


def test_a_pickle_is_kept_and_drawn_as_svg_and_pdf(kept):
    figure = a_figure()
    revision, found = kept(pickled=a_pickle(figure))

    loaded = pickle.loads(found["Bill length by species.pickle", None, None])
    assert loaded.axes[0].get_title() == "Speed"
    assert b"</svg>" in found["figure", "svg", False]
    assert found["figure", "pdf", False].startswith(b"%PDF")
    assert notes_of(revision) == []


def test_drawings_say_which_revision_they_are(kept):
    revision, found = kept(pickled=a_pickle())

    assert f"/r/{revision.short_id}".encode() in found["figure", "svg", False]


def test_drawings_say_nothing_where_the_user_wants_none_of_it(kept):
    _, found = kept(pickled=a_pickle(formats=("svg",)), plain=True)

    assert b"gofigr" not in found["figure", "svg", False].replace(b"gofigr_jupyter", b"")


def test_keeping_them_twice_keeps_them_once(kept):
    revision, _ = kept(pickled=a_pickle(formats=("svg",)), watermark=True, times=2)

    formats = [data.metadata.get("format") for data in revision.data if data.type == "image"]
    assert sorted(formats) == ["png", "png", "svg"]


def test_a_style_of_the_notebook_holds_for_the_drawings(kept):
    style = pickle.dumps({"svg.fonttype": "none"})

    _, found = kept(pickled=a_pickle(formats=("svg",), style=style))

    assert b">Speed</text>" in found["figure", "svg", False]


def test_the_same_figure_gives_the_same_drawings(kept):
    data = pickle.dumps(a_figure())
    drawings = [
        kept(a_picture(color), pickled=a_pickle(data=data), plain=True)[1]
        for color in ((255, 255, 255, 255), (250, 250, 250, 255))
    ]

    for form in ("svg", "pdf"):
        assert drawings[0]["figure", form, False] == drawings[1]["figure", form, False]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"data": b"no pickle"}, "UnpicklingError"),
        ({"formats": ("svg", "nonsense")}, "ValueError: Format 'nonsense' is not supported"),
        ({"interpreter": "/nowhere/python"}, "/nowhere/python cannot be started"),
    ],
)
def test_what_cannot_be_drawn_says_why(kept, broken, why):
    revision, _ = kept(pickled=a_pickle(**broken))

    (note,) = notes_of(revision)
    assert why in note


def test_why_there_is_no_pickle_stands_with_the_figure(kept):
    revision, _ = kept(note="it is over the limit of 32 MiB")

    assert notes_of(revision) == ["No pickle: it is over the limit of 32 MiB."]


def test_pictures_of_a_figure_that_is_not_kept_are_not_made(keeping):
    with pytest.raises(NotFound):
        keeping.run(keeping.deliverer.keep(Pictures(publication="none", service="embedded")))


def test_a_drawing_made_of_a_pickle_does_not_decide_what_is_seen_again(keeping, kept):
    kept(pickled=a_pickle(formats=("svg",)))
    svg = io.BytesIO()
    mpl.rcParams["svg.hashsalt"] = None
    a_figure().savefig(svg, format="svg")

    receipt = keeping.deliver(a_publication(data=svg.getvalue(), mime="image/svg+xml"))

    assert receipt.state == "captured"


def test_a_strip_is_added_below_a_picture_that_stays_as_it_is(kept):
    picture = a_picture((*RED, 255))

    _, found = kept(picture, watermark=True)

    marked = Image.open(io.BytesIO(found["figure", "png", True]))
    assert found["figure", "png", False] == picture
    assert marked.width == 640
    assert marked.crop((0, 0, 640, 480)).getcolors() == [(640 * 480, (*RED, 255))]
    assert marked.getpixel((639, marked.height - 1)) == (*RED, 255)


@pytest.mark.parametrize("background", [(255, 255, 255), DARK])
def test_a_strip_can_be_read_on_light_and_dark_pictures(kept, background):
    _, found = kept(a_picture((*background, 255)), watermark=True)

    marked = Image.open(io.BytesIO(found["figure", "png", True])).convert("RGB")
    text = marked.crop((200, 480, 640, marked.height)).getcolors(100_000)
    brightness = [sum(color) / 3 for _, color in text]
    assert max(brightness) - min(brightness) > 150


def test_a_narrow_picture_gets_room_for_its_strip(kept):
    _, found = kept(a_picture(size=(60, 40)), watermark=True)

    assert Image.open(io.BytesIO(found["figure", "png", True])).width == 180


def test_what_is_no_picture_gets_no_strip(kept):
    _, found = kept(b"no picture", watermark=True)

    assert ("figure", "png", True) not in found


def test_the_code_in_a_strip_holds_the_link_with_the_address_of_the_settings(kept):
    segno = pytest.importorskip("segno")
    revision, found = kept(watermark=True, at="https://figures.lab.example")

    marked = Image.open(io.BytesIO(found["figure", "png", True])).convert("1")
    wanted = segno.make_qr(f"https://figures.lab.example/r/{revision.short_id}").matrix
    left, top = 8 + 4 * 2, 480 + 8 + 4 * 2  # gap and white around the code, two pixels a module
    read = [
        [marked.getpixel((left + 2 * x, top + 2 * y)) == 0 for x in range(len(wanted))]
        for y in range(len(wanted))
    ]
    assert read == [[bool(dark) for dark in row] for row in wanted]
